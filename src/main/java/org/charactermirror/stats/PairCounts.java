package org.charactermirror.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How often each of several contestants won against each other one, and how often they tied.
 *
 * @param wins {@code wins[i][j]}: how often i won against j
 * @param ties symmetric
 */
public record PairCounts(double[][] wins, double[][] ties) {

    public PairCounts {
        int n = wins.length;
        if (n < 2 || ties.length != n) {
            throw new IllegalArgumentException(n + " contestants, and ties of " + ties.length);
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (!(wins[i][j] >= 0) || ties[i][j] != ties[j][i] || (i == j && wins[i][i] + ties[i][i] != 0)) {
                    throw new IllegalArgumentException("counts of " + i + " and " + j + " contradict each other");
                }
            }
        }
    }

    /** Returns how many contestants there are. */
    public int size() {
        return wins.length;
    }

    /** Tells whether anything was tied. */
    boolean hasTies() {
        return Arrays.stream(ties).flatMapToDouble(Arrays::stream).anyMatch(count -> count > 0);
    }

    /**
     * Says why log strengths have no maximum likelihood estimate, if they have none.
     *
     * <p>With an edge for each win and both edges for each tie, the graph must be strongly connected (Ford 1957); and where there
     * are ties, some directed cycle must have more wins than ties, or more ties would make the data ever likelier.
     *
     * @param names of the contestants
     */
    Optional<String> obstacle(List<String> names) {
        List<Integer> above = reached(true);
        List<Integer> below = reached(false);
        if (above.size() < size() || below.size() < size()) {
            return Optional.of(unconnected(above.size() < size() ? above : complement(below), names));
        }
        return hasTies() && !hasCycleOfMoreWinsThanTies()
                ? Optional.of("no cycle of models has more wins than ties: the data would be likeliest with ties only")
                : Optional.empty();
    }

    /** Says that of the contestants in the set none lost to or tied with one outside, whom they beat or never met. */
    private String unconnected(List<Integer> set, List<String> names) {
        boolean met = false;
        for (int i : set) {
            for (int j = 0; j < size(); j++) {
                met |= !set.contains(j) && wins[i][j] + wins[j][i] > 0;
            }
        }
        String inside = String.join(", ", set.stream().map(names::get).toList());
        String outside =
                String.join(", ", complement(set).stream().map(names::get).toList());
        return met
                ? inside + " never won against or tied with " + outside
                : inside + " and " + outside + " were never compared";
    }

    private List<Integer> complement(List<Integer> set) {
        List<Integer> others = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            if (!set.contains(i)) {
                others.add(i);
            }
        }
        return others;
    }

    /** Returns what can be reached from the first contestant along edges, or against them, in order. */
    private List<Integer> reached(boolean along) {
        boolean[] seen = new boolean[size()];
        List<Integer> open = new ArrayList<>(List.of(0));
        seen[0] = true;
        while (!open.isEmpty()) {
            int i = open.remove(open.size() - 1);
            for (int j = 0; j < size(); j++) {
                if (!seen[j] && ties[i][j] + (along ? wins[i][j] : wins[j][i]) > 0) {
                    seen[j] = true;
                    open.add(j);
                }
            }
        }
        List<Integer> reached = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            if (seen[i]) {
                reached.add(i);
            }
        }
        return reached;
    }

    /** Looks for a negative cycle where a win is an edge of -1 and a tie one of +1 in both directions (Bellman and Ford). */
    private boolean hasCycleOfMoreWinsThanTies() {
        int n = size();
        double[] distance = new double[n];
        for (int round = 0; round < n; round++) {
            boolean changed = false;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    double edge = wins[i][j] > 0 ? -1 : ties[i][j] > 0 ? 1 : Double.POSITIVE_INFINITY;
                    if (distance[i] + edge < distance[j]) {
                        distance[j] = distance[i] + edge;
                        changed = true;
                    }
                }
            }
            if (!changed) {
                return false;
            }
        }
        return true;
    }
}
