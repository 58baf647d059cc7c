package org.charactermirror.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.charactermirror.analysis.ColumnInference;
import org.charactermirror.analysis.RunComparison;
import org.charactermirror.analysis.RunComparison.Kind;
import org.charactermirror.analysis.RunComparison.Line;
import org.charactermirror.annotation.Origin;
import org.jspecify.annotations.Nullable;

/** The report that puts two runs side by side, in all formats. */
public final class ComparisonReport {

    private ComparisonReport() {}

    /** Renders all files in memory, so that a failure leaves nothing half-written. */
    public static Report of(ComparisonInput input) {
        Labels labels = Labels.of(input.language());
        Page page = ComparisonPage.of(input);
        Map<String, String> files = new LinkedHashMap<>(HtmlReport.of(page, labels, List.of()));
        files.put("report.md", MarkdownReport.of(page, labels));
        files.put("report.tex", LatexReport.of(page, labels));
        Map<String, String> charts = Report.charts(page);
        List<String> names = new ArrayList<>(files.keySet());
        names.add("report.json");
        names.addAll(charts.keySet());
        names.sort(Comparator.naturalOrder());
        files.put("report.json", json(input, names));
        files.putAll(charts);
        return new Report(files);
    }

    private static String json(ComparisonInput input, List<String> files) {
        RunComparison comparison = input.comparison();
        Map<String, @Nullable Object> report = new TreeMap<>();
        report.put("format", "charmirror.report-compare/1");
        report.put("at", input.stamp().at());
        report.put("version", input.stamp().version());
        report.put("command", input.stamp().commandLine());
        report.put("files", files);
        report.put("first", run(input.first()));
        report.put("second", run(input.second()));
        report.put("settings", settings(input));
        report.put("ratings", kind(comparison.ratings(), "model"));
        report.put("turn_errors", kind(comparison.errors(), "model"));
        report.put("pairwise", kind(comparison.pairs(), "models"));
        report.put(
                "not_compared",
                comparison.notCompared().stream()
                        .map(one ->
                                Map.of("kind", one.kind(), "first", words(one.first()), "second", words(one.second())))
                        .toList());
        return JsonReport.write(report);
    }

    private static List<String> words(List<Origin> origins) {
        return origins.stream().map(Origin::word).toList();
    }

    private static Map<String, Object> run(ComparisonInput.Run run) {
        Map<String, Object> cells = new TreeMap<>();
        cells.put("path", run.path());
        cells.put("title", run.title());
        cells.put("excluded_annotators", run.excluded());
        cells.put("ratings", run.annotations().ratings().size());
        cells.put("turn_errors", run.annotations().turnErrors().size());
        cells.put("preferences", run.annotations().preferences().size());
        cells.put("parts", run.parts().stream().map(JsonRun::of).toList());
        return cells;
    }

    private static List<Map<String, Object>> settings(ComparisonInput input) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (SettingDifference one :
                SettingDifference.of(input.first().parts(), input.second().parts())) {
            rows.add(new TreeMap<>(
                    Map.of("of", one.about(), "name", one.name(), "first", one.first(), "second", one.second())));
        }
        return rows;
    }

    private static @Nullable Map<String, Object> kind(Optional<Kind> compared, String subject) {
        if (compared.isEmpty()) {
            return null;
        }
        Kind kind = compared.get();
        Map<String, Object> cells = new TreeMap<>();
        cells.put("origin", kind.origin().word());
        cells.put("clusters", kind.clusters().word());
        cells.put("annotators", kind.annotators());
        cells.put("annotators_in_both", kind.sharedAnnotators());
        cells.put("only_first", kind.onlyFirst());
        cells.put("only_second", kind.onlySecond());
        cells.put(
                "differences",
                kind.lines().stream().map(line -> line(line, subject)).toList());
        return cells;
    }

    private static Map<String, @Nullable Object> line(Line line, String subject) {
        Map<String, @Nullable Object> cells = new TreeMap<>();
        cells.put("column", line.column());
        cells.put(subject, line.subject());
        cells.put("first", figure(line.first()));
        cells.put("second", figure(line.second()));
        cells.put("difference", JsonInference.number(line.difference()));
        JsonInference.uncertainty(cells, line.uncertainty());
        JsonInference.test(cells, line.test(), line.holmP(), line.holds());
        return cells;
    }

    private static Map<String, @Nullable Object> figure(ColumnInference.ModelFigure figure) {
        Map<String, @Nullable Object> cells = new TreeMap<>();
        cells.put("n", figure.n());
        cells.put("mean", JsonInference.number(figure.mean().orElseThrow()));
        JsonInference.uncertainty(cells, figure.uncertainty());
        return cells;
    }
}
