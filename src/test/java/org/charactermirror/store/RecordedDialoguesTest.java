package org.charactermirror.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.charactermirror.chat.FailureKind;
import org.charactermirror.chat.StopReason;
import org.charactermirror.scenario.ProbeDimension;
import org.charactermirror.session.MessageSource;
import org.charactermirror.session.RecordedDialogue;
import org.charactermirror.session.RecordedDialogue.Reply;
import org.charactermirror.session.RecordedDialogue.Round;
import org.charactermirror.session.RecordedDialogue.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedDialoguesTest {

    private static final String SESSION =
            "INSERT INTO session (session, position, model, character, category, scenario,"
                    + " topic, repetition, rounds, bot_name, user_name, greeting, state, reason) VALUES (?, ?, ?, 'aixi',"
                    + " 'games_videos', 'chat-1', 'chat', 1, 2, '艾希', '用户', '你来了。', ?, ?)";
    private static final String VALUES = ", ?, 9, 0, 3, ?, 7, 0.5)";

    @TempDir
    private Path folder;

    @Test
    void dialogues_of_one_model_and_of_two_come_in_the_order_of_the_plan_with_all_replies() {
        String pair = "tiny~tinier.aixi.chat-1.1";
        String single = "tiny.aixi.chat-1.1";
        try (StudyDatabase database = StudyDatabase.open(folder.resolve("study.db"))) {
            database.write(handle -> {
                handle.execute(SESSION, pair, 1, "tiny~tinier", "planned", "");
                handle.execute(SESSION, single, 0, "tiny", "failed", "out of memory");
                handle.execute(
                        "INSERT INTO turn (session, turn, user, reply, stop_reason, prompt_tokens, cached_tokens,"
                                + " reply_tokens, dropped_messages, seed, seconds) VALUES (?, 1, '问', '答'" + VALUES,
                        single,
                        "LENGTH",
                        2);
                handle.execute("INSERT INTO pair_session VALUES (?, 'tiny', 'tinier', 'random')", pair);
                for (int turn = 1; turn <= 2; turn++) {
                    handle.execute(
                            "INSERT INTO pair_turn (session, turn, user, continued) VALUES (?, ?, '问', ?)",
                            pair,
                            turn,
                            turn == 1 ? "b" : "a");
                    handle.execute("INSERT INTO pair_reply VALUES (?, ?, 'b', '乙'" + VALUES, pair, turn, "NEWLINE", 0);
                    handle.execute("INSERT INTO pair_reply VALUES (?, ?, 'a', '甲'" + VALUES, pair, turn, "NEWLINE", 0);
                }
            });
            List<RecordedDialogue> dialogues = RecordedDialogues.of(database);
            assertThat(dialogues).extracting(RecordedDialogue::session).containsExactly(single, pair);
            assertThat(dialogues.get(0))
                    .isEqualTo(new RecordedDialogue(
                            single,
                            List.of("tiny"),
                            "aixi",
                            "games_videos",
                            "chat-1",
                            "chat",
                            1,
                            2,
                            "艾希",
                            "用户",
                            "你来了。",
                            State.FAILED,
                            "out of memory",
                            List.of(new Round(
                                    1, "问", List.of(new Reply("答", StopReason.LENGTH, 2)), 0, MessageSource.SCRIPT)),
                            Optional.empty()));
            List<Reply> both = List.of(new Reply("甲", StopReason.NEWLINE, 0), new Reply("乙", StopReason.NEWLINE, 0));
            assertThat(dialogues.get(1).models()).containsExactly("tiny", "tinier");
            assertThat(dialogues.get(1).state()).isEqualTo(State.PLANNED);
            assertThat(dialogues.get(1).played())
                    .containsExactly(
                            new Round(1, "问", both, 1, MessageSource.SCRIPT),
                            new Round(2, "问", both, 0, MessageSource.SCRIPT));
        }
    }

    @Test
    void who_wrote_a_message_and_that_a_dialogue_was_refused_come_with_them() {
        String session = "tiny.aixi.chat-1.1";
        try (StudyDatabase database = StudyDatabase.open(folder.resolve("study.db"))) {
            database.write(handle -> {
                handle.execute(SESSION, session, 0, "tiny", "failed", "filtered");
                handle.execute("UPDATE session SET failure = 'refused'");
                handle.execute(
                        "INSERT INTO turn (session, turn, user, reply, stop_reason, prompt_tokens, cached_tokens,"
                                + " reply_tokens, dropped_messages, seed, seconds) VALUES (?, 1, '问', '答'" + VALUES,
                        session,
                        "NEWLINE",
                        0);
                handle.execute(
                        "INSERT INTO user_message (session, turn, source, dimension) VALUES (?, 1, 'probe', 'safety')",
                        session);
            });
            RecordedDialogue dialogue = RecordedDialogues.of(database).get(0);
            assertThat(dialogue.failure()).contains(FailureKind.REFUSED);
            assertThat(dialogue.played().get(0).source()).isEqualTo(new MessageSource.Probe(ProbeDimension.SAFETY));
        }
    }

    @Test
    void a_study_without_a_plan_has_no_dialogues() {
        try (StudyDatabase database = StudyDatabase.open(folder.resolve("study.db"))) {
            assertThat(RecordedDialogues.of(database)).isEmpty();
        }
    }
}
