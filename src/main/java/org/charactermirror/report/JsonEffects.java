package org.charactermirror.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.charactermirror.analysis.ErrorDensity;
import org.charactermirror.analysis.ErrorOnset;
import org.charactermirror.analysis.Inference;
import org.charactermirror.analysis.LengthEffect;
import org.jspecify.annotations.Nullable;

/** When errors begin, how dense they are, and whether longer replies are favoured, for programs. */
final class JsonEffects {

    private JsonEffects() {}

    /** Returns the parts of the report by name. */
    static Map<String, @Nullable Object> of(Inference inference) {
        Map<String, Object> onset = new TreeMap<>();
        inference.errorOnset().ifPresent(found -> found.models().forEach(one -> onset.put(one.model(), onset(one))));
        Map<String, Object> density = new TreeMap<>();
        inference
                .errorDensity()
                .ifPresent(found -> found.models().forEach(one -> density.put(one.model(), density(one))));
        Map<String, Object> length = new TreeMap<>();
        inference.lengthOfPeople().ifPresent(effect -> length.put("people", length(effect)));
        inference.lengthOfJudges().ifPresent(effect -> length.put("judges", length(effect)));
        return Map.of("error_onset", onset, "errors_per_1000_characters", density, "length", length);
    }

    private static Map<String, @Nullable Object> onset(ErrorOnset.Curve curve) {
        Map<String, @Nullable Object> cells = new TreeMap<>();
        cells.put("n", curve.dialogues());
        cells.put("with_error", curve.withError());
        cells.put("with_gaps", curve.withGaps());
        cells.put("last_turn", curve.lastTurn());
        cells.put("without_error", JsonInference.number(curve.withoutErrorAfter(curve.lastTurn())));
        if (curve.medianTurn().isPresent()) {
            cells.put("median_turn", curve.medianTurn().getAsInt());
        } else {
            cells.put("median_turn_not_estimable", "fewer than half of the dialogues come to have an error");
        }
        List<Map<String, @Nullable Object>> steps = new ArrayList<>();
        for (ErrorOnset.Step step : curve.steps()) {
            Map<String, @Nullable Object> entry = new TreeMap<>();
            entry.put("turn", step.turn());
            entry.put("at_risk", step.atRisk());
            entry.put("events", step.events());
            entry.put("without_error", JsonInference.number(step.withoutError()));
            step.interval()
                    .ifPresentOrElse(
                            interval -> JsonInference.interval(entry, interval),
                            () -> entry.put("interval_not_estimable", "every dialogue has an error by then"));
            steps.add(entry);
        }
        cells.put("steps", steps);
        cells.put("interval_note", "ignores clustering");
        return cells;
    }

    private static Map<String, @Nullable Object> density(ErrorDensity.Row row) {
        Map<String, @Nullable Object> cells = new TreeMap<>();
        cells.put("judged_without_length", row.withoutLength());
        cells.put("five_errors", density(row.all()));
        row.flags().forEach((flag, figure) -> cells.put(flag.word(), density(figure)));
        return cells;
    }

    private static Map<String, @Nullable Object> density(ErrorDensity.Figure figure) {
        Map<String, @Nullable Object> cells = JsonInference.estimate(figure.perThousand());
        cells.put("n", figure.judgements());
        cells.put("errors", figure.errors());
        cells.put("characters", figure.characters());
        if (cells.containsKey("value")) {
            JsonInference.uncertainty(cells, figure.uncertainty());
        }
        return cells;
    }

    private static Map<String, @Nullable Object> length(LengthEffect effect) {
        Map<String, @Nullable Object> cells = new TreeMap<>();
        cells.put("n", effect.decided());
        cells.put("longer", effect.longer());
        cells.put("decided_of_equal_length", effect.equal());
        cells.put("decided_of_unknown_length", effect.unknown());
        if (effect.decided() == 0) {
            cells.put("not_estimable", "no decided comparison has two replies of known and different lengths");
        } else {
            cells.put("longer_share", JsonInference.number((double) effect.longer() / effect.decided()));
            JsonInference.uncertainty(cells, effect.uncertainty());
            effect.wilson().ifPresent(interval -> cells.put("wilson", JsonInference.wilson(interval)));
        }
        List<Map<String, @Nullable Object>> alike = new ArrayList<>();
        for (LengthEffect.Alike pair : effect.alike()) {
            Map<String, @Nullable Object> entry = new TreeMap<>();
            entry.put("model_a", pair.modelA());
            entry.put("model_b", pair.modelB());
            entry.put("n", pair.n());
            entry.put("of", pair.ofAll());
            pair.result()
                    .ifPresentOrElse(
                            result -> {
                                entry.put("wins", result.tally().wins());
                                entry.put(
                                        "ties",
                                        result.tally().ties() + result.tally().bothBad());
                                entry.put("losses", result.tally().losses());
                                entry.put("advantage", JsonInference.number(result.advantage()));
                                JsonInference.uncertainty(entry, result.uncertainty());
                            },
                            () -> entry.put("not_estimable", "no replies differ by less than 10 % in length"));
            alike.add(entry);
        }
        cells.put("lengths_within_10_percent", alike);
        return cells;
    }
}
