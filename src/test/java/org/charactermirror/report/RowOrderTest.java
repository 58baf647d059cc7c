package org.charactermirror.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.charactermirror.analysis.Analysis;
import org.charactermirror.analysis.AnalysisSettings;
import org.charactermirror.analysis.ClusterKind;
import org.charactermirror.analysis.PartitionedRows;
import org.charactermirror.analysis.RandomRows;
import org.charactermirror.analysis.ReplyLengths;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.scenario.AnnotatorRules;
import org.charactermirror.scenario.AnnotatorRules.Bound;
import org.charactermirror.scenario.AnnotatorRules.GoldItem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A report is made of what rows add up to, so that it does not matter in which order, or on how many machines, they are added. */
class RowOrderTest {

    private static final AnnotatorRules RULES = new AnnotatorRules(
            Map.of(Bound.MAXIMUM_RUN, new BigDecimal("9"), Bound.MINIMUM_SECONDS, new BigDecimal("29")),
            List.of(new AnnotatorRules.Named("a3", "said so")),
            List.of(new GoldItem("s2", Optional.empty(), OptionalInt.of(1), Map.of("ooc", "1"))));

    @ParameterizedTest
    @CsvSource({"1, 1, true, BOTH", "2, 2, true, SESSION", "3, 5, false, NONE", "4, 9, true, ANNOTATOR"})
    void rows_that_were_shuffled_dealt_out_and_put_together_again_make_the_same_report(
            long seed, int partitions, boolean sessions, ClusterKind clusters) {
        Annotations rows = RandomRows.of(seed, 900, sessions);
        AnalysisSettings settings = AnalysisSettings.ofDefaults()
                .withRules(RULES)
                .withLengths(lengths(rows))
                .withClusters(Optional.of(clusters).filter(kind -> kind != ClusterKind.ANNOTATOR));
        Analysis whole = Analysis.of(rows, settings);
        Analysis parts = Analysis.of(new PartitionedRows(rows, partitions, seed), settings);
        assertThat(whole.screening().excludes()).isTrue();
        assertThat(whole.inference().davidson().orElseThrow().strengths()).isNotEmpty();
        assertThat(whole.inference().errorDensity()).isPresent();
        assertThat(report(parts)).isEqualTo(report(whole));
    }

    /** Knows some of the replies. */
    private static ReplyLengths lengths(Annotations rows) {
        ReplyLengths.Builder lengths = new ReplyLengths.Builder();
        rows.turnErrors().stream()
                .filter(row -> row.turn() < 4)
                .forEach(row -> lengths.add(
                        "any",
                        String.valueOf(row.subject().session()),
                        row.model(),
                        row.turn(),
                        "a".repeat(row.turn() * 10 + row.model().length())));
        return lengths.build();
    }

    private static Map<String, String> report(Analysis analysis) {
        return Report.of(new ReportInput(
                        "rows", analysis, List.of(), 0, List.of(), new Stamp("now", "1", "report"), Language.EN))
                .files();
    }
}
