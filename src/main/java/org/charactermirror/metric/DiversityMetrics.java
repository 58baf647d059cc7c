package org.charactermirror.metric;

import java.util.List;
import java.util.Optional;

/** How varied a character's words are within one dialogue. */
final class DiversityMetrics {

    private DiversityMetrics() {}

    /**
     * Distinct-n (Li et al. 2016, "A Diversity-Promoting Objective Function for Neural Conversation Models", NAACL):
     * different runs of n words by all runs of n words in the character's replies up to this one, from near 0 to 1. Runs do
     * not cross from reply to reply; the greeting is not counted, since no model wrote it.
     *
     * <p>It falls with the amount of text: compare it only between dialogues of like length. Where two models share a dialogue
     * it has no value.
     */
    static final class Distinct implements Metric {

        private final int n;

        Distinct(int n) {
            this.n = n;
        }

        @Override
        public MetricDescription description() {
            return MetricDescription.ofDialogue("distinct_" + n, 0, 1, "Li et al. 2016, NAACL, section 5.2");
        }

        @Override
        public Score of(ReplyContext reply) {
            if (reply.dialogue().isPair()) {
                return Score.undefined(Reason.SHARED_DIALOGUE);
            }
            long all = reply.grams().allWith(reply.tally(), n);
            return all == 0
                    ? Score.undefined(reply.hasWords() ? Reason.TOO_FEW_WORDS : Reason.NO_WORDS)
                    : Score.of((double) reply.grams().differentWith(reply.tally(), n) / all);
        }
    }

    /**
     * Self-BLEU (Zhu et al. 2018, "Texygen", SIGIR) within one dialogue: BLEU of the reply with the character's earlier
     * replies as references, from 0 (nothing in common) to 1 (all of it said before).
     *
     * <pre>BLEU = BP · exp(1/N Σ ln p_n),  BP = 1 if c ≥ r, else exp(1 - r/c)</pre>
     *
     * with runs of n words, n from 1 to N = min(4, words of the reply); p_n the share of the reply's runs that stand in a
     * reference, each counted at most as often as in the reference that has it most often; where none does, p_n = 0.1 / runs
     * (method 1 of Chen and Cherry 2014); c the reply's words, and r those of the reference nearest in length, the shorter
     * of two. Without a common word it is 0. Unlike in Zhu et al. later replies are no references, so that a value does not
     * change when the dialogue goes on.
     *
     * <p>It rises with the number of references: compare it at the same turn only, or as a mean over equal numbers of turns.
     */
    static final class SelfBleu implements Metric {

        private static final double SMALL = 0.1;

        @Override
        public MetricDescription description() {
            return MetricDescription.ofReply(
                    "self_bleu", 0, 1, "Zhu et al. 2018, SIGIR; smoothing: Chen and Cherry 2014, method 1");
        }

        @Override
        public Score of(ReplyContext reply) {
            WordGrams.Tally tally = reply.tally();
            Optional<Reason> wordless = reply.reply().wordless();
            if (wordless.isPresent()) {
                return Score.undefined(wordless.get());
            }
            return reply.grams().lengths().isEmpty()
                    ? Score.undefined(Reason.NO_EARLIER_REPLY)
                    : Score.of(bleu(tally, reply.grams()));
        }

        private static double bleu(WordGrams.Tally reply, WordGrams earlier) {
            int longest = Math.min(WordGrams.LONGEST, reply.words());
            double logs = 0;
            for (int n = 1; n <= longest; n++) {
                int common = earlier.clipped(reply, n);
                if (n == 1 && common == 0) {
                    return 0;
                }
                logs += Math.log((common == 0 ? SMALL : common) / reply.count(n));
            }
            int nearest = nearest(reply.words(), earlier.lengths());
            double brevity = reply.words() >= nearest ? 0 : 1 - (double) nearest / reply.words();
            return Math.exp(brevity + logs / longest);
        }

        private static int nearest(int words, List<Integer> references) {
            int nearest = references.get(0);
            for (int length : references) {
                int distance = Math.abs(length - words) - Math.abs(nearest - words);
                if (distance < 0 || (distance == 0 && length < nearest)) {
                    nearest = length;
                }
            }
            return nearest;
        }
    }
}
