package org.charactermirror.analysis;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.charactermirror.annotation.Subject;
import org.jspecify.annotations.Nullable;

/** How many characters (Unicode code points) the replies have whose transcripts are at hand. */
public final class ReplyLengths {

    /** No transcripts. */
    public static final ReplyLengths NONE = new ReplyLengths(Map.of());

    /** By reply, then by study, since two studies may have a session of one name. */
    private final Map<Reply, Map<String, Integer>> lengths;

    private ReplyLengths(Map<Reply, Map<String, Integer>> lengths) {
        this.lengths = lengths;
    }

    /** Finds a reply's length; nothing where its transcript is not at hand, or it is not clear which reply is meant. */
    public OptionalInt of(Subject subject, String model, @Nullable Integer turn) {
        @Nullable String session = subject.session();
        if (session == null || turn == null) {
            return OptionalInt.empty();
        }
        Map<String, Integer> byStudy = lengths.getOrDefault(new Reply(session, model, turn), Map.of());
        @Nullable String study = subject.study();
        if (study == null) {
            return byStudy.size() == 1
                    ? OptionalInt.of(byStudy.values().iterator().next())
                    : OptionalInt.empty();
        }
        @Nullable Integer length = byStudy.get(study);
        return length == null ? OptionalInt.empty() : OptionalInt.of(length);
    }

    /** Returns the mean length of a dialogue's replies; nothing where its transcript is not at hand. */
    public OptionalDouble meanOf(Subject subject, String model) {
        @Nullable String session = subject.session();
        if (session == null) {
            return OptionalDouble.empty();
        }
        long sum = 0;
        int turn = 1;
        OptionalInt length = of(subject, model, turn);
        while (length.isPresent()) {
            sum += length.getAsInt();
            turn++;
            length = of(subject, model, turn);
        }
        return turn == 1 ? OptionalDouble.empty() : OptionalDouble.of((double) sum / (turn - 1));
    }

    private record Reply(String session, String model, int turn) {}

    /** Collects replies. */
    public static final class Builder {

        private final Map<Reply, Map<String, Integer>> lengths = new HashMap<>();

        /**
         * Adds a reply.
         *
         * @param turn 1-based
         */
        public void add(String study, String session, String model, int turn, String text) {
            lengths.computeIfAbsent(new Reply(session, model, turn), unused -> new HashMap<>())
                    .put(study, text.codePointCount(0, text.length()));
        }

        /** Returns all of them. */
        public ReplyLengths build() {
            return new ReplyLengths(Collections.unmodifiableMap(new HashMap<>(lengths)));
        }
    }
}
