package org.charactermirror.analysis.planning;

import java.util.Optional;
import org.charactermirror.stats.Interval;
import org.charactermirror.stats.Wilson;

/**
 * How often studies of one design find a difference.
 *
 * @param smallestHolmP the smallest p that the design can reach for all pairs of models together
 * @param simulations how many studies were simulated; none where the design cannot reach significance
 * @param found in how many of them one given difference {@linkplain org.charactermirror.analysis.ClusteredTest#holds held}
 * @param foundAll in how many all differences between the one model and the others were
 * @param outside share of expectations that were not possible, such as a rate below 0, and were moved to what is
 * @param simulatedDifference the mean difference after that
 */
public record Power(
        Design design,
        double smallestHolmP,
        int simulations,
        int found,
        int foundAll,
        double outside,
        double simulatedDifference) {

    /** Tells whether any difference, however large, could be significant. */
    public boolean reachable() {
        return simulations > 0;
    }

    /** Returns the share of studies in which the difference held; 0 where none can be. */
    public double share() {
        return reachable() ? (double) found / simulations : 0;
    }

    /** Returns the share in which all differences were. */
    public double shareOfAll() {
        return reachable() ? (double) foundAll / simulations : 0;
    }

    /** Returns the 95 % interval of the share that comes from simulating so often and no more. */
    public Optional<Interval> interval() {
        return reachable() ? Optional.of(Wilson.of(found, simulations)) : Optional.empty();
    }
}
