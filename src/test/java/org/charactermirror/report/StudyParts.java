package org.charactermirror.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.chat.StopReason;
import org.charactermirror.session.MessageSource;
import org.charactermirror.session.RecordedDialogue;
import org.charactermirror.session.RecordedDialogue.Reply;
import org.charactermirror.session.RecordedDialogue.Round;
import org.charactermirror.session.RecordedDialogue.State;

/** Studies with a few dialogues of {@code tiny}, and one of {@code tiny} and {@code tinier} on the same context. */
final class StudyParts {

    private StudyParts() {}

    /** Three dialogues of one model (complete, failed, missing) and one of two. */
    static StudyPart pairAndSingle() {
        return part("", Annotations.none(), "你好");
    }

    static StudyPart named(String name) {
        return part(name, Annotations.none(), "你好");
    }

    /** The first reply of the first dialogue says a text; the annotations are shown beside it. */
    static StudyPart part(String name, Annotations annotations, String firstReply) {
        List<Round> rounds = new ArrayList<>();
        rounds.add(round(1, new Reply(firstReply, StopReason.NEWLINE, 0)));
        rounds.add(round(2, new Reply(" ", StopReason.END_OF_SEQUENCE, 2)));
        List<RecordedDialogue> dialogues = List.of(
                dialogue("tiny.aixi.chat-1.1", "chat-1", List.of("tiny"), State.DONE, "", rounds),
                dialogue(
                        "tiny.aixi.chat-2.1",
                        "chat-2",
                        List.of("tiny"),
                        State.FAILED,
                        "out of memory",
                        List.of(round(1, new Reply("太长", StopReason.LENGTH, 0)))),
                dialogue("tiny.aixi.chat-1.2", "chat-1", List.of("tiny"), State.PLANNED, "", List.of()),
                dialogue(
                        "tiny~tinier.aixi.chat-1.1",
                        "chat-1",
                        List.of("tiny", "tinier"),
                        State.DONE,
                        "",
                        List.of(
                                round(
                                        1,
                                        new Reply("甲一", StopReason.NEWLINE, 0),
                                        new Reply("乙一", StopReason.NEWLINE, 0)),
                                round(
                                        2,
                                        new Reply("甲二", StopReason.NEWLINE, 0),
                                        new Reply("乙二", StopReason.NEWLINE, 0)))));
        return new StudyPart(
                name,
                "demo",
                "zh",
                1,
                2,
                List.of(new StudyPart.Setting("seed", "7")),
                List.of(
                        new StudyPart.Model("tiny", "Apache-2.0", "A demonstration.", List.of()),
                        new StudyPart.Model("tinier", "", "", List.of())),
                List.of(new StudyPart.Event("2024-01-01T00:00:00Z", "started", "charmirror 1.0")),
                dialogues,
                annotations);
    }

    private static Round round(int number, Reply... replies) {
        return new Round(number, "问题" + number, List.of(replies), replies.length - 1, MessageSource.SCRIPT);
    }

    private static RecordedDialogue dialogue(
            String session, String scenario, List<String> models, State state, String reason, List<Round> rounds) {
        return new RecordedDialogue(
                session,
                models,
                "aixi",
                "games_videos",
                scenario,
                "chat",
                1,
                2,
                "艾希",
                "用户",
                "你来了。",
                state,
                reason,
                rounds,
                Optional.empty());
    }
}
