package org.charactermirror.judge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.SheetDialogue;

/** Takes an answer that keeps to its schema apart, and looks for what it quotes. */
final class Findings {

    private Findings() {}

    /** Returns an answer's points, in the order in which they are asked for. */
    static List<Finding> of(JudgeItem item, boolean swapped, JsonNode answer) {
        if (item.kind() == Kind.PREFERENCES) {
            List<String> replies = item.dialogue().round(item.turn()).replies();
            List<Evidence> evidence = List.of(
                    Evidence.of(answer.path("evidence_first").asText(), List.of(replies.get(swapped ? 1 : 0))),
                    Evidence.of(answer.path("evidence_second").asText(), List.of(replies.get(swapped ? 0 : 1))));
            return List.of(new Finding(
                    Finding.CHOICE,
                    Optional.ofNullable(answer.path("choice").textValue()),
                    evidence,
                    answer.path("explanation").asText()));
        }
        List<String> said = said(item);
        List<Finding> findings = new ArrayList<>();
        for (String key : JudgePrompt.keys(item.kind())) {
            JsonNode point = answer.path(key);
            JsonNode value = point.path(item.kind() == Kind.RATINGS ? "score" : "flag");
            findings.add(new Finding(
                    key,
                    // 4.0 is a whole number too.
                    value.isNull()
                            ? Optional.empty()
                            : Optional.of(value.decimalValue().toBigInteger().toString()),
                    List.of(Evidence.of(point.path("evidence").asText(), said)),
                    point.path("explanation").asText()));
        }
        return findings;
    }

    /** Returns what may be quoted: the reply that is judged, or all that the character said. */
    private static List<String> said(JudgeItem item) {
        if (item.kind() == Kind.TURN_ERRORS) {
            return item.dialogue().round(item.turn()).replies();
        }
        SheetDialogue dialogue = item.dialogue().source();
        List<String> said = new ArrayList<>();
        said.add(dialogue.greeting());
        dialogue.rounds().forEach(round -> said.add(round.replies().get(round.continued())));
        return said;
    }
}
