package org.charactermirror.analysis;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Expectation;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Outcome;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.RowNotes;
import org.charactermirror.annotation.Side;
import org.charactermirror.annotation.TurnError;
import org.charactermirror.stats.Estimate;
import org.charactermirror.stats.Wilson;

/** Adds up one annotator's rows of one kind and origin; their order is no part of it. */
final class AnnotatorTally implements Serializable {

    private static final long serialVersionUID = 1;

    private int rows;
    /** How often each value was given. */
    private final TreeMap<Double, Integer> values = new TreeMap<>();

    private int alike;
    private int comparable;
    private final TreeMap<BigDecimal, Integer> seconds = new TreeMap<>();
    private int first;
    private int decided;
    private int checks;
    private int gold;
    private int failed;
    private int notAnswered;

    /** Adds a judgement. */
    void add(Annotation row) {
        rows++;
        RowNotes.seconds(row).ifPresent(took -> seconds.merge(plain(took), 1, Integer::sum));
        if (row instanceof Rating rating) {
            rating.scores().values().forEach(score -> addValue(score.doubleValue()));
            if (rating.scores().size() > 1) {
                comparable++;
                alike += new HashSet<>(rating.scores().values()).size() == 1 ? 1 : 0;
            }
        } else if (row instanceof TurnError turnError) {
            addErrors(turnError);
        } else if (row instanceof Preference preference) {
            addChoice(preference);
        }
    }

    /** 30 and 30.0 are one time. */
    private static BigDecimal plain(BigDecimal seconds) {
        BigDecimal stripped = seconds.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** Returns what a judgement says, so that equal ones are the same answer: of a choice, as the annotator saw it. */
    static Object answer(Annotation row) {
        if (row instanceof Rating rating) {
            return rating.scores();
        }
        if (row instanceof TurnError turnError) {
            return turnError.flags();
        }
        Preference preference = (Preference) row;
        return isKnown(preference) ? wentToFirst(preference) ? "first" : "second" : preference.outcome();
    }

    private static boolean isKnown(Preference row) {
        return row.shownFirst() != null && (row.outcome() == Outcome.WIN || row.outcome() == Outcome.LOSE);
    }

    private static boolean wentToFirst(Preference row) {
        return (row.outcome() == Outcome.WIN) == (row.shownFirst() == Side.A);
    }

    void merge(AnnotatorTally other) {
        rows = Math.addExact(rows, other.rows);
        other.values.forEach((value, count) -> values.merge(value, count, Math::addExact));
        alike += other.alike;
        comparable += other.comparable;
        other.seconds.forEach((took, count) -> seconds.merge(took, count, Math::addExact));
        first += other.first;
        decided += other.decided;
        checks = Math.addExact(checks, other.checks);
        gold += other.gold;
        failed += other.failed;
        notAnswered += other.notAnswered;
    }

    private void addValue(double value) {
        values.merge(value, 1, Integer::sum);
    }

    private void addErrors(TurnError row) {
        List<Boolean> errors = row.flags().entrySet().stream()
                .filter(flag -> flag.getKey().isError())
                .map(Map.Entry::getValue)
                .toList();
        if (!errors.isEmpty()) {
            addValue(Collections.frequency(errors, true));
        }
    }

    private void addChoice(Preference row) {
        addValue(row.outcome() == Outcome.WIN || row.outcome() == Outcome.LOSE ? 1 : 0);
        if (isKnown(row)) {
            decided++;
            first += wentToFirst(row) ? 1 : 0;
        }
    }

    /** Adds a check. */
    void addCheck(Expectation.Result result, boolean declared) {
        checks++;
        gold += declared ? 1 : 0;
        failed += result == Expectation.Result.FAILED ? 1 : 0;
        notAnswered += result == Expectation.Result.NOT_ANSWERED ? 1 : 0;
    }

    /** Returns how many rows are checks. */
    int checks() {
        return checks;
    }

    AnnotatorQuality build(AnnotatorKey key, RestAgreement agreement, int longestRun) {
        Kind kind = key.kind();
        AnnotatorQuality.Part part = new AnnotatorQuality.Part(first, decided);
        return new AnnotatorQuality(
                kind,
                key.origin(),
                key.annotator(),
                rows,
                values(),
                agreement,
                kind == Kind.RATINGS ? Optional.of(new AnnotatorQuality.Part(alike, comparable)) : Optional.empty(),
                longestRun,
                new AnnotatorQuality.Time(
                        seconds.values().stream().mapToInt(Integer::intValue).sum(), median()),
                kind == Kind.PREFERENCES
                        ? Optional.of(new AnnotatorQuality.First(
                                part, decided == 0 ? Optional.empty() : Optional.of(Wilson.of(first, decided))))
                        : Optional.empty(),
                new AnnotatorQuality.CheckCount(checks, gold, failed, notAnswered));
    }

    private AnnotatorQuality.Values values() {
        int n = values.values().stream().mapToInt(Integer::intValue).sum();
        double mean = 0;
        for (Map.Entry<Double, Integer> value : values.entrySet()) {
            mean += value.getKey() * value.getValue() / Math.max(1, n);
        }
        double squares = 0;
        for (Map.Entry<Double, Integer> value : values.entrySet()) {
            squares += (value.getKey() - mean) * (value.getKey() - mean) * value.getValue();
        }
        return new AnnotatorQuality.Values(
                n,
                n == 0 ? Estimate.notEstimable("no values") : Estimate.of(mean),
                n < 2 ? Estimate.notEstimable("fewer than two values") : Estimate.of(Math.sqrt(squares / (n - 1))));
    }

    private Optional<BigDecimal> median() {
        if (seconds.isEmpty()) {
            return Optional.empty();
        }
        int all = seconds.values().stream().mapToInt(Integer::intValue).sum();
        BigDecimal upper = atPlace(all / 2);
        return Optional.of(
                all % 2 == 1
                        ? upper
                        : atPlace(all / 2 - 1)
                                .add(upper)
                                .divide(BigDecimal.valueOf(2), 9, RoundingMode.HALF_UP)
                                .stripTrailingZeros());
    }

    /** Returns the time that has so many before it, in order of size. */
    private BigDecimal atPlace(int place) {
        int left = place;
        for (Map.Entry<BigDecimal, Integer> took : seconds.entrySet()) {
            left -= took.getValue();
            if (left < 0) {
                return took.getKey();
            }
        }
        throw new IllegalArgumentException("place " + place);
    }
}
