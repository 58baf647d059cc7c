package org.charactermirror.chat.glm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.charactermirror.chat.StopReason;
import org.charactermirror.chat.TextListener;

/** Runs the real loop on a random network, with replies that are nothing but their tokens' ids. */
final class TokenReplies implements AutoCloseable {

    /** What a reply was, and what of it and its prompt is found in the caches afterwards. */
    record Said(List<Integer> ids, StopReason stopReason, int count, int cachedAfterwards) {}

    private static final class Ids implements ReplyAssembler {

        private final Set<Integer> ends;
        private final List<Integer> ids = new ArrayList<>();

        Ids(Set<Integer> ends) {
            this.ends = ends;
        }

        @Override
        public Optional<StopReason> add(int token) {
            ids.add(token);
            return ends.contains(token) ? Optional.of(StopReason.END_OF_SEQUENCE) : Optional.empty();
        }

        @Override
        public String finish() {
            return ids.stream().map(String::valueOf).collect(Collectors.joining(" "));
        }
    }

    /** What is drafted in a test must not depend on how busy the machine is. */
    private static final double WHATEVER_IT_COSTS = 0;

    private final Decoder decoder;
    private final DialogueCaches caches;
    private final GenerationLoop loop;

    TokenReplies(Decoder decoder, int batch, boolean speculating) {
        this.decoder = decoder;
        // So many that none is used again for another reply before it was looked at.
        this.caches = DialogueCaches.unbounded(decoder, 1000);
        this.loop = new GenerationLoop(decoder, caches, batch, speculating ? new Speculation(WHATEVER_IT_COSTS) : null);
    }

    /** Returns a reply that one of some ids ends. */
    static ReplyAssembler assembler(Set<Integer> ends) {
        return new Ids(ends);
    }

    Generation drawn(int[] prompt, int most, Sampler sampler, Set<Integer> ends) {
        return new Generation(prompt, most, sampler, heard -> new Ids(ends));
    }

    Generation searched(int[] prompt, int most, int width, Sampler sampler, Set<Integer> ends) {
        return new Generation(
                prompt,
                most,
                heard -> new BeamSearch(
                        prompt, most, width, sampler, decoder::newCache, listener -> new Ids(ends), heard));
    }

    /** Writes replies side by side, as far as the batch goes. */
    List<Said> write(List<Generation> generations) {
        generations.forEach(loop::submit);
        return generations.stream().map(this::said).toList();
    }

    private Said said(Generation generation) {
        Generation.Outcome outcome = generation.await(TextListener.NONE);
        List<Integer> ids =
                Arrays.stream(outcome.text().split(" ")).map(Integer::valueOf).toList();
        return new Said(
                ids,
                outcome.stopReason(),
                outcome.count(),
                generation.dialogue().length());
    }

    DraftCounts draftCounts() {
        return loop.draftCounts();
    }

    @Override
    public void close() {
        loop.close();
        caches.close();
    }
}
