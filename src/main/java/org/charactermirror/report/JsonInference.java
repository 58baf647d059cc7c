package org.charactermirror.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import org.charactermirror.analysis.Agreement;
import org.charactermirror.analysis.Agreements;
import org.charactermirror.analysis.ClusteredTest;
import org.charactermirror.analysis.ColumnInference;
import org.charactermirror.analysis.Inference;
import org.charactermirror.analysis.PairInference;
import org.charactermirror.analysis.PositionEffect;
import org.charactermirror.analysis.Ranking;
import org.charactermirror.analysis.TableInference;
import org.charactermirror.analysis.Uncertainty;
import org.charactermirror.stats.ClusterBootstrap;
import org.charactermirror.stats.Estimate;
import org.charactermirror.stats.Interval;
import org.charactermirror.stats.KrippendorffAlpha;
import org.jspecify.annotations.Nullable;

/** What the rows support beyond the tables' figures, for programs. */
final class JsonInference {

    /** As many digits as a figure computed in binary has. */
    private static final MathContext DIGITS = new MathContext(12);

    private JsonInference() {}

    /** Returns the parts of the report by name. */
    static Map<String, Object> of(Inference inference) {
        Map<String, Object> parts = new TreeMap<>();
        parts.put("ratings", table(inference.ratings(), false));
        parts.put("turn_errors", table(inference.errors(), true));
        parts.put("differences", differences(inference));
        parts.put("agreement", agreement(inference.agreements()));
        parts.put("pairwise", pairwise(inference));
        parts.put("ranking", ranking(inference));
        parts.put("position", position(inference));
        parts.putAll(JsonEffects.of(inference));
        Map<String, Object> origins = new TreeMap<>();
        inference
                .ratings()
                .ifPresent(found -> origins.put("ratings", found.origin().word()));
        inference
                .errors()
                .ifPresent(found -> origins.put("turn_errors", found.origin().word()));
        inference.pairsOrigin().ifPresent(origin -> origins.put("preferences", origin.word()));
        parts.put(
                "inference", Map.of("confidence", "0.95", "resamples", ClusterBootstrap.RESAMPLES, "origins", origins));
        return parts;
    }

    private static Map<String, @Nullable Object> table(Optional<TableInference> table, boolean errors) {
        Map<String, Object> models = new TreeMap<>();
        table.ifPresent(found -> found.columns()
                .forEach(column -> column.models()
                        .forEach(figure -> models.merge(
                                figure.model(),
                                new TreeMap<>(Map.of(
                                        column.column(),
                                        figure(
                                                figure,
                                                errors && column.column().equals("overall")
                                                        ? "not all six flags were judged"
                                                        : "nobody judged it"))),
                                JsonInference::joined))));
        return models;
    }

    @SuppressWarnings("unchecked") // only maps of columns are ever joined
    private static Object joined(Object columns, Object more) {
        ((Map<String, Object>) columns).putAll((Map<String, Object>) more);
        return columns;
    }

    private static Map<String, @Nullable Object> figure(ColumnInference.ModelFigure figure, String whyNone) {
        Map<String, @Nullable Object> cells = new TreeMap<>();
        cells.put("n", figure.n());
        if (figure.mean().isPresent()) {
            cells.put("mean", number(figure.mean().getAsDouble()));
            cells.put("letters", figure.letters());
            uncertainty(cells, figure.uncertainty());
        } else {
            cells.put("not_estimable", whyNone);
        }
        return cells;
    }

    static void uncertainty(Map<String, @Nullable Object> cells, Uncertainty uncertainty) {
        cells.put("clusters", uncertainty.kind().word());
        cells.put("smallest_cluster_count", uncertainty.clusters());
        uncertainty
                .interval()
                .ifPresentOrElse(
                        interval -> interval(cells, interval),
                        () -> cells.put("interval_not_estimable", uncertainty.reason()));
        cells.put("too_narrow", uncertainty.tooNarrow());
        cells.put("resamples_without_estimate", uncertainty.withoutEstimate());
    }

    static void interval(Map<String, @Nullable Object> cells, Interval interval) {
        cells.put("ci_low", number(interval.low()));
        cells.put("ci_high", number(interval.high()));
    }

    private static Map<String, @Nullable Object> differences(Inference inference) {
        Map<String, Object> tables = new TreeMap<>();
        inference.ratings().ifPresent(table -> tables.put("ratings", differences(table)));
        inference.errors().ifPresent(table -> tables.put("turn_errors", differences(table)));
        return tables;
    }

