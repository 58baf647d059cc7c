package org.charactermirror.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.charactermirror.analysis.planning.Factor;
import org.charactermirror.analysis.planning.Pilot;
import org.charactermirror.annotation.Origin;

/** What a pilot says of what was not given by hand, and what to know about it. */
final class PilotValues {

    private final Optional<Pilot> pilot;
    private final boolean nested;
    private final List<String> used = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    PilotValues(Optional<Pilot> pilot, boolean nested) {
        this.pilot = pilot;
        this.nested = nested;
        pilot.filter(found -> found.origin() != Origin.HUMAN)
                .ifPresent(found -> notes.add("The pilot's rows are of the origin "
                        + found.origin().word() + ": they do not show how people's judgements vary."));
    }

    List<String> used() {
        return List.copyOf(used);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    /** Returns a standard deviation, if the pilot tells it. */
    OptionalDouble of(Factor factor) {
        if (pilot.isEmpty() || pilot.get().residual().isEmpty()) {
            return OptionalDouble.empty();
        }
        Double variance = pilot.get().variances().get(factor);
        if (variance != null) {
            used.add(factor.word());
            return OptionalDouble.of(deviation(factor.word(), variance));
        }
        boolean finer = factor == Factor.DIALOGUE || factor == Factor.JUDGEMENT;
        if (!finer && !(nested && factor == Factor.CHARACTER)) {
            return OptionalDouble.empty();
        }
        // What a pilot cannot tell apart is in another component, where the same design would have it too.
        if (factor != Factor.JUDGEMENT) {
            notes.add("The " + factor.word() + " component is taken for 0, as in the pilot "
                    + reason(factor).replace("they ", factor.word() + "s ")
                    + ". Where the plan has more annotators of a dialogue or more dialogues of a character than"
                    + " the pilot had, give --" + factor.word() + "-sd.");
        }
        return OptionalDouble.of(0);
    }

    /** Returns why the pilot does not tell a component; empty if it does. */
    String reason(Factor factor) {
        return pilot.map(found -> found.charactersNamed()
                        ? found.reasons().getOrDefault(factor, "")
                        : "not all of its rows name their character")
                .orElse("");
    }

    /** Returns the standard deviation of what is left. */
    OptionalDouble residual() {
        OptionalDouble variance = pilot.map(Pilot::residual).orElse(OptionalDouble.empty());
        if (variance.isEmpty()) {
            return variance;
        }
        used.add("residual");
        return OptionalDouble.of(deviation("residual", variance.getAsDouble()));
    }

    /** Returns the rate or the ties. */
    OptionalDouble level(String name) {
        OptionalDouble level = pilot.map(Pilot::level).orElse(OptionalDouble.empty());
        if (level.isPresent()) {
            used.add(name);
        }
        return level;
    }

    private double deviation(String name, double variance) {
        if (variance < 0) {
            notes.add("The pilot's " + name + " variance is estimated as " + Plain.number(variance)
                    + "; it is taken for 0, which a larger pilot may correct.");
        }
        return Math.sqrt(Math.max(0, variance));
    }
}
