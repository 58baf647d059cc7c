package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.charactermirror.batch.ChatModelFactory;
import org.charactermirror.batch.RunListener;
import org.charactermirror.batch.RunSummary;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ChatReply;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.ContextTooLongException;
import org.charactermirror.chat.ModelDescription;
import org.charactermirror.chat.ModelUnavailableException;
import org.charactermirror.chat.ScriptedChatModel;
import org.charactermirror.chat.TextListener;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.session.SessionId;
import org.charactermirror.store.StudyFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyRunTest {

    private static final ChatModelFactory SCRIPTED = spec -> new ScriptedChatModel("weights");

    @TempDir
    Path folder;

    private Path out;

    @BeforeEach
    void writeTheStudy() throws IOException {
        SampleStudy.write(folder);
        out = folder.resolve("out");
    }

    @Test
    void a_study_is_played_whole_and_in_the_order_of_its_plan() throws IOException {
        RunSummary summary = run(SCRIPTED);

        assertThat(summary.sessions()).isEqualTo(4);
        assertThat(summary.done()).isEqualTo(4);
        assertThat(summary.newTurns()).isEqualTo(SampleStudy.TURNS);
        assertThat(summary.interrupted()).isFalse();
        List<JsonNode> lines = transcripts();
        assertThat(lines).hasSize(SampleStudy.TURNS);
        assertThat(lines.stream().map(line -> line.get("session").textValue()).distinct())
                .containsExactly("tiny.clock.talk.1", "tiny.clock.walk.1", "tiny.lamp.talk.1", "tiny.lamp.walk.1");
        assertThat(lines.get(21).get("turn").intValue()).isEqualTo(2);
        assertThat(lines.get(21).get("user").textValue()).isEqualTo("老钟，这是第2句。");
        assertThat(lines.get(21).get("reply").textValue()).isNotBlank();
        assertThat(lines.get(0).fieldNames())
                .toIterable()
                .containsExactly(
                        "study",
                        "session",
                        "model",
                        "character",
                        "category",
                        "topic",
                        "scenario",
                        "repetition",
                        "bot_name",
                        "user_name",
                        "greeting",
                        "turn",
                        "user",
                        "reply",
                        "stop_reason",
                        "prompt_tokens",
                        "reply_tokens",
                        "dropped_messages",
                        "seed",
                        "seconds");
    }

    @Test
    void the_record_names_versions_hashes_seeds_and_licences() throws IOException {
        run(SCRIPTED);

        JsonNode record = new ObjectMapper().readTree(out.resolve("run.json").toFile());
        assertThat(record.get("format").textValue()).isEqualTo("charmirror.run/1");
        assertThat(record.at("/study/seed").intValue()).isEqualTo(7);
        assertThat(record.get("prompt_template").textValue()).matches("[0-9a-f]{64}");
        assertThat(record.at("/characters/1/id").textValue()).isEqualTo("lamp");
        assertThat(record.at("/characters/1/sha256").textValue()).matches("[0-9a-f]{64}");
        assertThat(record.at("/scenarios/0/sha256").textValue()).matches("[0-9a-f]{64}");
        assertThat(record.at("/models/0/licence").textValue()).isEqualTo("Apache-2.0");
        assertThat(record.at("/models/0/notes").textValue()).isEqualTo("A fake for tests.");
        assertThat(record.at("/models/0/facts/sha256 weights").textValue()).isEqualTo("weights");
        assertThat(record.at("/sessions/done").intValue()).isEqualTo(4);
        assertThat(record.at("/events/0/kind").textValue()).isEqualTo("started");
        assertThat(record.at("/events/1/kind").textValue()).isEqualTo("finished");
    }

    @Test
    void the_resolved_study_goes_on_with_the_same_run() throws IOException {
        run(SCRIPTED);
        Files.copy(out.resolve("study.yaml"), folder.resolve("small.yaml"), StandardCopyOption.REPLACE_EXISTING);
        RunSummary again = run(SCRIPTED);
        assertThat(again.newTurns()).isZero();
        assertThat(again.done()).isEqualTo(4);
    }

    @Test
    void a_run_that_was_asked_to_stop_goes_on_with_the_next_turn() throws IOException {
        AtomicInteger turns = new AtomicInteger();
        RunSummary first = new StudyRun(SampleStudy.load(folder), SCRIPTED, 3)
                .run(
                        out,
                        new RunListener() {
                            @Override
                            public void turnCompleted(SessionId session, int turn) {
                                turns.incrementAndGet();
                            }
                        },
                        () -> turns.get() >= 33);
        assertThat(first.interrupted()).isTrue();
        // Three sessions are played at once: those beside the last turn finish theirs.
        assertThat(first.turns()).isBetween(33, 35);
        assertThat(transcripts()).hasSize(first.turns());

        RunSummary second = run(SCRIPTED);

        assertThat(second.newTurns()).isEqualTo(SampleStudy.TURNS - first.turns());
        List<String> resumed = withoutSeconds(out);
        Path whole = folder.resolve("whole");
        new StudyRun(SampleStudy.load(folder), SCRIPTED, 3).run(whole, RunListener.NONE, () -> false);
        assertThat(resumed).isEqualTo(withoutSeconds(whole));
    }

    @Test
    void a_session_that_fails_is_kept_with_its_reason_and_retried_by_the_next_run() throws IOException {
        ChatModelFactory failing = spec -> new FailingAt("老钟，这是第5句。");

        RunSummary first = run(failing);

        assertThat(first.failed())
                .containsExactly(
                        Map.entry("tiny.clock.talk.1", "the profile alone does not fit"),
                        Map.entry("tiny.clock.walk.1", "the profile alone does not fit"));
        assertThat(first.done()).isEqualTo(2);
        assertThat(first.interrupted()).isFalse();
        assertThat(RunCommand.exitCode(first)).isEqualTo(ExitCode.FAILED_SESSIONS);
        assertThat(transcripts()).hasSize(4 + 4 + 20 + 20);
        JsonNode record = new ObjectMapper().readTree(out.resolve("run.json").toFile());
        assertThat(record.at("/sessions/failed/tiny.clock.talk.1").textValue())
                .isEqualTo("the profile alone does not fit");

        RunSummary second = run(SCRIPTED);

        assertThat(second.newTurns()).isEqualTo(32);
        assertThat(second.failed()).isEmpty();
        assertThat(RunCommand.exitCode(second)).isEqualTo(ExitCode.DONE);
    }

    @Test
    void a_model_that_cannot_be_opened_stops_before_anything_is_written() {
        ChatModelFactory missing = spec -> {
            throw new ModelUnavailableException("embedded:tiny: no such model");
        };
        assertThatThrownBy(() -> run(missing)).isInstanceOf(ModelUnavailableException.class);
        assertThat(out).doesNotExist();
    }

    @Test
    void going_on_with_other_ingredients_is_refused_naming_each() throws IOException {
        run(SCRIPTED);
        String before = Files.readString(out.resolve("transcripts.jsonl"));
        SampleStudy.replace(folder, "small.yaml", "seed: 7", "seed: 8");
        SampleStudy.replace(folder, "small.yaml", "scenarios: all", "scenarios: [walk]");
        SampleStudy.replace(folder, "characters/lamp.yaml", "说话慢。", "说话快。");

        assertThatThrownBy(() -> run(spec -> new ScriptedChatModel("other")))
                .isInstanceOf(BadInputException.class)
                .hasMessageMatching(
                        "(?s).*: character lamp has changed \\(SHA-256 [0-9a-f]{12}…, now [0-9a-f]{12}…\\)\n"
                                + ".*: model tiny sha256 weights was weights, now it is other\n"
                                + ".*: scenario talk was in the run that is kept here, and is not now\n"
                                + ".*: seed was 7, now it is 8\n"
                                + ".*: holds a run made of other ingredients; undo the changes above to go on with it, or choose"
                                + " another folder with --out");
        assertThat(Files.readString(out.resolve("transcripts.jsonl"))).isEqualTo(before);
    }

    @Test
    void another_order_of_play_is_refused_too() throws IOException {
        run(SCRIPTED);
        SampleStudy.replace(folder, "small.yaml", "scenarios: all", "scenarios: [walk, talk]");
        assertThatThrownBy(() -> run(SCRIPTED)).hasMessageContaining(": order of play has changed (SHA-256 ");
    }

    @Test
    void a_folder_with_anything_else_is_refused_and_left_alone() throws IOException {
        Files.createDirectories(out);
        Files.writeString(out.resolve("ratings.csv"), "annotator,model,overall\n");
        assertThatThrownBy(() -> run(SCRIPTED))
                .isInstanceOf(BadInputException.class)
                .hasMessage(out + ": is neither empty nor a study's folder (it has ratings.csv); choose another folder"
                        + " with --out");
        assertThat(out.toFile().list()).containsExactly("ratings.csv");
    }

    @Test
    void two_runs_of_the_same_study_at_once_are_refused() {
        try (StudyFolder held = StudyFolder.open(out)) {
            assertThat(held.path()).isEqualTo(out);
            assertThatThrownBy(() -> run(SCRIPTED))
                    .isInstanceOf(BadInputException.class)
                    .hasMessage(out + ": another charmirror is at work on this study; wait until it ends, or stop it");
        }
        assertThat(run(SCRIPTED).done()).isEqualTo(4);
    }

    private RunSummary run(ChatModelFactory models) {
        return new StudyRun(SampleStudy.load(folder), models, 3).run(out, RunListener.NONE, () -> false);
    }

    private List<JsonNode> transcripts() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(out.resolve("transcripts.jsonl"))) {
            lines.add(mapper.readTree(line));
        }
        return lines;
    }

    private static List<String> withoutSeconds(Path run) throws IOException {
        return Files.readAllLines(run.resolve("transcripts.jsonl")).stream()
                .map(line -> line.replaceFirst(",\"seconds\":[0-9.E-]+}$", "}"))
                .toList();
    }

    /** Answers like the scripted model, but cannot answer one message. */
    private static final class FailingAt implements ChatModel {

        private final ChatModel model = new ScriptedChatModel("weights");
        private final String message;

        FailingAt(String message) {
            this.message = message;
        }

        @Override
        public ModelDescription description() {
            return model.description();
        }

        @Override
        public ChatReply reply(ChatRequest request, TextListener listener) {
            if (request.messages().get(request.messages().size() - 1).text().equals(message)) {
                throw new ContextTooLongException("the profile alone does not fit");
            }
            return model.reply(request, listener);
        }

        @Override
        public void close() {
            model.close();
        }
    }
}
