package org.charactermirror.cli;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.charactermirror.chat.ModelUnavailableException;
import org.charactermirror.chat.glm.EmbeddedModels;
import org.charactermirror.chat.glm.NativeLibraries;
import org.charactermirror.chat.glm.Precision;
import org.charactermirror.chat.glm.SameBits;
import org.jspecify.annotations.Nullable;

/** What {@code doctor} says of the machine and the program. */
final class MachineChecks {

    /** The name of the check on which all local models depend. */
    static final String NATIVE_LIBRARIES = "native libraries";

    private static final String SAME_BITS = "same bits";

    private static final double GIGABYTE = 1e9;

    /** The instructions that matter to matrix products, as Linux names them. */
    private static final List<String> FEATURES =
            List.of("avx2", "fma", "avx512f", "avx512_vnni", "avx512_bf16", "amx_bf16", "amx_int8");

    private MachineChecks() {}

    static List<Check> all() {
        Check libraries = nativeLibraries();
        List<Check> checks = new ArrayList<>(List.of(
                Check.ok(
                        "java",
                        System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + "), "
                                + System.getProperty("os.name") + " " + System.getProperty("os.arch")),
                encoding(System.getProperty("sun.jnu.encoding", "unknown")),
                Check.ok(
                        "processor",
                        AnnotationInput.counted(Runtime.getRuntime().availableProcessors(), "core") + "; "
                                + features(Path.of("/proc/cpuinfo"))),
                memory(),
                disk("disk of the working directory", Path.of("")),
                disk("disk of the cache folder", EmbeddedModels.cacheFolder()),
                cache(EmbeddedModels.cacheFolder()),
                libraries,
                embeddedModels()));
        if (libraries.state() == Check.State.OK) {
            checks.add(sameBits());
        }
        return checks;
    }

    static Check encoding(String encoding) {
        String name = "file names";
        return encoding.equalsIgnoreCase("UTF-8")
                ? Check.ok(name, "in UTF-8")
                : Check.warning(
                        name,
                        "in " + encoding + ": files and arguments with Chinese names cannot be used",
                        "set the environment variable LC_ALL to C.UTF-8");
    }

    /** Returns what Linux calls the processor. */
    static String processor(Path cpuinfo) {
        try (Stream<String> lines = Files.lines(cpuinfo)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown processor");
        } catch (IOException e) {
            return "unknown processor";
        }
    }

    static String features(Path cpuinfo) {
        try (Stream<String> lines = Files.lines(cpuinfo)) {
            Optional<Set<String>> flags = lines.filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .map(line -> new LinkedHashSet<>(Arrays.asList(line.split("\\s+"))));
            return flags.map(all -> FEATURES.stream().filter(all::contains).toList())
                    .map(found -> found.isEmpty() ? "none of " + String.join(", ", FEATURES) : String.join(", ", found))
                    .orElse("its instructions are unknown");
        } catch (IOException e) {
            return "its instructions are unknown";
        }
    }

    private static Check memory() {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system)) {
            return Check.ok("memory", "unknown");
        }
        return Check.ok(
                "memory",
                String.format(
                        Locale.ROOT,
                        "%.1f of %.1f GB free",
                        freeMemory() / GIGABYTE,
                        system.getTotalMemorySize() / GIGABYTE));
    }

    /** Returns the bytes of memory that a program could take now. */
    static long freeMemory() {
        long otherwise = ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getFreeMemorySize()
                : 0;
        return freeMemory(Path.of("/proc/meminfo"), otherwise);
    }

    /** Counts what Linux could free at once as free too. */
    static long freeMemory(Path meminfo, long otherwise) {
        try (Stream<String> lines = Files.lines(meminfo)) {
            return lines.filter(line -> line.matches("MemAvailable:\\s+[0-9]+ kB"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .findFirst()
                    .orElse(otherwise);
        } catch (IOException e) {
            return otherwise;
        }
    }

    private static Check disk(String name, Path folder) {
        Path existing = existing(folder);
        try {
            FileStore store = Files.getFileStore(existing);
            double free = store.getUsableSpace() / GIGABYTE;
            String message = String.format(Locale.ROOT, "%.1f GB free (%s)", free, existing);
            return free < 1
                    ? Check.warning(name, message, "free some space: the unpacked libraries alone take 0.5 GB")
                    : Check.ok(name, message);
        } catch (IOException e) {
            return Check.warning(name, "unknown: " + e.getMessage(), "see whether " + existing + " can be read");
        }
    }

    static Check cache(Path folder) {
        String name = "cache folder";
        Path existing = existing(folder);
        try {
            Files.delete(Files.createTempFile(existing, "doctor", ".tmp"));
            return Check.ok(
                    name, folder + (existing.endsWith(folder) ? " can be written" : " can be made when it is needed"));
        } catch (IOException e) {
            return Check.problem(
                    name,
                    folder + " cannot be written: " + e.getMessage(),
                    "name another folder with --cache or CHARMIRROR_CACHE");
        }
    }

    /** Returns the folder itself, or the nearest one above it that exists. */
    private static Path existing(Path folder) {
        for (@Nullable Path path = folder.toAbsolutePath(); path != null; path = path.getParent()) {
            if (Files.exists(path)) {
                return path;
            }
        }
        return folder;
    }

    private static Check sameBits() {
        try {
            return sameBits(SameBits.difference(EmbeddedModels.resolve(EmbeddedModels.PREFIX + "tiny")));
        } catch (ModelUnavailableException e) {
            return Check.problem(SAME_BITS, String.valueOf(e.getMessage()), "get the program's files again");
        }
    }

    static Check sameBits(Optional<String> difference) {
        return difference.isEmpty()
                ? Check.ok(
                        SAME_BITS,
                        "a reply does not depend on those beside it, at "
                                + Precision.ofThisMachine().stream()
                                        .map(Precision::word)
                                        .collect(Collectors.joining(", ")))
                : Check.problem(
                        SAME_BITS,
                        "a dialogue's numbers differ " + difference.get()
                                + ": on this processor replies would depend on --batch",
                        "use --batch 1 for all runs that are compared, and please report this with the lines above");
    }

    static Check nativeLibraries() {
        try {
            return Check.ok(NATIVE_LIBRARIES, NativeLibraries.check());
        } catch (ModelUnavailableException e) {
            return Check.problem(
                    NATIVE_LIBRARIES,
                    String.valueOf(e.getMessage()),
                    "only Linux on x86-64 is tested; the libraries are unpacked into .djl.ai in the home folder, or into"
                            + " DJL_CACHE_DIR, which needs 0.5 GB");
        }
    }

    private static Check embeddedModels() {
        List<String> damage = new ArrayList<>(EmbeddedModels.damage());
        return damage.isEmpty()
                ? Check.ok("embedded models", "intact: " + String.join(", ", EmbeddedModels.names()))
                : Check.problem("embedded models", String.join("; ", damage), "get the program's files again");
    }
}
