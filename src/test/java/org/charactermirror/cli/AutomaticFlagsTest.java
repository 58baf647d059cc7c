package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Subject;
import org.charactermirror.annotation.TurnError;
import org.charactermirror.annotation.TurnFlag;
import org.charactermirror.chat.StopReason;
import org.charactermirror.session.SessionId;
import org.charactermirror.session.Transcript;
import org.charactermirror.session.Turn;
import org.junit.jupiter.api.Test;

class AutomaticFlagsTest {

    @Test
    void every_reply_gets_a_row_that_judges_repetition_and_nothing_else() {
        List<TurnError> rows = AutomaticFlags.repetition(
                        List.of(dialogue("本王老家在下相，那里有一条河。", "乌骓跟了我五年。", "本王老家在下相。", "来得正好，坐下喝酒！")))
                .turnErrors();

        assertThat(rows).extracting(TurnError::turn).containsExactly(1, 2, 3, 4);
        assertThat(rows)
                .extracting(TurnError::flags)
                .containsExactly(
                        Map.of(TurnFlag.REPETITION, false),
                        Map.of(TurnFlag.REPETITION, false),
                        Map.of(TurnFlag.REPETITION, true),
                        Map.of(TurnFlag.REPETITION, true));
        assertThat(rows)
                .extracting(TurnError::evidence)
                .containsExactly(null, null, "repeats turn 1 (overlap 1.00)", "repeats the greeting (overlap 1.00)");
        assertThat(rows)
                .allMatch(row -> row.origin() == Origin.AUTOMATIC && row.model().equals("tiny"));
        assertThat(rows.get(0).subject())
                .isEqualTo(new Subject(
                        "demo", "tiny.xiang-yu.chat-1.1", "metric-repetition-1", "xiang-yu", "celebrities", "chat"));
    }

    private static Transcript dialogue(String... replies) {
        List<Turn> turns = new ArrayList<>();
        for (String reply : replies) {
            turns.add(new Turn(turns.size() + 1, "问", reply, StopReason.NEWLINE, 1, 1, 0, 1, 0, 0));
        }
        return new Transcript(
                "demo",
                new SessionId("tiny", "xiang-yu", "chat-1", 1),
                "celebrities",
                "chat",
                "项羽",
                "小舟",
                "来得正好，坐下喝酒。",
                turns);
    }
}
