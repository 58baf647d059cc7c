package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.charactermirror.annotation.Origin;
import org.charactermirror.character.ProfileTemplate;
import org.charactermirror.dataset.Aggregate;
import org.charactermirror.dataset.DatasetBuilder;
import org.charactermirror.dataset.DatasetKind;
import org.charactermirror.dataset.Licences;
import org.charactermirror.dataset.Recipe;
import org.charactermirror.dataset.RecordFiles;
import org.charactermirror.dataset.RowIndex;
import org.charactermirror.dataset.Splits;
import org.charactermirror.store.StudyDatabase;
import org.junit.jupiter.api.Test;

class TrainingSourceTest extends TrainingExports {

    @Test
    void a_study_is_read_as_it_was_at_one_moment_whatever_others_write() throws IOException {
        annotateAll();
        Splits splits = new Splits(Map.of("train", BigDecimal.ONE), 1, Map.of());
        Recipe recipe = new Recipe(
                Set.of(DatasetKind.SUPERVISED),
                List.of(Origin.HUMAN),
                Aggregate.MEAN,
                Map.of(),
                Set.of(),
                1,
                BigDecimal.ZERO,
                new Licences(List.of()),
                false,
                splits);
        try (TrainingSource source = TrainingSource.open(study, Optional.empty(), false);
                StudyDatabase other = StudyDatabase.open(study.resolve("study.db"))) {
            other.write(handle -> handle.execute("DELETE FROM turn WHERE session = 'alpha.li-bai.chat-1.1'"));
            DatasetBuilder builder = new DatasetBuilder(
                    recipe,
                    Map.of("li-bai", "train", "xiang-yu", "train"),
                    new RowIndex(source.kept(), recipe.origins()),
                    "1",
                    new RecordFiles(Optional.empty()));
            source.build(builder, () -> {});
            // Three were judged, and all of them are still whole.
            assertThat(builder.summary().records()).isEqualTo(3);
        }
        assertThat(run("--split", "train=1", "--kinds", "supervised")).isEqualTo(ExitCode.DONE);
        assertThat(terminal.out()).contains("supervised dialogues: 2 (train 2)\n");
    }

    @Test
    void a_score_above_all_that_were_given_is_a_mistake_and_so_is_a_dimension_that_nobody_scored() throws IOException {
        annotateAll();
        assertThat(run("--split", "train=1", "--minimum-score", "overall=7,safety=1", "--dry-run"))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err()).isEqualTo("""
                STUDY: no score of overall is above 5, and --minimum-score asks for 7
                STUDY: has no score of safety, which --minimum-score names
                """.replace("STUDY", study.toString()));
        assertThat(run("--split", "train=1", "--minimum-score", "overall=5", "--kinds", "supervised"))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run("--split", "train=1", "--minimum-score", "overall=4.5")).isEqualTo(ExitCode.DONE);
        assertThat(records("supervised.messages.train.jsonl")).hasSize(1);
    }

    @Test
    void a_dry_run_fails_where_an_export_would() throws IOException {
        annotateAll();
        assertThat(run("--split", "train=1", "--origin", "judge", "--dry-run")).isEqualTo(ExitCode.BAD_INPUT);
        String dry = terminal.err();
        assertThat(run("--split", "train=1", "--origin", "judge")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err()).isEqualTo(dry).startsWith(study + ": no record is left, and nothing was written\n");
    }

    @Test
    void two_studies_of_one_id_and_the_same_sessions_are_refused() throws IOException {
        annotateAll();
        TwoModelStudy.write(study.resolve("copy"));
        assertThat(run("--split", "train=1")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err())
                .isEqualTo(study
                        + ": has two studies with the id s and sessions of the same names, whose judgements cannot be told"
                        + " apart; move one of them out of the folder\n");
    }

    @Test
    void the_card_says_if_profiles_are_worded_anew() throws IOException {
        annotateAll();
        keep("prompt template zh", "0".repeat(64));
        assertThat(run("--split", "train=1")).isEqualTo(ExitCode.DONE);
        assertThat(files().get("README.md")).contains("\n- Some dialogues were played with profiles in other words: ");
        assertThat(JSON.readTree(files().get("export.json"))
                        .path("profiles_reworded")
                        .asBoolean())
                .isTrue();
        keep(
                "prompt template zh",
                ProfileTemplate.ofLanguage("zh").orElseThrow().sha256());
        assertThat(run("--split", "train=1")).isEqualTo(ExitCode.DONE);
        assertThat(files().get("README.md")).doesNotContain("in other words");
    }

    @Test
    void a_link_stays_one_and_what_it_points_to_is_replaced() throws IOException {
        annotateAll();
        Path real = Files.createDirectories(folder.resolve("disk").resolve("data"));
        Files.createSymbolicLink(out, real);
        for (int time = 0; time < 2; time++) {
            assertThat(run("--split", "train=1")).as(terminal.err()).isEqualTo(ExitCode.DONE);
            assertThat(out).isSymbolicLink();
            assertThat(real.resolve("export.json")).isRegularFile();
        }
        try (Stream<Path> beside = Files.list(folder.resolve("disk"))) {
            assertThat(beside).containsExactly(real);
        }
    }

    @Test
    void a_place_where_no_folder_can_be_made_is_told() throws IOException {
        annotateAll();
        Path file = Files.writeString(folder.resolve("notes"), "mine");
        out = file.resolve("training");
        assertThat(run("--split", "train=1")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err())
                .startsWith(out + ": cannot be made: ")
                .endsWith("; name another folder with --out\n");
        assertThat(file).hasContent("mine");
    }
}
