package org.charactermirror.probe;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.charactermirror.document.Sha256;

/** Finds the turns of a dialogue in which probes are put. */
final class ProbeLayout {

    private ProbeLayout() {}

    /**
     * A probe in a dialogue.
     *
     * @param plantTurn 1-based; 0 if it has no earlier message
     * @param turn 1-based, that of the question
     */
    record Placed(Probe probe, int plantTurn, int turn) {}

    /**
     * Places all probes, in an order that the seed and the dialogue's name decide; nothing if they do not fit.
     *
     * <p>The first turn stays the scenario's. Probes with an earlier message come first, the longest distance foremost, each as
     * early as it fits; the others are spread over the turns that remain.
     *
     * @param rounds how many turns the dialogue has
     * @param name the same for every model, so that all are asked the same in the same turns
     */
    static Optional<List<Placed>> place(List<Probe> probes, int rounds, long seed, String name) {
        List<Probe> shuffled = new ArrayList<>(probes);
        Collections.shuffle(shuffled, new Random(seed(seed, name)));
        TreeMap<Integer, Placed> byTurn = new TreeMap<>();
        boolean[] taken = new boolean[rounds + 1];
        List<Probe> planted = shuffled.stream()
                .filter(probe -> probe.plant().isPresent())
                .sorted(Comparator.comparingInt(Probe::distance).reversed())
                .toList();
        for (Probe probe : planted) {
            int turn = 2;
            while (turn + probe.distance() <= rounds && (taken[turn] || taken[turn + probe.distance()])) {
                turn++;
            }
            if (turn + probe.distance() > rounds) {
                return Optional.empty();
            }
            taken[turn] = true;
            taken[turn + probe.distance()] = true;
            byTurn.put(turn + probe.distance(), new Placed(probe, turn, turn + probe.distance()));
        }
        List<Probe> others =
                shuffled.stream().filter(probe -> probe.plant().isEmpty()).toList();
        List<Integer> free = new ArrayList<>();
        for (int turn = 2; turn <= rounds; turn++) {
            if (!taken[turn]) {
                free.add(turn);
            }
        }
        if (others.size() > free.size()) {
            return Optional.empty();
        }
        for (int i = 0; i < others.size(); i++) {
            int turn = free.get((int) ((2L * i + 1) * free.size() / (2L * others.size())));
            byTurn.put(turn, new Placed(others.get(i), 0, turn));
        }
        return Optional.of(List.copyOf(byTurn.values()));
    }

    /** Returns the least number of rounds in which probes fit. */
    static int leastRounds(List<Probe> probes) {
        int rounds = 1 + probes.stream().mapToInt(Probe::messages).sum();
        while (place(probes, rounds, 0, "").isEmpty()) {
            rounds++;
        }
        return rounds;
    }

    private static long seed(long seed, String name) {
        return ByteBuffer.wrap(Sha256.digest((seed + " probes " + name).getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }
}
