package org.charactermirror.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.charactermirror.analysis.calibration.Calibration;
import org.charactermirror.analysis.calibration.Verdict;
import org.charactermirror.annotation.Origin;

/** A calibration by itself: a page, the same as Markdown, as JSON, and tables; or a few lines for a terminal. */
public final class CalibrationReport {

    private CalibrationReport() {}

    /**
     * Renders all files in memory, so that a failure leaves nothing half-written.
     *
     * @param title what was calibrated, such as a folder's name
     * @param files that were read
     */
    public static Report of(
            Calibration calibration, String title, List<ReportInput.InputFile> files, Stamp stamp, Labels labels) {
        Page page = new Page(
                labels.get("calibration.title", title),
                banners(calibration, labels),
                facts(calibration, labels),
                List.of(),
                List.of(CalibrationSection.of(calibration, labels)),
                stamp.line(labels));
        Map<String, String> all = new LinkedHashMap<>(HtmlReport.of(page, labels, List.of()));
        all.put("calibration.md", MarkdownReport.of(page, labels));
        Map<String, Object> json = new TreeMap<>(JsonCalibration.of(calibration));
        json.put("title", title);
        json.put("at", stamp.at());
        json.put("version", stamp.version());
        json.put("command", stamp.commandLine());
        json.put(
                "inputs",
                files.stream()
                        .map(file -> new TreeMap<>(Map.of("name", file.name(), "sha256", file.sha256())))
                        .toList());
        all.put("calibration.json", JsonReport.write(json));
        all.putAll(CalibrationTables.of(calibration));
        return new Report(all);
    }

    private static List<Page.Banner> banners(Calibration calibration, Labels labels) {
        String others = CalibrationSection.notFromPeople(calibration, labels);
        return List.of(
                others.isEmpty()
                        ? new Page.Banner(
                                false, labels.get("calibration.human.heading"), labels.get("calibration.human.text"))
                        : new Page.Banner(
                                true,
                                labels.get("calibration.made.heading"),
                                labels.get("calibration.not_people", others)));
    }

    private static List<Page.Fact> facts(Calibration calibration, Labels labels) {
        int judges = CalibrationSection.byJudge(calibration).size();
        int passing = (int) calibration.judges().stream()
                .filter(one -> one.verdict().state() == Verdict.State.PASSES)
                .count();
        return List.of(
                fact(judges, "judge", labels),
                fact(calibration.judges().size(), "column", labels),
                fact(passing, "passing", labels));
    }

    private static Page.Fact fact(int count, String what, Labels labels) {
        return new Page.Fact(Labels.grouped(count), labels.counted("calibration.fact." + what, count));
    }

    /** Returns what matters most, in lines. */
    public static List<String> lines(Calibration calibration, Labels labels) {
        List<String> lines = new ArrayList<>();
        lines.add(CalibrationSection.people(calibration, labels));
        if (calibration.people().values().stream().anyMatch(origin -> origin != Origin.HUMAN)) {
            lines.add(labels.get("calibration.not_people", CalibrationSection.notFromPeople(calibration, labels)));
        }
        lines.add(CalibrationSection.bar(calibration, labels));
        Page.Section section = CalibrationSection.of(calibration, labels);
        section.tables().stream()
                .filter(table -> !table.grouped())
                .forEach(table -> lines.addAll(PlainTable.of(table)));
        lines.add("");
        CalibrationVerdicts verdicts = new CalibrationVerdicts(calibration, labels);
        lines.addAll(verdicts.passing());
        lines.addAll(verdicts.people());
        lines.addAll(PredictionViews.summaries(calibration, labels));
        return lines;
    }
}
