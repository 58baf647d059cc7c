package org.charactermirror.chat.glm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorTest {

    @TempDir
    private Path folder;

    @Test
    void the_features_are_those_of_the_first_core() throws IOException {
        Path information = Files.writeString(
                folder.resolve("cpuinfo"), "processor\t: 0\nflags\t\t: fpu avx512_vnni\nflags\t\t: fpu amx_int8\n");
        assertThat(Processor.of(information)).isEqualTo(new Processor(Set.of("fpu", "avx512_vnni")));
    }

    @Test
    void where_the_system_does_not_tell_no_features_are_known() {
        assertThat(Processor.of(folder.resolve("missing"))).isEqualTo(new Processor(Set.of()));
    }

    @Test
    void integers_are_taken_only_where_their_sums_are_exact() {
        for (String feature : Set.of("avx512_vnni", "avx_vnni", "amx_int8")) {
            assertThat(new Processor(Set.of(feature)).nearest(Precision.INT8)).isEqualTo(Precision.INT8);
        }
        assertThat(new Processor(Set.of("avx512bw")).nearest(Precision.INT8)).isEqualTo(Precision.F32);
    }

    @Test
    void without_integers_bfloat16_is_next_if_the_processor_has_it() {
        assertThat(new Processor(Set.of("avx512_bf16")).nearest(Precision.INT8)).isEqualTo(Precision.BF16);
        assertThat(new Processor(Set.of("asimd", "bf16")).nearest(Precision.INT8))
                .isEqualTo(Precision.BF16);
    }

    @Test
    void other_precisions_are_what_was_asked_for() {
        assertThat(new Processor(Set.of()).nearest(Precision.BF16)).isEqualTo(Precision.BF16);
        assertThat(new Processor(Set.of("avx512_vnni")).nearest(Precision.F32)).isEqualTo(Precision.F32);
    }
}
