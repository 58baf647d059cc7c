package org.charactermirror.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.charactermirror.analysis.Analysis;
import org.charactermirror.analysis.RowCounts;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Origin;
import org.charactermirror.report.Labels;
import org.charactermirror.report.Language;
import org.charactermirror.report.Report;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Tells what became of a report.
 *
 * @param language of what people are told; JSON is the same in every language
 */
record ReportOutcome(CommandSpec spec, Language language, boolean json) {

    /** Says what was read and written, and what to do next. */
    void tell(Path target, Analysis analysis, int leftOutRows, Report report) {
        PrintWriter stdout = spec.commandLine().getOut();
        RowCounts rows = analysis.rows();
        List<String> origins = analysis.origins().stream().map(Origin::word).toList();
        if (json) {
            Map<String, Object> outcome = new TreeMap<>();
            outcome.put("format", "charmirror.report/1");
            outcome.put("out", target.toString());
            outcome.put("files", report.files().keySet().stream().sorted().toList());
            outcome.put("ratings", rows.of(Kind.RATINGS));
            outcome.put("turn_errors", rows.of(Kind.TURN_ERRORS));
            outcome.put("preferences", rows.of(Kind.PREFERENCES));
            outcome.put("repeated", rows.repeated());
            outcome.put("left_out", leftOutRows);
            outcome.put("checks", analysis.screening().checkRows());
            outcome.put("excluded_rows", analysis.screening().excludedRows());
            outcome.put("exclusion_log", ExclusionLog.lines(analysis.screening(), Language.EN));
            outcome.put("origins", origins);
            stdout.print(Json.write(outcome));
            stdout.flush();
            return;
        }
        TerminalWords words = TerminalWords.of(language);
        stdout.println(read(rows, origins, words));
        if (rows.repeated() > 0) {
            stdout.println(words.get("report.repeated", words.count(rows.repeated(), "row")));
        }
        if (leftOutRows > 0) {
            stdout.println(words.get("report.unreadable", words.count(leftOutRows, "row")));
        }
        ExclusionLog.lines(analysis.screening(), language).forEach(stdout::println);
        String page = target.resolve("index.html").toString();
        stdout.println(wrote(page, report, words));
        stdout.println(words.get("next.open", page));
    }

    private String read(RowCounts rows, List<String> origins, TerminalWords words) {
        String ratings = words.count(rows.of(Kind.RATINGS), "rating");
        String replies = words.count(rows.of(Kind.TURN_ERRORS), "judged_reply");
        String comparisons = words.count(rows.of(Kind.PREFERENCES), "comparison");
        if (origins.isEmpty()) {
            return words.get("report.read", ratings, replies, comparisons);
        }
        Labels labels = Labels.of(language);
        String named = words.list(
                origins.stream().map(origin -> labels.get("origin." + origin)).toList());
        return words.get("report.read.origins", ratings, replies, comparisons, named);
    }

    private static String wrote(String page, Report report, TerminalWords words) {
        List<String> parts = new ArrayList<>(List.of(words.get("report.tables", digits(count(report, "tables/")))));
        long charts = count(report, "charts/");
        if (charts > 0) {
            parts.add(words.get("report.charts", words.count(charts, "chart")));
        }
        long transcripts = count(report, "transcripts/");
        return transcripts == 0
                ? words.get("report.wrote", page, words.list(parts))
                : words.get("report.wrote.transcripts", page, words.list(parts), digits(transcripts));
    }

    private static String digits(long number) {
        return Long.toString(number);
    }

    private static long count(Report report, String folder) {
        return report.files().keySet().stream()
                .filter(name -> name.startsWith(folder))
                .count();
    }
}
