package org.charactermirror.chat.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.charactermirror.chat.ModelUnavailableException;
import org.charactermirror.chat.glm.PrecisionComparison.Result;
import org.charactermirror.chat.glm.PrecisionComparison.Settings;
import org.charactermirror.chat.glm.PrecisionComparison.Text;
import org.charactermirror.chat.glm.PrecisionComparison.Window;
import org.charactermirror.problem.BadInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrecisionComparisonTest {

    private static final Settings SETTINGS = new Settings(Precision.BF16, Precision.F32, 64);

    @TempDir
    private Path folder;

    @Test
    void perplexity_is_what_another_implementation_s_logits_make_it() {
        double surprise = 0;
        int tokens = 0;
        List<Window> windows = new ArrayList<>();
        for (ExpectedLogits prompt : TinyCheckpoint.expected()) {
            int[] ids = prompt.inputIds();
            windows.add(new Window("prompt", ids, 1));
            for (int next = 1; next < ids.length; next++, tokens++) {
                double[] logits = prompt.promptLogits()[next - 1];
                surprise -= Math.log(Math.exp(logits[ids[next]])
                        / DoubleStream.of(logits).map(Math::exp).sum());
            }
        }
        Result result = compare(windows, SETTINGS);
        assertThat(result.tokens()).isEqualTo(tokens);
        double expected = Math.exp(surprise / tokens);
        assertThat(result.perplexityAgainst()).isCloseTo(expected, within(1e-4 * expected));
        assertThat(result.perplexity())
                .isNotEqualTo(result.perplexityAgainst())
                .isCloseTo(expected, within(0.1 * expected));
    }

    @Test
    void errors_are_those_of_the_two_networks_run_side_by_side() {
        int[] ids = IntStream.range(0, 100).map(index -> index * 37 % 256).toArray();
        double largest = 0;
        double sum = 0;
        int agreeing = 0;
        try (Decoder exact = TinyCheckpoint.load(Precision.F32);
                Decoder rounded = TinyCheckpoint.load(Precision.BF16);
                KeyValueCache first = exact.newCache();
                KeyValueCache second = rounded.newCache()) {
            List<float[]> expected = exact.allLogits(first, ids);
            List<float[]> found = rounded.allLogits(second, ids);
            for (int row = 1; row < 99; row++) {
                int best = 0;
                int other = 0;
                for (int id = 0; id < 256; id++) {
                    double error = Math.abs((double) expected.get(row)[id] - found.get(row)[id]);
                    largest = Math.max(largest, error);
                    sum += error;
                    best = expected.get(row)[id] > expected.get(row)[best] ? id : best;
                    other = found.get(row)[id] > found.get(row)[other] ? id : other;
                }
                agreeing += best == other ? 1 : 0;
            }
        }
        Result result = compare(List.of(new Window("w", ids, 2)), SETTINGS);
        assertThat(result.tokens()).isEqualTo(98);
        assertThat(result.largestError()).isEqualTo(largest).isPositive();
        assertThat(result.meanError()).isCloseTo(sum / 98 / 256, within(1e-12));
        assertThat(result.agreeing()).isEqualTo(agreeing);
        assertThat(result.largestErrorAt()).matches("w, token [0-9]+, id [0-9]+");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_precision_does_not_differ_from_itself() {
        int[] ids = IntStream.range(0, 70).toArray();
        Result result = compare(List.of(new Window("w", ids, 1)), new Settings(Precision.BF16, Precision.BF16, 70));
        assertThat(result.largestError()).isZero();
        assertThat(result.agreeing()).isEqualTo(69);
        assertThat(result.perplexity()).isEqualTo(result.perplexityAgainst());
    }

    @Test
    void long_texts_are_cut_into_windows_that_begin_as_prompts_do() {
        List<String> heard = new ArrayList<>();
        Path model = EmbeddedModels.resolve("embedded:tiny");
        // 100 tokens of text in windows of 64, of which [gMASK] sop take two: 62 and 38.
        Result result = PrecisionComparison.compare(
                model, List.of(new Text("a", "好".repeat(100))), SETTINGS, folder, Long.MAX_VALUE, heard::add);
        assertThat(result.windows()).isEqualTo(2);
        assertThat(result.tokens()).isEqualTo(100);
        assertThat(result.context()).isEqualTo(64);
        assertThat(heard)
                .containsExactly(
                        "loading the model at f32",
                        "f32: window 1 of 2",
                        "f32: window 2 of 2",
                        "loading the model at bf16",
                        "bf16: window 1 of 2",
                        "bf16: window 2 of 2");
    }

    @Test
    void all_texts_that_cannot_be_used_are_told() {
        assertThatThrownBy(() -> compareTexts(new Text("a", ""), new Text("b", "好"), new Text("c", " \n")))
                .isInstanceOf(BadInputException.class)
                .hasMessage("a: holds no text\nc: holds no text");
        assertThatThrownBy(() -> compareTexts(new Text("a", "好"), new Text("b", "你好")))
                .isInstanceOf(BadInputException.class)
                .hasMessage("the texts: 3 tokens together say nothing of a model; give it texts of at least 100 tokens,"
                        + " better thousands");
    }

    @Test
    void too_little_memory_is_told_with_what_is_needed() {
        Path model = EmbeddedModels.resolve("embedded:tiny");
        assertThatThrownBy(() -> PrecisionComparison.compare(
                        model, List.of(new Text("a", "好".repeat(100))), SETTINGS, folder, 1000, line -> {}))
                .isInstanceOf(ModelUnavailableException.class)
                .hasMessageMatching(
                        "the model takes 0\\.[0-9] GB of memory at f32, and 0\\.0 GB are free; end other programs,"
                                + " compare with another precision \\(--against\\), or use a machine with more memory");
    }

    private Result compareTexts(Text... texts) {
        return PrecisionComparison.compare(
                EmbeddedModels.resolve("embedded:tiny"), List.of(texts), SETTINGS, folder, Long.MAX_VALUE, line -> {});
    }

    private Result compare(List<Window> windows, Settings settings) {
        return PrecisionComparison.compare(TinyCheckpoint.FOLDER, windows, settings, folder, line -> {});
    }
}
