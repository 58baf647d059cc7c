package org.charactermirror.character;

import java.util.Objects;

/** What a character is like: either in the paper's parts, or as one text. */
public sealed interface Description {

    /** The paper's parts, from which a {@link ProfileTemplate} writes the text that models are given. */
    record Structured(Attributes attributes, Behaviors behaviors) implements Description {

        public Structured {
            Objects.requireNonNull(attributes, "attributes");
            Objects.requireNonNull(behaviors, "behaviors");
        }
    }

    /**
     * A text that models are given word for word, as characters made elsewhere have it.
     *
     * @param text not blank; may have several lines
     */
    record FreeForm(String text) implements Description {

        public FreeForm {
            if (text.isBlank()) {
                throw new IllegalArgumentException("profile is blank");
            }
        }
    }
}
