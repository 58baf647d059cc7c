package org.charactermirror.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.charactermirror.analysis.Analysis;
import org.charactermirror.analysis.ErrorTable;
import org.charactermirror.analysis.PairwiseTable;
import org.charactermirror.analysis.PrintedTable;
import org.charactermirror.analysis.RatingTable;
import org.charactermirror.annotation.Origin;
import org.jspecify.annotations.Nullable;

/**
 * A report, ready to be written.
 *
 * @param files the text of each file by its path within the report's folder
 */
public record Report(Map<String, String> files) {

    public Report {
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    }

    /** Renders all files in memory, so that a failure leaves nothing half-written. */
    public static Report of(ReportInput input) {
        Labels labels = Labels.of(input.language());
        Page page = PageBuilder.page(input);
        Map<String, String> tables = tables(input.analysis());
        input.calibration().ifPresent(compared -> tables.putAll(CalibrationTables.of(compared)));
        Map<String, String> html = HtmlReport.of(page, labels, input.parts());
        List<String> names = new ArrayList<>(List.of("report.json", "report.md", "report.tex"));
        names.addAll(html.keySet());
        names.addAll(tables.keySet());
        Map<String, String> charts = charts(page);
        names.addAll(charts.keySet());
        names.sort(Comparator.naturalOrder());
        Map<String, String> files = new LinkedHashMap<>(html);
        files.put("report.md", MarkdownReport.of(page, labels));
        files.put("report.tex", LatexReport.of(page, labels));
        files.put("report.json", JsonReport.of(input, names));
        files.putAll(tables);
        files.putAll(charts);
        return new Report(files);
    }

    /** Returns the files of a page's charts. */
    static Map<String, String> charts(Page page) {
        Map<String, String> files = new LinkedHashMap<>();
        page.charts().forEach(chart -> files.put(chart.file(), chart.chart().file()));
        return files;
    }

    /** Returns the four tables of the preferred origins, then those of the others. */
    private static Map<String, String> tables(Analysis analysis) {
        Map<String, String> files = new LinkedHashMap<>();
        ratings(files, "", first(analysis.ratings()));
        errors(files, "", first(analysis.errors()));
        pairwise(files, "", "category", first(analysis.byCategory()));
        pairwise(files, "", "topic", first(analysis.byTopic()));
        analysis.ratings().stream()
                .skip(1)
                .forEach(table -> ratings(files, "." + table.origin().word(), table));
        analysis.errors().stream()
                .skip(1)
                .forEach(table -> errors(files, "." + table.origin().word(), table));
        analysis.byCategory().stream()
                .skip(1)
                .forEach(table -> pairwise(files, "." + table.origin().word(), "category", table));
        analysis.byTopic().stream()
                .skip(1)
                .forEach(table -> pairwise(files, "." + table.origin().word(), "topic", table));
        return files;
    }

    private static void ratings(Map<String, String> files, String suffix, @Nullable RatingTable table) {
        RatingTable shown = table == null ? new RatingTable(Origin.HUMAN, List.of()) : table;
        files.put("tables/ratings" + suffix + ".csv", PrintedTable.of(shown).toCsv());
        files.put("tables/ratings_detail" + suffix + ".csv", DetailTables.ratings(table));
    }

    private static void errors(Map<String, String> files, String suffix, @Nullable ErrorTable table) {
        ErrorTable shown = table == null ? new ErrorTable(Origin.HUMAN, List.of()) : table;
        files.put("tables/errors" + suffix + ".csv", PrintedTable.of(shown).toCsv());
        files.put("tables/errors_detail" + suffix + ".csv", DetailTables.errors(table));
    }

    private static void pairwise(
            Map<String, String> files, String suffix, String groupColumn, @Nullable PairwiseTable table) {
        PairwiseTable shown = table == null ? new PairwiseTable(Origin.HUMAN, List.of(), 0) : table;
        String name = "tables/pairwise_by_" + groupColumn;
        files.put(name + suffix + ".csv", PrintedTable.of(shown, groupColumn).toCsv());
        files.put(name + "_detail" + suffix + ".csv", DetailTables.pairwise(table, groupColumn));
    }

    private static <T> @Nullable T first(List<T> tables) {
        return tables.isEmpty() ? null : tables.get(0);
    }
}
