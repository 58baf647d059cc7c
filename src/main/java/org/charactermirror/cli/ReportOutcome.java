package org.charactermirror.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.charactermirror.analysis.Analysis;
import org.charactermirror.analysis.RowCounts;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Origin;
import org.charactermirror.report.Report;
import picocli.CommandLine.Model.CommandSpec;

/** Tells what became of a report. */
record ReportOutcome(CommandSpec spec, boolean json) {

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
            outcome.put("exclusion_log", ExclusionLog.lines(analysis.screening()));
            outcome.put("origins", origins);
            stdout.print(Json.write(outcome));
            stdout.flush();
            return;
        }
        stdout.println("Read " + AnnotationInput.counted(rows.of(Kind.RATINGS), "rating") + ", "
                + AnnotationInput.counted(rows.of(Kind.TURN_ERRORS), "judged reply")
                        .replace("replys", "replies") + ", "
                + AnnotationInput.counted(rows.of(Kind.PREFERENCES), "comparison")
                + (origins.isEmpty() ? "" : "; origin " + String.join(", ", origins)) + ".");
        if (rows.repeated() > 0) {
            stdout.println("Left out " + AnnotationInput.counted(rows.repeated(), "row")
                    + " that repeat an earlier one word for word.");
        }
        if (leftOutRows > 0) {
            stdout.println("Left out " + AnnotationInput.counted(leftOutRows, "row") + " that cannot be read.");
        }
        ExclusionLog.lines(analysis.screening()).forEach(stdout::println);
        long charts = count(report, "charts/");
        long transcripts = count(report, "transcripts/");
        stdout.println("Wrote " + target.resolve("index.html") + ", report.md, report.tex, report.json and "
                + count(report, "tables/") + " files in tables/"
                + (charts == 0 ? "" : charts == 1 ? ", 1 chart in charts/" : ", " + charts + " charts in charts/")
                + (transcripts == 0 ? "" : " and " + transcripts + " in transcripts/") + ".");
        stdout.println("Next: open " + target.resolve("index.html") + " in a browser.");
    }

    private static long count(Report report, String folder) {
        return report.files().keySet().stream()
                .filter(name -> name.startsWith(folder))
                .count();
    }
}
