package org.charactermirror.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.charactermirror.analysis.calibration.Calibration;
import org.charactermirror.analysis.calibration.Column;
import org.charactermirror.analysis.calibration.Figure;
import org.charactermirror.analysis.calibration.Judge;
import org.charactermirror.analysis.calibration.JudgeColumn;
import org.charactermirror.analysis.calibration.MetricColumn;
import org.charactermirror.analysis.calibration.PositionBias;
import org.charactermirror.analysis.calibration.PoweredFigure;
import org.charactermirror.analysis.calibration.Prediction;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Origin;
import org.charactermirror.stats.Estimate;
import org.charactermirror.stats.PredictionPowered;
import org.jspecify.annotations.Nullable;

/** A calibration for programs. */
public final class JsonCalibration {

    private static final String FORMAT = "charmirror.calibration/1";

    private JsonCalibration() {}

    /** Returns what was found; {@code calibration.schema.json} describes it. */
    public static Map<String, Object> of(Calibration calibration) {
        Map<String, Object> cells = new TreeMap<>();
        cells.put("format", FORMAT);
        cells.put("bar", JsonInference.number(calibration.bar()));
        Map<String, Object> people = new TreeMap<>();
        calibration.people().forEach((kind, origin) -> people.put(word(kind), origin.word()));
        cells.put("people", people);
        cells.put("from_people", calibration.people().values().stream().allMatch(origin -> origin == Origin.HUMAN));
        cells.put(
                "judges",
                calibration.judges().stream().map(JsonCalibration::judge).toList());
        cells.put(
                "without_common_items",
                calibration.apart().stream()
                        .map(one -> {
                            Map<String, @Nullable Object> row = judged(
                                    one.judge(),
                                    word(one.column().kind()),
                                    one.column().word());
                            row.put("judged", one.judged());
                            return row;
                        })
                        .toList());
        cells.put(
                "metrics",
                calibration.metrics().stream().map(JsonCalibration::metric).toList());
        cells.put(
                "predictions",
                calibration.predictions().stream()
                        .map(JsonCalibration::prediction)
                        .toList());
        cells.put(
                "powered",
                calibration.powered().stream().map(JsonCalibration::powered).toList());
        Map<String, Object> costs = new TreeMap<>();
        calibration
                .facts()
                .forEach((id, facts) -> costs.put(
                        id,
                        new TreeMap<>(Map.of(
                                "judgements", facts.judgements(),
                                "cost", facts.cost(),
                                "currency", facts.currency()))));
        cells.put("costs", costs);
        return cells;
    }

    private static String word(Kind kind) {
        return kind.fileName().replace(".csv", "");
    }

    private static Map<String, @Nullable Object> judged(Judge judge, String kind, String column) {
        Map<String, @Nullable Object> cells = new TreeMap<>();
        cells.put("judge", judge.id());
        cells.put("judge_origin", judge.origin().word());
        cells.put("kind", kind);
        cells.put("column", column);
        return cells;
    }

    private static Map<String, @Nullable Object> judge(JudgeColumn one) {
        Map<String, @Nullable Object> cells =
                judged(one.judge(), word(one.column().kind()), one.column().word());
        cells.put("people_origin", one.peopleOrigin().word());
        cells.put("items", one.items());
        cells.put("people", one.people());
        cells.put("only_judge", one.onlyJudge());
        cells.put("only_people", one.onlyPeople());
        cells.put("alpha", figure(one.alpha()));
        cells.put("alpha_people", figure(one.peopleAlpha()));
        cells.put("verdict", one.verdict().state().word());
        if (!one.verdict().reason().isEmpty()) {
            cells.put("verdict_reason", one.verdict().reason());
        }
        cells.put("confusion", confusion(one));
        one.leniency().ifPresent(figure -> cells.put("leniency", figure(figure)));
        cells.put("length", figure(one.length()));
        cells.put("family", figure(one.family()));
        cells.put(
                "first_shown",
                one.position().stream().map(JsonCalibration::position).toList());
        return cells;
    }

