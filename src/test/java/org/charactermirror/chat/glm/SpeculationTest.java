package org.charactermirror.chat.glm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.charactermirror.chat.ChatReply;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.GenerationSettings;
import org.charactermirror.chat.Message;
import org.charactermirror.chat.Persona;
import org.charactermirror.chat.StopReason;
import org.charactermirror.chat.TextListener;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Drafts change how many steps a reply takes, and nothing that is said. */
class SpeculationTest {

    private static final Persona PERSONA = new Persona("项羽", "项羽，西楚霸王，自称本王。", "小舟", "");
    private static final int[] PROMPT = {5, 17, 99, 3, 42, 5, 17};

    /** What is drafted in a test must not depend on how busy the machine is. */
    private static final double WHATEVER_IT_COSTS = 0;

    private static Decoder decoder;

    @BeforeAll
    static void load() {
        decoder = TinyCheckpoint.load(Precision.F32);
    }

    @AfterAll
    static void close() {
        decoder.close();
    }

    @ParameterizedTest
    @CsvSource({
        "embedded:tiny, 0, 1.0, 1",
        "embedded:tiny, 0.7, 1.1, 1",
        "embedded:tiny, 0.7, 1.0, 6",
        "embedded:tinier, 0.7, 1.0, 1",
        "embedded:tinier, 0.9, 1.2, 6"
    })
    void an_embedded_model_says_the_same_with_and_without(String model, double temperature, double penalty, int batch)
            throws Exception {
        GenerationSettings settings = new GenerationSettings(temperature, 0.8, 0, penalty, 40, 0);
        GlmOptions options = GlmOptions.ofDefaults().withBatch(batch);
        Path folder = EmbeddedModels.resolve(model);
        try (GlmChatModel with = GlmChatModel.open(folder, options, new Speculation(WHATEVER_IT_COSTS));
                GlmChatModel without = GlmChatModel.open(folder, options.withSpeculation(false))) {
            List<List<ChatReply>> expected = dialogues(without, settings, batch);
            assertThat(dialogues(with, settings, batch)).isEqualTo(expected);
            assertThat(without.draftCounts()).isEqualTo(DraftCounts.NONE);
            assertThat(with.draftCounts().accepted()).isPositive();
        }
    }

    @Test
    void a_random_network_says_the_same_with_and_without(@TempDir Path folder) throws Exception {
        CharacterCheckpoint.write(folder, 3);
        for (GenerationSettings settings : List.of(
                new GenerationSettings(0, 1, 0, 1.3, 60, 0),
                new GenerationSettings(0.5, 0.9, 0, 1, 60, 0),
                new GenerationSettings(1.2, 1, 5, 1.1, 60, 0))) {
            GlmOptions options = GlmOptions.ofDefaults().withBatch(4);
            try (GlmChatModel with = GlmChatModel.open(folder, options, new Speculation(WHATEVER_IT_COSTS));
                    GlmChatModel without = GlmChatModel.open(folder, options.withSpeculation(false))) {
                assertThat(dialogues(with, settings, 4)).isEqualTo(dialogues(without, settings, 4));
            }
        }
    }

