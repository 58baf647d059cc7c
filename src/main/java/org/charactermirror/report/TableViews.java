package org.charactermirror.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.charactermirror.analysis.Comparison;
import org.charactermirror.analysis.ErrorTable;
import org.charactermirror.analysis.Marks;
import org.charactermirror.analysis.Mean;
import org.charactermirror.analysis.PairwiseTable;
import org.charactermirror.analysis.PrintedTable;
import org.charactermirror.analysis.RatingTable;
import org.charactermirror.analysis.Share;
import org.charactermirror.analysis.Tally;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.TurnFlag;
import org.charactermirror.table.Percentages;
import org.jspecify.annotations.Nullable;

/** Turns results into tables as people see them. */
final class TableViews {

    private TableViews() {}

    static Page.TableView of(RatingTable table) {
        PrintedTable printed = PrintedTable.of(table);
        Map<String, List<Marks>> marks = marks(printed, false);
        List<Page.Row> rows = new ArrayList<>();
        for (int r = 0; r < table.rows().size(); r++) {
            RatingTable.Row row = table.rows().get(r);
            List<Page.Cell> cells = new ArrayList<>();
            for (Dimension dimension : Dimension.values()) {
                @Nullable Mean mean = row.means().get(dimension);
                String hint = mean == null ? "not judged" : mean.sum().toPlainString() + " / " + mean.n();
                cells.add(new Page.Cell(Labels.figure(row.printed(dimension)), mark(marks, dimension.word(), r), hint));
            }
            cells.add(Page.Cell.of(
                    range(row.means().values().stream().map(Mean::n).toList())));
            rows.add(new Page.Row(row.model(), cells, null));
        }
        return new Page.TableView(
                "Mean scores of whole dialogues (" + table.origin().word() + "); higher is better",
                head("Model", printed.figures(), "n"),
                List.of(new Page.RowGroup("", rows)),
                false);
    }

    static Page.TableView of(ErrorTable table) {
        PrintedTable printed = PrintedTable.of(table);
        Map<String, List<Marks>> marks = marks(printed, true);
        List<Page.Row> rows = new ArrayList<>();
        for (int r = 0; r < table.rows().size(); r++) {
            ErrorTable.Row row = table.rows().get(r);
            List<Page.Cell> cells = new ArrayList<>();
            cells.add(new Page.Cell(
                    Labels.figure(row.printedOverall()),
                    mark(marks, "overall", r),
                    "five errors less proactivity, from unrounded rates"));
            for (TurnFlag flag : TurnFlag.values()) {
                @Nullable Share share = row.shares().get(flag);
                String hint = share == null ? "not judged" : share.flagged() + " / " + share.judged();
                cells.add(new Page.Cell(Labels.figure(row.printed(flag)), mark(marks, flag.word(), r), hint));
            }
            cells.add(Page.Cell.of(
                    range(row.shares().values().stream().map(Share::judged).toList())));
            rows.add(new Page.Row(row.model(), cells, null));
        }
        return new Page.TableView(
                "Percent of judged replies flagged (" + table.origin().word()
                        + "); lower is better, for proactivity higher",
                head("Model", printed.figures(), "n"),
                List.of(new Page.RowGroup("", rows)),
                false);
    }

    static Page.TableView of(PairwiseTable table, String groupColumn) {
        Map<String, List<Page.Row>> groups = new LinkedHashMap<>();
        for (PairwiseTable.Row row : table.rows()) {
            Tally tally = row.tally();
            Percentages shares = tally.printed();
            int advantage = shares.advantage();
            List<Page.Cell> cells = List.of(
                    new Page.Cell(shares.win() + "", Marks.NONE, tally.wins() + " / " + tally.n()),
                    new Page.Cell(
                            shares.tie() + "",
                            Marks.NONE,
                            (tally.ties() + tally.bothBad()) + " / " + tally.n() + ", of these both bad: "
                                    + tally.bothBad()),
                    new Page.Cell(shares.lose() + "", Marks.NONE, tally.losses() + " / " + tally.n()),
                    new Page.Cell(
                            Labels.signed(Optional.of(BigDecimal.valueOf(advantage))),
                            advantage > 0 ? Marks.BEST : Marks.NONE,
                            ""),
                    Page.Cell.of(tally.n() + ""));
            groups.computeIfAbsent(row.modelA() + " against " + row.modelB(), unused -> new ArrayList<>())
                    .add(new Page.Row(
                            Labels.of(row.group()), cells, new Page.Bar(shares.win(), shares.tie(), shares.lose())));
        }
        return new Page.TableView(
                "Percent of comparisons by " + groupColumn + " ("
                        + table.origin().word() + "), seen from the first model’s side",
                List.of(Labels.of(groupColumn), "Win", "Tie", "Lose", "Advantage", "n"),
                groups.entrySet().stream()
                        .map(group -> new Page.RowGroup(group.getKey(), group.getValue()))
                        .toList(),
                true);
    }

