package org.charactermirror.chat.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.charactermirror.chat.Message;
import org.charactermirror.chat.Persona;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplyScorerTest {

    private static final Persona PERSONA = new Persona("王", "天气很好", "李", "");

    /** The logits of the published implementation, to 1e-4, make log-probabilities to twice that. */
    private static final double TOLERANCE = 2e-4;

    @TempDir
    @SuppressWarnings("NullAway.Init") // injected by JUnit
    private Path folder;

    @Test
    void log_probabilities_are_those_of_the_published_implementation_s_logits() {
        try (Decoder decoder = TinyCheckpoint.load(Precision.F32)) {
            for (ExpectedLogits prompt : TinyCheckpoint.expected()) {
                // One more token, since the logits after the prompt's last one are known, too.
                int[] ids = Arrays.copyOf(prompt.inputIds(), prompt.inputIds().length + 1);
                ids[ids.length - 1] = prompt.greedy()[0];
                for (int from : new TreeSet<>(List.of(1, ids.length / 2, ids.length - 1))) {
                    try (KeyValueCache cache = decoder.newCache()) {
                        double[] logs = ReplyScorer.logProbabilities(decoder, cache, ids, from);
                        assertThat(logs).hasSize(ids.length - from);
                        for (int i = 0; i < logs.length; i++) {
                            assertThat(logs[i])
                                    .isCloseTo(
                                            logSoftmax(prompt.promptLogits()[from + i - 1], ids[from + i]),
                                            within(TOLERANCE));
                        }
                    }
                }
            }
        }
    }

    /** ln of e^x / Σ e^x, straight from the definition: the expected logits are small. */
    private static double logSoftmax(double[] logits, int token) {
        return Math.log(
                Math.exp(logits[token]) / Arrays.stream(logits).map(Math::exp).sum());
    }

    @Test
    void a_reply_has_a_probability_for_each_of_its_tokens_whatever_was_scored_before() throws IOException {
        CharacterCheckpoint.write(folder, 7);
        List<Message> first = List.of(Message.character("你好"), Message.user("天气好吗？"));
        List<Message> second =
                List.of(Message.character("你好"), Message.user("天气好吗？"), Message.character("很好"), Message.user("你好吗？"));
        try (ReplyScorer scorer = ReplyScorer.open(folder, Precision.F32)) {
            double[] alone = scorer.logProbabilities(PERSONA, second, "我很好，你").orElseThrow();
            scorer.logProbabilities(PERSONA, first, "很好");
            double[] after = scorer.logProbabilities(PERSONA, second, "我很好，你").orElseThrow();
            double[] again = scorer.logProbabilities(PERSONA, second, "我很好，你").orElseThrow();
            // The tokenizer knows characters only: five of them.
            assertThat(alone).hasSize(5);
            assertThat(Arrays.stream(alone).max().orElseThrow()).isNegative();
            assertThat(after).isEqualTo(alone);
            assertThat(again).isEqualTo(alone);
        }
    }

    @Test
    void the_probabilities_of_all_replies_of_one_token_add_up_to_no_more_than_one() throws IOException {
        CharacterCheckpoint.write(folder, 7);
        List<Message> messages = List.of(Message.character("你好"), Message.user("天气好吗？"));
        try (ReplyScorer scorer = ReplyScorer.open(folder, Precision.F32)) {
            double sum = 0;
            for (String reply : "以下是一段和之间的对话关于信息你好吗天气很我王李".split("")) {
                sum += Math.exp(
                        scorer.logProbabilities(PERSONA, messages, reply).orElseThrow()[0]);
            }
            // No character is in the list twice; signs, the end and unused ids are left over.
            assertThat(sum).isPositive().isLessThan(1);
        }
    }

    @Test
    void what_does_not_fit_the_context_has_no_probability() throws IOException {
        CharacterCheckpoint.write(folder, 7);
        List<Message> messages = List.of(Message.user("你好".repeat(200)));
        try (ReplyScorer scorer = ReplyScorer.open(folder, Precision.F32)) {
            // 400 characters of the message and 150 of the reply are more than the context of 512.
            assertThat(scorer.logProbabilities(PERSONA, messages, "你".repeat(150)))
                    .isEqualTo(Optional.empty());
            assertThat(scorer.logProbabilities(PERSONA, messages, "你".repeat(600)))
                    .isEqualTo(Optional.empty());
        }
    }
}
