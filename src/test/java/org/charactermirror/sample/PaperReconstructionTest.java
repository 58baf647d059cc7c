package org.charactermirror.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.charactermirror.analysis.Analysis;
import org.charactermirror.analysis.AnalysisSettings;
import org.charactermirror.analysis.Comparison;
import org.charactermirror.analysis.PrintedTable;
import org.charactermirror.analysis.PublishedTables;
import org.charactermirror.annotation.AnnotationCollector;
import org.charactermirror.annotation.AnnotationFile;
import org.charactermirror.annotation.AnnotationFiles;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.Scale;
import org.charactermirror.problem.Problems;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The checked-in rows of annotations/paper print the published tables, and the generator still makes them. */
class PaperReconstructionTest {

    private static final Path FOLDER = Path.of(System.getProperty("charmirror.home"), "annotations", "paper");

    private static Annotations rows;
    private static Analysis analysis;

    @BeforeAll
    static void read() throws IOException {
        Problems problems = new Problems();
        AnnotationCollector collector = new AnnotationCollector(problems);
        for (Path file : AnnotationFiles.in(FOLDER)) {
            AnnotationFile read = AnnotationFiles.read(file, file.toString(), Scale.ofDefaults(), problems)
                    .orElseThrow();
            problems.addAll(read.badRows());
            read.rows().forEach(collector::add);
        }
        problems.throwIfErrors();
        rows = collector.annotations();
        analysis = Analysis.of(rows, AnalysisSettings.ofDefaults());
    }

    @Test
    void the_generator_makes_the_files_that_are_checked_in() {
        Map<String, String> checkedIn = PaperReconstruction.files().keySet().stream()
                .collect(Collectors.toMap(Function.identity(), PaperReconstructionTest::text));
        assertThat(PaperReconstruction.files()).isEqualTo(checkedIn);
    }

    @Test
    void every_published_rating_is_printed() {
        PrintedTable table = PrintedTable.of(analysis.ratings().get(0));
        assertThat(table).isEqualTo(PublishedTables.get().ratings());
        assertThat(table.rows()).hasSize(13).allMatch(row -> row.figures().size() == 7);
    }

    @Test
    void every_published_error_rate_is_printed() {
        PrintedTable table = PrintedTable.of(analysis.errors().get(0));
        assertThat(table).isEqualTo(PublishedTables.get().errors());
        assertThat(table.rows()).hasSize(11).allMatch(row -> row.figures().size() == 7);
    }

    @Test
    void every_published_comparison_is_printed_with_its_advantage() {
        PrintedTable byCategory = PrintedTable.of(analysis.byCategory().get(0), "category");
        PrintedTable byTopic = PrintedTable.of(analysis.byTopic().get(0), "topic");
        assertThat(byCategory).isEqualTo(PublishedTables.get().byCategory());
        assertThat(byTopic).isEqualTo(PublishedTables.get().byTopic());
        assertThat(byCategory.rows()).hasSize(20);
        assertThat(byTopic.rows()).hasSize(20);
    }

    @Test
    void no_cell_differs_from_the_published_one_and_all_orders_agree() {
        assertThat(analysis.comparisons()).hasSize(4);
        for (Comparison comparison : analysis.comparisons()) {
            assertThat(comparison.differences().rows())
                    .allSatisfy(row -> assertThat(row.figures())
                            .allSatisfy(
                                    figure -> assertThat(figure.orElseThrow()).isZero()));
            assertThat(comparison.correlations()).allSatisfy(correlation -> {
                assertThat(correlation.kendallTauB()).hasValue(1);
                assertThat(correlation.spearmanRho()).hasValue(1);
            });
        }
    }

    @Test
    void no_row_can_be_mistaken_for_that_of_a_person() {
        assertThat(analysis.origins()).containsExactly(Origin.RECONSTRUCTED);
        assertThat(rows.repeated()).isZero();
        assertThat(rows.ratings()).allSatisfy(row -> {
            assertThat(row.subject().annotator()).matches("r\\d\\d");
            assertThat(row.subject().character()).matches("reconstructed-\\d\\d");
        });
        assertThat(rows.turnErrors()).allMatch(row -> row.subject().annotator().matches("r\\d\\d"));
        assertThat(rows.preferences()).allMatch(row -> row.subject().annotator().matches("r\\d\\d"));
    }

    @Test
    void every_category_and_topic_has_at_least_a_tenth_of_the_comparisons() {
        Map<String, Integer> counts = new TreeMap<>();
        for (Preference row : rows.preferences()) {
            counts.merge(row.modelB() + " " + row.subject().category(), 1, Integer::sum);
            counts.merge(row.modelB() + " " + row.subject().topic(), 1, Integer::sum);
        }
        assertThat(counts).hasSize(5 * 7);
        assertThat(counts.values()).allMatch(count -> 10 * count >= PreferenceReconstruction.COMPARISONS);
    }

    private static String text(String name) {
        try {
            return Files.readString(FOLDER.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
