package org.charactermirror.analysis.planning;

import java.util.stream.IntStream;
import org.charactermirror.stats.SignFlipTest;

/**
 * How large a study is.
 *
 * @param annotators at least 2
 * @param characters at least 2; where they are nested, of each annotator, and at least 1
 * @param rounds judged replies of a dialogue; no matter where whole dialogues are rated
 * @param dialogues of each model with each character
 * @param judges annotators of each dialogue, taken in turn; 1 where characters are nested
 * @param nested whether each annotator has characters of their own, whom nobody else judges
 */
public record Design(int annotators, int characters, int rounds, int dialogues, int judges, boolean nested) {

    /** More judged dialogues of each model than this are not simulated. */
    public static final long MOST_JUDGED = 1_000_000;

    public Design {
        if (annotators < 2 || characters < (nested ? 1 : 2) || rounds < 1 || dialogues < 1) {
            throw new IllegalArgumentException(
                    annotators + "x" + characters + "x" + rounds + " with " + dialogues + " dialogues");
        }
        if (judges < 1 || judges > (nested ? 1 : annotators)) {
            throw new IllegalArgumentException(judges + " judges of " + annotators + " annotators");
        }
    }

    /** Returns the same with other numbers of annotators and characters. */
    public Design sized(int newAnnotators, int newCharacters) {
        boolean all = !nested && judges == annotators;
        return new Design(newAnnotators, newCharacters, rounds, dialogues, all ? newAnnotators : judges, nested);
    }

    /** Returns how many characters there are in the whole study. */
    public int allCharacters() {
        return nested ? annotators * characters : characters;
    }

    /** Returns how many annotators judge something. */
    public int busyAnnotators() {
        return nested ? annotators : (int) Math.min(annotators, (long) characters * dialogues * judges);
    }

    /** Tells whether any character is judged by more than one annotator. */
    boolean charactersShared() {
        return !nested && (judges > 1 || dialogues > 1);
    }

    /** Returns how many dialogues, of each model or pair of models, all annotators judge together. */
    public long judgedDialogues() {
        return (long) characters * (nested ? annotators : 1) * dialogues * judges;
    }

    /** Returns who judges a dialogue. */
    int[] judgesOf(int character, int dialogue) {
        if (nested) {
            return new int[] {character / characters};
        }
        long first = ((long) character * dialogues + dialogue) * judges;
        return IntStream.range(0, judges)
                .map(i -> (int) ((first + i) % annotators))
                .toArray();
    }

    /** Returns the smallest p that the clustered test can reach, before it is corrected for several pairs. */
    public double smallestP() {
        return Math.max(SignFlipTest.smallestP(busyAnnotators()), SignFlipTest.smallestP(allCharacters()));
    }

    /** Returns {@code 10x24} or, with more than one round, {@code 10x24x20}. */
    @Override
    public String toString() {
        return annotators + "x" + characters + (rounds > 1 ? "x" + rounds : "");
    }
}
