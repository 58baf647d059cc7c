package org.charactermirror.chat.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.chat.ModelUnavailableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkTest {

    private static final ModelConfiguration SIZES = ModelConfiguration.read(TinyCheckpoint.FOLDER);
    private static final Benchmark.Settings SETTINGS =
            new Benchmark.Settings(SIZES, Precision.F32, 32, Optional.empty(), 1);

    @TempDir
    private Path folder;

    @Test
    void the_whole_model_is_what_the_difference_of_two_networks_makes_it() {
        Benchmark.Measured one = measured(1, 10);
        Benchmark.Measured some = measured(3, 14);
        // A layer is (14 - 10) / 2 = 2; 28 layers are 10 + 27 x 2 = 64.
        Benchmark.Measured whole = Benchmark.extrapolated(one, some, 28);
        assertThat(whole.layers()).isEqualTo(28);
        assertThat(whole.load()).isCloseTo(64, within(1e-9));
        assertThat(whole.firstLoad()).isCloseTo(128, within(1e-9));
        assertThat(whole.resident()).contains(new ProcessMemory(64, 7));
        assertThat(whole.prompts()).containsOnlyKeys(512);
        assertThat(whole.steps()).containsOnlyKeys(8);
        assertThat(whole.prompts().values()).first().isEqualTo(new Repeated(64, 64, 64, 3));
        assertThat(whole.steps().values()).first().isEqualTo(new Repeated(64, 64, 64, 3));
        assertThat(whole.studies()).containsExactly(new StudyBenchmark.Run(true, false, 64, 30, 20));
    }

    private static Benchmark.Measured measured(int layers, int seconds) {
        Repeated time = new Repeated(seconds, seconds, seconds, 3);
        return new Benchmark.Measured(
                layers,
                2 * seconds,
                seconds,
                Optional.of(new ProcessMemory(seconds, 7)),
                Map.of(512, time),
                Map.of(8, time),
                List.of(new StudyBenchmark.Run(true, false, seconds, 30, 20)),
                1);
    }

    @Test
    void memory_is_asked_for_before_anything_is_loaded() {
        List<String> heard = new ArrayList<>();
        Benchmark benchmark = new Benchmark(SETTINGS, heard::add);
        benchmark.writeRandom(folder, 2);
        assertThat(heard).containsExactly("writing random weights of 2 layers, 0.00 GB, to " + folder);
        assertThatThrownBy(() -> benchmark.measure(folder, folder, 1_000_000))
                .isInstanceOf(ModelUnavailableException.class)
                .hasMessageStartingWith("measuring 2 layers at f32 takes ")
                .hasMessageEndingWith(
                        " GB of memory, and 0.0 GB are free; measure a part with --layers, or take a narrower"
                                + " --precision, a shorter --context or a smaller --batch, or end other programs");
    }

    @Test
    void a_context_that_the_model_does_not_have_is_refused() {
        assertThatThrownBy(() -> new Benchmark.Settings(SIZES, Precision.F32, 128, Optional.empty(), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("129 tokens are not from 2 to the model's context of 128");
    }
}
