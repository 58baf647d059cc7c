package org.charactermirror.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.charactermirror.chat.CacheUse;

/** Tells what the caches of local models did in a run. */
final class CacheUses {

    private CacheUses() {}

    /** Returns a line for every model. */
    static List<String> lines(Map<String, CacheUse> caches) {
        return caches.entrySet().stream()
                .map(entry -> line(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static String line(String model, CacheUse use) {
        return String.format(
                Locale.ROOT,
                "model %s: %,d tokens of prompts, of which %,d were in the cache: %,d of the dialogues' own histories, %,d"
                        + " of beginnings that dialogues share, such as profiles; %,d computed again, %,d blocks given up, at most %s in use",
                model,
                use.promptTokens(),
                use.cachedTokens(),
                use.cachedTokens() - use.sharedTokens(),
                use.sharedTokens(),
                use.recomputedTokens(),
                use.evictedBlocks(),
                ModelChecks.gigabytes(use.peakBytes()));
    }

    /** Returns the same for programs. */
    static Map<String, Object> asMap(Map<String, CacheUse> caches) {
        Map<String, Object> all = new LinkedHashMap<>();
        caches.forEach((model, use) -> {
            Map<String, Object> numbers = new LinkedHashMap<>();
            numbers.put("prompt_tokens", use.promptTokens());
            numbers.put("cached_tokens", use.cachedTokens());
            numbers.put("shared_tokens", use.sharedTokens());
            numbers.put("recomputed_tokens", use.recomputedTokens());
            numbers.put("evicted_blocks", use.evictedBlocks());
            numbers.put("peak_bytes", use.peakBytes());
            all.put(model, numbers);
        });
        return all;
    }
}
