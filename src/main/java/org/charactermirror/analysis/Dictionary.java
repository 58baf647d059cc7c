package org.charactermirror.analysis;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers for the different values of something, from 0 in the order in which they came. */
final class Dictionary<T extends Serializable> implements Serializable {

    private static final long serialVersionUID = 1;

    private final ArrayList<T> values = new ArrayList<>();
    private final HashMap<T, Integer> numbers = new HashMap<>();

    /** Returns the number of a value, which is a new one the first time. */
    int number(T value) {
        Integer known = numbers.get(value);
        if (known != null) {
            return known;
        }
        numbers.put(value, values.size());
        values.add(value);
        return values.size() - 1;
    }

    /** Returns the value of a number. */
    T value(int number) {
        return values.get(number);
    }

    /** Returns the values by their numbers. */
    List<T> values() {
        return List.copyOf(values);
    }

    int size() {
        return values.size();
    }

    /** Returns the numbers here of another one's values, by their numbers there. */
    int[] numbersOf(Dictionary<T> other) {
        return other.values.stream().mapToInt(this::number).toArray();
    }

    /** Returns every value with its number. */
    Map<T, Integer> numbers() {
        return Map.copyOf(numbers);
    }
}
