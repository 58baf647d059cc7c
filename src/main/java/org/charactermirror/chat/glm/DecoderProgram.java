package org.charactermirror.chat.glm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.charactermirror.chat.ModelUnavailableException;

/** The network's program, {@code decoder.ts.txt}, with the sizes of one model put in. */
final class DecoderProgram {

    private DecoderProgram() {}

    /**
     * Compiles the program.
     *
     * @throws ModelUnavailableException if libtorch cannot be used on this machine, or the device is not there
     */
    static TorchScriptModule compile(ModelConfiguration sizes, Precision precision, ComputeDevice device) {
        return compiled(methods(sizes, precision, device, ""), device);
    }

    /** Compiles the program for the processor, and further methods beside it. */
    static TorchScriptModule compile(ModelConfiguration sizes, Precision precision, String more) {
        return compiled(methods(sizes, precision, ComputeDevice.CPU, more), ComputeDevice.CPU);
    }

    private static TorchScriptModule compiled(String methods, ComputeDevice device) {
        device.check();
        try {
            return TorchScriptModule.compile(methods, device);
        } catch (RuntimeException | LinkageError e) {
            throw new ModelUnavailableException(
                    "libtorch cannot be used on this machine: " + e.getMessage()
                            + "; only Linux on x86-64 is tested, and the native libraries need 0.5 GB in the"
                            + " folder .djl.ai of the home folder (or in DJL_CACHE_DIR)",
                    e);
        }
    }

    /** Returns the program as libtorch takes it. */
    static String methods(ModelConfiguration sizes, Precision precision, ComputeDevice device, String more) {
        Map<String, Object> values = Map.ofEntries(
                Map.entry("device", "torch.device(\"" + device.torchName() + "\")"),
                Map.entry("layers", sizes.layers()),
                Map.entry("hidden", sizes.hiddenSize()),
                Map.entry("feed_forward", sizes.feedForwardSize()),
                Map.entry("heads", sizes.heads()),
                Map.entry("groups", sizes.groups()),
                Map.entry("heads_a_group", sizes.heads() / sizes.groups()),
                Map.entry("heads_and_groups", sizes.heads() + sizes.groups()),
                Map.entry("heads_and_groups_twice", sizes.heads() + 2 * sizes.groups()),
                Map.entry("head_size", sizes.headSize()),
                Map.entry("rows", precision.rows()),
                Map.entry("query_rows", Decoder.QUERY_ROWS),
                Map.entry("heads_fill", Math.floorMod(-sizes.heads() / sizes.groups(), Decoder.QUERY_ROWS)),
                Map.entry("span", Decoder.SPAN),
                Map.entry("rotary", sizes.rotarySize()),
                Map.entry("pairs", sizes.rotarySize() / 2),
                Map.entry("epsilon", String.format(Locale.ROOT, "%.17e", sizes.normEpsilon())),
                Map.entry("type", precision.activationType()),
                Map.entry("kept", precision.keptType()));
        String product = precision == Precision.INT8 ? "product-int8.ts.txt" : "product-plain.ts.txt";
        String text = (resource("decoder.ts.txt") + resource(product) + more)
                .lines()
                .filter(line -> !line.isBlank() && !line.strip().startsWith("#"))
                .collect(Collectors.joining("\n", "", "\n"));
        for (Map.Entry<String, Object> value : values.entrySet()) {
            text = text.replace("@" + value.getKey() + "@", value.getValue().toString());
        }
        return text;
    }

    private static String resource(String name) {
        try (InputStream in = DecoderProgram.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the program's jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
