package org.charactermirror.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.charactermirror.analysis.calibration.Column;
import org.charactermirror.analysis.calibration.Confusion;
import org.charactermirror.analysis.calibration.Judge;
import org.charactermirror.analysis.calibration.JudgeColumn;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Outcome;

/** Tables of what people said beside what a judge said. */
final class ConfusionViews {

    private final Labels labels;

    ConfusionViews(Labels labels) {
        this.labels = labels;
    }

    /** Returns at most one table of scores, one of flags and one of outcomes. */
    List<Page.TableView> of(Judge judge, List<JudgeColumn> columns) {
        List<Page.TableView> tables = new ArrayList<>();
        List<JudgeColumn> ratings = of(Kind.RATINGS, columns);
        if (!ratings.isEmpty()) {
            tables.add(ratings(judge, ratings));
        }
        List<JudgeColumn> flags = of(Kind.TURN_ERRORS, columns);
        if (!flags.isEmpty()) {
            tables.add(flags(judge, flags));
        }
        of(Kind.PREFERENCES, columns).forEach(column -> tables.add(outcomes(judge, column)));
        return tables;
    }

    private static List<JudgeColumn> of(Kind kind, List<JudgeColumn> columns) {
        return columns.stream().filter(one -> one.column().kind() == kind).toList();
    }

    private Page.TableView ratings(Judge judge, List<JudgeColumn> columns) {
        TreeSet<Double> scores = new TreeSet<>();
        columns.forEach(column -> scores.addAll(column.confusion().values()));
        List<String> head = new ArrayList<>(List.of(labels.get("head.score_of_people")));
        scores.forEach(score -> head.add(score(score)));
        Map<String, List<Page.Row>> groups = new LinkedHashMap<>();
        for (JudgeColumn column : columns) {
            List<Page.Row> rows = new ArrayList<>();
            for (double given : scores) {
                String[] cells = scores.stream()
                        .map(judged -> Labels.grouped(count(column.confusion(), given, judged)))
                        .toArray(String[]::new);
                rows.add(Page.Row.of(score(given), cells));
            }
            groups.put(labels.word(column.column().word()), rows);
        }
        return new Page.TableView(
                labels.get("calibration.confusion.ratings", judge.id()),
                head,
                labels.get("head.column"),
                Page.RowGroup.of(groups),
                Page.Style.FIGURES);
    }

    private Page.TableView flags(Judge judge, List<JudgeColumn> columns) {
        return Page.TableView.figures(
                labels.get("calibration.confusion.flags", judge.id()),
                List.of(
                        labels.get("head.column"),
                        labels.get("calibration.flagged_both"),
                        labels.get("calibration.only_people"),
                        labels.get("calibration.only_judge"),
                        labels.get("calibration.flagged_neither")),
                columns.stream()
                        .map(column -> Page.Row.of(
                                labels.word(column.column().word()),
                                Labels.grouped(count(column.confusion(), 1, 1)),
                                Labels.grouped(count(column.confusion(), 1, 0)),
                                Labels.grouped(count(column.confusion(), 0, 1)),
                                Labels.grouped(count(column.confusion(), 0, 0))))
                        .toList());
    }

    private Page.TableView outcomes(Judge judge, JudgeColumn column) {
        List<String> head = new ArrayList<>(List.of(labels.get("head.score_of_people")));
        List<Page.Row> rows = new ArrayList<>();
        for (Outcome given : Outcome.values()) {
            head.add(labels.word(given.word()));
            List<String> cells = new ArrayList<>();
            for (Outcome judged : Outcome.values()) {
                cells.add(Labels.grouped(count(column.confusion(), Column.value(given), Column.value(judged))));
            }
            rows.add(Page.Row.of(labels.word(given.word()), cells.toArray(String[]::new)));
        }
        return Page.TableView.figures(labels.get("calibration.confusion.outcome", judge.id()), head, rows);
    }

    private static int count(Confusion confusion, double given, double judged) {
        int row = confusion.values().indexOf(given);
        int column = confusion.values().indexOf(judged);
        return row < 0 || column < 0 ? 0 : confusion.counts().get(row).get(column);
    }

    private static String score(double score) {
        return new BigDecimal(FigureText.fixed(score, 2)).stripTrailingZeros().toPlainString();
    }
}
