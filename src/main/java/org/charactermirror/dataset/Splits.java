package org.charactermirror.dataset;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.charactermirror.document.Sha256;

/**
 * Which characters go where: all that a character said is in one split, so that no split has seen another's.
 *
 * <p>A character's place hangs on nothing but the seed, its id and the shares: further characters move none of those that are there.
 *
 * @param shares by name, in order; they add up to 1
 * @param named characters whose split is given, by id
 */
public record Splits(Map<String, BigDecimal> shares, long seed, Map<String, String> named) {

    /** Bits of a hash that a double holds exactly. */
    private static final int BITS = 53;

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

    /** Returns the split of a character: the first 53 bits of SHA-256 of "SEED CHARACTER", as a part of 1, among the shares. */
    public String of(String character) {
        String given = named.get(character);
        if (given != null) {
            return given;
        }
        long bits = ByteBuffer.wrap(Sha256.digest((seed + " " + character).getBytes(StandardCharsets.UTF_8)))
                        .getLong()
                >>> (Long.SIZE - BITS);
        BigDecimal place = new BigDecimal(bits).divide(new BigDecimal(1L << BITS));
        BigDecimal end = BigDecimal.ZERO;
        List<String> names = new ArrayList<>(shares.keySet());
        for (String name : names) {
            end = end.add(shares.getOrDefault(name, BigDecimal.ZERO));
            if (place.compareTo(end) < 0) {
                return name;
            }
        }
        return names.get(names.size() - 1);
    }
}
