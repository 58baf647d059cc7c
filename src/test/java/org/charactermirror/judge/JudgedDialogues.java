package org.charactermirror.judge;

import java.util.ArrayList;
import java.util.List;
import org.charactermirror.annotation.IdentityMask;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.SheetDialogue;
import org.charactermirror.chat.Persona;

/** Dialogues written for tests: a poet and a guest, two rounds. */
final class JudgedDialogues {

    static final Persona POET = new Persona("李白", "李白是唐代诗人，爱酒爱月。", "客人", "远道而来。");

    private JudgedDialogues() {}

    static JudgeItem rating(String... replies) {
        return new JudgeItem(Kind.RATINGS, alone(replies), 0);
    }

    static JudgeItem reply(int turn, String... replies) {
        return new JudgeItem(Kind.TURN_ERRORS, alone(replies), turn);
    }

    /** A dialogue of the model {@code glm-x}, with these replies. */
    static JudgedDialogue alone(String... replies) {
        List<SheetDialogue.Round> rounds = new ArrayList<>();
        for (String reply : replies) {
            int turn = rounds.size() + 1;
            rounds.add(new SheetDialogue.Round(turn, "第" + turn + "问？", List.of(reply), 0));
        }
        return judged(List.of("glm-x"), "glm-x.li-bai.chat-1.1", rounds);
    }

    /** The first turn of a dialogue in which {@code alpha} and {@code beta} reply to one message. */
    static JudgeItem pair(String a, String b) {
        JudgedDialogue dialogue = judged(
                List.of("alpha", "beta"),
                "alpha~beta.li-bai.chat-1.1",
                List.of(new SheetDialogue.Round(1, "你好？", List.of(a, b), 0)));
        return new JudgeItem(Kind.PREFERENCES, dialogue, 1);
    }

    private static JudgedDialogue judged(List<String> models, String session, List<SheetDialogue.Round> rounds) {
        SheetDialogue dialogue = new SheetDialogue(
                "poets", session, models, "li-bai", "celebrities", "chat", "李白", "客人", "请坐，先饮一杯。", rounds);
        return JudgedDialogue.of(dialogue, POET, IdentityMask.of(models));
    }
}
