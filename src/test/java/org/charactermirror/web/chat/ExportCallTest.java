package org.charactermirror.web.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.chat.StopReason;
import org.charactermirror.problem.Problems;
import org.charactermirror.scenario.Continuation;
import org.charactermirror.session.MessageSource;
import org.charactermirror.session.PairSide;
import org.charactermirror.session.Transcript;
import org.charactermirror.session.TranscriptReader;
import org.charactermirror.session.Turn;
import org.charactermirror.session.foreign.DialogueImport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCallTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path own;

    private static ObjectNode order(String form) {
        ObjectNode order = JSON.createObjectNode().put("form", form);
        order.set("character", ChatSite.character());
        order.putArray("turns");
        return order;
    }

    private static ObjectNode turn(ObjectNode order, String user, int continued) {
        ObjectNode turn = order.withArray("turns").addObject();
        turn.put("user", user).put("continued", continued).putArray("replies");
        return turn;
    }

    private static ObjectNode reply(ObjectNode turn, String model, String text) {
        return turn.withArray("replies")
                .addObject()
                .put("model", model)
                .put("text", text)
                .put("stop_reason", "newline")
                .put("prompt_tokens", 100)
                .put("reply_tokens", 12)
                .put("dropped_messages", 0)
                .put("seed", 9)
                .put("seconds", 1.25);
    }

    private HttpResponse<String> export(ObjectNode order) {
        try (ChatSite site = ChatSite.of(own, Map.of("a", FakeModel.saying("好")))) {
            return site.browser().post("chat/api/export", "anonymous", order.toString());
        }
    }

    private TranscriptReader.Recorded recorded(ObjectNode order) {
        JsonNode answer = ChatSite.json(export(order).body());
        assertThat(answer.path("file").asText()).isEqualTo("dialogue-captain-lin.jsonl");
        String text = answer.path("text").asText();
        Problems problems = new Problems();
        TranscriptReader.Recorded read = TranscriptReader.read("export", text, problems);
        assertThat(problems.all()).isEmpty();
        // What the command takes in is what the page has written.
        DialogueImport.Settings settings =
                new DialogueImport.Settings("s", Optional.empty(), Optional.empty(), Optional.empty(), "c", "t");
        DialogueImport imported = DialogueImport.read(
                List.of(new DialogueImport.Input("export.jsonl", "export", text)), settings, problems, problems);
        assertThat(problems.all()).isEmpty();
        assertThat(imported.dialogues().size() + imported.pairs().size()).isEqualTo(1);
        return read;
    }

    @Test
    void a_dialogue_becomes_a_transcript_that_the_program_reads() {
        ObjectNode order = order("transcript");
        reply(turn(order, "是我。", 0), "tiny", "上船吧。");
        reply(turn(order, "去\"哪里\"？\n说。", 0), "tiny", "");
        Transcript transcript = recorded(order).single().get(0);
        assertThat(transcript.session().toString()).isEqualTo("tiny.captain-lin.free-chat.1");
        assertThat(transcript.greeting()).isEqualTo("来者何人？");
        assertThat(transcript.category()).isEqualTo("daily_life");
        assertThat(transcript.turns())
                .containsExactly(
                        new Turn(
                                1,
                                "是我。",
                                new MessageSource.Person(),
                                "上船吧。",
                                StopReason.NEWLINE,
                                100,
                                12,
                                0,
                                9,
                                0,
                                1.25),
                        new Turn(
                                2,
                                "去\"哪里\"？\n说。",
                                new MessageSource.Person(),
                                "",
                                StopReason.NEWLINE,
                                100,
                                12,
                                0,
                                9,
                                0,
                                1.25));
    }

    @Test
    void a_reply_that_was_stopped_claims_nothing_of_how_it_was_made() {
        ObjectNode order = order("transcript");
        ObjectNode stopped = reply(turn(order, "是我。", 0), "tiny", "上船");
        stopped.put("stop_reason", "stopped").putNull("prompt_tokens").putNull("reply_tokens");
        assertThat(recorded(order).single().get(0).turns()).containsExactly(Turn.notRecorded(1, "是我。", "上船"));
    }

    @Test
    void what_an_endpoint_did_not_count_stays_unknown() {
        ObjectNode order = order("transcript");
        reply(turn(order, "是我。", 0), "remote", "上船").putNull("prompt_tokens").putNull("reply_tokens");
        assertThat(recorded(order).single().get(0).turns().get(0).counted()).isFalse();
    }

    @Test
    void two_models_on_one_context_become_a_pair_with_what_was_continued() {
        ObjectNode order = order("transcript");
        ObjectNode first = turn(order, "是我。", 1);
        reply(first, "tiny", "左");
        reply(first, "tinier", "右");
        ObjectNode second = turn(order, "再说。", 0);
        reply(second, "tiny", "左二");
        reply(second, "tinier", "半").put("stop_reason", "stopped");
        var pair = recorded(order).pairs().get(0);
        assertThat(pair.modelA()).isEqualTo("tiny");
        assertThat(pair.modelB()).isEqualTo("tinier");
        assertThat(pair.policy()).isEqualTo(Continuation.ANNOTATOR);
        assertThat(pair.turns()).extracting(turn -> turn.continued()).containsExactly(PairSide.B, PairSide.A);
        assertThat(pair.dialogue().turns()).extracting(Turn::reply).containsExactly("右", "左二");
    }

    @Test
    void a_dialogue_whose_models_changed_has_no_transcript_but_a_text() {
        ObjectNode order = order("transcript");
        reply(turn(order, "是我。", 0), "tiny", "上船吧。");
        reply(turn(order, "好。", 0), "tinier", "走。");
        HttpResponse<String> refused = export(order);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(ChatSite.json(refused.body()).path("message").asText())
                .isEqualTo(
                        "The models changed in this dialogue, and a transcript has one model or one pair; take Markdown, or"
                                + " begin a new dialogue.");
        assertThat(export(order.put("form", "markdown")).statusCode()).isEqualTo(200);
    }

    @Test
    void markdown_shows_what_was_said_as_text_whatever_it_looks_like() {
        ObjectNode order = order("markdown");
        ObjectNode turn = turn(order, "# <script>alert(1)</script>", 1);
        reply(turn, "tiny", "一\n- 二");
        reply(turn, "tinier", "**三**").put("stop_reason", "stopped");
        JsonNode answer = ChatSite.json(export(order).body());
        assertThat(answer.path("file").asText()).isEqualTo("dialogue-captain-lin.md");
        assertThat(answer.path("text").asText()).isEqualTo("""
                        # 林船长

                        > 林船长在长江上跑了三十年船。\\
                        > 说话慢，爱打比方。

                        **林船长**

                        > 来者何人？

                        **小舟**

                        > \\# \\<script\\>alert\\(1\\)\\</script\\>

                        **林船长** (tiny, 1.3 s, seed 9)

                        > 一\\
                        > \\- 二

                        **林船长** (tinier, not written to its end, seed 9; continued)

                        > \\*\\*三\\*\\*

                        """);
    }

    @Test
    void what_is_no_dialogue_is_refused() {
        assertThat(ChatSite.json(export(order("transcript")).body())
                        .path("message")
                        .asText())
                .isEqualTo("Nothing has been answered yet.");
        assertThat(ChatSite.json(export(order("pdf")).body()).path("message").asText())
                .isEqualTo("form must be transcript or markdown.");
        ObjectNode order = order("transcript");
        turn(order, "是我。", 0);
        assertThat(ChatSite.json(export(order).body()).path("message").asText())
                .isEqualTo("A turn has one reply, or two.");
        ObjectNode beyond = order("transcript");
        reply(turn(beyond, "是我。", 1), "tiny", "左");
        assertThat(ChatSite.json(export(beyond).body()).path("message").asText())
                .isEqualTo("continued must be a whole number from 0 to 0.");
        ObjectNode nameless = order("transcript");
        reply(turn(nameless, "是我。", 0), "tiny", "左");
        ((ObjectNode) nameless.path("character")).put("name", " ");
        assertThat(ChatSite.json(export(nameless).body()).path("message").asText())
                .isEqualTo("The character and the user need names.");
    }
}