    static Page.TableView differences(Comparison comparison) {
        PrintedTable table = comparison.differences();
        Map<String, List<Page.Row>> groups = new LinkedHashMap<>();
        for (PrintedTable.Row row : table.rows()) {
            boolean pair = row.key().size() > 1;
            String group = pair ? row.key().get(0) + " against " + row.key().get(1) : "";
            String label = pair ? Labels.of(row.key().get(2)) : row.key().get(0);
            List<Page.Cell> cells = row.figures().stream()
                    .map(figure -> Page.Cell.of(Labels.signed(figure)))
                    .toList();
            groups.computeIfAbsent(group, unused -> new ArrayList<>()).add(new Page.Row(label, cells, null));
        }
        String first = table.keys().get(table.keys().size() - 1);
        return new Page.TableView(
                Labels.of(comparison.name()) + ": here less published",
                head(Labels.of(first), table.figures()),
                groups.entrySet().stream()
                        .map(group -> new Page.RowGroup(group.getKey(), group.getValue()))
                        .toList(),
                false);
    }

    static Page.TableView correlations(Comparison comparison) {
        boolean pairs = comparison.differences().keys().size() > 1;
        List<Page.Row> rows = comparison.correlations().stream()
                .map(correlation -> new Page.Row(
                        Labels.of(correlation.label()),
                        List.of(
                                Page.Cell.of(correlation.n() + ""),
                                Page.Cell.of(Labels.coefficient(correlation.kendallTauB(), correlation.reason())),
                                Page.Cell.of(Labels.coefficient(correlation.spearmanRho(), correlation.reason()))),
                        null))
                .toList();
        return new Page.TableView(
                Labels.of(comparison.name())
                        + (pairs ? ": order of the opponents by advantage" : ": order of the models"),
                List.of(pairs ? "Group" : "Column", "n", "Kendall’s τ-b", "Spearman’s ρ"),
                List.of(new Page.RowGroup("", rows)),
                false);
    }

    /** Returns the marks of all columns; in the error table lower is better, proactivity excepted. */
    static Map<String, List<Marks>> marks(PrintedTable table, boolean errors) {
        Map<String, List<Marks>> marks = new HashMap<>();
        for (int i = 0; i < table.figures().size(); i++) {
            String column = table.figures().get(i);
            marks.put(column, table.marks(i, !errors || PrintedTable.higherIsBetterInErrors(column)));
        }
        return marks;
    }

    /** Returns the mark of a column's figure in a row. */
    static Marks mark(Map<String, List<Marks>> marks, String column, int row) {
        List<Marks> figures = marks.get(column);
        if (figures == null) {
            throw new IllegalArgumentException("no column " + column);
        }
        return figures.get(row);
    }

    private static List<String> head(String first, List<String> figures, String... last) {
        return Stream.of(Stream.of(first), figures.stream().map(Labels::of), Stream.of(last))
                .flatMap(part -> part)
                .toList();
    }

    private static String range(Collection<Integer> counts) {
        int least = counts.stream().mapToInt(Integer::intValue).min().orElse(0);
        int most = counts.stream().mapToInt(Integer::intValue).max().orElse(0);
        return least == most ? Labels.grouped(least) : Labels.grouped(least) + " to " + Labels.grouped(most);
    }
}