    private static Map<String, Object> confusion(JudgeColumn one) {
        List<Object> values = new ArrayList<>();
        for (double value : one.confusion().values()) {
            values.add(
                    one.column().kind() == Kind.PREFERENCES
                            ? Column.outcome(value).word()
                            : JsonInference.number(value));
        }
        return new TreeMap<>(Map.of("values", values, "counts", one.confusion().counts()));
    }

    private static Map<String, @Nullable Object> position(PositionBias bias) {
        Map<String, @Nullable Object> cells = figure(bias.share());
        cells.put("origin", bias.origin().word());
        cells.put("unknown", bias.unknown());
        cells.put("both_orders", bias.bothOrders());
        cells.put("both_orders_alike", bias.alike());
        return cells;
    }

    private static Map<String, @Nullable Object> metric(MetricColumn one) {
        Map<String, @Nullable Object> cells = new TreeMap<>();
        cells.put("metric", one.metric());
        cells.put("kind", word(one.column().kind()));
        cells.put("column", one.column().word());
        cells.put("people_origin", one.peopleOrigin().word());
        cells.put("undefined", one.undefined());
        cells.put("spearman_rho", figure(one.rho()));
        return cells;
    }

    private static Map<String, @Nullable Object> prediction(Prediction one) {
        Map<String, @Nullable Object> cells = new TreeMap<>();
        cells.put("column", one.column().word());
        cells.put("people_origin", one.peopleOrigin().word());
        cells.put("features", one.features());
        cells.put("unused_features", one.unusedFeatures());
        cells.put("rows_without_features", one.rowsWithoutFeatures());
        cells.put("penalty", JsonInference.number(Prediction.PENALTY));
        one.result()
                .ifPresentOrElse(
                        result -> {
                            cells.put("rows", result.rows());
                            cells.put("held_out", result.heldOut());
                            cells.put("clusters", result.clusters());
                            cells.put("folds", result.folds());
                            cells.put("folds_without_fit", result.foldsWithoutFit());
                            cells.put("loss", figure(result.model()));
                            cells.put("baseline_loss", figure(result.baseline()));
                            cells.put("gain", figure(result.gain()));
                            cells.put("error", figure(result.modelError()));
                            cells.put("baseline_error", figure(result.baselineError()));
                            cells.put(
                                    "coefficients",
                                    result.coefficients().stream()
                                            .map(JsonCalibration::estimate)
                                            .toList());
                        },
                        () -> cells.put("not_estimable", one.reason()));
        return cells;
    }

    private static Map<String, @Nullable Object> powered(PoweredFigure one) {
        Map<String, @Nullable Object> cells =
                judged(one.judge(), word(one.column().kind()), one.column().word());
        cells.put("people_origin", one.peopleOrigin().word());
        cells.put("model", one.model());
        if (!one.lessModel().isEmpty()) {
            cells.put("less_model", one.lessModel());
        }
        cells.put("scored", one.scored());
        cells.put("unscored", one.unscored());
        cells.put("lambda", JsonInference.number(one.lambda()));
        cells.put("judge_alone", JsonInference.number(one.judgeAlone()));
        cells.put("people_alone", powered(one.peopleAlone()));
        cells.put("powered", powered(one.powered()));
        return cells;
    }

    private static Map<String, @Nullable Object> powered(PredictionPowered one) {
        Map<String, @Nullable Object> cells = new TreeMap<>();
        cells.put("value", JsonInference.number(one.estimate()));
        cells.put("clusters", one.clusters());
        one.interval()
                .ifPresentOrElse(
                        interval -> JsonInference.interval(cells, interval),
                        () -> cells.put("interval_not_estimable", one.reason()));
        return cells;
    }

    private static Map<String, @Nullable Object> figure(Figure figure) {
        Map<String, @Nullable Object> cells = estimate(figure.value());
        cells.put("n", figure.n());
        if (figure.value().value().isPresent()) {
            JsonInference.uncertainty(cells, figure.uncertainty());
        }
        return cells;
    }

    private static Map<String, @Nullable Object> estimate(Estimate estimate) {
        Map<String, @Nullable Object> cells = new TreeMap<>();
        if (estimate instanceof Estimate.NotEstimable none) {
            cells.put("not_estimable", none.reason());
        } else {
            cells.put("value", JsonInference.number(estimate.value().orElseThrow()));
        }
        return cells;
    }
}
