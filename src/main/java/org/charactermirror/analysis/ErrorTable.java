package org.charactermirror.analysis;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.TurnFlag;
import org.charactermirror.table.Fraction;
import org.jspecify.annotations.Nullable;

/**
 * Percent of judged replies that were flagged, per model and flag.
 *
 * @param origin of all of its rows
 */
public record ErrorTable(Origin origin, List<Row> rows) {

    public ErrorTable {
        rows = List.copyOf(rows);
    }

    /**
     * One model's rates.
     *
     * @param judgements how many judgements of a reply there are, empty rows included
     * @param shares a flag that nobody judged is absent
     */
    public record Row(String model, int judgements, Map<TurnFlag, Share> shares) {

        public Row {
            Map<TurnFlag, Share> ordered = new EnumMap<>(TurnFlag.class);
            ordered.putAll(shares);
            shares = Collections.unmodifiableMap(ordered);
        }

        /** Returns a rate as printed, or nothing where nobody judged the flag. */
        public Optional<BigDecimal> printed(TurnFlag flag) {
            return Optional.ofNullable(shares.get(flag)).map(Share::printed);
        }

        /**
         * Returns the sum of the five errors' unrounded rates less that of proactivity.
         *
         * @return nothing where one of the six was not judged at all
         */
        public Optional<Fraction> overall() {
            Fraction sum = Fraction.ZERO;
            for (TurnFlag flag : TurnFlag.values()) {
                @Nullable Share share = shares.get(flag);
                if (share == null) {
                    return Optional.empty();
                }
                sum = flag.isError() ? sum.plus(share.rate()) : sum.minus(share.rate());
            }
            return Optional.of(sum);
        }

        /** Returns the overall rate as printed: one decimal, half up. */
        public Optional<BigDecimal> printedOverall() {
            return overall().map(exact -> exact.halfUp(1));
        }
    }

    /** Computes the table of turn errors that share an origin. */
    static ErrorTable of(Origin origin, List<ErrorCells.Checked> turnErrors, ModelOrder order) {
        Counts counts = new Counts("model", "flag", "value");
        Counts judgements = new Counts("model");
        for (ErrorCells.Checked one : turnErrors) {
            String model = one.key().modelA();
            judgements.add(one.cell().rows(), model);
            for (TurnFlag flag : TurnFlag.values()) {
                int flagged = one.cell().flagged(flag);
                counts.add(flagged, model, flag.name(), "1");
                counts.add(one.cell().judged(flag) - flagged, model, flag.name(), "0");
            }
        }
        List<Row> rows = new ArrayList<>();
        for (String model :
                order.sorted(turnErrors.stream().map(one -> one.key().modelA()).toList())) {
            Map<TurnFlag, Share> shares = new EnumMap<>(TurnFlag.class);
            for (TurnFlag flag : TurnFlag.values()) {
                int flagged = counts.of(model, flag.name(), "1");
                int judged = flagged + counts.of(model, flag.name(), "0");
                if (judged > 0) {
                    shares.put(flag, new Share(flagged, judged));
                }
            }
            rows.add(new Row(model, judgements.of(model), shares));
        }
        return new ErrorTable(origin, rows);
    }
}