    private static Map<String, @Nullable Object> differences(TableInference table) {
        Map<String, Object> columns = new TreeMap<>();
        for (ColumnInference column : table.columns()) {
            List<Map<String, Object>> rows = new ArrayList<>();
            for (ColumnInference.ModelDifference one : column.differences()) {
                Map<String, @Nullable Object> cells = new TreeMap<>();
                cells.put("model_a", one.modelA());
                cells.put("model_b", one.modelB());
                cells.put("difference", number(one.difference()));
                uncertainty(cells, one.uncertainty());
                test(cells, one.test(), one.holmP(), one.holds());
                rows.add(cells);
            }
            columns.put(column.column(), rows);
        }
        return columns;
    }

    static void test(Map<String, @Nullable Object> cells, ClusteredTest test, OptionalDouble holmP, boolean holds) {
        cells.put("clustered_p", number(test.p()));
        cells.put("clustered_holm_p", number(holmP));
        cells.put("holds", holds);
        cells.put("smallest_reachable_p", number(test.smallestP()));
        test.byAnnotator().ifPresent(one -> {
            cells.put("p_by_annotator", number(one.p()));
            cells.put("annotators", one.clusters());
        });
        test.byCharacter().ifPresent(one -> {
            cells.put("p_by_character", number(one.p()));
            cells.put("characters", one.clusters());
        });
    }