    /** Plays dialogues of three turns at the same time, so many threads at once; what was cached is not compared. */
    private static List<List<ChatReply>> dialogues(GlmChatModel model, GenerationSettings settings, int threads)
            throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<List<ChatReply>>> running = new ArrayList<>();
            for (int dialogue = 0; dialogue < 8; dialogue++) {
                long seed = dialogue / 2;
                running.add(executor.submit(() -> dialogue(model, settings, seed)));
            }
            List<List<ChatReply>> replies = new ArrayList<>();
            for (Future<List<ChatReply>> ended : running) {
                replies.add(ended.get());
            }
            return replies;
        } finally {
            executor.shutdown();
        }
    }

    private static List<ChatReply> dialogue(GlmChatModel model, GenerationSettings settings, long seed) {
        List<Message> messages = new ArrayList<>();
        List<ChatReply> replies = new ArrayList<>();
        for (String message : List.of("你好，在忙吗？", "你最喜欢什么？", "你好吗？")) {
            messages.add(Message.user(message));
            ChatReply reply = model.reply(new ChatRequest(PERSONA, messages, settings, seed), TextListener.NONE);
            messages.add(Message.character(reply.text()));
            replies.add(new ChatReply(
                    reply.text(),
                    reply.stopReason(),
                    reply.promptTokens(),
                    0,
                    reply.replyTokens(),
                    reply.droppedMessages()));
        }
        return replies;
    }

    @Test
    void a_reply_ends_in_the_middle_of_a_draft_as_it_does_without_one() throws IOException {
        int most = 40;
        List<TokenReplies.Said> unended;
        try (TokenReplies plain = new TokenReplies(decoder, 1, false)) {
            unended = plain.write(List.of(plain.drawn(PROMPT, most, greedy(), Set.of())));
        }
        List<Integer> ids = unended.get(0).ids();
        assertThat(ids).hasSize(most);
        try (TokenReplies drafting = new TokenReplies(decoder, 1, true);
                TokenReplies plain = new TokenReplies(decoder, 1, false)) {
            // After some rounds the whole reply is guessed right, beyond every place where it could be made to end.
            for (int round = 0; round < 5; round++) {
                assertThat(drafting.write(List.of(drafting.drawn(PROMPT, most, greedy(), Set.of()))))
                        .isEqualTo(unended);
            }
            long accepted = drafting.draftCounts().accepted();
            for (int end : new LinkedHashMap<>(Map.copyOf(first(ids))).keySet()) {
                TokenReplies.Said without = plain.write(List.of(plain.drawn(PROMPT, most, greedy(), Set.of(end))))
                        .get(0);
                assertThat(drafting.write(List.of(drafting.drawn(PROMPT, most, greedy(), Set.of(end))))
                                .get(0))
                        .isEqualTo(without);
                assertThat(without.stopReason()).isEqualTo(StopReason.END_OF_SEQUENCE);
                assertThat(without.cachedAfterwards()).isEqualTo(PROMPT.length + without.count() - 1);
            }
            for (int length = 1; length < most; length++) {
                TokenReplies.Said cut = drafting.write(List.of(drafting.drawn(PROMPT, length, greedy(), Set.of())))
                        .get(0);
                assertThat(cut.ids()).isEqualTo(ids.subList(0, length));
                assertThat(cut.stopReason()).isEqualTo(StopReason.LENGTH);
                assertThat(cut.cachedAfterwards()).isEqualTo(PROMPT.length + length - 1);
            }
            assertThat(drafting.draftCounts().accepted()).isGreaterThan(accepted);
        }
    }

    /** Returns every id with its first place. */
    private static Map<Integer, Integer> first(List<Integer> ids) {
        Map<Integer, Integer> places = new LinkedHashMap<>();
        for (int place = 0; place < ids.size(); place++) {
            places.putIfAbsent(ids.get(place), place);
        }
        return places;
    }

    private static Sampler greedy() {
        return new Sampler(GenerationSettings.greedy(1), 1, decoder.sizes().vocabulary(), id -> true);
    }

    @Test
    void drafted_tokens_are_drawn_with_the_network_s_probabilities() {
        int kept = 3;
        int replies = 6000;
        GenerationSettings settings = new GenerationSettings(1, 1, kept, 1, 3, 0);
        Map<List<Integer>, Integer> found = new LinkedHashMap<>();
        DraftCounts counts;
        try (TokenReplies drafting = new TokenReplies(decoder, 1, true)) {
            for (int seed = 0; seed < replies; seed++) {
                Sampler sampler = new Sampler(settings, seed, decoder.sizes().vocabulary(), id -> true);
                List<Integer> ids = drafting.write(List.of(drafting.drawn(PROMPT, 3, sampler, Set.of())))
                        .get(0)
                        .ids();
                found.merge(ids, 1, Integer::sum);
            }
            counts = drafting.draftCounts();
        }
        // The first token comes with the prompt; the others were drafted often, and the drafts neither kept nor refused
        // always.
        assertThat(counts.accepted()).isBetween(replies / 10L, counts.drafted() - replies / 10L);
        double chiSquare = 0;
        int cells = 0;
        for (Map.Entry<List<Integer>, Double> entry :
                probabilities(List.of(), kept).entrySet()) {
            double expected = entry.getValue() * replies;
            assertThat(expected).as("enough of every kind for the test to hold").isGreaterThan(5);
            int actual = found.getOrDefault(entry.getKey(), 0);
            chiSquare += (actual - expected) * (actual - expected) / expected;
            cells++;
        }
        assertThat(found.keySet()).hasSizeLessThanOrEqualTo(cells);
        // 27 kinds of three tokens; chi-square with 26 degrees of freedom is above 54.05 in one case of a thousand.
        assertThat(cells).isEqualTo(27);
        assertThat(chiSquare).isLessThan(54.05);
    }

    /** Returns the probabilities of three tokens after the prompt, each step run from the beginning in a cache of its own. */
    private static Map<List<Integer>, Double> probabilities(List<Integer> said, int kept) {
        if (said.size() == 3) {
            return Map.of(said, 1.0);
        }
        int[] ids = IntStream.concat(Arrays.stream(PROMPT), said.stream().mapToInt(Integer::intValue))
                .toArray();
        float[] logits;
        try (KeyValueCache cache = decoder.newCache()) {
            logits = decoder.lastLogits(cache, ids);
        }
        List<Integer> top = IntStream.range(0, logits.length)
                .boxed()
                .sorted(Comparator.comparingDouble(id -> -logits[id]))
                .limit(kept)
                .toList();
        double sum = top.stream().mapToDouble(id -> Math.exp(logits[id])).sum();
        Map<List<Integer>, Double> all = new LinkedHashMap<>();
        for (int id : top) {
            List<Integer> longer = new ArrayList<>(said);
            longer.add(id);
            probabilities(longer, kept).forEach((ids3, chance) -> all.put(ids3, chance * Math.exp(logits[id]) / sum));
        }
        return all;
    }
}
