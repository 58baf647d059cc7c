package org.charactermirror.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.charactermirror.document.Sha256;

/**
 * The scripts and styles that are shipped. All of them stand under one path that changes when any of them does, so that
 * browsers may keep them for good and modules can import each other by relative addresses.
 */
final class Assets {

    private static final String FOLDER = "assets/";

    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private static final Map<String, byte[]> FILES = read();
    private static final String VERSION = version();

    private Assets() {}

    /**
     * One file.
     *
     * @param type its media type
     */
    record Asset(byte[] bytes, String type) {}

    /** Returns an asset's path below the server's base. */
    static String path(String name) {
        if (!FILES.containsKey(name)) {
            throw new IllegalArgumentException("there is no asset " + name);
        }
        return FOLDER + VERSION + "/" + name;
    }

    /** Finds an asset by version and name; nothing where the version is not this program's. */
    static Optional<Asset> find(String version, String name) {
        byte[] bytes = version.equals(VERSION) ? FILES.get(name) : null;
        return Optional.ofNullable(bytes).map(found -> new Asset(found, type(name)));
    }

    private static String type(String name) {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalStateException("the asset " + name + " is of an unknown type");
        }
        return type;
    }

    /** A jar cannot be listed everywhere: the names stand in a file. */
    private static Map<String, byte[]> read() {
        Map<String, byte[]> files = new TreeMap<>();
        List<String> names =
                new String(bytes("index.txt"), StandardCharsets.UTF_8).lines().toList();
        for (String name : names) {
            if (!name.isBlank()) {
                files.put(name, bytes(name));
            }
        }
        return files;
    }

    private static byte[] bytes(String name) {
        try (InputStream in = Assets.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its asset " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String version() {
        StringBuilder all = new StringBuilder();
        FILES.forEach((name, bytes) -> all.append(name)
                .append(' ')
                .append(Sha256.hex(new String(bytes, StandardCharsets.UTF_8)))
                .append('\n'));
        return Sha256.hex(all.toString()).substring(0, 16);
    }
}
