package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.charactermirror.batch.ChatModelFactory;
import org.charactermirror.batch.RunListener;
import org.charactermirror.batch.RunSummary;
import org.charactermirror.chat.ScriptedChatModel;
import org.charactermirror.chat.glm.GlmOptions;
import org.charactermirror.document.YamlDocument;
import org.charactermirror.problem.Problem;
import org.charactermirror.problem.Problems;
import org.charactermirror.scenario.ModelSpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recorded dialogues as a model of another study. */
class ReplayRunTest {

    @TempDir
    Path folder;

    private String recording = "";

    @BeforeEach
    void writeTheStudy() throws IOException {
        SampleStudy.write(folder);
        recording = folder.resolve("first").resolve("transcripts.jsonl").toString();
    }

    @Test
    void a_replayed_run_has_the_same_replies_counts_and_reasons() throws IOException {
        SampleStudy.replace(folder, "small.yaml", "rounds: 20", "rounds: 4\nrepetitions: 2");
        run("first", models());
        replayInstead("");
        SampleStudy.replace(folder, "small.yaml", "seed: 7", "seed: 8");

        RunSummary summary = run("second", models());

        assertThat(summary.done()).isEqualTo(8);
        assertThat(withoutModelAndSeed("second")).isEqualTo(withoutModelAndSeed("first"));
        assertThat(Files.readAllLines(folder.resolve("second/transcripts.jsonl")))
                .hasSize(32)
                .allMatch(line -> line.contains("\"model\":\"old\""));
    }

    @Test
    void dialogues_that_the_recording_does_not_have_fail_with_the_reason_and_the_others_are_played()
            throws IOException {
        SampleStudy.replace(folder, "small.yaml", "scenarios: all", "scenarios: [walk]");
        run("first", scripted());
        replayInstead("");
        SampleStudy.replace(folder, "small.yaml", "scenarios: [walk]", "scenarios: all");

        RunSummary summary = run("second", scripted());

        assertThat(summary.done()).isEqualTo(2);
        assertThat(summary.failed())
                .containsOnlyKeys("old.clock.talk.1", "old.lamp.talk.1")
                .containsEntry("old.lamp.talk.1", "lamp.talk.1: not recorded: no dialogue has this name; leave it out");
        assertThat(summary.interrupted()).isFalse();
    }

    @Test
    void the_check_before_a_run_tells_what_a_run_would() throws IOException {
        SampleStudy.replace(folder, "small.yaml", "rounds: 20", "rounds: 3");
        run("first", scripted());
        replayInstead("");
        assertThat(checked()).isEmpty();
        SampleStudy.replace(folder, "small.yaml", "rounds: 3", "rounds: 5");
        assertThat(checked())
                .containsExactly(
                        study() + ":4:3: warning: 4 of 4 dialogues of the recorded model old in small cannot be"
                                + " replayed to their end and will fail; the first: clock.talk.1, turn 4: not"
                                + " recorded: the recording tiny.clock.talk.1 ends after turn 3; leave this dialogue out, or lower"
                                + " rounds to 3");
    }

    @Test
    void as_the_baseline_that_continues_a_recording_meets_a_model_that_answers() throws IOException {
        SampleStudy.replace(folder, "small.yaml", "rounds: 20", "rounds: 3");
        run("first", scripted());
        replayInstead("");
        SampleStudy.replace(
                folder, "small.yaml", "kind: rating", "kind: pairwise\nbaseline: old\ncontinuation: model_a");
        SampleStudy.replace(
                folder,
                "small.yaml",
                "models:\n",
                "models:\n  - {id: tiny, provider: local, path: \"embedded:tiny\"}\n");

        assertThat(checked()).isEmpty();
        RunSummary summary = run("second", scripted());
        assertThat(summary.done()).isEqualTo(4);
        assertThat(summary.failed()).isEmpty();

        SampleStudy.replace(folder, "small.yaml", "model_a", "random");
        assertThat(checked())
                .containsExactly(study() + ":6:3: warning: the shared dialogues leave the recording of old as soon as"
                        + " another model's reply continues, and fail there; make old the baseline and set continuation"
                        + " to model_a");
        RunSummary failing = run("third", scripted());
        assertThat(failing.failed()).isNotEmpty();
        assertThat(failing.failed().values())
                .allMatch(reason -> reason.endsWith("(continuation: model_a, with it as the" + " baseline)"));
    }

    @Test
    void a_pairwise_run_replays_whole_with_both_of_its_models() throws IOException {
        SampleStudy.replace(
                folder,
                "small.yaml",
                "models:\n",
                "models:\n  - {id: base, provider: local, path: \"embedded:tiny\"}\n");
        SampleStudy.replace(folder, "small.yaml", "kind: rating", "kind: pairwise\nbaseline: base");
        run("first", scripted());
        String replay = "provider: replay, path: \"" + recording + "\", model: ";
        SampleStudy.replace(
                folder,
                "small.yaml",
                "{id: base, provider: local, path: \"embedded:tiny\"}",
                "{id: base, " + replay + "base}");
        SampleStudy.replace(
                folder,
                "small.yaml",
                "{id: tiny, provider: local, path: \"embedded:tiny\"}",
                "{id: tiny, " + replay + "tiny}");

        assertThat(checked()).isEmpty();
        assertThat(run("second", scripted()).done()).isEqualTo(4);
        assertThat(RunFiles.transcripts(folder.resolve("second")))
                .isEqualTo(RunFiles.transcripts(folder.resolve("first")));
    }

    private void replayInstead(String more) throws IOException {
        SampleStudy.replace(
                folder,
                "small.yaml",
                "{id: tiny, provider: local, path: \"embedded:tiny\"}",
                "{id: old, provider: replay, path: \"" + recording + "\"" + more + "}");
    }

    private static ChatModelFactory scripted() {
        StudyModels recordings = models();
        return spec -> spec instanceof ModelSpec.Replay ? recordings.open(spec) : new ScriptedChatModel(spec.id());
    }

    private RunSummary run(String out, ChatModelFactory models) {
        return new StudyRun(SampleStudy.load(folder), models, 2)
                .run(folder.resolve(out), RunListener.NONE, () -> false);
    }

    private String study() {
        return folder.resolve("small.yaml").toString();
    }

    private List<String> checked() {
        Problems problems = new Problems();
        YamlDocument document =
                YamlDocument.read(folder.resolve("small.yaml"), problems).orElseThrow();
        LoadedStudy loaded = SampleStudy.load(folder);
        for (ModelSpec spec : loaded.study().models()) {
            if (spec instanceof ModelSpec.Replay replay) {
                new ReplayCheck(loaded.study(), document, problems).check(replay);
            }
        }
        return problems.all().stream().map(Problem::toString).toList();
    }

    private List<String> withoutModelAndSeed(String out) throws IOException {
        return RunFiles.transcripts(folder.resolve(out)).stream()
                .map(line -> line.replaceFirst("\"session\":\"(tiny|old)", "\"session\":\"")
                        .replaceFirst("\"model\":\"(tiny|old)\"", "\"model\":\"\"")
                        .replaceFirst("\"seed\":[0-9]+", ""))
                .toList();
    }

    private static StudyModels models() {
        return new StudyModels(GlmOptions.ofDefaults(), "zh", notice -> {}, InputStream.nullInputStream());
    }
}