    private static Map<String, @Nullable Object> pairwise(Inference inference) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (PairInference pair : inference.pairs()) {
            Map<String, @Nullable Object> cells = new TreeMap<>();
            cells.put("model_a", pair.modelA());
            cells.put("model_b", pair.modelB());
            cells.put("wins", pair.tally().wins());
            cells.put("ties", pair.tally().ties() + pair.tally().bothBad());
            cells.put("both_bad", pair.tally().bothBad());
            cells.put("losses", pair.tally().losses());
            cells.put("n", pair.tally().n());
            cells.put("advantage", number(pair.advantage()));
            uncertainty(cells, pair.uncertainty());
            cells.put("sign_test_p", number(pair.signTest().value()));
            cells.put("sign_test_holm_p", number(pair.signTestHolmP()));
            test(cells, pair.clustered(), pair.clusteredHolmP(), pair.holds());
            rows.add(cells);
        }
        Map<String, Object> parts = new TreeMap<>(Map.of("overall", rows));
        parts.put("by_category", parts(inference, "category", PairInference::byCategory));
        parts.put("by_topic", parts(inference, "topic", PairInference::byTopic));
        inference.pairsOrigin().ifPresent(origin -> parts.put("origin", origin.word()));
        return parts;
    }

    private static List<Map<String, Object>> parts(
            Inference inference, String column, Function<PairInference, List<PairInference.Part>> parts) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (PairInference pair : inference.pairs()) {
            for (PairInference.Part part : parts.apply(pair)) {
                Map<String, @Nullable Object> cells = new TreeMap<>();
                cells.put("model_a", pair.modelA());
                cells.put("model_b", pair.modelB());
                cells.put(column, part.name());
                cells.put("n", part.n());
                cells.put("advantage", number(part.advantage()));
                uncertainty(cells, part.uncertainty());
                rows.add(cells);
            }
        }
        return rows;
    }

    private static Map<String, @Nullable Object> ranking(Inference inference) {
        Map<String, Object> models = new TreeMap<>();
        inference.davidson().ifPresent(ranking -> models.put("davidson", ranking(ranking, "nu")));
        inference.raoKupper().ifPresent(ranking -> models.put("rao_kupper", ranking(ranking, "theta")));
        return models;
    }

    private static Map<String, @Nullable Object> ranking(Ranking ranking, String tieParameter) {
        Map<String, @Nullable Object> cells = new TreeMap<>();
        cells.put("n", ranking.n());
        if (ranking.strengths().isEmpty()) {
            cells.put("not_estimable", ranking.reason());
            return cells;
        }
        Map<String, Object> strengths = new TreeMap<>();
        Map<String, Object> intervals = new TreeMap<>();
        for (Ranking.Strength strength : ranking.strengths()) {
            strengths.put(strength.model(), number(strength.logStrength()));
            Map<String, Object> interval = new TreeMap<>();
            uncertainty(interval, strength.uncertainty());
            intervals.put(strength.model(), interval);
        }
        cells.put(
                "order",
                ranking.strengths().stream().map(Ranking.Strength::model).toList());
        cells.put("log_strength", strengths);
        cells.put("intervals", intervals);
        cells.put(tieParameter, number(ranking.tieParameter()));
        return cells;
    }

    private static Map<String, @Nullable Object> position(Inference inference) {
        Map<String, Object> parts = new TreeMap<>();
        inference.positionOfPeople().ifPresent(effect -> parts.put("people", position(effect)));
        inference.positionOfJudges().ifPresent(effect -> parts.put("judges", position(effect)));
        return parts;
    }

    private static Map<String, @Nullable Object> position(PositionEffect effect) {
        Map<String, @Nullable Object> cells = new TreeMap<>();
        cells.put("n", effect.decided());
        cells.put("shown_first", effect.first());
        cells.put("decided_of_unknown_order", effect.unknown());
        if (effect.decided() == 0) {
            cells.put("not_estimable", "no decided comparison says which reply stood first");
            return cells;
        }
        cells.put("shown_first_share", number((double) effect.first() / effect.decided()));
        uncertainty(cells, effect.uncertainty());
        effect.wilson().ifPresent(interval -> cells.put("wilson", wilson(interval)));
        return cells;
    }

    static Map<String, @Nullable Object> wilson(Interval interval) {
        Map<String, @Nullable Object> wilson = new TreeMap<>();
        interval(wilson, interval);
        wilson.put("note", "ignores clustering");
        return wilson;
    }

    private static Map<String, @Nullable Object> agreement(Agreements agreements) {
        Map<String, Object> ratings = new TreeMap<>();
        agreements.ratings().forEach((dimension, one) -> ratings.put(dimension.word(), agreement(one)));
        Map<String, Object> turnErrors = new TreeMap<>();
        agreements.turnErrors().forEach((flag, one) -> turnErrors.put(flag.word(), agreement(one)));
        Map<String, Object> preferences = new TreeMap<>();
        agreements.outcomes().forEach((name, one) -> preferences.put(name, agreement(one)));
        return Map.of("ratings", ratings, "turn_errors", turnErrors, "preferences", preferences);
    }

    private static Map<String, @Nullable Object> agreement(Agreement agreement) {
        boolean ordinal = agreement.level() == KrippendorffAlpha.Level.ORDINAL;
        Map<String, Object> alpha = estimate(agreement.alpha());
        alpha.put("units", agreement.units());
        alpha.put("units_judged_once", agreement.unitsJudgedOnce());
        agreement.interval().ifPresent(resampled -> {
            interval(alpha, resampled.interval());
            alpha.put("resamples_without_estimate", resampled.withoutEstimate());
        });
        Map<String, @Nullable Object> cells = new TreeMap<>();
        cells.put(ordinal ? "alpha_ordinal" : "alpha_nominal", alpha);
        cells.put(ordinal ? "kappa_quadratic" : "kappa", pairs(agreement, Agreement.Pair::kappa));
        cells.put("fleiss_kappa", estimate(agreement.fleiss()));
        if (ordinal) {
            cells.put("alpha_interval", estimate(agreement.intervalAlpha()));
            cells.put("kappa_linear", pairs(agreement, Agreement.Pair::linear));
        }
        cells.put("percent_agreement", pairs(agreement, Agreement.Pair::share));
        return cells;
    }

    private static List<Map<String, Object>> pairs(Agreement agreement, Function<Agreement.Pair, Estimate> figure) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Agreement.Pair pair : agreement.pairs()) {
            Map<String, @Nullable Object> cells = estimate(figure.apply(pair));
            cells.put("annotator_1", pair.first());
            cells.put("annotator_2", pair.second());
            cells.put("n", pair.n());
            rows.add(cells);
        }
        return rows;
    }

    static Map<String, @Nullable Object> estimate(Estimate estimate) {
        Map<String, @Nullable Object> cells = new TreeMap<>();
        if (estimate instanceof Estimate.NotEstimable none) {
            cells.put("not_estimable", none.reason());
        } else {
            cells.put("value", number(estimate.value().orElseThrow()));
        }
        return cells;
    }

    private static @Nullable BigDecimal number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : null;
    }

    static BigDecimal number(double value) {
        BigDecimal decimal = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        return decimal.scale() < 0 ? decimal.setScale(0) : decimal;
    }
}
