package org.charactermirror.dataset;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.charactermirror.document.Sha256;
import org.charactermirror.session.Transcript;

/**
 * Texts that are in more than one split. A text takes eight bytes of memory, the first of its SHA-256; that two of a million texts
 * have the same has a chance of less than one in ten million.
 */
public final class SharedTexts {

    /** What a text is in a dialogue. */
    public enum Role {
        GREETING,
        USER_MESSAGE,
        /** What the character said to the first message. */
        FIRST_REPLY,
        REPLY;

        /** Returns the word that files use. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What two splits share.
     *
     * @param shared how many different texts are in both
     * @param ofSecond how many different ones the second has
     */
    public record Overlap(Role role, String first, String second, int shared, int ofSecond) {}

    private final List<String> splits;
    private final Map<Role, Map<String, Hashes>> texts = new LinkedHashMap<>();

    SharedTexts(List<String> splits) {
        this.splits = List.copyOf(splits);
        for (Role role : Role.values()) {
            Map<String, Hashes> bySplit = new LinkedHashMap<>();
            splits.forEach(split -> bySplit.put(split, new Hashes()));
            texts.put(role, bySplit);
        }
    }

    /**
     * Adds the texts of a dialogue that are in records.
     *
     * @param replies of each turn, from the first to the last that is in any record
     */
    void add(String split, Transcript transcript, List<List<String>> replies) {
        if (!transcript.greeting().isBlank()) {
            add(Role.GREETING, split, transcript.greeting());
        }
        transcript.turns().subList(0, replies.size()).forEach(turn -> add(Role.USER_MESSAGE, split, turn.user()));
        for (int turn = 0; turn < replies.size(); turn++) {
            for (String reply : replies.get(turn)) {
                add(turn == 0 ? Role.FIRST_REPLY : Role.REPLY, split, reply);
            }
        }
    }

    private void add(Role role, String split, String text) {
        texts.getOrDefault(role, Map.of())
                .getOrDefault(split, new Hashes())
                .add(ByteBuffer.wrap(Sha256.digest(text.strip().getBytes(StandardCharsets.UTF_8)))
                        .getLong());
    }

    /** Returns what each split shares with the one before it in order, those that share nothing left out. */
    List<Overlap> overlaps() {
        List<Overlap> overlaps = new ArrayList<>();
        texts.forEach((role, bySplit) -> {
            for (int first = 0; first < splits.size(); first++) {
                for (int second = first + 1; second < splits.size(); second++) {
                    long[] one = bySplit.getOrDefault(splits.get(first), new Hashes())
                            .distinct();
                    long[] other = bySplit.getOrDefault(splits.get(second), new Hashes())
                            .distinct();
                    int shared = shared(one, other);
                    if (shared > 0) {
                        overlaps.add(new Overlap(role, splits.get(first), splits.get(second), shared, other.length));
                    }
                }
            }
        });
        return overlaps;
    }

    private static int shared(long[] one, long[] other) {
        int shared = 0;
        int at = 0;
        for (long hash : one) {
            while (at < other.length && other[at] < hash) {
                at++;
            }
            shared += at < other.length && other[at] == hash ? 1 : 0;
        }
        return shared;
    }

    /** A growing list of numbers without a box around each. */
    private static final class Hashes {

        private static final int FIRST = 1024;

        private long[] values = new long[FIRST];
        private int count;

        void add(long value) {
            if (count == values.length) {
                values = Arrays.copyOf(values, distinctSoFar() * 2 + FIRST);
            }
            values[count++] = value;
        }

        /** Drops what is there twice, which in scripted dialogues is most. */
        private int distinctSoFar() {
            long[] distinct = distinct();
            System.arraycopy(distinct, 0, values, 0, distinct.length);
            count = distinct.length;
            return count;
        }

        long[] distinct() {
            return Arrays.stream(values, 0, count).sorted().distinct().toArray();
        }
    }
}
