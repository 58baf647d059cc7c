package org.charactermirror.sample;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.charactermirror.table.Percentages;

/** Finds counts by category and by topic that print as published and have the same totals; an exact search. */
final class MarginSearch {

    private static final int STEP = 15;

    private final int comparisons;

    MarginSearch(int comparisons) {
        this.comparisons = comparisons;
    }

    /** Wins, ties and losses per category and per topic. */
    record Margins(List<int[]> categories, List<int[]> topics) {}

    /** Searches with margins as nearly equal as possible; arguments are printed percentages. */
    Margins search(List<int[]> categories, List<int[]> topics, int[] overall) {
        for (int width = 0; width <= comparisons / 6; width += STEP) {
            Map<Totals, Choice> byCategory = combine(categories, width);
            Map<Totals, Choice> byTopic = combine(topics, width);
            Margins best = null;
            int bestCost = Integer.MAX_VALUE;
            for (Map.Entry<Totals, Choice> entry : byCategory.entrySet()) {
                Choice other = byTopic.get(entry.getKey());
                Totals totals = entry.getKey();
                if (other == null || totals.n() != comparisons) {
                    continue;
                }
                int losses = comparisons - totals.wins() - totals.ties();
                int cost = entry.getValue().cost() + other.cost();
                if (cost < bestCost && prints(new int[] {totals.wins(), totals.ties(), losses}, overall)) {
                    bestCost = cost;
                    best = new Margins(entry.getValue().counts(), other.counts());
                }
            }
            if (best != null) {
                return best;
            }
        }
        throw new IllegalStateException("no " + comparisons + " comparisons give both tables");
    }

    /** Returns for all reachable totals the cheapest way to reach them, groups being taken one after the other. */
    private Map<Totals, Choice> combine(List<int[]> published, int width) {
        int equal = comparisons / published.size();
        Map<Totals, Choice> reached = new LinkedHashMap<>();
        reached.put(new Totals(0, 0, 0), new Choice(0, List.of()));
        for (int[] shares : published) {
            Map<Totals, Choice> next = new LinkedHashMap<>();
            for (int n = equal - width; n <= equal + width; n += STEP) {
                int cost = Math.abs(n - equal);
                for (int[] counts : countsThatPrint(shares, n)) {
                    reached.forEach((totals, choice) -> {
                        List<int[]> all = new ArrayList<>(choice.counts());
                        all.add(counts);
                        next.merge(
                                totals.plus(counts),
                                new Choice(choice.cost() + cost, all),
                                (one, other) -> other.cost() < one.cost() ? other : one);
                    });
                }
            }
            reached = next;
        }
        return reached;
    }

    private static List<int[]> countsThatPrint(int[] shares, int n) {
        List<int[]> found = new ArrayList<>();
        for (int wins = Math.max(0, (shares[0] - 1) * n / 100); wins <= (shares[0] + 1) * n / 100; wins++) {
            for (int ties = Math.max(0, (shares[1] - 1) * n / 100); ties <= (shares[1] + 1) * n / 100; ties++) {
                int[] counts = {wins, ties, n - wins - ties};
                if (counts[2] >= 0 && prints(counts, shares)) {
                    found.add(counts);
                }
            }
        }
        return found;
    }

    private static boolean prints(int[] counts, int[] shares) {
        return Percentages.of(counts[0], counts[1], counts[2]).equals(new Percentages(shares[0], shares[1], shares[2]));
    }

    private record Totals(int wins, int ties, int n) {

        Totals plus(int[] counts) {
            return new Totals(wins + counts[0], ties + counts[1], n + counts[0] + counts[1] + counts[2]);
        }
    }

    private record Choice(int cost, List<int[]> counts) {}
}
