package org.charactermirror.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.charactermirror.analysis.ClusteredTest;
import org.charactermirror.analysis.planning.Design;
import org.charactermirror.analysis.planning.DesignSearch;
import org.charactermirror.analysis.planning.Outcome;
import org.charactermirror.analysis.planning.Pilot;
import org.charactermirror.analysis.planning.Power;
import org.charactermirror.analysis.planning.PowerSimulation;
import org.charactermirror.analysis.planning.Spread;
import org.charactermirror.scenario.StudyKind;
import org.jspecify.annotations.Nullable;

/** What {@code plan} answers, for people and for programs. */
record PlanReport(
        StudyKind kind,
        PowerSimulation simulation,
        DesignSearch search,
        Power power,
        List<DesignSearch.Found> found,
        SpreadOptions.Known known,
        Optional<Pilot> pilot) {

    /** Returns the answer in words. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        Design design = power.design();
        lines.add("Design " + design + ": " + words(design));
        lines.add("To be found: a difference of "
                + Plain.number(simulation.question().difference()) + " " + unit() + " between one of "
                + simulation.question().models() + " models and each other one");
        lines.add("Spread of differences: " + spread());
        pilot.ifPresent(one -> lines.add("  from the pilot (" + String.join(", ", known.fromPilot()) + "): mean of "
                + AnnotationInput.counted(one.pairs(), "pair") + " of models, "
                + String.format(Locale.ROOT, "%,d", one.rows()) + " paired rows"));
        lines.add("Test: the larger p by annotators and by characters, corrected for "
                + AnnotationInput.counted(simulation.question().pairs(), "pair") + ", below "
                + ClusteredTest.SIGNIFICANT + ", and a 95 % interval that leaves out 0");
        lines.add("");
        if (power.reachable()) {
            lines.add("Power " + share(power) + "; the smallest corrected p that this design can reach is "
                    + p(power.smallestHolmP()));
            if (simulation.question().models() > 2) {
                lines.add("All " + (simulation.question().models() - 1) + " differences are found in "
                        + String.format(Locale.ROOT, "%.3f", power.shareOfAll()) + " of the studies");
            }
        } else {
            lines.add("Power 0: this design cannot reach significance, whatever the difference. With "
                    + design.busyAnnotators() + " annotators and " + design.allCharacters()
                    + " characters the smallest p is " + p(design.smallestP()) + ", corrected for "
                    + AnnotationInput.counted(simulation.question().pairs(), "pair") + " " + p(power.smallestHolmP())
                    + "; " + leastClusters() + " of each are the least that can");
        }
        lines.add("");
        lines.add("Smallest design for a power of " + Plain.number(search.target()) + ", up to "
                + search.mostAnnotators() + " annotators and " + search.mostCharacters() + " characters in all:");
        found.forEach(one -> lines.add("  " + line(one)));
        if (found.isEmpty()) {
            lines.add("  none is within these bounds; raise --most");
        }
        notes().forEach(note -> lines.add("Note: " + note));
        return lines;
    }

    private String words(Design design) {
        String characters = design.nested()
                ? design.annotators() + " annotators with " + design.characters() + " characters of their own each"
                : design.annotators() + " annotators and " + design.characters() + " characters";
        return characters + ", " + AnnotationInput.counted(design.dialogues(), "dialogue")
                + " of each model with each character"
                + (kind == StudyKind.RATING ? "" : " of " + AnnotationInput.counted(design.rounds(), "round"))
                + (design.nested()
                        ? ""
                        : design.judges() == design.annotators()
                                ? ", each judged by all"
                                : ", each judged by " + design.judges());
    }

    private String unit() {
        return switch (kind) {
            case RATING -> "points";
            case TURN_ERRORS -> "flags per 100 replies";
            case PAIRWISE -> "percent (wins less losses)";
        };
    }

    private String spread() {
        Spread spread = known.spread();
        return "annotators " + Plain.number(spread.annotator()) + ", characters " + Plain.number(spread.character())
                + ", dialogues " + Plain.number(spread.dialogue()) + ", judgements "
                + Plain.number(spread.judgement()) + "; " + outcome();
    }

    private String outcome() {
        Outcome outcome = known.outcome();
        if (outcome instanceof Outcome.Score score) {
            return "residual " + Plain.number(score.residual());
        }
        return outcome instanceof Outcome.Flag flag
                ? Plain.number(flag.rate()) + " flags per 100 replies"
                : Plain.number(((Outcome.Choice) outcome).ties()) + " percent ties";
    }

    private String line(DesignSearch.Found one) {
        String name = one.axis().name().toLowerCase(Locale.ROOT);
        if (one.smallest().isEmpty()) {
            Power largest = one.largest().orElseThrow();
            return name + ": not within bounds; " + largest.design() + " has "
                    + (largest.reachable() ? share(largest) : "0, as it cannot reach significance");
        }
        return name + ": " + one.smallest().get().design() + " has "
                + share(one.smallest().get())
                + one.below()
                        .map(below -> "; " + below.design() + " has "
                                + (below.reachable() ? share(below) : "0, as it cannot reach significance"))
                        .orElse("");
    }

    /** Returns the least annotators and characters with which the test can reach significance. */
    private int leastClusters() {
        int least = 2;
        while (simulation.question().pairs() * new Design(least, least, 1, 1, least, false).smallestP()
                >= ClusteredTest.SIGNIFICANT) {
            least++;
        }
        return least;
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>(known.notes());
        if (kind == StudyKind.RATING && power.design().rounds() > 1) {
            notes.add("Rounds do not matter where whole dialogues are rated.");
        }
        if (power.outside() >= 0.001) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%.1f percent of expectations were not possible, such as a rate below 0, and were moved to the nearest that is;"
                            + " the mean difference became %s.",
                    100 * power.outside(),
                    Plain.number(power.simulatedDifference())));
        }
        return notes;
    }

    private static String share(Power power) {
        return String.format(Locale.ROOT, "%.3f", power.share())
                + power.interval()
                        .map(ends -> String.format(Locale.ROOT, " (%.3f to %.3f)", ends.low(), ends.high()))
                        .orElse("");
    }

    private static String p(double value) {
        return value < 0.0001 ? "below 0.0001" : String.format(Locale.ROOT, "%.4f", value);
    }

    /** Returns the answer for programs. */
    Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> map = new TreeMap<>();
        map.put("format", "charmirror.plan/1");
        map.put("kind", kind.word());
        map.put("models", simulation.question().models());
        map.put("difference", Plain.exact(simulation.question().difference()));
        map.put("significance", Plain.exact(ClusteredTest.SIGNIFICANT));
        map.put("simulations", simulation.simulations());
        map.put("seed", simulation.seed());
        map.put("spread", spreadMap());
        map.put("from_pilot", known.fromPilot());
        pilot.ifPresent(one -> map.put("pilot", pilotMap(one)));
        map.put("power", powerMap(power));
        map.put("target", Plain.exact(search.target()));
        map.put("search", found.stream().map(PlanReport::foundMap).toList());
        map.put("notes", notes());
        return map;
    }

    private Map<String, Object> spreadMap() {
        Map<String, Object> map = new TreeMap<>();
        map.put("annotator_sd", Plain.exact(known.spread().annotator()));
        map.put("character_sd", Plain.exact(known.spread().character()));
        map.put("dialogue_sd", Plain.exact(known.spread().dialogue()));
        map.put("judgement_sd", Plain.exact(known.spread().judgement()));
        Outcome outcome = known.outcome();
        if (outcome instanceof Outcome.Score score) {
            map.put("residual_sd", Plain.exact(score.residual()));
        } else if (outcome instanceof Outcome.Flag flag) {
            map.put("rate", Plain.exact(flag.rate()));
        } else if (outcome instanceof Outcome.Choice choice) {
            map.put("ties", Plain.exact(choice.ties()));
        }
        return map;
    }

    private static Map<String, @Nullable Object> pilotMap(Pilot pilot) {
        Map<String, @Nullable Object> map = new TreeMap<>();
        map.put("origin", pilot.origin().word());
        map.put("pairs", pilot.pairs());
        map.put("paired_rows", pilot.rows());
        map.put("method", "Henderson's method I");
        map.put(
                "variances",
                pilot.variances().entrySet().stream()
                        .collect(Collectors.toMap(
                                one -> one.getKey().word(),
                                one -> Plain.exact(one.getValue()),
                                (a, b) -> a,
                                TreeMap::new)));
        map.put(
                "not_estimable",
                pilot.reasons().entrySet().stream()
                        .collect(Collectors.toMap(
                                one -> one.getKey().word(), Map.Entry::getValue, (a, b) -> a, TreeMap::new)));
        pilot.residual().ifPresent(variance -> map.put("residual_variance", Plain.exact(variance)));
        return map;
    }

    private static Map<String, @Nullable Object> powerMap(Power power) {
        Map<String, @Nullable Object> map = new TreeMap<>();
        Design design = power.design();
        map.put("annotators", design.annotators());
        map.put("characters", design.characters());
        map.put("rounds", design.rounds());
        map.put("dialogues", design.dialogues());
        map.put("judges", design.judges());
        map.put("nested", design.nested());
        map.put("smallest_reachable_p", Plain.exact(design.smallestP()));
        map.put("smallest_reachable_holm_p", Plain.exact(power.smallestHolmP()));
        map.put("reachable", power.reachable());
        map.put("power", Plain.exact(power.share()));
        power.interval().ifPresent(ends -> {
            map.put("ci_low", Plain.exact(ends.low()));
            map.put("ci_high", Plain.exact(ends.high()));
        });
        map.put("power_of_all", Plain.exact(power.shareOfAll()));
        map.put("moved_expectations", Plain.exact(power.outside()));
        map.put("simulated_difference", Plain.exact(power.simulatedDifference()));
        return map;
    }

    private static Map<String, @Nullable Object> foundMap(DesignSearch.Found found) {
        Map<String, @Nullable Object> map = new TreeMap<>();
        map.put("axis", found.axis().name().toLowerCase(Locale.ROOT));
        map.put("smallest", found.smallest().map(PlanReport::powerMap).orElse(null));
        found.below().ifPresent(power -> map.put("below", powerMap(power)));
        found.largest().ifPresent(power -> map.put("largest", powerMap(power)));
        return map;
    }
}
