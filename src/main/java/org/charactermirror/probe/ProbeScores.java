package org.charactermirror.probe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.charactermirror.stats.ClusterBootstrap;
import org.charactermirror.stats.ClusterSums;

/** Counts results by model, and by what probes have in common, with intervals. */
public final class ProbeScores {

    private static final List<Integer> DISTANCES = List.of(1, 5, 10, 20, 50);

    private static final String SEEN = "seen";
    private static final String DROPPED = "dropped";

    private ProbeScores() {}

    /**
     * Returns the scores of every model: of all its probes, then by kind, by distance, by whether the
     * model still saw the earlier message, and by how they are checked.
     *
     * @param seed of the draws of characters
     */
    public static List<ProbeScore> of(List<ProbeResult> results, long seed) {
        List<ProbeScore> scores = new ArrayList<>();
        by(results, result -> result.session().model()).forEach((model, ofModel) -> {
            scores.add(score(model, "all", "all", ofModel, seed));
            add(scores, model, "kind", ofModel, result -> result.probe().kind().word(), kinds(), seed);
            add(scores, model, "distance", ofModel, result -> distance(result.probe()), distances(), seed);
            add(
                    scores,
                    model,
                    "plant",
                    ofModel.stream()
                            .filter(result -> result.plantSeen().isPresent())
                            .toList(),
                    result -> result.plantSeen().orElseThrow() ? SEEN : DROPPED,
                    List.of(SEEN, DROPPED),
                    seed);
            add(
                    scores,
                    model,
                    "check",
                    ofModel,
                    result -> result.probe().check().word(),
                    checks(),
                    seed);
        });
        return scores;
    }

    private static List<String> kinds() {
        return List.of(ProbeKind.values()).stream().map(ProbeKind::word).toList();
    }

    private static List<String> checks() {
        return List.of(CheckKind.values()).stream().map(CheckKind::word).toList();
    }

    private static List<String> distances() {
        List<String> words = new ArrayList<>(List.of("0"));
        for (int i = 0; i < DISTANCES.size(); i++) {
            words.add(distance(DISTANCES.get(i)));
        }
        return words;
    }

    private static String distance(Probe probe) {
        return distance(probe.distance());
    }

    /** Returns the range that a distance falls in: 0, 1-4, 5-9, 10-19, 20-49 or 50+. */
    static String distance(int turns) {
        if (turns == 0) {
            return "0";
        }
        for (int i = DISTANCES.size() - 1; i >= 0; i--) {
            if (turns >= DISTANCES.get(i)) {
                return DISTANCES.get(i) + (i + 1 == DISTANCES.size() ? "+" : "-" + (DISTANCES.get(i + 1) - 1));
            }
        }
        throw new IllegalArgumentException("a distance of " + turns);
    }

    private static void add(
            List<ProbeScore> scores,
            String model,
            String group,
            List<ProbeResult> results,
            Function<ProbeResult, String> valueOf,
            List<String> order,
            long seed) {
        Map<String, List<ProbeResult>> byValue = by(results, valueOf);
        order.stream()
                .filter(byValue::containsKey)
                .forEach(value -> scores.add(score(model, group, value, byValue.getOrDefault(value, List.of()), seed)));
    }

    private static Map<String, List<ProbeResult>> by(List<ProbeResult> results, Function<ProbeResult, String> key) {
        Map<String, List<ProbeResult>> groups = new LinkedHashMap<>();
        results.forEach(result -> groups.computeIfAbsent(key.apply(result), unused -> new ArrayList<>())
                .add(result));
        return groups;
    }

    private static ProbeScore score(String model, String group, String value, List<ProbeResult> results, long seed) {
        Map<AnswerState, Integer> states = new EnumMap<>(AnswerState.class);
        results.forEach(result -> states.merge(result.state(), 1, Integer::sum));
        List<ProbeResult> counted =
                results.stream().filter(result -> result.state().counts()).toList();
        List<ProbeResult> decided = counted.stream().filter(ProbeResult::flags).toList();
        return new ProbeScore(
                model,
                group,
                value,
                states,
                byCharacter(counted).size(),
                share(counted, AnswerState.CORRECT, seed),
                share(counted, AnswerState.WRONG, seed),
                share(decided, AnswerState.WRONG, seed));
    }

    private static Map<String, List<ProbeResult>> byCharacter(List<ProbeResult> results) {
        return by(results, result -> result.session().character());
    }

    private static Optional<ProbeScore.ShareOf> share(List<ProbeResult> results, AnswerState state, long seed) {
        if (results.isEmpty()) {
            return Optional.empty();
        }
        int n = results.size();
        // Neither the order of a study's characters nor their names change what is drawn.
        List<Hits> characters = byCharacter(results).values().stream()
                .map(ofCharacter -> Hits.of(ofCharacter, state))
                .sorted(Comparator.comparingInt(Hits::all).thenComparingLong(Hits::hits))
                .toList();
        ClusterSums.Builder sums = new ClusterSums.Builder(characters.size(), 1);
        long count = 0;
        for (int i = 0; i < characters.size(); i++) {
            sums.add(i, 0, (double) characters.get(i).hits(), characters.get(i).all());
            count += characters.get(i).hits();
        }
        // Where all answers are alike, so are all draws, and an interval without width would say too much.
        Optional<ClusterBootstrap.Resampled> clustered = characters.size() < 2 || count == 0 || count == n
                ? Optional.empty()
                : ClusterBootstrap.of(List.of(sums.build()), characters.size(), 1, ClusterBootstrap.RESAMPLES, seed)
                        .interval(0);
        return Optional.of(ProbeScore.ShareOf.of(count, n, characters.size(), clustered));
    }

    /** How many of a character's probes are of a state. */
    private record Hits(long hits, int all) {

        static Hits of(List<ProbeResult> results, AnswerState state) {
            long hits =
                    results.stream().filter(result -> result.state() == state).count();
            return new Hits(hits, results.size());
        }
    }
}
