package org.charactermirror.probe;

import java.util.Objects;

/** One way to say an answer. */
public sealed interface Form {

    /**
     * Words, compared without regard to case, width of characters and punctuation.
     *
     * @param text as the file has it
     */
    record Words(String text) implements Form {

        public Words {
            if (NormalText.of(text).isBlank()) {
                throw new IllegalArgumentException("an answer without letters or digits: \"" + text + "\"");
            }
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** A whole number, however it is written: 27, 二十七, twenty-seven. */
    record WholeNumber(long value) implements Form {

        @Override
        public String toString() {
            return Long.toString(value);
        }
    }

    /** Returns the form as a text of its own. */
    default String text() {
        return Objects.toString(this);
    }

    /** Tells whether it is found wherever another one is: GPT and gpt, 7 and 七. */
    default boolean isFoundAs(Form other) {
        return Mentions.isAll(text(), other) || Mentions.isAll(other.text(), this);
    }
}
