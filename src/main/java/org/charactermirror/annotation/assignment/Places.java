package org.charactermirror.annotation.assignment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where in everybody's order the models come. */
final class Places {

    private final Map<String, Double> sums = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private int repeats;

    Places(Map<String, List<String>> work, Map<String, AssignmentItem> byId) {
        for (List<String> ids : work.values()) {
            String before = "";
            for (int i = 0; i < ids.size(); i++) {
                AssignmentItem item = byId.get(ids.get(i));
                if (item == null) {
                    continue;
                }
                double place = ids.size() == 1 ? 0.5 : (double) i / (ids.size() - 1);
                for (String model : item.models()) {
                    sums.merge(model, place, Double::sum);
                    numbers.merge(model, 1, Integer::sum);
                }
                repeats += item.modelKey().equals(before) ? 1 : 0;
                before = item.modelKey();
            }
        }
    }

    SortedMap<String, Double> means() {
        SortedMap<String, Double> means = new TreeMap<>();
        numbers.forEach((model, number) -> means.put(model, sums.getOrDefault(model, 0.0) / number));
        return means;
    }

    int repeats() {
        return repeats;
    }
}
