package org.charactermirror.scenario;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** What a script asks of the character's replies so far. */
public sealed interface Condition {

    /**
     * Decides by the replies alone, so that a resumed dialogue takes the same branch.
     *
     * @param replies that of turn 1 first; without the greeting
     */
    boolean holds(List<String> replies);

    /** Returns the same condition with the two people's names in the places of their placeholders. */
    default Condition named(String botName, String userName) {
        return this;
    }

    /**
     * Asks one reply.
     *
     * @param turn the reply's 1-based turn, or {@link #LAST} for the last reply
     */
    record OfReply(int turn, Test test) implements Condition {

        /** Stands for the last reply, whichever turn that is. */
        public static final int LAST = 0;

        public OfReply {
            Objects.requireNonNull(test, "test");
            if (turn < 0) {
                throw new IllegalArgumentException("turn " + turn + ": no such reply");
            }
        }

        @Override
        public boolean holds(List<String> replies) {
            int wanted = turn == LAST ? replies.size() : turn;
            if (wanted < 1 || wanted > replies.size()) {
                throw new IllegalArgumentException("a condition asks for the reply of turn " + wanted
                        + ", but there are " + replies.size() + " replies so far");
            }
            return test.holds(replies.get(wanted - 1));
        }

        @Override
        public Condition named(String botName, String userName) {
            return new OfReply(turn, test.named(botName, userName));
        }
    }

    /** Holds where all conditions do. */
    record All(List<Condition> conditions) implements Condition {

        public All {
            conditions = List.copyOf(conditions);
        }

        @Override
        public boolean holds(List<String> replies) {
            return conditions.stream().allMatch(condition -> condition.holds(replies));
        }

        @Override
        public Condition named(String botName, String userName) {
            return new All(conditions.stream()
                    .map(condition -> condition.named(botName, userName))
                    .toList());
        }
    }

    /** Holds where at least one condition does. */
    record Any(List<Condition> conditions) implements Condition {

        public Any {
            conditions = List.copyOf(conditions);
        }

        @Override
        public boolean holds(List<String> replies) {
            return conditions.stream().anyMatch(condition -> condition.holds(replies));
        }

        @Override
        public Condition named(String botName, String userName) {
            return new Any(conditions.stream()
                    .map(condition -> condition.named(botName, userName))
                    .toList());
        }
    }

    /** Holds where the condition does not. */
    record Not(Condition condition) implements Condition {

        public Not {
            Objects.requireNonNull(condition, "condition");
        }

        @Override
        public boolean holds(List<String> replies) {
            return !condition.holds(replies);
        }

        @Override
        public Condition named(String botName, String userName) {
            return new Not(condition.named(botName, userName));
        }
    }

    /** What is asked of a single reply. */
    sealed interface Test {

        /** Decides by the reply's text. */
        boolean holds(String reply);

        /** Returns the same test with the two people's names in the places of their placeholders. */
        default Test named(String botName, String userName) {
            return this;
        }

        /** Holds where one of the texts stands in the reply; capital and small letters are the same. */
        record Contains(List<String> texts) implements Test {

            public Contains {
                texts = List.copyOf(texts);
            }

            @Override
            public boolean holds(String reply) {
                String small = reply.toLowerCase(Locale.ROOT);
                return texts.stream().anyMatch(text -> small.contains(text.toLowerCase(Locale.ROOT)));
            }

            @Override
            public Test named(String botName, String userName) {
                return new Contains(texts.stream()
                        .map(text -> Placeholders.fill(text, botName, userName))
                        .toList());
            }
        }

        /**
         * Holds where the expression matches somewhere in the reply.
         *
         * <p>The expressions are RE2's, whose time grows only with the reply's length: a script from elsewhere cannot
         * hold up a study.
         */
        record Matches(Pattern expression) implements Test {

            public Matches {
                Objects.requireNonNull(expression, "expression");
            }

            @Override
            public boolean holds(String reply) {
                return expression.matcher(reply).find();
            }
        }

        /**
         * Holds where the reply, without spaces at its ends, has fewer characters.
         *
         * @param characters code points, at least 1
         */
        record ShorterThan(int characters) implements Test {

            public ShorterThan {
                if (characters < 1) {
                    throw new IllegalArgumentException("no reply has fewer than " + characters + " characters");
                }
            }

            @Override
            public boolean holds(String reply) {
                String bare = reply.strip();
                return bare.codePointCount(0, bare.length()) < characters;
            }
        }
    }
}
