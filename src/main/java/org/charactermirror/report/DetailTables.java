package org.charactermirror.report;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.charactermirror.analysis.ErrorTable;
import org.charactermirror.analysis.Mean;
import org.charactermirror.analysis.PairwiseTable;
import org.charactermirror.analysis.RatingTable;
import org.charactermirror.analysis.Share;
import org.charactermirror.analysis.Tally;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.TurnFlag;
import org.charactermirror.table.CsvWriter;
import org.charactermirror.table.Fraction;
import org.jspecify.annotations.Nullable;

/** The tables with their counts and unrounded values, one row per figure. */
final class DetailTables {

    private static final int EXACT_DECIMALS = 10;

    private DetailTables() {}

    static String ratings(@Nullable RatingTable table) {
        CsvWriter writer = new CsvWriter(List.of("model", "dimension", "n", "sum", "mean", "printed"));
        for (RatingTable.Row row : table == null ? List.<RatingTable.Row>of() : table.rows()) {
            for (Dimension dimension : Dimension.values()) {
                @Nullable Mean mean = row.means().get(dimension);
                writer.row(
                        mean == null
                                ? List.of(row.model(), dimension.word(), "0", "", "", "")
                                : List.of(
                                        row.model(),
                                        dimension.word(),
                                        mean.n() + "",
                                        mean.sum().toPlainString(),
                                        exact(mean.exact()),
                                        mean.printed().toPlainString()));
            }
        }
        return writer.toString();
    }

    static String errors(@Nullable ErrorTable table) {
        CsvWriter writer = new CsvWriter(List.of("model", "flag", "judged", "flagged", "rate", "printed"));
        for (ErrorTable.Row row : table == null ? List.<ErrorTable.Row>of() : table.rows()) {
            writer.row(List.of(
                    row.model(),
                    "overall",
                    "",
                    "",
                    row.overall().map(DetailTables::exact).orElse(""),
                    row.printedOverall().map(Object::toString).orElse("")));
            for (TurnFlag flag : TurnFlag.values()) {
                @Nullable Share share = row.shares().get(flag);
                writer.row(
                        share == null
                                ? List.of(row.model(), flag.word(), "0", "", "", "")
                                : List.of(
                                        row.model(),
                                        flag.word(),
                                        share.judged() + "",
                                        share.flagged() + "",
                                        exact(share.rate()),
                                        share.printed().toPlainString()));
            }
        }
        return writer.toString();
    }

    static String pairwise(@Nullable PairwiseTable table, String groupColumn) {
        CsvWriter writer =
                new CsvWriter(Stream.concat(Stream.of("model_a", "model_b", groupColumn), Arrays.stream(new String[] {
                            "n", "wins", "ties", "both_bad", "losses", "win_rate", "tie_rate", "lose_rate"
                        }))
                        .toList());
        for (PairwiseTable.Row row : table == null ? List.<PairwiseTable.Row>of() : table.rows()) {
            Tally tally = row.tally();
            writer.row(List.of(
                    row.modelA(),
                    row.modelB(),
                    row.group(),
                    tally.n() + "",
                    tally.wins() + "",
                    tally.ties() + "",
                    tally.bothBad() + "",
                    tally.losses() + "",
                    exact(tally.winRate()),
                    exact(tally.tieRate()),
                    exact(tally.loseRate())));
        }
        return writer.toString();
    }

    /** Returns a fraction with ten decimals at most. */
    private static String exact(Fraction value) {
        return value.halfUp(EXACT_DECIMALS).stripTrailingZeros().toPlainString();
    }
}
