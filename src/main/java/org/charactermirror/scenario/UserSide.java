package org.charactermirror.scenario;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The user's side of a scenario: what is said to the character, or who says it. */
public sealed interface UserSide {

    /** Returns the messages that are known before a dialogue is played, by their 1-based turns. */
    Map<Integer, ScriptedTurn> fixed();

    /**
     * Every message is written beforehand.
     *
     * @param turns one for each message of the user, at least {@link Scenario#MINIMUM_TURNS}
     */
    record Script(List<ScriptedTurn> turns) implements UserSide {

        public Script {
            turns = List.copyOf(turns);
            if (turns.size() < Scenario.MINIMUM_TURNS) {
                throw new IllegalArgumentException(
                        "a script has " + turns.size() + " turns; it must have at least " + Scenario.MINIMUM_TURNS);
            }
        }

        @Override
        public Map<Integer, ScriptedTurn> fixed() {
            Map<Integer, ScriptedTurn> fixed = new TreeMap<>();
            turns.forEach(turn -> fixed.put(fixed.size() + 1, turn));
            return fixed;
        }
    }

    /**
     * A model plays the user from a brief; its texts have {@code {bot_name}} and {@code {user_name}} for the names.
     *
     * @param persona who the user is
     * @param goals what the user wants of the dialogue, the first one first
     * @param about what the user would like to talk about, if that is given
     * @param areas what the user is to try out
     * @param fixed messages that are said word for word in the model's place, by their 1-based turns
     */
    record Interviewer(
            String persona,
            List<String> goals,
            Optional<String> about,
            List<ProbeArea> areas,
            Map<Integer, ScriptedTurn> fixed)
            implements UserSide {

        public Interviewer {
            Objects.requireNonNull(persona, "persona");
            Objects.requireNonNull(about, "about");
            goals = List.copyOf(goals);
            areas = List.copyOf(areas);
            fixed = Collections.unmodifiableMap(new TreeMap<>(fixed));
            if (goals.isEmpty()) {
                throw new IllegalArgumentException("an interviewer without a goal");
            }
        }

        /** Returns every text in which names may stand. */
        public Stream<String> texts() {
            return Stream.of(
                            Stream.of(persona),
                            goals.stream(),
                            about.stream(),
                            fixed.values().stream().flatMap(ScriptedTurn::messages))
                    .flatMap(texts -> texts);
        }
    }
}
