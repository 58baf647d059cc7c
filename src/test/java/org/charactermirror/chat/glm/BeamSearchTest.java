package org.charactermirror.chat.glm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.charactermirror.chat.GenerationSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BeamSearchTest {

    private static final int END = 7;
    private static final int PROMPTS = 12;

    private static Decoder decoder;

    /** A sequence after a prompt, and the sum of its log-probabilities. */
    private record Scored(List<Integer> ids, double sum) {

        double mean() {
            return sum / ids.size();
        }

        boolean ends() {
            return ids.get(ids.size() - 1) == END;
        }
    }

    @BeforeAll
    static void load() {
        decoder = TinyCheckpoint.load(Precision.F32);
    }

    @AfterAll
    static void close() {
        decoder.close();
    }

    @Test
    void four_beams_over_three_ids_find_the_best_of_all_replies_of_two_tokens() {
        // Two ids go on and one ends: no beam is ever given up, and every reply is looked at.
        Set<Integer> allowed = Set.of(END, 20, 30);
        for (int[] prompt : prompts()) {
            Scored best = extensions(prompt, new Scored(List.of(), 0), allowed, 1).stream()
                    .flatMap(one -> one.ends() ? Stream.of(one) : extensions(prompt, one, allowed, 1).stream())
                    .max(Comparator.comparingDouble(Scored::mean))
                    .orElseThrow();
            assertThat(found(List.of(prompt), 2, 4, allowed, 1, 1).get(0).ids()).isEqualTo(best.ids());
        }
    }

    @Test
    void the_search_is_that_of_the_rules_written_out_over_a_network_run_from_the_beginning_each_time() {
        Set<Integer> allowed = Set.of(END, 1, 20, 30, 77, 140, 200);
        int searchedFurther = 0;
        for (double penalty : new double[] {1, 1.4}) {
            for (int width = 2; width <= 4; width++) {
                for (int[] prompt : prompts()) {
                    Scored expected = writtenOut(prompt, 9, width, allowed, penalty);
                    TokenReplies.Said said = found(List.of(prompt), 9, width, allowed, penalty, 1)
                            .get(0);
                    assertThat(said.ids()).isEqualTo(expected.ids());
                    assertThat(said.count()).isEqualTo(expected.ids().size());
                    assertThat(said.cachedAfterwards())
                            .isEqualTo(prompt.length + expected.ids().size() - 1);
                    searchedFurther += expected.equals(writtenOut(prompt, 9, 1, allowed, penalty)) ? 0 : 1;
                }
            }
        }
        assertThat(searchedFurther)
                .as("replies that a single beam would not have found")
                .isGreaterThan(10);
    }

    @Test
    void the_cache_that_is_left_goes_on_as_if_the_reply_had_been_run_alone() {
        Set<Integer> allowed = Set.of(END, 1, 20, 30, 77, 140, 200);
        int[] prompt = prompts().get(3);
        try (DialogueCaches caches = DialogueCaches.unbounded(decoder, 3);
                GenerationLoop loop = new GenerationLoop(decoder, caches, 1, false)) {
            Generation generation = new Generation(
                    prompt,
                    9,
                    heard -> new BeamSearch(
                            prompt,
                            9,
                            4,
                            sampler(allowed, 1),
                            decoder::newCache,
                            listener -> TokenReplies.assembler(Set.of(END)),
                            heard));
            loop.submit(generation);
            Generation.Outcome outcome = generation.await(text -> {});
            loop.close();
            int[] all = IntStream.concat(
                            IntStream.of(prompt),
                            Stream.of(outcome.text().split(" ")).mapToInt(Integer::parseInt))
                    .toArray();
            int[] last = {all[all.length - 1]};
            assertThat(generation.dialogue().length()).isEqualTo(all.length - 1);
            assertThat(decoder.lastLogits(generation.dialogue().cache(), last)).isEqualTo(fromTheBeginning(all));
        }
    }

    @Test
    void searches_find_the_same_side_by_side_and_beside_replies_that_are_drawn() {
        Set<Integer> allowed = Set.of(END, 1, 20, 30, 77, 140, 200);
        List<TokenReplies.Said> alone = found(prompts(), 20, 4, allowed, 1.2, 1);
        assertThat(found(prompts(), 20, 4, allowed, 1.2, 5)).isEqualTo(alone);
        // More rows are wanted than a step has.
        List<int[]> many = Stream.generate(BeamSearchTest::prompts)
                .limit(8)
                .flatMap(List::stream)
                .toList();
        assertThat(found(many, 20, 4, allowed, 1.2, 96).subList(0, PROMPTS)).isEqualTo(alone);
    }

    private static List<int[]> prompts() {
        SplittableRandom random = new SplittableRandom(11);
        return IntStream.range(0, PROMPTS)
                .mapToObj(number -> random.ints(3 + 2 * number, 0, 256).toArray())
                .toList();
    }

    private static Sampler sampler(Set<Integer> allowed, double penalty) {
        IntPredicate may = allowed::contains;
        return new Sampler(
                new GenerationSettings(0, 1, 0, penalty, 1, 0),
                1,
                decoder.sizes().vocabulary(),
                may);
    }

    private static List<TokenReplies.Said> found(
            List<int[]> prompts, int most, int width, Set<Integer> allowed, double penalty, int batch) {
        try (TokenReplies replies = new TokenReplies(decoder, batch, true)) {
            return replies.write(prompts.stream()
                    .map(prompt -> replies.searched(prompt, most, width, sampler(allowed, penalty), Set.of(END)))
                    .toList());
        }
    }

    /** Hugging Face's rules for early_stopping=False and length_penalty=1, over plain lists. */
    private static Scored writtenOut(int[] prompt, int most, int width, Set<Integer> allowed, double penalty) {
        List<Scored> complete = new ArrayList<>();
        List<Scored> beams = List.of(new Scored(List.of(), 0));
        for (int length = 1; length <= most; length++) {
            List<Scored> candidates = beams.stream()
                    .flatMap(beam -> extensions(prompt, beam, allowed, penalty).stream())
                    .sorted(Comparator.comparingDouble(Scored::sum).reversed())
                    .limit(2L * width)
                    .toList();
            candidates.stream().limit(width).filter(Scored::ends).forEach(complete::add);
            keepBest(complete, width);
            beams = candidates.stream()
                    .filter(found -> !found.ends())
                    .limit(width)
                    .toList();
            if (complete.size() == width
                    && complete.get(width - 1).mean() >= candidates.get(0).mean()) {
                return complete.get(0);
            }
        }
        complete.addAll(beams);
        keepBest(complete, width);
        return complete.get(0);
    }

    private static void keepBest(List<Scored> complete, int width) {
        complete.sort(Comparator.comparingDouble(Scored::mean).reversed());
        if (complete.size() > width) {
            complete.subList(width, complete.size()).clear();
        }
    }

    private static List<Scored> extensions(int[] prompt, Scored before, Set<Integer> allowed, double penalty) {
        int[] ids = IntStream.concat(IntStream.of(prompt), before.ids().stream().mapToInt(Integer::intValue))
                .toArray();
        float[] logits = fromTheBeginning(ids);
        double sum = allowed.stream().mapToDouble(id -> Math.exp(logits[id])).sum();
        List<Scored> longer = new ArrayList<>();
        for (int id : allowed) {
            double logProbability = Math.log(Math.exp(logits[id]) / sum);
            boolean present = IntStream.of(ids).anyMatch(other -> other == id);
            List<Integer> said = new ArrayList<>(before.ids());
            said.add(id);
            longer.add(new Scored(said, before.sum() + (present ? penalty : 1) * logProbability));
        }
        return longer;
    }

    private static float[] fromTheBeginning(int[] ids) {
        try (KeyValueCache cache = decoder.newCache()) {
            return decoder.lastLogits(cache, ids);
        }
    }
}
