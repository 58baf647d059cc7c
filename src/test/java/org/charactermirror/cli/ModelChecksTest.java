package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.charactermirror.chat.glm.MemoryNeeds;
import org.charactermirror.chat.glm.ModelConfiguration;
import org.charactermirror.chat.glm.Precision;
import org.charactermirror.chat.glm.SpeedTest;
import org.charactermirror.chat.glm.SpeedTest.Timing;
import org.charactermirror.chat.glm.WeightFiles;
import org.charactermirror.chat.glm.WeightFiles.Missing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelChecksTest {

    /** ChatGLM2-6B as it is published; what it needs is worked out where that is tested. */
    private static final ModelConfiguration SIZES =
            new ModelConfiguration(28, 4096, 13696, 32, 128, 2, 65024, 32768, 1e-5);

    private static final MemoryNeeds F32 = new MemoryNeeds(SIZES, Precision.F32);
    private static final MemoryNeeds BF16 = new MemoryNeeds(SIZES, Precision.BF16);
    private static final long GIGABYTE = 1_000_000_000;
    private static final OptionalLong PUBLISHED = OptionalLong.of(12_487_168_000L);

    @TempDir
    private Path folder;

    private final Terminal terminal = new Terminal();

    @Test
    void memory_that_suffices_is_told_with_its_parts() {
        assertThat(ModelChecks.memory(BF16, 32, 4 * GIGABYTE, 80 * GIGABYTE, false))
                .isEqualTo(Check.ok(
                        "memory at bf16",
                        "17.28 GB of 80.00 GB free: weights 12.49 GB, caches up to 4.00 GB (--cache-memory), a step"
                                + " 0.79 GB; a dialogue of the full 32,768 tokens takes 1.88 GB while a reply is"
                                + " written, and there is room for 2 of --batch 32"));
    }

    @Test
    void caches_that_must_be_bounded_more_or_less_are_a_warning() {
        // 16,000,000,000 - 12,487,168,000 - 794,034,176 = 2,718,797,824
        assertThat(ModelChecks.memory(BF16, 32, 4 * GIGABYTE, 16 * GIGABYTE, false))
                .satisfies(check -> assertThat(check.state()).isEqualTo(Check.State.WARNING))
                .extracting(Check::remedy)
                .isEqualTo("use --cache-memory 2718m or less, or use precision int8");
        // 14,000,000,000 - 12,487,168,000 - 122,945,536 for activations and logits leave 1,389,886,464 bytes for a
        // cache of
        // 57,344 and masks of 20,480 bytes a token: 17,859 tokens, 279 spans of 64; the masks of these take
        // 365,690,880.
        assertThat(ModelChecks.memory(BF16, 32, 4 * GIGABYTE, 14 * GIGABYTE, false)
                        .remedy())
                .isEqualTo("use --cache-memory 1024m or less and set max_length to 17856 or less in the study's"
                        + " generation (dialogues that stay shorter fit too), or use precision int8");
        // A gigabyte holds 272 spans of 3,670,016 bytes.
        assertThat(ModelChecks.memory(BF16, 32, GIGABYTE, 80 * GIGABYTE, false))
                .satisfies(check -> assertThat(check.state()).isEqualTo(Check.State.WARNING))
                .extracting(Check::remedy)
                .isEqualTo("use --cache-memory 1880m or more, or set max_length to 17408 or less in the study's"
                        + " generation (dialogues that stay shorter fit too)");
    }

    @Test
    void a_model_for_which_there_is_no_memory_at_all_is_a_problem_unless_another_precision_fits() {
        assertThat(ModelChecks.memory(F32, 32, GIGABYTE, 22 * GIGABYTE, false))
                .satisfies(check -> assertThat(check.state()).isEqualTo(Check.State.PROBLEM))
                .extracting(Check::remedy)
                .isEqualTo("use precision bf16 or int8, or a machine with more memory");
        assertThat(ModelChecks.memory(F32, 32, GIGABYTE, 22 * GIGABYTE, true))
                .satisfies(check -> assertThat(check.state()).isEqualTo(Check.State.WARNING))
                .satisfies(check -> assertThat(check.message()).endsWith("; it cannot be run"));
        assertThat(ModelChecks.memory(BF16, 32, GIGABYTE, 8 * GIGABYTE, false).remedy())
                .isEqualTo("use precision int8, or a machine with more memory");
        assertThat(ModelChecks.memory(new MemoryNeeds(SIZES, Precision.INT8), 32, GIGABYTE, 4 * GIGABYTE, false)
                        .remedy())
                .isEqualTo("use a machine with more memory");
    }

    @Test
    void weights_are_complete_still_to_come_or_damaged() {
        assertThat(ModelChecks.weights(new WeightFiles(7, 12_487_200_000L, List.of(), PUBLISHED, List.of())))
                .isEqualTo(Check.ok("weights", "complete: 7 files, 12.49 GB"));
        assertThat(ModelChecks.weights(new WeightFiles(0, 0, List.of(), PUBLISHED, List.of())))
                .isEqualTo(Check.warning(
                        "weights",
                        "none are there; they are 12.49 GB as they are published",
                        "put them beside config.json"));
        assertThat(ModelChecks.weights(new WeightFiles(
                        1,
                        1_800_000_000,
                        List.of(
                                new Missing("b.bin", OptionalLong.of(1_900_000_000)),
                                new Missing("c.bin", OptionalLong.empty())),
                        OptionalLong.empty(),
                        List.of())))
                .isEqualTo(Check.warning(
                        "weights",
                        "there: 1 file, 1.80 GB; all of them are of unknown size, since config.json has no torch_dtype;"
                                + " missing: b.bin (1.90 GB), c.bin",
                        "put these files beside config.json"));
        assertThat(ModelChecks.weights(new WeightFiles(1, 9, List.of(), PUBLISHED, List.of("a.bin: is truncated"))))
                .isEqualTo(Check.problem("weights", "a.bin: is truncated", "get these files again"));
    }

    @Test
    void speeds_are_those_of_the_faster_measurement_and_the_slower_is_told_if_it_differs_much() {
        ModelSpeed speed = new ModelSpeed(new SpeedTest.Result(
                1400, 256, new Timing(2, 2.1), new Timing(0.5, 1), 32, new Timing(0.8, 0.9), 3, 2));
        assertThat(speed.words(28))
                .isEqualTo(
                        "prompts 128, one dialogue 2.00 (another time 1.00), 32 dialogues together 40 tokens a second"
                                + " (measured with random weights in 3 of 28 layers behind 1,400 tokens, 2 threads)");
        assertThat(ModelChecks.speed("speed at f32", speed, 28))
                .isEqualTo(Check.warning(
                        "speed at f32",
                        speed.words(28),
                        "two measurements differ much, so something else is at work: ask again when nothing is"));
        // 216 dialogues x 400 + 4,320 replies x 60 = 345,600 tokens of prompts at 128 a second: 2,700 s;
        // 4,320 x 40 = 172,800 tokens of replies at 40 a second: 4,320 s.
        assertThat(PaperShare.seconds(speed)).isCloseTo(7020, within(1e-6));
        assertThat(PaperShare.words(speed))
                .isEqualTo(
                        "about 1 h 57 min for 216 dialogues of 20 rounds, one model's share of paper-rating; assumed:"
                                + " replies of 40 tokens, messages of 60, profiles of 400, always 32 dialogues at once, nothing"
                                + " else at work");
        assertThat(PaperShare.duration(89)).isEqualTo("89 s");
        assertThat(PaperShare.duration(5000)).isEqualTo("83 min");
    }

    @Test
    void a_processor_on_which_replies_depend_on_each_other_is_a_problem() {
        assertThat(MachineChecks.sameBits(Optional.of("at bf16 beside 2 others and in pieces of 7 tokens")))
                .isEqualTo(Check.problem(
                        "same bits",
                        "a dialogue's numbers differ at bf16 beside 2 others and in pieces of 7 tokens: on this processor"
                                + " replies would depend on --batch",
                        "use --batch 1 for all runs that are compared, and please report this with the lines above"));
    }

    @Test
    void a_model_is_told_of_before_its_weights_are_there() throws IOException {
        Path config = Path.of("src/test/resources/chatglm2-tiny/config.json");
        Files.copy(config, folder.resolve("config.json"));
        assertThat(terminal.run("doctor", "--model", folder.toString(), "--precision", "bf16", "--json"))
                .as(terminal.err())
                .isEqualTo(ExitCode.DONE);
        JsonNode json = new ObjectMapper().readTree(terminal.out());
        assertThat(json.path("checks").findValuesAsText("name"))
                .containsExactly(
                        "native libraries",
                        "model",
                        "tokenizer",
                        "weights",
                        "memory at bf16",
                        "speed at bf16",
                        "study at bf16");
        assertThat(json.path("checks").findValuesAsText("message"))
                .contains("tokenizer.model is not there", "none are there; they are 0.2 MB as they are published");
        // The sum over the tensors of the checkpoint's index: 201,856 bytes in half precision.
        assertThat(json.path("model").path("parameters").asLong()).isEqualTo(100_928);
        assertThat(json.path("model").path("bf16").path("weight_bytes").asLong())
                .isEqualTo(201_856);
        assertThat(json.path("model")
                        .path("bf16")
                        .path("batch_tokens_per_second")
                        .asDouble())
                .isPositive();
        assertThat(json.path("model").has("f32")).isFalse();
    }

    @Test
    void what_is_no_model_s_folder_has_the_exit_code_of_a_model_that_cannot_be_used() {
        assertThat(terminal.run("doctor", "--model", folder.toString())).isEqualTo(ExitCode.MODEL_UNAVAILABLE);
        assertThat(terminal.out())
                .contains("problem  model: " + folder.resolve("config.json")
                        + ": missing; it must stand beside the weights\n")
                .endsWith("\nThere are problems; set them right and try again: charmirror doctor --model "
                        + Shell.quoted(folder) + "\n");
    }

    @Test
    void options_of_a_model_need_a_model_and_exclude_a_study() {
        assertThat(terminal.run("doctor", "--precision", "bf16")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err())
                .isEqualTo("--precision, --batch and --cache-memory need --model\nSee: charmirror doctor --help\n");
        assertThat(terminal.run("doctor", "my-run", "--model", "embedded:tiny")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err())
                .isEqualTo("--model and a study's folder exclude each other\nSee: charmirror doctor --help\n");
    }
}
