package org.charactermirror.metric;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Puts the native part of ONNX Runtime into the program's own cache, once. Left to itself, the library would unpack it into
 * the system's folder of temporary files each time.
 */
final class OnnxLibrary {

    /** What the library reads to find its native part. */
    private static final String PROPERTY = "onnxruntime.native.path";

    private OnnxLibrary() {}

    /**
     * Unpacks, unless that was done.
     *
     * @param cache the program's cache folder
     * @throws IOException if there is none for this machine, or it cannot be written
     */
    static synchronized void prepare(Path cache) throws IOException {
        if (System.getProperty(PROPERTY) != null) {
            return;
        }
        String platform = platform();
        boolean windows = platform.startsWith("win");
        List<String> files = platform.startsWith("osx")
                ? List.of("libonnxruntime.dylib", "libonnxruntime4j_jni.dylib")
                : windows
                        ? List.of("onnxruntime.dll", "onnxruntime4j_jni.dll")
                        : List.of("libonnxruntime.so", "libonnxruntime4j_jni.so");
        long size = 0;
        for (String file : files) {
            size = 31 * size + resource(platform, file).length;
        }
        // The folder's name changes with the library, so that an old copy is never taken for a new one.
        Path folder = cache.resolve("onnxruntime").resolve(platform + "-" + Long.toHexString(size));
        Files.createDirectories(folder);
        for (String file : files) {
            byte[] bytes = resource(platform, file);
            Path target = folder.resolve(file);
            if (!Files.isRegularFile(target) || !Arrays.equals(Files.readAllBytes(target), bytes)) {
                Path partial = Files.createTempFile(folder, file, ".partial");
                Files.write(partial, bytes);
                Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        System.setProperty(PROPERTY, folder.toAbsolutePath().toString());
    }

    private static String platform() throws IOException {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        boolean arm = processor.equals("aarch64") || processor.equals("arm64");
        if (!arm && !processor.equals("amd64") && !processor.equals("x86_64")) {
            throw new IOException("there is no ONNX Runtime for " + system + " on " + processor);
        }
        return (system.startsWith("windows") ? "win" : system.startsWith("mac") ? "osx" : "linux")
                + (arm ? "-aarch64" : "-x64");
    }

    private static byte[] resource(String platform, String file) throws IOException {
        String name = "/ai/onnxruntime/native/" + platform + "/" + file;
        try (@Nullable InputStream in = OnnxLibrary.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("this build has no ONNX Runtime for " + platform);
            }
            return in.readAllBytes();
        }
    }
}
