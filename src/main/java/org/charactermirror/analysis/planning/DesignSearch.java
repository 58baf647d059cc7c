package org.charactermirror.analysis.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Looks for the smallest design that reaches a power, by halving: more clusters are taken to have no less power.
 *
 * @param target from 0 to 1
 * @param mostAnnotators the most annotators that are looked at
 * @param mostCharacters the most characters in all that are looked at
 */
public record DesignSearch(PowerSimulation simulation, double target, int mostAnnotators, int mostCharacters) {

    public DesignSearch {
        if (!(target > 0 && target < 1) || mostAnnotators < 2 || mostCharacters < 2) {
            throw new IllegalArgumentException(
                    "power " + target + " with at most " + mostAnnotators + "x" + mostCharacters);
        }
    }

    /** What grows. */
    public enum Axis {
        ANNOTATORS,
        CHARACTERS,
        /** Both, in the proportion of the design that the search starts from. */
        BOTH
    }

    /**
     * What was found.
     *
     * @param smallest the smallest design that reaches the target; nothing where none does
     * @param below the next smaller design
     * @param largest the largest design, where that does not reach the target either
     */
    public record Found(Axis axis, Optional<Power> smallest, Optional<Power> below, Optional<Power> largest) {}

    /**
     * Searches along an axis: from a design on in steps that double, then by halves between the last two.
     *
     * @param start the design to start from and its power
     * @param progress told of every power that was simulated
     * @return nothing where no design of the axis is within bounds
     */
    public Optional<Found> along(Axis axis, Power start, Consumer<Power> progress) {
        List<Design> designs = designs(axis, start.design());
        if (designs.isEmpty()) {
            return Optional.empty();
        }
        int last = designs.size() - 1;
        int low = -1;
        int high = Math.min(last, Math.max(0, designs.indexOf(start.design())));
        Optional<Power> below = Optional.empty();
        Power enough = simulated(designs.get(high), start, progress);
        for (int step = 1; enough.share() < target; step *= 2) {
            if (high == last) {
                return Optional.of(new Found(axis, Optional.empty(), Optional.empty(), Optional.of(enough)));
            }
            low = high;
            below = Optional.of(enough);
            high = Math.min(last, high + step);
            enough = simulated(designs.get(high), start, progress);
        }
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            Power power = simulated(designs.get(middle), start, progress);
            if (power.share() >= target) {
                high = middle;
                enough = power;
            } else {
                low = middle;
                below = Optional.of(power);
            }
        }
        return Optional.of(new Found(axis, Optional.of(enough), below, Optional.empty()));
    }

    private Power simulated(Design design, Power start, Consumer<Power> progress) {
        if (design.equals(start.design())) {
            return start;
        }
        Power power = simulation.of(design);
        if (power.reachable()) {
            progress.accept(power);
        }
        return power;
    }

    /** Returns the designs of an axis from the smallest to the largest. */
    private List<Design> designs(Axis axis, Design start) {
        int leastAnnotators = start.nested() || start.judges() == start.annotators() ? 2 : Math.max(2, start.judges());
        int leastCharacters = start.nested() ? 1 : 2;
        List<Design> designs = new ArrayList<>();
        switch (axis) {
            case ANNOTATORS -> {
                for (int n = leastAnnotators; n <= mostAnnotators; n++) {
                    designs.add(start.sized(n, start.characters()));
                }
            }
            case CHARACTERS -> {
                for (int n = leastCharacters; n <= mostCharacters; n++) {
                    designs.add(start.sized(start.annotators(), n));
                }
            }
            case BOTH -> {
                int larger = Math.max(start.annotators(), start.characters());
                for (int n = 2; n <= Math.max(mostAnnotators, mostCharacters); n++) {
                    int annotators = Math.max(leastAnnotators, rounded(n, start.annotators(), larger));
                    int characters = Math.max(leastCharacters, rounded(n, start.characters(), larger));
                    designs.add(start.sized(annotators, characters));
                }
            }
        }
        designs.removeIf(design -> !isWithin(design));
        return designs;
    }

    private boolean isWithin(Design design) {
        long characters = (long) design.characters() * (design.nested() ? design.annotators() : 1);
        return design.annotators() <= mostAnnotators
                && characters <= mostCharacters
                && design.judgedDialogues() <= Design.MOST_JUDGED;
    }

    private static int rounded(int n, int part, int whole) {
        return (int) Math.round((double) n * part / whole);
    }
}
