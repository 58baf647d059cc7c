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
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.TurnFlag;
import org.charactermirror.table.Percentages;
import org.jspecify.annotations.Nullable;

/** Turns results into tables as people see them. */
final class TableViews {

    private final Labels labels;

    TableViews(Labels labels) {
        this.labels = labels;
    }

    Page.TableView of(RatingTable table) {
        PrintedTable printed = PrintedTable.of(table);
        Map<String, List<Marks>> marks = marks(printed, false);
        List<Page.Row> rows = new ArrayList<>();
        for (int r = 0; r < table.rows().size(); r++) {
            RatingTable.Row row = table.rows().get(r);
            List<Page.Cell> cells = new ArrayList<>();
            for (Dimension dimension : Dimension.values()) {
                @Nullable Mean mean = row.means().get(dimension);
                String hint = mean == null
                        ? labels.get("cell.not_judged")
                        : mean.sum().toPlainString() + " / " + mean.n();
                cells.add(new Page.Cell(Labels.figure(row.printed(dimension)), mark(marks, dimension.word(), r), hint));
            }
            cells.add(Page.Cell.of(
                    range(row.means().values().stream().map(Mean::n).toList())));
            rows.add(new Page.Row(row.model(), cells));
        }
        return Page.TableView.figures(
                labels.get("ratings.caption", origin(table.origin())),
                head(labels.get("head.model"), printed.figures(), labels.get("head.n")),
                rows);
    }

    Page.TableView of(ErrorTable table) {
        PrintedTable printed = PrintedTable.of(table);
        Map<String, List<Marks>> marks = marks(printed, true);
        List<Page.Row> rows = new ArrayList<>();
        for (int r = 0; r < table.rows().size(); r++) {
            ErrorTable.Row row = table.rows().get(r);
            List<Page.Cell> cells = new ArrayList<>();
            cells.add(new Page.Cell(
                    Labels.figure(row.printedOverall()), mark(marks, "overall", r), labels.get("errors.overall.hint")));
            for (TurnFlag flag : TurnFlag.values()) {
                @Nullable Share share = row.shares().get(flag);
                String hint = share == null ? labels.get("cell.not_judged") : share.flagged() + " / " + share.judged();
                cells.add(new Page.Cell(Labels.figure(row.printed(flag)), mark(marks, flag.word(), r), hint));
            }
            cells.add(Page.Cell.of(
                    range(row.shares().values().stream().map(Share::judged).toList())));
            rows.add(new Page.Row(row.model(), cells));
        }
        return Page.TableView.figures(
                labels.get("errors.caption", origin(table.origin())),
                head(labels.get("head.model"), printed.figures(), labels.get("head.n")),
                rows);
    }

    Page.TableView of(PairwiseTable table, String groupColumn) {
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
                            labels.get(
                                    "pairwise.both_bad.hint",
                                    (tally.ties() + tally.bothBad()) + " / " + tally.n(),
                                    tally.bothBad() + "")),
                    new Page.Cell(shares.lose() + "", Marks.NONE, tally.losses() + " / " + tally.n()),
                    new Page.Cell(
                            Labels.signed(Optional.of(BigDecimal.valueOf(advantage))),
                            advantage > 0 ? Marks.BEST : Marks.NONE,
                            ""),
                    Page.Cell.of(tally.n() + ""));
            groups.computeIfAbsent(labels.get("pairwise.pair", row.modelA(), row.modelB()), unused -> new ArrayList<>())
                    .add(new Page.Row(labels.word(row.group()), cells));
        }
        return new Page.TableView(
                labels.get("pairwise.caption." + groupColumn, origin(table.origin())),
                head(labels.word(groupColumn), List.of("win", "tie", "lose", "advantage"), labels.get("head.n")),
                labels.get("head.pair"),
                Page.RowGroup.of(groups),
                Page.Style.FIGURES);
    }

    Page.TableView differences(Comparison comparison) {
        PrintedTable table = comparison.differences();
        Map<String, List<Page.Row>> groups = new LinkedHashMap<>();
        for (PrintedTable.Row row : table.rows()) {
            boolean pair = row.key().size() > 1;
            String group = pair
                    ? labels.get("pairwise.pair", row.key().get(0), row.key().get(1))
                    : "";
            String label = pair ? labels.word(row.key().get(2)) : row.key().get(0);
            List<Page.Cell> cells = row.figures().stream()
                    .map(figure -> Page.Cell.of(Labels.signed(figure)))
                    .toList();
            groups.computeIfAbsent(group, unused -> new ArrayList<>()).add(new Page.Row(label, cells));
        }
        String first = table.keys().get(table.keys().size() - 1);
        return new Page.TableView(
                labels.get("published.differences", labels.word(comparison.name())),
                head(first.equals("model") ? labels.get("head.model") : labels.word(first), table.figures()),
                labels.get("head.pair"),
                Page.RowGroup.of(groups),
                Page.Style.FIGURES);
    }

    Page.TableView correlations(Comparison comparison) {
        boolean pairs = comparison.differences().keys().size() > 1;
        List<Page.Row> rows = comparison.correlations().stream()
                .map(correlation -> new Page.Row(
                        labels.word(correlation.label()),
                        List.of(
                                Page.Cell.of(correlation.n() + ""),
                                Page.Cell.of(labels.coefficient(correlation.kendallTauB(), correlation)),
                                Page.Cell.of(labels.coefficient(correlation.spearmanRho(), correlation)))))
                .toList();
        return Page.TableView.figures(
                labels.get(
                        pairs ? "published.order.opponents" : "published.order.models", labels.word(comparison.name())),
                List.of(
                        labels.get(pairs ? "head.group" : "head.column"),
                        labels.get("head.n"),
                        labels.get("head.kendall"),
                        labels.get("head.spearman")),
                rows);
    }

    private String origin(Origin origin) {
        return labels.get("origin." + origin.word());
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

    private List<String> head(String first, List<String> figures, String... last) {
        return Stream.of(Stream.of(first), figures.stream().map(labels::word), Stream.of(last))
                .flatMap(part -> part)
                .toList();
    }

    private String range(Collection<Integer> counts) {
        int least = counts.stream().mapToInt(Integer::intValue).min().orElse(0);
        int most = counts.stream().mapToInt(Integer::intValue).max().orElse(0);
        return least == most
                ? Labels.grouped(least)
                : labels.get("cell.range", Labels.grouped(least), Labels.grouped(most));
    }
}
