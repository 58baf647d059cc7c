package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.charactermirror.annotation.Origin;
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
}
