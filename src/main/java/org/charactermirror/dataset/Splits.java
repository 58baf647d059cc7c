package org.charactermirror.dataset;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import org.charactermirror.document.Sha256;

/**
 * Which characters go where: all that a character said is in one split, so that no split has seen another's.
 *
 * <p>Each split gets a whole number of characters by its share, as Sainte-Laguë deals out seats, and at least one as long as there
 * are enough. Which these are hangs on the seed and the ids, and not on any judgement: so an export by other bars has the same
 * splits.
 *
 * @param shares by name, in order; they add up to 1
 * @param named characters whose split is given, by id
 */
public record Splits(Map<String, BigDecimal> shares, long seed, Map<String, String> named) {

    public Splits {
        shares = new LinkedHashMap<>(shares);
        named = Map.copyOf(named);
        BigDecimal sum = shares.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.compareTo(BigDecimal.ONE) != 0) {
            throw new IllegalArgumentException("shares add up to " + sum.toPlainString() + "; expected is 1");
        }
        for (String split : named.values()) {
            if (!shares.containsKey(split)) {
                throw new IllegalArgumentException("no split " + split);
            }
        }
    }

    /** Returns the splits' names in order. */
    public List<String> names() {
        return List.copyOf(shares.keySet());
    }

    /** Returns the same with further characters whose split is given; those that are named already stay where they are. */
    public Splits withNamed(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(more);
        all.putAll(named);
        return new Splits(shares, seed, all);
    }

    /** Returns the splits that are given for some of these characters, each once and sorted. */
    public List<String> namedFor(Collection<String> characters) {
        return characters.stream()
                .map(named::get)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * Returns the split of every character.
     *
     * @param units characters that have to stay together; each of them counts as one
     * @throws IllegalArgumentException if two splits are given for one unit
     */
    public Map<String, String> draw(List<SortedSet<String>> units) {
        Map<String, String> drawn = new TreeMap<>();
        Map<String, Integer> counts = new LinkedHashMap<>();
        shares.keySet().forEach(name -> counts.put(name, 0));
        List<SortedSet<String>> free = new ArrayList<>();
        for (SortedSet<String> unit : units) {
            List<String> given = namedFor(unit);
            if (given.size() > 1) {
                throw new IllegalArgumentException(unit + " are named for " + given);
            }
            if (given.isEmpty()) {
                free.add(unit);
            } else {
                unit.forEach(character -> drawn.put(character, given.get(0)));
                counts.merge(given.get(0), 1, Integer::sum);
            }
        }
        free.sort(Comparator.comparing(this::place));
        int next = 0;
        for (Map.Entry<String, Integer> split : further(counts, free.size()).entrySet()) {
            for (SortedSet<String> unit : free.subList(next, next + split.getValue())) {
                unit.forEach(character -> drawn.put(character, split.getKey()));
            }
            next += split.getValue();
        }
        return drawn;
    }

    private String place(SortedSet<String> unit) {
        return Sha256.hex(seed + " " + unit.first());
    }

    /**
     * Returns how many more each split gets: first one where there is none, then one after the other as Sainte-Laguë deals out
     * seats, to the split whose share divided by twice its number and one is greatest.
     */
    private Map<String, Integer> further(Map<String, Integer> counts, int free) {
        Map<String, Integer> all = new LinkedHashMap<>(counts);
        int left = free;
        for (String split : shares.keySet()) {
            int first = counts.getOrDefault(split, 0) == 0 && left > 0 ? 1 : 0;
            all.merge(split, first, Integer::sum);
            left -= first;
        }
        for (; left > 0; left--) {
            all.merge(next(all), 1, Integer::sum);
        }
        all.replaceAll((split, count) -> count - counts.getOrDefault(split, 0));
        return all;
    }

    /** Of equal ones the first in order. */
    private String next(Map<String, Integer> counts) {
        return shares.keySet().stream()
                .reduce((one, other) ->
                        weight(other, one, counts).compareTo(weight(one, other, counts)) > 0 ? other : one)
                .orElseThrow();
    }

    /** Multiplies both quotients by both divisors, so that nothing is rounded. */
    private BigDecimal weight(String split, String other, Map<String, Integer> counts) {
        return shares.getOrDefault(split, BigDecimal.ZERO)
                .multiply(BigDecimal.valueOf(2L * counts.getOrDefault(other, 0) + 1));
    }
}
