package org.charactermirror.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.charactermirror.analysis.Analysis;
import org.charactermirror.analysis.AnnotatorQuality;
import org.charactermirror.analysis.ExclusionEffect;
import org.charactermirror.analysis.Screening;
import org.charactermirror.annotation.Kind;
import org.jspecify.annotations.Nullable;

/** How annotators judged, who was left out, and what that changes, for programs. */
final class JsonAnnotators {

    private JsonAnnotators() {}

    /** Returns the parts of the report by name. */
    static Map<String, @Nullable Object> of(Analysis analysis) {
        Screening screening = analysis.screening();
        List<Map<String, @Nullable Object>> annotators =
                screening.annotators().stream().map(JsonAnnotators::annotator).toList();
        Map<String, @Nullable Object> exclusions = new TreeMap<>();
        exclusions.put("rules", rules(screening));
        exclusions.put("check_rows", screening.checkRows());
        exclusions.put("excluded_rows", screening.excludedRows());
        exclusions.put(
                "excluded",
                screening.excluded().stream().map(JsonAnnotators::excluded).toList());
        exclusions.put(
                "not_evaluated",
                screening.notEvaluated().stream()
                        .map(JsonAnnotators::notEvaluated)
                        .toList());
        analysis.effect()
                .ifPresent(
                        effect -> exclusions.put("effect", effect(effect, List.of("everybody", "after_exclusions"))));
        return Map.of("annotators", annotators, "exclusions", exclusions);
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, @Nullable Object> annotator(AnnotatorQuality one) {
        Map<String, @Nullable Object> cells = new TreeMap<>();
        cells.put("annotator", one.annotator());
        cells.put("kind", word(one.kind()));
        cells.put("origin", one.origin().word());
        cells.put("rows", one.rows());
        cells.put("values", one.values().n());
        cells.put("mean", JsonInference.estimate(one.values().mean()));
        cells.put("standard_deviation", JsonInference.estimate(one.values().spread()));
        Map<String, @Nullable Object> agreement =
                JsonInference.estimate(one.agreement().kappa());
        agreement.put("items", one.agreement().items());
        Map<String, @Nullable Object> columns = new TreeMap<>();
        one.agreement().columns().forEach((name, kappa) -> columns.put(name, JsonInference.estimate(kappa)));
        agreement.put("columns", columns);
        cells.put("agreement_with_rest", agreement);
        one.alike()
                .ifPresent(part ->
                        cells.put("straight_lining", part(part, "no dialogue was rated in several dimensions")));
        cells.put("longest_run", one.longestRun());
        Map<String, @Nullable Object> time = new TreeMap<>();
        time.put("recorded", one.time().recorded());
        one.time()
                .median()
                .ifPresentOrElse(
                        median -> time.put("median", median), () -> time.put("not_estimable", "no times are recorded"));
        cells.put("seconds", time);
        one.first().ifPresent(first -> {
            Map<String, @Nullable Object> shown =
                    part(first.part(), "no decided comparison says which reply stood first");
            first.wilson().ifPresent(interval -> shown.put("wilson", JsonInference.wilson(interval)));
            cells.put("shown_first", shown);
        });
        Map<String, @Nullable Object> checks = new TreeMap<>();
        checks.put("n", one.checks().all());
        checks.put("declared_gold", one.checks().gold());
        checks.put("failed", one.checks().failed());
        checks.put("not_answered", one.checks().notAnswered());
        cells.put("checks", checks);
        return cells;
    }

    private static Map<String, @Nullable Object> part(AnnotatorQuality.Part part, String whyNone) {
        Map<String, @Nullable Object> cells = new TreeMap<>();
        cells.put("n", part.all());
        cells.put("count", part.some());
        if (part.share().isPresent()) {
            cells.put("share", JsonInference.number(part.share().getAsDouble()));
        } else {
            cells.put("not_estimable", whyNone);
        }
        return cells;
    }

    private static Map<String, @Nullable Object> rules(Screening screening) {
        Map<String, @Nullable Object> rules = new TreeMap<>();
        screening.rules().bounds().forEach((bound, value) -> rules.put(bound.word(), value));
        rules.put(
                "annotators",
                screening.rules().named().stream()
                        .map(named -> Map.of("name", named.name(), "reason", named.reason()))
                        .toList());
        rules.put("gold_items", screening.rules().gold().size());
        return rules;
    }

    private static Map<String, @Nullable Object> excluded(Screening.Exclusion one) {
        Map<String, @Nullable Object> cells = new TreeMap<>();
        cells.put("annotator", one.annotator());
        cells.put("kind", word(one.kind()));
        cells.put("origin", one.origin().word());
        cells.put("rows", one.rows());
        List<Map<String, @Nullable Object>> breaches = new ArrayList<>();
        for (Screening.Breach breach : one.breaches()) {
            Map<String, @Nullable Object> entry = new TreeMap<>();
            entry.put("rule", breach.rule());
            breach.value().ifPresent(value -> entry.put("value", JsonInference.number(value)));
            breach.bound().ifPresent(bound -> entry.put("bound", bound));
            if (!breach.reason().isEmpty()) {
                entry.put("reason", breach.reason());
            }
            breaches.add(entry);
        }
        cells.put("breaches", breaches);
        return cells;
    }

    private static Map<String, @Nullable Object> notEvaluated(Screening.NotEvaluated one) {
        Map<String, @Nullable Object> cells = new TreeMap<>();
        cells.put("rule", one.rule());
        one.kind().ifPresent(kind -> cells.put("kind", word(kind)));
        one.origin().ifPresent(origin -> cells.put("origin", origin.word()));
        cells.put("annotators", one.annotators());
        cells.put("reason", one.why());
        return cells;
    }

    /**
     * Returns figures and conclusions of two choices of rows.
     *
     * @param names of all rows, and of those that are kept
     */
    static Map<String, @Nullable Object> effect(ExclusionEffect effect, List<String> names) {
        List<Map<String, @Nullable Object>> figures = new ArrayList<>();
        for (ExclusionEffect.Figure one : effect.figures()) {
            Map<String, @Nullable Object> cells = key(one.table(), one.model(), one.opponent(), one.column());
            cells.put(names.get(0), figure(one.all(), one.allRows()));
            cells.put(names.get(1), figure(one.kept(), one.keptRows()));
            one.change().ifPresent(change -> cells.put("change", JsonInference.number(change)));
            figures.add(cells);
        }
        List<Map<String, @Nullable Object>> conclusions = new ArrayList<>();
        for (ExclusionEffect.Conclusion one : effect.conclusions()) {
            Map<String, @Nullable Object> cells = key(one.table(), one.modelA(), one.modelB(), one.column());
            cells.put(names.get(0), one.all().name().toLowerCase(Locale.ROOT));
            cells.put(names.get(1), one.kept().name().toLowerCase(Locale.ROOT));
            cells.put("changes", one.changes());
            conclusions.add(cells);
        }
        return Map.of("figures", figures, "conclusions", conclusions);
    }

    private static Map<String, @Nullable Object> key(String table, String model, String opponent, String column) {
        Map<String, @Nullable Object> cells = new TreeMap<>();
        cells.put("table", table);
        cells.put(opponent.isEmpty() ? "model" : "model_a", model);
        if (!opponent.isEmpty()) {
            cells.put("model_b", opponent);
        }
        cells.put("column", column);
        return cells;
    }

    private static Map<String, @Nullable Object> figure(OptionalDouble value, long n) {
        Map<String, @Nullable Object> cells = new TreeMap<>();
        cells.put("n", n);
        if (value.isPresent()) {
            cells.put("value", JsonInference.number(value.getAsDouble()));
        } else {
            cells.put("not_estimable", "no rows are left");
        }
        return cells;
    }
}
