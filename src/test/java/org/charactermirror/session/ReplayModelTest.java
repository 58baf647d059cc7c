package org.charactermirror.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.charactermirror.chat.ChatReply;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.DialogueLabel;
import org.charactermirror.chat.GenerationSettings;
import org.charactermirror.chat.Message;
import org.charactermirror.chat.ModelUnavailableException;
import org.charactermirror.chat.NotRecordedException;
import org.charactermirror.chat.Persona;
import org.charactermirror.chat.StopReason;
import org.charactermirror.chat.TextListener;
import org.charactermirror.document.Sha256;
import org.charactermirror.problem.BadInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayModelTest {

    @TempDir
    Path folder;

    @Test
    void every_repetition_gets_its_own_replies_back_though_all_begin_alike() {
        ReplayModel model = open(
                Recorded.dialogue("m", "walk", 1, Recorded.turn(1, "你好", "晚上好。")),
                Recorded.dialogue("m", "walk", 2, Recorded.turn(1, "你好", "坐近些。")),
                Recorded.dialogue("m", "talk", 1, Recorded.turn(1, "你好", "读什么？")));

        assertThat(reply(model, label("walk", 1), "你好").text()).isEqualTo("晚上好。");
        assertThat(reply(model, label("walk", 2), "你好").text()).isEqualTo("坐近些。");
        assertThat(reply(model, label("talk", 1), "你好").text()).isEqualTo("读什么？");
    }

    @Test
    void a_reply_comes_with_its_counts_and_its_reason() {
        ReplayModel model =
                open(Recorded.dialogue("m", "walk", 1, Recorded.turn(1, "你好", "晚上好。"), Recorded.turn(2, "困吗", "不困。")));
        StringBuilder heard = new StringBuilder();

        ChatReply reply = model.reply(request(label("walk", 1), "你好", "晚上好。", "困吗"), heard::append);

        assertThat(reply).isEqualTo(new ChatReply("不困。", StopReason.NEWLINE, 20, 0, 2, 1));
        assertThat(heard).hasToString("不困。");
    }

    @Test
    void another_message_than_the_recorded_one_gets_no_reply() {
        ReplayModel model =
                open(Recorded.dialogue("m", "walk", 1, Recorded.turn(1, "你好", "晚上好。"), Recorded.turn(2, "困吗", "不困。")));

        assertThatThrownBy(() -> reply(model, label("walk", 1), "你好", "晚上好。", "饿吗"))
                .isInstanceOf(NotRecordedException.class)
                .hasMessage("lamp.walk.1, turn 2: not recorded: the recorded message of the user in m.lamp.walk.1 is"
                        + " \"困吗\", here it is \"饿吗\"");
        assertThatThrownBy(() -> reply(model, label("walk", 1), "你好", "早。", "困吗"))
                .isInstanceOf(NotRecordedException.class)
                .hasMessage("lamp.walk.1, turn 1: not recorded: what the character is recorded to say in m.lamp.walk.1"
                        + " is \"晚上好。\", here it is \"早。\"; in a pairwise study a recording can go on only where its own"
                        + " replies are those that continue (continuation: model_a, with it as the baseline)");
    }

    @Test
    void a_dialogue_that_goes_on_after_the_recording_ends_gets_no_reply() {
        ReplayModel model = open(Recorded.dialogue("m", "walk", 1, Recorded.turn(1, "你好", "晚上好。")));

        assertThatThrownBy(() -> reply(model, label("walk", 1), "你好", "晚上好。", "困吗"))
                .isInstanceOf(NotRecordedException.class)
                .hasMessage("lamp.walk.1, turn 2: not recorded: the recording m.lamp.walk.1 ends after turn 1; leave"
                        + " this dialogue out, or lower rounds to 1");
        assertThatThrownBy(() -> reply(model, label("walk", 2), "你好"))
                .isInstanceOf(NotRecordedException.class)
                .hasMessage("lamp.walk.2: not recorded: there is no repetition 2; lower repetitions");
    }

    @Test
    void a_dialogue_made_elsewhere_is_found_by_name_and_words_but_only_once() {
        ReplayModel model = open(
                Recorded.dialogue("m", "record-1", 1, Turn.notRecorded(1, "你好", "晚上好。")),
                Recorded.dialogue("m", "record-2", 1, Turn.notRecorded(1, "在吗", "在。")));

        assertThat(reply(model, new DialogueLabel("u706f", "walk", 1, ""), "在吗").text())
                .isEqualTo("在。");
        assertThatThrownBy(() -> reply(model, label("walk", 2), "在吗"))
                .hasMessage("lamp.walk.2: not recorded: no dialogue has this name; leave it out");
        assertThatThrownBy(() -> reply(model, label("walk", 1), "早"))
                .hasMessage(
                        "lamp.walk.1: not recorded: none of 2 recordings of 阿灯 has this dialogue, whose last message"
                                + " is \"早\"");
    }

    @Test
    void a_dialogue_of_our_own_never_stands_for_another_scenario_with_the_same_messages() {
        ReplayModel model = open(Recorded.dialogue("m", "walk", 1, Recorded.turn(1, "你好", "晚上好。")));

        assertThatThrownBy(() -> reply(model, label("talk", 1), "你好"))
                .isInstanceOf(NotRecordedException.class)
                .hasMessage("lamp.talk.1: not recorded: no dialogue has this name; leave it out");
    }

    @Test
    void of_several_recordings_that_would_do_none_is_taken() {
        ReplayModel model = open(
                Recorded.dialogue("m", "record-1", 1, Turn.notRecorded(1, "你好", "晚上好。")),
                Recorded.dialogue("m", "record-2", 1, Turn.notRecorded(1, "你好", "在。")));

        assertThatThrownBy(() -> reply(model, label("walk", 1), "你好"))
                .isInstanceOf(NotRecordedException.class)
                .hasMessage("lamp.walk.1: not recorded: 2 recordings begin with the same messages and have different"
                        + " replies, and nothing tells which is meant; give the recorded dialogues the ids of the study's"
                        + " scenarios, each once");
    }

    @Test
    void a_character_that_was_not_recorded_is_named() {
        ReplayModel model = open(Recorded.dialogue("m", "walk", 1, Recorded.turn(1, "你好", "晚上好。")));
        ChatRequest request = new ChatRequest(
                new Persona("老钟", "", "小舟", ""), List.of(Message.user("你好")), GenerationSettings.greedy(1), 1);

        assertThatThrownBy(() -> model.reply(request, TextListener.NONE))
                .hasMessage("not recorded: m has no dialogue of 老钟; leave this character out");
    }

    @Test
    void each_of_two_models_on_one_context_can_be_replayed() {
        Path file = Recorded.write(
                folder,
                List.of(),
                List.of(
                        Recorded.pair(
                                "a",
                                "b",
                                new PairTurn(Recorded.turn(1, "你好", "甲一"), Recorded.turn(1, "你好", "乙一"), PairSide.B),
                                new PairTurn(Recorded.turn(2, "困吗", "甲二"), Recorded.turn(2, "困吗", "乙二"), PairSide.A)),
                        Recorded.pair(
                                "a",
                                "c",
                                new PairTurn(Recorded.turn(1, "你好", "甲三"), Recorded.turn(1, "你好", "丙"), PairSide.A))));
        ReplayModel a = ReplayModel.open(file, Optional.of("a"));

        assertThat(reply(a, new DialogueLabel("lamp", "walk", 1, "b"), "你好", "乙一", "困吗")
                        .text())
                .isEqualTo("甲二");
        assertThat(reply(a, new DialogueLabel("lamp", "walk", 1, "c"), "你好").text())
                .isEqualTo("甲三");
        assertThat(reply(ReplayModel.open(file, Optional.of("b")), label("walk", 1), "你好")
                        .text())
                .isEqualTo("乙一");
    }

    @Test
    void a_recording_of_several_models_asks_for_one_of_them() {
        Path file = Recorded.write(
                folder,
                List.of(
                        Recorded.dialogue("tiny", "walk", 1, Recorded.turn(1, "你好", "好。")),
                        Recorded.dialogue("GPT-4", "walk", 1, Recorded.turn(1, "你好", "您好。"))),
                List.of());

        assertThatThrownBy(() -> ReplayModel.open(file, Optional.empty()))
                .isInstanceOf(BadInputException.class)
                .hasMessage(file + ": has recordings of GPT-4, tiny; name the one to replay with the key model of the"
                        + " study's model");
        assertThatThrownBy(() -> ReplayModel.open(file, Optional.of("tinny")))
                .hasMessage(file + ": has no recording of the model tinny; did you mean \"tiny\"?");
        assertThat(reply(ReplayModel.open(file, Optional.of("GPT-4")), label("walk", 1), "你好")
                        .text())
                .isEqualTo("您好。");
    }

    @Test
    void the_description_tells_the_file_and_what_the_run_said_of_the_model() throws IOException {
        Path file = Recorded.write(
                folder, List.of(Recorded.dialogue("tiny", "walk", 1, Recorded.turn(1, "你好", "好。"))), List.of());
        Files.writeString(folder.resolve("run.json"), """
                {"study": {"generation": {"temperature": 0.5}},
                 "models": [{"id": "other"}, {"id": "tiny", "name": "Tiny", "licence": "Apache-2.0",
                             "notes": "For tests.", "context_length": 512, "facts": {"sha256 weights": "ab"}}]}
                """);

        try (ReplayModel model = ReplayModel.open(file, Optional.empty())) {
            assertThat(model.description().name()).isEqualTo("Tiny");
            assertThat(model.description().provider()).isEqualTo("replay");
            assertThat(model.description().licence()).isEqualTo("Apache-2.0");
            assertThat(model.description().notes())
                    .isEqualTo(
                            "For tests. Its replies were recorded in another run, whose settings they were made with.");
            assertThat(model.description().contextLength()).isEqualTo(512);
            assertThat(model.description().facts())
                    .containsEntry("recorded model", "tiny")
                    .containsEntry("recorded study", "old-study")
                    .containsEntry("recorded dialogues", "1")
                    .containsEntry("recorded temperature", "0.5")
                    .containsEntry("recorded sha256 weights", "ab")
                    .containsEntry("sha256 transcripts.jsonl", Sha256.hex(Files.readAllBytes(file)))
                    .hasSize(6);
        }
        Files.delete(folder.resolve("run.json"));
        assertThat(ReplayModel.open(file, Optional.empty()).description().licence())
                .isEqualTo("unknown: ask its authors");
    }

    @Test
    void a_file_that_is_not_there_or_is_no_recording_is_told() throws IOException {
        Path file = folder.resolve("transcripts.jsonl");
        assertThatThrownBy(() -> ReplayModel.open(file, Optional.empty()))
                .isInstanceOf(ModelUnavailableException.class)
                .hasMessage(file + ": no such file; a replay needs the transcripts.jsonl of an earlier run");
        Files.writeString(file, "");
        assertThatThrownBy(() -> ReplayModel.open(file, Optional.empty()))
                .isInstanceOf(BadInputException.class)
                .hasMessage(file + ": has no recorded turn; run the study that it belongs to");
        Files.write(file, new byte[] {'{', (byte) 0xFF});
        assertThatThrownBy(() -> ReplayModel.open(file, Optional.empty()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("byte 0xFF is not UTF-8");
    }

    private ReplayModel open(Transcript... dialogues) {
        return ReplayModel.open(Recorded.write(folder, List.of(dialogues), List.of()), Optional.empty());
    }

    private static DialogueLabel label(String scenario, int repetition) {
        return new DialogueLabel("lamp", scenario, repetition, "");
    }

    private static ChatReply reply(ReplayModel model, DialogueLabel label, String... said) {
        return model.reply(request(label, said), TextListener.NONE);
    }

    /** After the greeting, user and character speak in turn. */
    private static ChatRequest request(DialogueLabel label, String... said) {
        List<Message> messages = new ArrayList<>(List.of(Message.character("坐。")));
        for (int i = 0; i < said.length; i++) {
            messages.add(i % 2 == 0 ? Message.user(said[i]) : Message.character(said[i]));
        }
        return new ChatRequest(
                new Persona("阿灯", "一盏灯", "小舟", ""), messages, GenerationSettings.greedy(8), 99, Optional.of(label));
    }
}
