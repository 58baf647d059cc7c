package org.charactermirror.cli;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.charactermirror.batch.ModelAccount;
import org.charactermirror.batch.StudyPlan;
import org.charactermirror.scenario.ModelSpec;
import org.charactermirror.scenario.Study;
import org.charactermirror.scenario.StudyKind;

/** Says what a run would do, and what it would cost at most. */
final class PlanPrinter {

    private final Study study;
    private final List<CostEstimate> estimates;
    private final Optional<BigDecimal> budget;

    PlanPrinter(StudyPlan plan, Optional<BigDecimal> budget) {
        this.study = plan.study();
        this.estimates = CostEstimate.of(plan);
        this.budget = budget;
    }

    /** Returns the plan for programs. */
    Map<String, Object> toMap() {
        Map<String, Object> plan = new LinkedHashMap<>();
        plan.put("format", "charmirror.plan/1");
        plan.put("study", study.id());
        plan.put("models", study.models().stream().map(ModelSpec::id).toList());
        plan.put("characters", study.characters().size());
        plan.put("scenarios", study.scenarios().size());
        plan.put("repetitions", study.repetitions());
        plan.put("rounds", study.rounds());
        plan.put("replies", study.replies());
        if (!estimates.isEmpty()) {
            plan.put("at_most", estimates.stream().map(CostEstimate::toMap).toList());
            plan.put("assumption", CostEstimate.ASSUMPTION);
        }
        budget.ifPresent(sum -> plan.put("budget", ModelAccount.written(sum)));
        return plan;
    }

    /** Prints the plan for people. */
    void print(PrintWriter out) {
        out.println("Study " + study.id() + " (" + study.kind().word() + ", language " + study.language() + ")");
        study.models().forEach(model -> out.println("  model " + model.id() + ": " + words(model)));
        study.interviewer().ifPresent(model -> out.println("  interviewer " + model.id() + ": " + words(model)));
        study.opponents().forEach(pair -> out.println("  pair " + pair.modelA() + " and " + pair.modelB()));
        out.println("  characters: "
                + String.join(
                        ", ",
                        study.characters().stream().map(found -> found.id()).toList()));
        out.println("  scenarios: "
                + String.join(
                        ", ",
                        study.scenarios().stream().map(found -> found.id()).toList()));
        out.println(String.format(
                Locale.ROOT,
                "%s x characters %d x scenarios %d x repetitions %d x rounds %d = %,d replies; seed %d",
                study.kind() == StudyKind.PAIRWISE
                        ? "pairs of models " + study.opponents().size() + " x replies 2"
                        : "models " + study.models().size(),
                study.characters().size(),
                study.scenarios().size(),
                study.repetitions(),
                study.rounds(),
                study.replies(),
                study.seed()));
        if (study.interviewerMessages() > 0) {
            out.println(String.format(
                    Locale.ROOT, "besides, the interviewer writes %,d messages", study.interviewerMessages()));
        }
        if (!estimates.isEmpty()) {
            out.println("Remote models:");
            estimates.forEach(estimate -> out.println(estimate.line()));
            out.println(CostEstimate.ASSUMPTION);
        }
        budget.ifPresent(sum -> out.println("budget: " + ModelAccount.written(sum)));
    }

    private static String words(ModelSpec model) {
        return String.join(
                ", ",
                model.keys().entrySet().stream()
                        .filter(key -> !key.getKey().equals("id"))
                        .map(key -> key.getKey() + " " + word(key.getValue()))
                        .toList());
    }

    private static String word(Object value) {
        if (value instanceof Map<?, ?> group) {
            return group.entrySet().stream()
                    .map(entry -> entry.getKey() + " " + entry.getValue())
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return value.toString().replaceAll("\\s+", " ");
    }
}
