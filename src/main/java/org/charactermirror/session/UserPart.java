package org.charactermirror.session;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.charactermirror.chat.Persona;
import org.charactermirror.scenario.ScriptedTurn;

/** Who speaks for the user in a dialogue, with names put in. */
public sealed interface UserPart {

    /** Returns how many messages of the user are played, at least 1. */
    int rounds();

    /**
     * A script.
     *
     * @param turns as many as are played
     */
    record Scripted(List<ScriptedTurn> turns) implements UserPart {

        public Scripted {
            turns = List.copyOf(turns);
            requireRounds(turns.size());
        }

        @Override
        public int rounds() {
            return turns.size();
        }
    }

    /**
     * A model that plays the user.
     *
     * @param persona the two people with their places exchanged: the model speaks as the user
     * @param fixed messages that are said in the model's place, by their 1-based turns
     */
    record Interviewed(Persona persona, Map<Integer, ScriptedTurn> fixed, int rounds) implements UserPart {

        public Interviewed {
            Objects.requireNonNull(persona, "persona");
            fixed = Collections.unmodifiableMap(new TreeMap<>(fixed));
            requireRounds(rounds);
        }
    }

    /** A person who types while the dialogue is played. */
    record Typed(int rounds) implements UserPart {

        public Typed {
            requireRounds(rounds);
        }
    }

    private static void requireRounds(int rounds) {
        if (rounds < 1) {
            throw new IllegalArgumentException(rounds + " messages to play");
        }
    }
}
