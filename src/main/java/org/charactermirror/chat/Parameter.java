package org.charactermirror.chat;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a request to an endpoint can say about how to generate; not every endpoint takes every one. */
public enum Parameter {
    TEMPERATURE,
    TOP_P,
    MAX_TOKENS,
    SEED,
    /** Asks a streaming endpoint to count tokens. */
    STREAM_OPTIONS,
    /** Stands in the place of max_tokens; some newer models take only this. */
    MAX_COMPLETION_TOKENS,
    /** Not part of OpenAI's interface; vLLM, llama.cpp and others take it. */
    TOP_K,
    /** Likewise. */
    REPETITION_PENALTY;

    /** Those that a request has unless a study says otherwise. */
    public static final Set<Parameter> USUAL =
            Collections.unmodifiableSet(EnumSet.of(TEMPERATURE, TOP_P, MAX_TOKENS, SEED, STREAM_OPTIONS));

    /** Returns the word in requests and studies. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the word again. */
    public static Parameter ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Returns the usual ones, with some more and without others. */
    public static Set<Parameter> sent(List<Parameter> more, List<Parameter> without) {
        EnumSet<Parameter> sent = EnumSet.copyOf(USUAL);
        sent.addAll(more);
        if (sent.contains(MAX_COMPLETION_TOKENS)) {
            sent.remove(MAX_TOKENS);
        }
        without.forEach(sent::remove);
        return Collections.unmodifiableSet(sent);
    }

    /** Returns the parameters that say more about a reply than their own default, and are not among those sent. */
    public static List<String> unsaid(GenerationSettings settings, Set<Parameter> sent) {
        return Arrays.stream(values())
                .filter(parameter -> !sent.contains(parameter))
                .map(parameter -> parameter.unsaidWith(settings, sent))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<String> unsaidWith(GenerationSettings settings, Set<Parameter> sent) {
        return switch (this) {
            case TEMPERATURE -> Optional.of("temperature " + settings.temperature());
            case TOP_P -> settings.topP() == 1 ? Optional.empty() : Optional.of("top_p " + settings.topP());
            case MAX_TOKENS ->
                sent.contains(MAX_COMPLETION_TOKENS)
                        ? Optional.empty()
                        : Optional.of("max_new_tokens " + settings.maxNewTokens());
            case SEED -> Optional.of("seed");
            case TOP_K -> settings.topK() == 0 ? Optional.empty() : Optional.of("top_k " + settings.topK());
            case REPETITION_PENALTY ->
                settings.repetitionPenalty() == 1
                        ? Optional.empty()
                        : Optional.of("repetition_penalty " + settings.repetitionPenalty());
            case STREAM_OPTIONS, MAX_COMPLETION_TOKENS -> Optional.empty();
        };
    }
}
