package org.charactermirror.training;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the hand-written line that a reply resembles most, by the Dice coefficient of their sets of character pairs. */
final class LineIndex {

    /**
     * A line and how much a reply resembles it.
     *
     * @param character whose line it is
     * @param intent what it answers, {@code intent.more} for a follow-up
     * @param similarity 2 |A and B| / (|A| + |B|), in (0, 1]
     */
    record Match(String character, String intent, double similarity) {}

    private record Line(String character, String intent, int pairs) {}

    private final List<Line> lines = new ArrayList<>();
    private final Map<String, List<Integer>> linesByPair = new HashMap<>();

    LineIndex(List<Voice> voices) {
        for (Voice voice : voices) {
            voice.answers().forEach((intent, answers) -> add(voice.character(), intent, answers));
            voice.more().forEach((intent, answers) -> add(voice.character(), intent + ".more", answers));
        }
    }

    /** Returns the nearest line, the first written of equally near ones; none if no pair of characters is shared. */
    Optional<Match> nearest(String reply) {
        Set<String> pairs = pairs(reply);
        int[] shared = new int[lines.size()];
        for (String pair : pairs) {
            for (int line : linesByPair.getOrDefault(pair, List.of())) {
                shared[line]++;
            }
        }
        int best = -1;
        double similarity = 0;
        for (int i = 0; i < shared.length; i++) {
            double dice = 2.0 * shared[i] / (pairs.size() + lines.get(i).pairs());
            if (dice > similarity) {
                best = i;
                similarity = dice;
            }
        }
        if (best < 0) {
            return Optional.empty();
        }
        Line line = lines.get(best);
        return Optional.of(new Match(line.character(), line.intent(), similarity));
    }

    private void add(String character, String intent, List<String> answers) {
        for (String answer : answers) {
            Set<String> pairs = pairs(answer);
            pairs.forEach(pair -> linesByPair
                    .computeIfAbsent(pair, unused -> new ArrayList<>())
                    .add(lines.size()));
            lines.add(new Line(character, intent, pairs.size()));
        }
    }

    private static Set<String> pairs(String text) {
        Set<String> pairs = new HashSet<>();
        int[] characters = text.codePoints().toArray();
        for (int i = 0; i + 1 < characters.length; i++) {
            pairs.add(new String(characters, i, 2));
        }
        return pairs;
    }
}
