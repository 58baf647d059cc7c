package org.charactermirror.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.charactermirror.analysis.Comparison;
import org.charactermirror.analysis.ErrorTable;
import org.charactermirror.analysis.Marks;
import org.charactermirror.analysis.PairwiseTable;
import org.charactermirror.analysis.PrintedTable;
import org.charactermirror.analysis.RatingTable;
import org.charactermirror.analysis.RowCounts;
import org.charactermirror.analysis.Tally;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.TurnFlag;
import org.charactermirror.problem.Problem;
import org.charactermirror.table.Fraction;
import org.jspecify.annotations.Nullable;

/** The report for programs: every figure with its n, keys in alphabetical order. */
final class JsonReport {

    /** Raised when a reader of the previous form would misunderstand the new one. */
    private static final String FORMAT = "charmirror.results/1";

    /** Programs read the same words whatever language people read. */
    private static final Labels ENGLISH = Labels.of(Language.EN);

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(com.fasterxml.jackson.core.StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private JsonReport() {}

    static String of(ReportInput input, List<String> files) {
        Map<String, @Nullable Object> report = new TreeMap<>();
        report.put("format", FORMAT);
        report.put("title", input.title());
        report.put("generated", input.stamp().line(ENGLISH));
        report.put(
                "origins", input.analysis().origins().stream().map(Origin::word).toList());
        report.put("rows", rows(input));
        report.put("tables", tables(input));
        report.putAll(JsonInference.of(input.analysis().inference()));
        report.putAll(JsonAnnotators.of(input.analysis()));
        report.put("published", published(input.analysis().comparisons()));
        report.put(
                "run", input.parts().isEmpty() ? null : JsonRun.of(input.parts().get(0)));
        report.put("parts", input.parts().stream().skip(1).map(JsonRun::of).toList());
        report.put("summary", Summary.of(input, ENGLISH));
        report.put("models", ModelCards.json(input, ENGLISH));
        report.put("made", MadeSection.json(input, ENGLISH));
        report.put("automatic", AutomaticSection.json(input.automatic()));
        report.put("files", files);
        input.analysis().sensitivity().ifPresent(found -> report.put("judge_sensitivity", JsonSensitivity.of(found)));
        input.calibration().ifPresent(compared -> report.put("calibration", JsonCalibration.of(compared)));
        return write(report);
    }

    static String write(Object value) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(indenter);
        try {
            return MAPPER.writer(printer).writeValueAsString(value) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> rows(ReportInput input) {
        RowCounts rows = input.analysis().rows();
        return Map.of(
                "ratings", rows.of(Kind.RATINGS),
                "turn_errors", rows.of(Kind.TURN_ERRORS),
                "preferences", rows.of(Kind.PREFERENCES),
                "repeated", rows.repeated(),
                "left_out", input.leftOutRows(),
                "left_out_problems",
                        input.leftOut().stream().map(Problem::toString).toList(),
                "sources", RowsSection.sources(rows, ENGLISH));
    }

    private static Map<String, Object> tables(ReportInput input) {
        return Map.of(
                "ratings",
                input.analysis().ratings().stream()
                        .map(table -> table(table.origin(), ratings(table)))
                        .toList(),
                "errors",
                input.analysis().errors().stream()
                        .map(table -> table(table.origin(), errors(table)))
                        .toList(),
                "pairwise_by_category",
                input.analysis().byCategory().stream()
                        .map(table -> pairwise(table, "category"))
                        .toList(),
                "pairwise_by_topic",
                input.analysis().byTopic().stream()
                        .map(table -> pairwise(table, "topic"))
                        .toList());
    }

    private static Map<String, Object> table(Origin origin, List<Map<String, Object>> rows) {
        return Map.of("origin", origin.word(), "rows", rows);
    }

    private static List<Map<String, Object>> ratings(RatingTable table) {
        Map<String, List<Marks>> marks = TableViews.marks(PrintedTable.of(table), false);
        return IntStream.range(0, table.rows().size())
                .mapToObj(r -> {
                    RatingTable.Row row = table.rows().get(r);
                    Map<String, Object> figures = new TreeMap<>();
                    row.means().forEach((dimension, mean) -> {
                        Map<String, Object> figure = new TreeMap<>();
                        figure.put("n", mean.n());
                        figure.put("sum", mean.sum());
                        figure.put("mean", exact(mean.exact()));
                        figure.put("printed", mean.printed().toPlainString());
                        Map<String, Integer> scores = new TreeMap<>();
                        mean.scores().forEach((score, count) -> scores.put(score.toPlainString(), count));
                        figure.put("scores", scores);
                        mark(figure, TableViews.mark(marks, dimension.word(), r));
                        figures.put(dimension.word(), figure);
                    });
                    for (Dimension dimension : Dimension.values()) {
                        figures.putIfAbsent(dimension.word(), notEstimable("nobody judged it"));
                    }
                    return Map.of("model", row.model(), "ratings", (Object) row.ratings(), "figures", figures);
                })
                .toList();
    }

    private static List<Map<String, Object>> errors(ErrorTable table) {
        Map<String, List<Marks>> marks = TableViews.marks(PrintedTable.of(table), true);
        return IntStream.range(0, table.rows().size())
                .mapToObj(r -> {
                    ErrorTable.Row row = table.rows().get(r);
                    Map<String, Object> figures = new TreeMap<>();
                    row.shares().forEach((flag, share) -> {
                        Map<String, Object> figure = new TreeMap<>();
                        figure.put("n", share.judged());
                        figure.put("flagged", share.flagged());
                        figure.put("rate", exact(share.rate()));
                        figure.put("printed", share.printed().toPlainString());
                        mark(figure, TableViews.mark(marks, flag.word(), r));
                        figures.put(flag.word(), figure);
                    });
                    for (TurnFlag flag : TurnFlag.values()) {
                        figures.putIfAbsent(flag.word(), notEstimable("nobody judged it"));
                    }
                    Optional<Fraction> overall = row.overall();
                    if (overall.isPresent()) {
                        Map<String, Object> figure = new TreeMap<>();
                        figure.put("n", row.judgements());
                        figure.put("rate", exact(overall.get()));
                        figure.put("printed", overall.get().print(1));
                        mark(figure, TableViews.mark(marks, "overall", r));
                        figures.put("overall", figure);
                    } else {
                        figures.put("overall", notEstimable("not all six flags were judged"));
                    }
                    return Map.of("model", row.model(), "judgements", (Object) row.judgements(), "figures", figures);
                })
                .toList();
    }

    private static Map<String, Object> pairwise(PairwiseTable table, String groupColumn) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (PairwiseTable.Row row : table.rows()) {
            Tally tally = row.tally();
            Map<String, Object> figures = new TreeMap<>();
            figures.put("model_a", row.modelA());
            figures.put("model_b", row.modelB());
            figures.put(groupColumn, row.group());
            figures.put("n", tally.n());
            figures.put("wins", tally.wins());
            figures.put("ties", tally.ties());
            figures.put("both_bad", tally.bothBad());
            figures.put("losses", tally.losses());
            figures.put("win_rate", exact(tally.winRate()));
            figures.put("tie_rate", exact(tally.tieRate()));
            figures.put("lose_rate", exact(tally.loseRate()));
            figures.put(
                    "printed",
                    Map.of(
                            "win", tally.printed().win(),
                            "tie", tally.printed().tie(),
                            "lose", tally.printed().lose(),
                            "advantage", tally.printed().advantage()));
            rows.add(figures);
        }
        return Map.of("origin", table.origin().word(), "rows", rows, "without_" + groupColumn, table.ungrouped());
    }

    private static Map<String, Object> published(List<Comparison> comparisons) {
        Map<String, Object> published = new TreeMap<>();
        for (Comparison comparison : comparisons) {
            PrintedTable table = comparison.differences();
            List<Map<String, Object>> differences = new ArrayList<>();
            for (PrintedTable.Row row : table.rows()) {
                Map<String, Object> cells = new TreeMap<>();
                for (int i = 0; i < table.keys().size(); i++) {
                    cells.put(table.keys().get(i), row.key().get(i));
                }
                for (int i = 0; i < table.figures().size(); i++) {
                    String column = table.figures().get(i);
                    row.figures().get(i).ifPresent(figure -> cells.put(column, figure));
                }
                differences.add(cells);
            }
            List<Map<String, Object>> correlations = new ArrayList<>();
            for (Comparison.Correlation correlation : comparison.correlations()) {
                Map<String, Object> cells = new TreeMap<>();
                cells.put("of", correlation.label());
                cells.put("n", correlation.n());
                cells.put("kendall_tau_b", coefficient(correlation.kendallTauB(), correlation));
                cells.put("spearman_rho", coefficient(correlation.spearmanRho(), correlation));
                correlations.add(cells);
            }
            published.put(comparison.name(), Map.of("differences", differences, "correlations", correlations));
        }
        return published;
    }

    private static Object coefficient(OptionalDouble value, Comparison.Correlation correlation) {
        return value.isPresent()
                ? new BigDecimal(value.getAsDouble()).round(new MathContext(12)).stripTrailingZeros()
                : notEstimable(correlation.reason());
    }

    private static Map<String, Object> notEstimable(String reason) {
        return Map.of("n", 0, "not_estimable", reason);
    }

    private static void mark(Map<String, Object> figure, Marks mark) {
        switch (mark) {
            case BEST -> figure.put("mark", "best");
            case SECOND -> figure.put("mark", "second");
            case NONE -> {
                // Most figures have no mark.
            }
        }
    }

    private static BigDecimal exact(Fraction value) {
        BigDecimal decimal = value.halfUp(12).stripTrailingZeros();
        return decimal.scale() < 0 ? decimal.setScale(0) : decimal;
    }
}
