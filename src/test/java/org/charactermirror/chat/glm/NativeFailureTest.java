package org.charactermirror.chat.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.charactermirror.chat.GenerationSettings;
import org.charactermirror.chat.ModelUnavailableException;
import org.charactermirror.chat.StopReason;
import org.charactermirror.chat.TextListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever goes wrong in native code is a failed reply with a message, and the loop goes on. */
class NativeFailureTest {

    private static final int[] PROMPT = {1, 2, 3};

    @ParameterizedTest
    @EnumSource(Precision.class)
    void weights_of_another_shape_fail_the_reply(Precision precision) {
        ModelConfiguration sizes = ModelConfiguration.read(TinyCheckpoint.FOLDER);
        // The program splits 224 columns after 100, where the checkpoint's halves have 112.
        ModelConfiguration narrower = new ModelConfiguration(
                sizes.layers(),
                sizes.hiddenSize(),
                100,
                sizes.heads(),
                sizes.headSize(),
                sizes.groups(),
                256,
                128,
                1e-5);
        Weights.Source weights = Weights.of(Checkpoint.open(TinyCheckpoint.FOLDER, sizes), precision);
        try (Decoder decoder = Decoder.of(narrower, precision, 128, 0, weights);
                DialogueCaches caches = DialogueCaches.unbounded(decoder, 2);
                GenerationLoop loop = new GenerationLoop(decoder, caches, 2, false)) {
            for (int attempt = 0; attempt < 3; attempt++) {
                assertThatThrownBy(() -> reply(loop, PROMPT))
                        .isInstanceOf(ModelUnavailableException.class)
                        .hasMessageStartingWith("libtorch failed in a step of the network: ");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void a_token_out_of_range_fails_its_reply_and_the_next_one_is_written(Precision precision) {
        try (Decoder decoder = TinyCheckpoint.load(precision);
                DialogueCaches caches = DialogueCaches.unbounded(decoder, 2);
                GenerationLoop loop = new GenerationLoop(decoder, caches, 2, false)) {
            for (int id : new int[] {256, 100_000}) {
                assertThatThrownBy(() -> reply(loop, new int[] {1, id}))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("token id " + id + " is not from 0 to 255");
                assertThat(reply(loop, PROMPT).count()).isEqualTo(5);
            }
        }
    }

    @Test
    void a_prompt_longer_than_the_context_fails_its_reply_and_the_next_one_is_written() {
        try (Decoder decoder = TinyCheckpoint.load(Precision.F32);
                DialogueCaches caches = DialogueCaches.unbounded(decoder, 2);
                GenerationLoop loop = new GenerationLoop(decoder, caches, 2, false)) {
            assertThatThrownBy(() -> reply(loop, new int[129]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("129 tokens are more than the context of 128");
            assertThat(reply(loop, PROMPT).count()).isEqualTo(5);
        }
    }

    @Test
    void a_network_that_was_freed_fails_the_reply() {
        Decoder decoder = TinyCheckpoint.load(Precision.F32);
        try (DialogueCaches caches = DialogueCaches.unbounded(decoder, 2);
                GenerationLoop loop = new GenerationLoop(decoder, caches, 2, false)) {
            assertThat(reply(loop, PROMPT).count()).isEqualTo(5);
            decoder.close();
            assertThatThrownBy(() -> reply(loop, PROMPT)).isInstanceOf(RuntimeException.class);
        }
        assertWritten();
    }

    private static void assertWritten() {
        try (Decoder decoder = TinyCheckpoint.load(Precision.F32);
                DialogueCaches caches = DialogueCaches.unbounded(decoder, 2);
                GenerationLoop loop = new GenerationLoop(decoder, caches, 2, false)) {
            assertThat(reply(loop, PROMPT).count()).as("the process goes on").isEqualTo(5);
        }
    }

    private static Generation.Outcome reply(GenerationLoop loop, int[] prompt) {
        Sampler sampler = new Sampler(GenerationSettings.ofDefaults(), 1, 256, id -> true);
        Generation generation = new Generation(prompt, 5, sampler, heard -> new ReplyAssembler() {
            @Override
            public Optional<StopReason> add(int token) {
                return Optional.empty();
            }

            @Override
            public String finish() {
                return "";
            }
        });
        loop.submit(generation);
        return generation.await(TextListener.NONE);
    }
}
