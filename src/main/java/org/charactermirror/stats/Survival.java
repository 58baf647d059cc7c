package org.charactermirror.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The curve of those to whom something has not yet happened, where some are lost from sight (Kaplan and Meier 1958). */
public final class Survival {

    private Survival() {}

    /**
     * A time at which it happened to somebody.
     *
     * @param atRisk how many were still in sight just before
     * @param events to how many of them it happened
     * @param surviving the estimated share to whom it has not happened after this time
     */
    public record Step(int time, int atRisk, int events, double surviving) {}

    /**
     * Returns the curve's steps in the order of time.
     *
     * @param times of the event, or of the last look where it did not happen
     * @param happened whether it did
     */
    public static List<Step> curve(int[] times, boolean[] happened) {
        if (times.length != happened.length) {
            throw new IllegalArgumentException(times.length + " times of " + happened.length + " subjects");
        }
        Map<Integer, int[]> byTime = new TreeMap<>();
        for (int i = 0; i < times.length; i++) {
            byTime.computeIfAbsent(times[i], time -> new int[2])[happened[i] ? 0 : 1]++;
        }
        return curve(byTime);
    }

    /**
     * Returns the curve's steps in the order of time.
     *
     * @param byTime to how many it happened at a time, and how many were then seen last without it
     */
    public static List<Step> curve(Map<Integer, int[]> byTime) {
        List<Step> steps = new ArrayList<>();
        int atRisk =
                byTime.values().stream().mapToInt(both -> both[0] + both[1]).sum();
        double surviving = 1;
        for (Map.Entry<Integer, int[]> at : new TreeMap<>(byTime).entrySet()) {
            int events = at.getValue()[0];
            if (events > 0) {
                surviving *= (double) (atRisk - events) / atRisk;
                steps.add(new Step(at.getKey(), atRisk, events, surviving));
            }
            atRisk -= events + at.getValue()[1];
        }
        return steps;
    }
}
