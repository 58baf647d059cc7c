package org.charactermirror.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.chat.FailureKind;
import org.charactermirror.chat.StopReason;
import org.charactermirror.scenario.ProbeDimension;
import org.charactermirror.session.MessageSource;
import org.charactermirror.session.RecordedDialogue;
import org.charactermirror.session.RecordedDialogue.Reply;
import org.charactermirror.session.RecordedDialogue.Round;
import org.charactermirror.session.RecordedDialogue.State;
import org.junit.jupiter.api.Test;

class PlayedDialogueTest {

    private static RecordedDialogue dialogue(State state, Optional<FailureKind> failure, Round... rounds) {
        return new RecordedDialogue(
                "s",
                List.of("m"),
                "aixi",
                "games_videos",
                "chat-1",
                "chat",
                1,
                3,
                "艾希",
                "用户",
                "",
                state,
                "",
                List.of(rounds),
                failure);
    }

    private static Round round(int number, MessageSource source) {
        return new Round(number, "问", List.of(new Reply("答", StopReason.NEWLINE, 0)), 0, source);
    }

    @Test
    void a_message_says_who_wrote_it_unless_a_script_did() {
        String json = ScriptText.json(new JudgedDialogues(Annotations.none())
                .withJudgements(dialogue(
                        State.DONE,
                        Optional.empty(),
                        round(1, MessageSource.SCRIPT),
                        round(2, new MessageSource.Probe(ProbeDimension.SAFETY)),
                        round(3, new MessageSource.Interviewer(1, 1, 0, 7, 1, 0.5)))));
        assertThat(json)
                .contains(
                        "{\"number\":1,\"user\":\"问\",\"continued\":0,",
                        "{\"number\":2,\"user\":\"问\",\"source\":\"probe\",\"dimension\":\"safety\",\"continued\":0,",
                        "{\"number\":3,\"user\":\"问\",\"source\":\"interviewer\",\"continued\":0,");
    }

    @Test
    void refused_dialogues_are_counted_among_the_failed_and_apart() {
        DialogueCounts counts = DialogueCounts.of(List.of(
                dialogue(State.FAILED, Optional.of(FailureKind.REFUSED)),
                dialogue(State.FAILED, Optional.of(FailureKind.GAVE_UP)),
                dialogue(State.PLANNED, Optional.empty()),
                dialogue(State.DONE, Optional.empty(), round(1, MessageSource.SCRIPT))));
        assertThat(counts).isEqualTo(new DialogueCounts(4, 1, 2, 1, 1, 1, 0, 0, 0));
    }
}
