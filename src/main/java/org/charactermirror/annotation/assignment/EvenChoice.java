package org.charactermirror.annotation.assignment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * Chooses pieces so that of everything that has a trait, the fair share is taken, rounded up or down.
 *
 * <p>The pieces are edges between two trees, models and their topics on one side, characters and what models say as them on
 * the other. Shares of pieces that meet all bounds exist as fractions, and a flow with whole bounds that has a solution in
 * fractions has one in whole numbers (Ford and Fulkerson), so that where nothing is in the way every bound is met at once.
 */
final class EvenChoice {

    /** What a missed bound costs; below that are the prices of single pieces, so that bounds come first. */
    private static final long BOUND = 1_000_000_000;

    private static final int SOURCE = 0;
    private static final int SINK = 1;
    private static final double ROUNDING = 1e-9;

    private final IntToDoubleFunction share;
    private final Map<Integer, Integer> sizes = new HashMap<>();
    private final Map<Integer, Integer> nodes = new HashMap<>();

    private EvenChoice(IntToDoubleFunction share) {
        this.share = share;
    }

    /**
     * Returns the chosen pieces.
     *
     * @param share by a trait's number, how many pieces that have it are fair; not whole
     * @param price of a piece: lower ones are taken first where bounds allow
     * @param amount how many to choose; fewer come back only where there are fewer
     */
    static List<Piece> of(List<Piece> pieces, IntToDoubleFunction share, ToLongFunction<Piece> price, int amount) {
        return amount == 0 ? List.of() : new EvenChoice(share).choose(pieces, price, amount);
    }

    private List<Piece> choose(List<Piece> pieces, ToLongFunction<Piece> price, int amount) {
        for (Piece piece : pieces) {
            for (int trait : piece.traits()) {
                sizes.merge(trait, 1, Integer::sum);
                nodes.computeIfAbsent(trait, key -> nodes.size() + 2);
            }
        }
        CheapestFlow flow = new CheapestFlow(nodes.size() + 2);
        List<Integer> drawn = new ArrayList<>();
        for (Piece piece : pieces) {
            int model = piece.models();
            int topic = piece.modelsInTopic();
            int cell = piece.modelsWithCharacter();
            int character = piece.character();
            bound(flow, SOURCE, node(model), model, 8);
            bound(flow, node(model), node(topic), topic, 1);
            bound(flow, node(cell), node(character), cell, 2);
            bound(flow, node(character), SINK, character, 4);
            drawn.add(flow.edge(node(topic), node(cell), 1, price.applyAsLong(piece)));
        }
        flow.send(SOURCE, SINK, amount);
        List<Piece> chosen = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            if (flow.used(drawn.get(i))) {
                chosen.add(pieces.get(i));
            }
        }
        return chosen;
    }

    private int node(int trait) {
        return nodes.getOrDefault(trait, SINK);
    }

    /** Adds, once for a trait, edges that pay for what the lower bound asks and cost beyond the upper one. */
    private void bound(CheapestFlow flow, int from, int to, int trait, int weight) {
        Integer size = sizes.remove(trait);
        if (size == null) {
            return;
        }
        double fair = share.applyAsDouble(trait);
        int least = Math.min(size, (int) Math.floor(fair + ROUNDING));
        int most = Math.min(size, (int) Math.ceil(fair - ROUNDING));
        add(flow, from, to, least, -weight * BOUND);
        add(flow, from, to, most - least, 0);
        add(flow, from, to, Math.min(1, size - most), weight * BOUND);
        add(flow, from, to, size - most - 1, 2L * weight * BOUND);
    }

    private static void add(CheapestFlow flow, int from, int to, int capacity, long price) {
        if (capacity > 0) {
            flow.edge(from, to, capacity, price);
        }
    }
}
