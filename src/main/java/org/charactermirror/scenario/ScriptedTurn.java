package org.charactermirror.scenario;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** One turn of a script, which makes exactly one message of the user, whatever the character has said so far. */
public sealed interface ScriptedTurn {

    /**
     * Returns the message for a dialogue.
     *
     * @param replies the character's replies so far, that of turn 1 first; without the greeting
     */
    String message(List<String> replies);

    /** Returns every message that the turn may make, in the order of the file. */
    Stream<String> messages();

    /** Returns the same turn with the two people's names in the places of {@code {bot_name}} and {@code {user_name}}. */
    ScriptedTurn named(String botName, String userName);

    /** A message that is always the same. */
    record Say(String text) implements ScriptedTurn {

        public Say {
            if (text.isBlank()) {
                throw new IllegalArgumentException("a message of a script is blank");
            }
        }

        @Override
        public String message(List<String> replies) {
            return text;
        }

        @Override
        public Stream<String> messages() {
            return Stream.of(text);
        }

        @Override
        public ScriptedTurn named(String botName, String userName) {
            return new Say(Placeholders.fill(text, botName, userName));
        }
    }

    /**
     * A message that is always the same and aimed at one dimension.
     *
     * @param dimension what the reply to it is to show
     */
    record Probe(ProbeDimension dimension, String text) implements ScriptedTurn {

        public Probe {
            Objects.requireNonNull(dimension, "dimension");
            if (text.isBlank()) {
                throw new IllegalArgumentException("a probe is blank");
            }
        }

        @Override
        public String message(List<String> replies) {
            return text;
        }

        @Override
        public Stream<String> messages() {
            return Stream.of(text);
        }

        @Override
        public ScriptedTurn named(String botName, String userName) {
            return new Probe(dimension, Placeholders.fill(text, botName, userName));
        }
    }

    /**
     * A message that depends on what the character has said.
     *
     * @param condition decides between the two
     * @param say where the condition holds
     * @param otherwise where it does not; may depend on a further condition
     */
    record Branch(Condition condition, ScriptedTurn say, ScriptedTurn otherwise) implements ScriptedTurn {

        public Branch {
            Objects.requireNonNull(condition, "condition");
            Objects.requireNonNull(say, "say");
            Objects.requireNonNull(otherwise, "otherwise");
        }

        @Override
        public String message(List<String> replies) {
            return (condition.holds(replies) ? say : otherwise).message(replies);
        }

        @Override
        public Stream<String> messages() {
            return Stream.concat(say.messages(), otherwise.messages());
        }

        @Override
        public ScriptedTurn named(String botName, String userName) {
            return new Branch(
                    condition.named(botName, userName),
                    say.named(botName, userName),
                    otherwise.named(botName, userName));
        }
    }
}
