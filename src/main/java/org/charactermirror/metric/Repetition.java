package org.charactermirror.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.session.Transcript;
import org.charactermirror.session.Turn;
import org.charactermirror.text.ComparableText;

/**
 * Flags replies that say again what the character has said before in the same dialogue.
 *
 * <p>Version 1. Let g(r) be the multiset of all runs of 4 characters in the normalised reply r (letters and digits only,
 * full-width forms made plain, lower case; a reply of fewer than 4 characters is its own only run). The overlap of a reply
 * r with an earlier text e is
 *
 * <pre>overlap(r, e) = |g(r) ∩ g(e)| / |g(r)|</pre>
 *
 * with multiset intersection: the share of the reply that stands in the earlier text, from 0 to 1. A reply is flagged if
 * its overlap with the greeting or with any one earlier reply of the dialogue is at least 0.7. A reply without letters and
 * digits is flagged if the very same text, stripped, came before; an empty one repeats nothing and is not flagged.
 *
 * <p>What it cannot see: the same thing said in other words, and a phrase that recurs in replies which otherwise differ.
 */
public final class Repetition {

    /** Names the metric and its version as the annotator of its flags. */
    public static final String ANNOTATOR = "metric-repetition-1";

    /** The least overlap that is flagged. */
    public static final double THRESHOLD = 0.7;

    private static final int GRAM = 4;

    private Repetition() {}

    /**
     * What a flagged reply repeats.
     *
     * @param earlierTurn the turn of the text with the largest overlap, the earliest of several; 0 for the greeting
     * @param overlap from 0.7 to 1
     */
    public record Finding(int earlierTurn, double overlap) {}

    /** Returns for every turn of a dialogue, in order, what its reply repeats; nothing if it is not flagged. */
    public static List<Optional<Finding>> find(Transcript transcript) {
        List<String> earlier = new ArrayList<>(List.of(transcript.greeting()));
        List<Optional<Finding>> findings = new ArrayList<>();
        for (Turn turn : transcript.turns()) {
            findings.add(find(turn.reply(), earlier));
            earlier.add(turn.reply());
        }
        return List.copyOf(findings);
    }

    private static Optional<Finding> find(String reply, List<String> earlier) {
        Finding best = new Finding(0, 0);
        for (int turn = 0; turn < earlier.size(); turn++) {
            double overlap = sameSigns(reply, earlier.get(turn)) ? 1 : overlap(reply, earlier.get(turn));
            if (overlap > best.overlap()) {
                best = new Finding(turn, overlap);
            }
        }
        return Optional.of(best).filter(finding -> finding.overlap() >= THRESHOLD);
    }

    private static boolean sameSigns(String reply, String earlier) {
        return ComparableText.normalise(reply).isEmpty()
                && !reply.isBlank()
                && reply.strip().equals(earlier.strip());
    }

    /** Returns the share of the reply's runs of 4 characters that stand in the earlier text; 0 if the reply has none. */
    public static double overlap(String reply, String earlier) {
        Map<String, Integer> said = ComparableText.grams(ComparableText.normalise(earlier), GRAM);
        int all = 0;
        int common = 0;
        for (Map.Entry<String, Integer> gram :
                ComparableText.grams(ComparableText.normalise(reply), GRAM).entrySet()) {
            all += gram.getValue();
            common += Math.min(gram.getValue(), said.getOrDefault(gram.getKey(), 0));
        }
        return all == 0 ? 0 : (double) common / all;
    }
}
