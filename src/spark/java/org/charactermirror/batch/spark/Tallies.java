package org.charactermirror.batch.spark;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.charactermirror.chat.CacheUse;
import org.charactermirror.chat.ModelUsage;
import org.jspecify.annotations.Nullable;

/**
 * What the processes of a run say that they have used so far. A budget is held against the sum after every turn, so that the sum
 * is kept and not added up over a thousand processes each time.
 */
final class Tallies {

    private final Map<String, Message.Tally> last = new LinkedHashMap<>();
    private final Map<String, ModelUsage> usage = new TreeMap<>();

    /** Takes a tally in the place of that which the process told before, unless that one is later. */
    void take(String process, Message.Tally told) {
        Message.@Nullable Tally known = last.get(process);
        if (known != null && known.number() >= told.number()) {
            return;
        }
        last.put(process, told);
        told.usage().forEach((model, use) -> usage.merge(model, use, ModelUsage::plus));
        if (known != null) {
            known.usage().forEach((model, use) -> usage.computeIfPresent(model, (name, sum) -> sum.minus(use)));
        }
    }

    /** Returns, by process of those given, the number of its last tally. */
    Map<String, Integer> numbers(Set<String> processes) {
        Map<String, Integer> numbers = new HashMap<>();
        last.forEach((process, tally) -> {
            if (processes.contains(process)) {
                numbers.put(process, tally.number());
            }
        });
        return numbers;
    }

    /** Returns what was asked of remote models in this run, by all processes together. */
    Map<String, ModelUsage> usage() {
        return new TreeMap<>(usage);
    }

    /** Returns what caches did in this run, likewise. */
    Map<String, CacheUse> caches() {
        Map<String, CacheUse> all = new TreeMap<>();
        last.values().forEach(tally -> tally.caches().forEach((model, use) -> all.merge(model, use, CacheUse::plus)));
        return all;
    }
}
