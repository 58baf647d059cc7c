package org.charactermirror.chat.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.ndarray.BaseNDManager;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DecoderSoakTest {

    private static final int STEPS = 3000;

    @Test
    void memory_stays_flat_over_thousands_of_steps() {
        try (Decoder decoder = TinyCheckpoint.load(Precision.F32)) {
            run(decoder, STEPS);
            int arrays = ((BaseNDManager) decoder.manager()).getManagedArrays().size();
            Optional<ProcessMemory> before = ProcessMemory.now();
            run(decoder, STEPS);
            assertThat(((BaseNDManager) decoder.manager()).getManagedArrays()).hasSize(arrays);
            assumeThat(before).as("resident memory is known on Linux only").isPresent();
            // A step's tensors take about 100 kB; were they kept, 3,000 steps would take 300 MB.
            assertThat(anonymous(ProcessMemory.now()) - anonymous(before)).isLessThan(100_000_000);
        }
    }

    private static long anonymous(Optional<ProcessMemory> memory) {
        return memory.orElseThrow().anonymous();
    }

    private static void run(Decoder decoder, int steps) {
        int done = 0;
        while (done < steps) {
            try (KeyValueCache cache = decoder.newCache()) {
                for (int token = 0; token < 120; token++) {
                    decoder.lastLogits(cache, new int[] {token});
                    done++;
                }
            }
        }
    }
}
