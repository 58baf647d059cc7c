package org.charactermirror.chat.glm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What this machine's processor can compute, as far as the operating system tells.
 *
 * @param features the names that Linux has for them; empty where they cannot be found out
 */
record Processor(Set<String> features) {

    /** Sums of products of bytes without overflow; older instructions saturate at 16 bits and give wrong sums. */
    private static final Set<String> EXACT_BYTE_PRODUCTS = Set.of("avx512_vnni", "avx_vnni", "amx_int8");

    private static final Set<String> BFLOAT16_PRODUCTS = Set.of("avx512_bf16", "amx_bf16", "bf16");

    Processor {
        features = Set.copyOf(features);
    }

    /** Returns the processor of this machine. */
    static Processor ofThisMachine() {
        return of(Path.of("/proc/cpuinfo"));
    }

    static Processor of(Path information) {
        try (var lines = Files.lines(information)) {
            return new Processor(lines.filter(line -> line.startsWith("flags") || line.startsWith("Features"))
                    .limit(1)
                    .flatMap(line -> Arrays.stream(
                            line.substring(line.indexOf(':') + 1).strip().split("\\s+")))
                    .collect(Collectors.toUnmodifiableSet()));
        } catch (IOException e) {
            return new Processor(Set.of()); // not Linux
        }
    }

    /** Returns the precision nearest to the one asked for that has fast kernels here: int8, bf16, f32 in this order. */
    Precision nearest(Precision asked) {
        if (asked != Precision.INT8 || features.stream().anyMatch(EXACT_BYTE_PRODUCTS::contains)) {
            return asked;
        }
        return features.stream().anyMatch(BFLOAT16_PRODUCTS::contains) ? Precision.BF16 : Precision.F32;
    }
}
