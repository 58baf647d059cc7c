package org.charactermirror.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.charactermirror.analysis.calibration.Calibration;
import org.charactermirror.analysis.calibration.Column;
import org.charactermirror.analysis.calibration.Figure;
import org.charactermirror.analysis.calibration.Judge;
import org.charactermirror.analysis.calibration.JudgeColumn;
import org.charactermirror.analysis.calibration.Verdict;
import org.charactermirror.annotation.Origin;
import org.charactermirror.stats.Estimate;

/** Says in words, column by column, whether a judge may stand in for one more person, and why. */
final class CalibrationVerdicts {

    private final Calibration calibration;
    private final Labels labels;

    CalibrationVerdicts(Calibration calibration, Labels labels) {
        this.calibration = calibration;
        this.labels = labels;
    }

    /** Returns a table for each judge, with a row for each column that it judged. */
    List<Page.TableView> tables() {
        Map<Judge, Map<Column, Page.Row>> rows = new TreeMap<>();
        calibration
                .judges()
                .forEach(one -> rows(rows, one.judge()).put(one.column(), row(one.column(), state(one), because(one))));
        calibration
                .apart()
                .forEach(one -> rows(rows, one.judge())
                        .put(
                                one.column(),
                                row(
                                        one.column(),
                                        labels.get("calibration.stand.apart"),
                                        labels.get("calibration.because.apart"))));
        List<Page.TableView> tables = new ArrayList<>();
        rows.forEach((judge, columns) -> tables.add(Page.TableView.words(
                labels.get("calibration.stand", judge.id()),
                Stream.of("head.column", "head.stands").map(labels::get).toList(),
                Column.all().stream()
                        .filter(columns::containsKey)
                        .map(columns::get)
                        .toList())));
        return tables;
    }

    private static Map<Column, Page.Row> rows(Map<Judge, Map<Column, Page.Row>> rows, Judge judge) {
        return rows.computeIfAbsent(judge, unused -> new HashMap<>());
    }

    private Page.Row row(Column column, String state, String because) {
        return Page.Row.of(labels.word(column.word()), state + labels.get("list.colon") + because);
    }

    /** Rows that are not people's decide of nobody whether he may be stood in for. */
    private String state(JudgeColumn one) {
        boolean decided =
                one.verdict().state() == Verdict.State.PASSES || one.verdict().state() == Verdict.State.FAILS;
        return labels.get("calibration.stand."
                + (decided && one.peopleOrigin() != Origin.HUMAN ? "made." : "")
                + one.verdict().state().word());
    }

    private String because(JudgeColumn one) {
        Figure alpha = one.alpha();
        String reason = Reasons.of(one.verdict().reason(), labels);
        if (alpha.value() instanceof Estimate.NotEstimable) {
            return reason;
        }
        String value = FigureText.figure(alpha.value().value(), 3);
        if (alpha.uncertainty().interval().isEmpty()) {
            return labels.get("calibration.because.without_interval", value, reason);
        }
        String because = labels.get(
                "calibration.because." + one.verdict().state().word(),
                value,
                FigureText.interval(alpha.uncertainty(), 3),
                reason);
        return peopleStayBelow(one) && one.verdict().state() != Verdict.State.PASSES
                ? labels.get("calibration.because.people", because)
                : because;
    }

    private boolean peopleStayBelow(JudgeColumn one) {
        return one.peopleAlpha()
                .uncertainty()
                .interval()
                .filter(interval -> interval.high() < calibration.bar())
                .isPresent();
    }

    /** Says for each judge what passes. */
    List<String> passing() {
        List<String> sentences = new ArrayList<>();
        CalibrationSection.byJudge(calibration).forEach((judge, columns) -> {
            List<String> passing = columns.stream()
                    .filter(column -> column.verdict().state() == Verdict.State.PASSES)
                    .map(column -> labels.word(column.column().word()))
                    .toList();
            sentences.add(
                    passing.isEmpty()
                            ? labels.get("calibration.nothing_passes", judge.id())
                            : labels.get("calibration.passing", judge.id(), labels.list(passing)));
        });
        return sentences;
    }

    /** Says where people among themselves stay below the bar; nothing where they do nowhere. */
    List<String> people() {
        List<String> below = calibration.judges().stream()
                .filter(this::peopleStayBelow)
                .map(column -> labels.word(column.column().word()))
                .distinct()
                .toList();
        return below.isEmpty() ? List.of() : List.of(labels.get("calibration.people_below", labels.list(below)));
    }
}
