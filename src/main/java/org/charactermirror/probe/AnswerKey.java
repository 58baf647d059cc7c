package org.charactermirror.probe;

import java.util.List;
import java.util.stream.Stream;

/** What is right and what is wrong. */
public sealed interface AnswerKey {

    /** Returns every form, right or wrong. */
    Stream<Form> forms();

    /**
     * The profile, or what the user said, fixes the answer.
     *
     * @param expected any of them is right
     * @param forbidden any of them is wrong
     * @param units words that follow the number asked for, such as {@code 岁}: another number before one of them is wrong
     */
    record Fixed(List<Form> expected, List<Form> forbidden, List<String> units) implements AnswerKey {

        public Fixed {
            expected = List.copyOf(expected);
            forbidden = List.copyOf(forbidden);
            units = List.copyOf(units);
        }

        @Override
        public Stream<Form> forms() {
            return Stream.concat(expected.stream(), forbidden.stream());
        }
    }

    /**
     * The character's own earlier reply fixes the answer.
     *
     * @param options what it was to choose one of, at least two
     */
    record Choice(List<Form> options) implements AnswerKey {

        public Choice {
            options = List.copyOf(options);
            if (options.size() < 2) {
                throw new IllegalArgumentException("a choice of " + options);
            }
        }

        @Override
        public Stream<Form> forms() {
            return options.stream();
        }
    }
}
