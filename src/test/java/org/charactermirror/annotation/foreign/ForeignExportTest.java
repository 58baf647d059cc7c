package org.charactermirror.annotation.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.GeneratedRows;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Outcome;
import org.charactermirror.annotation.Place;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.ReadSettings;
import org.charactermirror.annotation.Scale;
import org.charactermirror.annotation.SheetItems;
import org.charactermirror.annotation.Side;
import org.charactermirror.annotation.Subject;
import org.charactermirror.annotation.TurnError;
import org.charactermirror.problem.Problems;
import org.charactermirror.table.CsvSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ForeignExportTest {

    private static final int SEEDS = 60;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(names = {"LABEL_STUDIO", "POTATO", "ARGILLA"})
    void rows_of_every_kind_come_back_as_they_were(ForeignFormat format) throws IOException {
        for (long seed = 0; seed < SEEDS; seed++) {
            List<Annotation> rows = new ArrayList<>();
            for (Kind kind : Kind.values()) {
                rows.addAll(GeneratedRows.of(kind, seed));
            }
            comesBack(rows, format, seed);
        }
    }

    @Test
    void preferences_come_back_from_battles_as_they_were() throws IOException {
        for (long seed = 0; seed < SEEDS; seed++) {
            comesBack(GeneratedRows.of(Kind.PREFERENCES, seed), ForeignFormat.ARENA, seed);
        }
    }

    @Test
    void both_orders_of_a_judge_are_one_record_and_come_back() throws IOException {
        Preference first = verdict("gpt-4/pair-v2/order-1", "甲", "乙", Outcome.WIN, Side.A);
        // The second game was noted from the other model's side.
        Preference second = verdict("gpt-4/pair-v2/order-2", "乙", "甲", Outcome.WIN, Side.A);
        ForeignExport export = comesBack(List.of(first, second), ForeignFormat.MT_BENCH, 0);
        assertThat(export.files())
                .isEqualTo(Map.of(
                        "mt_bench_pair.jsonl",
                        "{\"question_id\":\"s\",\"model_1\":\"甲\",\"model_2\":\"乙\",\"g1_winner\":\"model_1\","
                                + "\"g2_winner\":\"model_2\",\"judge\":[\"gpt-4\",\"pair-v2\"],\"turn\":2}\n"));
    }

    @Test
    void what_a_layout_cannot_hold_is_counted() {
        Preference human = new Preference(
                new Place("f", 2), subject("wang"), "甲", "乙", 2, Outcome.WIN, null, null, Origin.HUMAN, Map.of());
        Rating rating = (Rating) GeneratedRows.of(Kind.RATINGS, 1).get(0);
        TurnError error = (TurnError) GeneratedRows.of(Kind.TURN_ERRORS, 1).get(0);
        Preference alone = verdict("gpt-4/pair-v2/order-1", "甲", "乙", Outcome.WIN, Side.A);
        Preference bad = verdict("gpt-4/pair-v2/order-2", "甲", "乙", Outcome.BOTH_BAD, Side.B);
        Rating nothing =
                new Rating(new Place("f", 3), subject("li"), "m", Map.of(), null, Origin.HUMAN, Map.of("x", "y"));
        Annotations all = new Annotations(List.of(rating, nothing), List.of(error), List.of(human, alone, bad), 0);
        ForeignExport pairs = ForeignExport.of(all, ForeignFormat.MT_BENCH);
        assertThat(pairs.files()).isEmpty();
        assertThat(pairs.rows()).isZero();
        assertThat(pairs.notHeld())
                .isEqualTo(Map.of(
                        "ratings (scores of MT-Bench lie on a scale from 1 to 10)", 2,
                        "turn errors", 1,
                        "verdicts of others than model judges", 1,
                        "verdicts that both are bad", 1,
                        "verdicts without one of the other order", 1));
        assertThat(ForeignExport.of(all, ForeignFormat.ARENA).notHeld())
                .isEqualTo(Map.of("ratings", 2, "turn errors", 1));
        ForeignExport tasks = ForeignExport.of(all, ForeignFormat.LABEL_STUDIO);
        assertThat(tasks.notHeld()).isEqualTo(Map.of("rows that judge nothing", 1));
        assertThat(tasks.rows()).isEqualTo(5);
    }

    private static Preference verdict(String judge, String modelA, String modelB, Outcome outcome, Side side) {
        return new Preference(
                new Place("f", 1), subject(judge), modelA, modelB, 2, outcome, side, null, Origin.JUDGE, Map.of());
    }

    private static Subject subject(String annotator) {
        return new Subject(null, "s", annotator, null, null, null);
    }

    /** Writes rows, reads them, and compares. */
    private ForeignExport comesBack(List<Annotation> rows, ForeignFormat format, long seed) throws IOException {
        ForeignExport export = ForeignExport.of(annotations(rows), format);
        assertThat(export.rows()).as("seed " + seed).isEqualTo(rows.size());
        assertThat(export.notHeld()).isEmpty();
        Problems problems = new Problems();
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, String> file : export.files().entrySet()) {
            files.add(Files.writeString(folder.resolve(file.getKey()), file.getValue()));
        }
        ForeignItems items = ForeignItems.read(files.subList(1, files.size()), CsvSettings.ofDefaults(), problems);
        ReadSettings settings = new ReadSettings(new Scale(1, 5, true), CsvSettings.ofDefaults(), SheetItems.NONE);
        ForeignFiles.Settings foreign = new ForeignFiles.Settings(Optional.empty(), Mapping.none(), items);
        ForeignFile read = ForeignFiles.read(files.get(0), "export", settings, foreign, problems)
                .orElseThrow(() -> new AssertionError(problems.all().toString()));
        assertThat(read.format()).isEqualTo(format);
        List<Annotation> back = new ArrayList<>();
        read.parts().forEach(part -> {
            assertThat(part.badRows()).as("seed " + seed).isEmpty();
            back.addAll(part.rows());
        });
        Set<Object> there = new HashSet<>(GeneratedRows.contents(back));
        List<Object> missing = GeneratedRows.contents(rows).stream()
                .filter(row -> !there.contains(row))
                .toList();
        assertThat(missing).as("rows that did not come back, seed " + seed).isEmpty();
        assertThat(back).as("seed " + seed).hasSameSizeAs(rows);
        return export;
    }

    private static Annotations annotations(List<Annotation> rows) {
        List<Rating> ratings = new ArrayList<>();
        List<TurnError> turnErrors = new ArrayList<>();
        List<Preference> preferences = new ArrayList<>();
        for (Annotation row : rows) {
            if (row instanceof Rating rating) {
                ratings.add(rating);
            } else if (row instanceof TurnError turnError) {
                turnErrors.add(turnError);
            } else if (row instanceof Preference preference) {
                preferences.add(preference);
            }
        }
        return new Annotations(ratings, turnErrors, preferences, 0);
    }
}
