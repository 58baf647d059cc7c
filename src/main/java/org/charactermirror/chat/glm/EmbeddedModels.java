package org.charactermirror.chat.glm;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.charactermirror.chat.ModelUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * The models that ship inside the program, in its resources under {@code org/charactermirror/models}.
 *
 * <p>{@code index.json} there lists for each model its files with size and SHA-256. A model is copied once into the
 * user's cache folder, since weights are mapped from files.
 */
public final class EmbeddedModels {

    /** What a path to an embedded model begins with. */
    public static final String PREFIX = "embedded:";

    private static final String RESOURCES = "/org/charactermirror/models/";
    private static final String INDEX = "index.json";

    /** Size and SHA-256 of one file. */
    record FileEntry(long size, String sha256) {}

    /** The models by name, and each one's files by name. */
    record Index(SortedMap<String, SortedMap<String, FileEntry>> models) {}

    private EmbeddedModels() {}

    /** Returns the names of the models that ship with this program. */
    public static List<String> names() {
        return List.copyOf(index().models().keySet());
    }

    /** Tells whether a model's path means an embedded model. */
    public static boolean isEmbedded(String path) {
        return path.startsWith(PREFIX);
    }

    /**
     * Returns the folder of a model: of an embedded one, after copying it out if that has not been done, or the path
     * itself.
     *
     * @param path {@code embedded:NAME}, or the path of a folder
     * @throws ModelUnavailableException if there is no such embedded model, or it cannot be copied
     */
    public static Path resolve(String path) {
        return isEmbedded(path) ? resolve(path, cacheFolder(System.getenv())) : Path.of(path);
    }

    static Path resolve(String path, Path cache) {
        String name = path.substring(PREFIX.length());
        Map<String, FileEntry> files = index().models().get(name);
        if (files == null) {
            throw new ModelUnavailableException("no embedded model is named '" + name + "'; there "
                    + (names().isEmpty() ? "are none in this build" : "are " + String.join(", ", names())));
        }
        // The folder's name changes with the model, so that an old copy is never taken for a new one.
        String version = files.values().stream().map(FileEntry::sha256).reduce("", String::concat);
        Path folder = cache.resolve("models").resolve(name + "-" + Integer.toHexString(version.hashCode()));
        try {
            if (!isIntact(folder, files)) {
                extract(name, files, folder);
            }
        } catch (IOException e) {
            throw new ModelUnavailableException(
                    folder + ": the embedded model '" + name + "' cannot be copied there: " + e
                            + "; set CHARMIRROR_CACHE to a folder that can be written",
                    e);
        }
        return folder;
    }

    /**
     * Writes the index of a folder of models, each a folder of files.
     *
     * @throws IOException if a file cannot be read or the index not written
     */
    public static void writeIndex(Path models) throws IOException {
        SortedMap<String, SortedMap<String, FileEntry>> found = new TreeMap<>();
        for (Path model : sorted(models)) {
            if (Files.isDirectory(model)) {
                SortedMap<String, FileEntry> files = new TreeMap<>();
                for (Path file : sorted(model)) {
                    String name = file.getFileName().toString();
                    // The card is for readers of the repository; it changes without the model.
                    if (!name.endsWith(".md")) {
                        files.put(name, new FileEntry(Files.size(file), ModelFolder.sha256(List.of(file))));
                    }
                }
                found.put(model.getFileName().toString(), files);
            }
        }
        byte[] json = JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsBytes(new Index(found));
        Files.writeString(models.resolve(INDEX), new String(json, StandardCharsets.UTF_8).replace("\r\n", "\n") + "\n");
    }

    /** Returns what is wrong with the models in the program's jar, file by file; nothing if all are intact. */
    public static List<String> damage() {
        List<String> damage = new ArrayList<>();
        index().models()
                .forEach((model, files) -> files.forEach((file, entry) -> {
                    String name = model + "/" + file;
                    try (InputStream in = resource(name)) {
                        if (in == null) {
                            damage.add(name + " is missing");
                        } else if (!ModelFolder.sha256(in).equals(entry.sha256())) {
                            damage.add(name + " is not the file of the index");
                        }
                    } catch (IOException e) {
                        damage.add(name + " cannot be read: " + e.getMessage());
                    }
                }));
        return damage;
    }

    /** Tells whether a folder is one of embedded models, as the program's sources have it. */
    public static boolean isIndexed(Path models) {
        return Files.isRegularFile(models.resolve(INDEX));
    }

    /** Returns the folder into which embedded models are copied; it need not exist. */
    public static Path cacheFolder() {
        return cacheFolder(System.getenv());
    }

    /** Returns this user's cache folder: CHARMIRROR_CACHE, or where the system keeps such things. */
    static Path cacheFolder(Map<String, String> environment) {
        @Nullable String property = System.getProperty("charmirror.cache");
        if (property != null && !property.isBlank()) {
            return Path.of(property);
        }
        String own = environment.getOrDefault("CHARMIRROR_CACHE", "");
        if (!own.isBlank()) {
            return Path.of(own);
        }
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        String system = environment.getOrDefault(windows ? "LOCALAPPDATA" : "XDG_CACHE_HOME", "");
        Path base = system.isBlank() ? Path.of(System.getProperty("user.home", "."), ".cache") : Path.of(system);
        return base.resolve("charmirror");
    }

    private static boolean isIntact(Path folder, Map<String, FileEntry> files) throws IOException {
        for (Map.Entry<String, FileEntry> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            if (!Files.isRegularFile(path)
                    || Files.size(path) != file.getValue().size()
                    || !ModelFolder.sha256(List.of(path)).equals(file.getValue().sha256())) {
                return false;
            }
        }
        return true;
    }

    /** Copies to a folder beside the final one and renames it, so that a half-written model is never seen. */
    private static void extract(String name, Map<String, FileEntry> files, Path folder) throws IOException {
        Path parent = Files.createDirectories(folder.toAbsolutePath().getParent());
        Path partial = Files.createTempDirectory(parent, name + ".partial");
        try {
            for (String file : files.keySet()) {
                try (InputStream in = resource(name + "/" + file)) {
                    if (in == null) {
                        throw new IOException(file + " is not in the program's jar");
                    }
                    Files.copy(in, partial.resolve(file));
                }
            }
            if (!isIntact(partial, files)) {
                throw new IOException("the files in the program's jar are not those of its index");
            }
            deleteFolder(folder);
            try {
                Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                // Another process may have been faster with the same files.
                if (!isIntact(folder, files)) {
                    throw e;
                }
            }
        } finally {
            deleteFolder(partial);
        }
    }

    private static void deleteFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            for (Path file : sorted(folder)) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        }
    }

    private static List<Path> sorted(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> list = new ArrayList<>(entries.toList());
            list.sort(null);
            return list;
        }
    }

    private static Index index() {
        try (InputStream in = resource(INDEX)) {
            if (in == null) {
                return new Index(new TreeMap<>());
            }
            return JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .build()
                    .readValue(in, Index.class);
        } catch (IOException e) {
            throw new UncheckedIOException("the index of embedded models in the program's jar cannot be read", e);
        }
    }

    private static @Nullable InputStream resource(String name) {
        return EmbeddedModels.class.getResourceAsStream(RESOURCES + name);
    }
}
