package org.charactermirror.annotation.assignment;

import java.util.Collection;

/**
 * The least and the most of something.
 *
 * @param most no less than the least
 */
public record Spread(int least, int most) {

    public Spread {
        if (most < least) {
            throw new IllegalArgumentException("least " + least + ", most " + most);
        }
    }

    /** Returns the least and the most of numbers; 0 where there are none. */
    static Spread of(Collection<Integer> numbers) {
        return new Spread(
                numbers.stream().mapToInt(Integer::intValue).min().orElse(0),
                numbers.stream().mapToInt(Integer::intValue).max().orElse(0));
    }

    /** Returns {@code 3} or {@code 3 to 4}. */
    @Override
    public String toString() {
        return least == most ? Integer.toString(least) : least + " to " + most;
    }
}
