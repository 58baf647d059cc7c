package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.charactermirror.batch.ChatModelFactory;
import org.charactermirror.batch.RunListener;
import org.charactermirror.batch.RunSummary;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ChatReply;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.ModelDescription;
import org.charactermirror.chat.ScriptedChatModel;
import org.charactermirror.chat.StopReason;
import org.charactermirror.chat.TextListener;
import org.charactermirror.session.SessionId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model plays the user, through a whole run. */
class InterviewRunTest {

    private static final ChatModelFactory SCRIPTED = spec -> new ScriptedChatModel(spec.id());

    @TempDir
    Path folder;

    @BeforeEach
    void writeTheStudy() throws IOException {
        SampleStudy.writeInterview(folder);
    }

    @Test
    void the_transcript_says_who_said_each_message_of_the_user() throws IOException {
        RunSummary summary = run("out", SCRIPTED, 3);

        assertThat(summary.done()).isEqualTo(2);
        List<JsonNode> lines = lines("out");
        assertThat(lines).hasSize(40);
        assertThat(lines.get(0).get("user").textValue()).isEqualTo("有人吗？");
        assertThat(lines.get(0).has("user_by")).isFalse();
        assertThat(lines.get(2).get("user").textValue()).isEqualTo("老钟，你是谁？");
        assertThat(lines.get(2).get("probe").textValue()).isEqualTo("consistency");
        JsonNode asked = lines.get(3);
        assertThat(asked.get("user").textValue()).isNotBlank();
        assertThat(asked.fieldNames())
                .toIterable()
                .containsSubsequence(
                        "turn",
                        "user",
                        "user_by",
                        "user_prompt_tokens",
                        "user_reply_tokens",
                        "user_dropped_messages",
                        "user_seed",
                        "user_attempts",
                        "reply",
                        "seed",
                        "user_seconds",
                        "seconds");
        assertThat(asked.get("user_by").textValue()).isEqualTo("interviewer");
        assertThat(asked.get("user_attempts").intValue()).isEqualTo(1);
        assertThat(asked.get("user_seed").longValue())
                .isNotEqualTo(asked.get("seed").longValue());
    }

    @Test
    void the_record_names_the_interviewer_and_what_its_brief_was_made_of() throws IOException {
        run("out", SCRIPTED, 1);
        JsonNode record = new ObjectMapper()
                .readTree(folder.resolve("out").resolve("run.json").toFile());
        assertThat(record.at("/interviewer/id").textValue()).isEqualTo("guest");
        assertThat(record.at("/interviewer/licence").textValue()).isEqualTo("Apache-2.0");
        assertThat(record.at("/interviewer/facts/sha256 weights").textValue()).isEqualTo("guest");
        assertThat(record.at("/study/interviewer/path").textValue()).isEqualTo("g");
        assertThat(record.at("/models")).hasSize(1);
    }

    @Test
    void an_interview_is_the_same_however_many_are_played_at_once_and_wherever_it_was_stopped() throws IOException {
        run("one", SCRIPTED, 1);
        run("many", SCRIPTED, 8);
        assertThat(RunFiles.transcripts(folder.resolve("many"))).isEqualTo(RunFiles.transcripts(folder.resolve("one")));

        AtomicInteger turns = new AtomicInteger();
        RunSummary first = new StudyRun(SampleStudy.load(folder), SCRIPTED, 2)
                .run(
                        folder.resolve("stopped"),
                        new RunListener() {
                            @Override
                            public void turnCompleted(SessionId session, int turn) {
                                turns.incrementAndGet();
                            }
                        },
                        () -> turns.get() >= 13);
        assertThat(first.interrupted()).isTrue();
        run("stopped", SCRIPTED, 2);
        assertThat(RunFiles.transcripts(folder.resolve("stopped")))
                .isEqualTo(RunFiles.transcripts(folder.resolve("one")));
    }

    @Test
    void a_silent_interviewer_fails_the_dialogue_and_the_next_run_tries_again() throws IOException {
        RunSummary first = run("out", spec -> spec.id().equals("guest") ? new Silent() : SCRIPTED.open(spec), 2);

        assertThat(first.failed())
                .hasSize(2)
                .containsEntry(
                        "tiny.clock.visit.1",
                        "the interviewer had no words for the user's message of turn 2, asked 5 times");
        assertThat(lines("out")).hasSize(2);
    }

    @Test
    void two_models_on_one_context_can_be_interviewed() throws IOException {
        SampleStudy.write(folder, """
                id: small
                kind: pairwise
                models:
                  - {id: base, provider: local, path: a}
                  - {id: second, provider: local, path: b}
                interviewer: second
                baseline: base
                characters: [lamp]
                scenarios: [visit]
                rounds: 6
                seed: 7
                """);
        assertThat(run("out", SCRIPTED, 2).done()).isEqualTo(1);
        List<JsonNode> lines = lines("out");
        assertThat(lines).hasSize(6);
        assertThat(lines.get(5).get("user_by").textValue()).isEqualTo("interviewer");
        assertThat(lines.get(5).get("reply_a").textValue()).isNotBlank();
        assertThat(lines.get(5).has("shown_first")).isFalse();
    }

    private RunSummary run(String out, ChatModelFactory models, int batch) {
        return new StudyRun(SampleStudy.load(folder), models, batch)
                .run(folder.resolve(out), RunListener.NONE, () -> false);
    }

    private List<JsonNode> lines(String out) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve(out).resolve("transcripts.jsonl"))) {
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }

    /** Never has anything to say, with the same weights as the interviewer that has. */
    private static final class Silent implements ChatModel {

        @Override
        public ModelDescription description() {
            return new ScriptedChatModel("guest").description();
        }

        @Override
        public ChatReply reply(ChatRequest request, TextListener listener) {
            return new ChatReply("", StopReason.END_OF_SEQUENCE, 1, 0, 1, 0);
        }

        @Override
        public void close() {}
    }
}
