package org.charactermirror.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.charactermirror.chat.FailureKind;
import org.charactermirror.session.RecordedDialogue;
import org.charactermirror.session.RecordedDialogue.Reply;

/**
 * How the planned dialogues of a model, or of two models on one context, ended.
 *
 * @param failed for whatever reason, those that were refused included
 * @param refused that a provider's filter ended
 * @param missing that were planned and neither finished nor failed
 * @param replies that were recorded, those of unfinished dialogues included; two for a round of two models
 * @param empty replies without text
 * @param cutOff replies that the bound on tokens ended
 * @param contextFull replies whose model did not see all of the dialogue
 */
record DialogueCounts(
        int planned,
        int complete,
        int failed,
        int refused,
        int missing,
        int replies,
        int empty,
        int cutOff,
        int contextFull) {

    /** Counts all dialogues, of single models and of two; none is zero everywhere. */
    static DialogueCounts of(List<RecordedDialogue> dialogues) {
        return dialogues.stream()
                .map(DialogueCounts::of)
                .reduce(new DialogueCounts(0, 0, 0, 0, 0, 0, 0, 0, 0), DialogueCounts::plus);
    }

    /** Counts the dialogues of single models, by model in the order of the plan. */
    static Map<String, DialogueCounts> ofModels(List<RecordedDialogue> dialogues) {
        return grouped(dialogues.stream().filter(dialogue -> !dialogue.isPair()), " ");
    }

    /** Counts the dialogues of two models on one context, by the models' names with a separator between them. */
    static Map<String, DialogueCounts> ofPairs(List<RecordedDialogue> dialogues, String separator) {
        return grouped(dialogues.stream().filter(RecordedDialogue::isPair), separator);
    }

    private static Map<String, DialogueCounts> grouped(Stream<RecordedDialogue> dialogues, String separator) {
        Map<String, DialogueCounts> counts = new LinkedHashMap<>();
        dialogues.forEach(dialogue ->
                counts.merge(String.join(separator, dialogue.models()), of(dialogue), DialogueCounts::plus));
        return counts;
    }

    private static DialogueCounts of(RecordedDialogue dialogue) {
        List<Reply> replies = dialogue.played().stream()
                .flatMap(round -> round.replies().stream())
                .toList();
        return new DialogueCounts(
                1,
                dialogue.state() == RecordedDialogue.State.DONE ? 1 : 0,
                dialogue.state() == RecordedDialogue.State.FAILED ? 1 : 0,
                dialogue.failure().filter(FailureKind.REFUSED::equals).isPresent() ? 1 : 0,
                dialogue.state() == RecordedDialogue.State.PLANNED ? 1 : 0,
                replies.size(),
                (int) replies.stream().filter(Reply::isEmpty).count(),
                (int) replies.stream().filter(Reply::isCutOff).count(),
                (int) replies.stream()
                        .filter(reply -> reply.droppedMessages() > 0)
                        .count());
    }

    private DialogueCounts plus(DialogueCounts other) {
        return new DialogueCounts(
                planned + other.planned,
                complete + other.complete,
                failed + other.failed,
                refused + other.refused,
                missing + other.missing,
                replies + other.replies,
                empty + other.empty,
                cutOff + other.cutOff,
                contextFull + other.contextFull);
    }

    /** Returns the counts under the names that files use. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new TreeMap<>();
        map.put("planned", planned);
        map.put("complete", complete);
        map.put("failed", failed);
        map.put("refused", refused);
        map.put("missing", missing);
        map.put("replies", replies);
        map.put("empty_replies", empty);
        map.put("cut_off_replies", cutOff);
        map.put("context_full_replies", contextFull);
        return map;
    }
}
