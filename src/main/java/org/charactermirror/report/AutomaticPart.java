package org.charactermirror.report;

import java.util.List;
import java.util.Map;
import org.charactermirror.analysis.MetricTable;
import org.charactermirror.chat.FailureKind;
import org.charactermirror.session.RecordedDialogue;

/**
 * What programs say of the replies of one study.
 *
 * @param name of the folder inside; empty for the study itself
 * @param study its id
 * @param table means and intervals
 * @param notPlayed replies that were planned and are not there
 * @param withoutProfile ids of characters whose profiles are not at hand as they were played
 * @param ingredients SHA-256 of the lists and models that scores depend on, by name
 */
public record AutomaticPart(
        String name,
        String study,
        MetricTable table,
        NotPlayed notPlayed,
        List<String> withoutProfile,
        Map<String, String> ingredients) {

    public AutomaticPart {
        withoutProfile = List.copyOf(withoutProfile);
        ingredients = Map.copyOf(ingredients);
    }

    /**
     * Replies that were planned and are not there, by what became of their dialogues.
     *
     * @param refused by a provider's filter
     * @param failed for any other reason
     * @param unfinished neither finished nor failed so far
     */
    public record NotPlayed(int refused, int failed, int unfinished) {

        /** Counts the replies of dialogues. */
        public static NotPlayed of(List<RecordedDialogue> dialogues) {
            int refused = 0;
            int failed = 0;
            int unfinished = 0;
            for (RecordedDialogue dialogue : dialogues) {
                int missing = (dialogue.rounds() - dialogue.played().size())
                        * dialogue.models().size();
                if (dialogue.failure().filter(FailureKind.REFUSED::equals).isPresent()) {
                    refused += missing;
                } else if (dialogue.state() == RecordedDialogue.State.FAILED) {
                    failed += missing;
                } else {
                    unfinished += missing;
                }
            }
            return new NotPlayed(refused, failed, unfinished);
        }

        /** Returns how many there are in all. */
        public int all() {
            return refused + failed + unfinished;
        }
    }
}
