package org.charactermirror.analysis;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Expectation;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Outcome;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.RowNotes;
import org.charactermirror.annotation.Side;
import org.charactermirror.annotation.TurnError;
import org.charactermirror.stats.Estimate;
import org.charactermirror.stats.Wilson;
import org.jspecify.annotations.Nullable;

/** Adds up one annotator's rows of one kind and origin. */
final class AnnotatorTally {

    private int rows;
    /** How often each value was given. */
    private final Map<Double, Integer> values = new TreeMap<>();

    private int alike;
    private int comparable;
    private @Nullable Object lastAnswer;
    private int run;
    private int longestRun;
    private final List<BigDecimal> seconds = new ArrayList<>();
    private int first;
    private int decided;
    private int checks;
    private int gold;
    private int failed;
    private int notAnswered;

    /** Adds a judgement. */
    void add(Annotation row) {
        rows++;
        RowNotes.seconds(row).ifPresent(seconds::add);
        Object answer;
        if (row instanceof Rating rating) {
            rating.scores().values().forEach(score -> addValue(score.doubleValue()));
            if (rating.scores().size() > 1) {
                comparable++;
                alike += new HashSet<>(rating.scores().values()).size() == 1 ? 1 : 0;
            }
            answer = rating.scores();
        } else if (row instanceof TurnError turnError) {
            addErrors(turnError);
            answer = turnError.flags();
        } else if (row instanceof Preference preference) {
            answer = addChoice(preference);
        } else {
            throw new IllegalArgumentException("no such kind of row: " + row);
        }
        run = answer.equals(lastAnswer) ? run + 1 : 1;
        longestRun = Math.max(longestRun, run);
        lastAnswer = answer;
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

    /** Returns what was chosen as the annotator saw it: the first or the second, where the order is known. */
    private Object addChoice(Preference row) {
        boolean won = row.outcome() == Outcome.WIN || row.outcome() == Outcome.LOSE;
        addValue(won ? 1 : 0);
        @Nullable Side side = row.shownFirst();
        if (!won || side == null) {
            return row.outcome();
        }
        boolean wentToFirst = (row.outcome() == Outcome.WIN) == (side == Side.A);
        decided++;
        first += wentToFirst ? 1 : 0;
        return wentToFirst ? "first" : "second";
    }

    /** Adds a check. */
    void addCheck(Expectation.Result result, boolean declared) {
        checks++;
        gold += declared ? 1 : 0;
        failed += result == Expectation.Result.FAILED ? 1 : 0;
        notAnswered += result == Expectation.Result.NOT_ANSWERED ? 1 : 0;
    }

    AnnotatorQuality build(Kind kind, Origin origin, String annotator, RestAgreement agreement) {
        AnnotatorQuality.Part part = new AnnotatorQuality.Part(first, decided);
        return new AnnotatorQuality(
                kind,
                origin,
                annotator,
                rows,
                values(),
                agreement,
                kind == Kind.RATINGS ? Optional.of(new AnnotatorQuality.Part(alike, comparable)) : Optional.empty(),
                longestRun,
                new AnnotatorQuality.Time(seconds.size(), median()),
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
        List<BigDecimal> sorted = seconds.stream().sorted().toList();
        int half = sorted.size() / 2;
        return Optional.of(
                sorted.size() % 2 == 1
                        ? sorted.get(half)
                        : sorted.get(half - 1)
                                .add(sorted.get(half))
                                .divide(BigDecimal.valueOf(2), 9, RoundingMode.HALF_UP)
                                .stripTrailingZeros());
    }
}
