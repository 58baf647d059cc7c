package org.charactermirror.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files that records go to, one JSON object a line: a file is there once it has a record. Not thread-safe. */
public final class RecordFiles implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Optional<Path> folder;
    private final Map<String, Open> open = new LinkedHashMap<>();

    /**
     * Makes none yet.
     *
     * @param folder that is there; nothing where records are only to be counted
     */
    public RecordFiles(Optional<Path> folder) {
        this.folder = folder;
    }

    /**
     * A file that was written.
     *
     * @param bytes its length
     */
    public record RecordFile(String name, Layout layout, String split, int records, long bytes, String sha256) {}

    private static final class Open {
        private final Layout layout;
        private final String split;
        private final OutputStream out;
        private final MessageDigest digest;
        private int records;
        private long bytes;

        Open(Layout layout, String split, OutputStream out) {
            this.layout = layout;
            this.split = split;
            this.digest = sha256();
            this.out = new DigestOutputStream(out, digest);
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java runtime has SHA-256", e);
            }
        }
    }

    /**
     * Writes a record.
     *
     * @throws UncheckedIOException if its file cannot be written
     */
    void write(Layout layout, String split, Map<String, Object> record) {
        String name = layout.fileName(split);
        try {
            Open file = open.get(name);
            if (file == null) {
                OutputStream out = folder.isEmpty()
                        ? OutputStream.nullOutputStream()
                        : new BufferedOutputStream(
                                Files.newOutputStream(folder.get().resolve(name)), 1 << 16);
                file = new Open(layout, split, out);
                open.put(name, file);
            }
            byte[] line = (json(record) + "\n").getBytes(StandardCharsets.UTF_8);
            file.out.write(line);
            file.records++;
            file.bytes += line.length;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + name + ": " + e.getMessage(), e);
        }
    }

    private static String json(Map<String, Object> record) {
        try {
            // Line ends to some readers of lines, and to JSON letters like others: they only stand in texts.
            return JSON.writeValueAsString(record)
                    .replace("\u0085", "\\u0085")
                    .replace("\u2028", "\\u2028")
                    .replace("\u2029", "\\u2029");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of plain values can always be written", e);
        }
    }

    /**
     * Closes all files and returns them by layout and in the order of splits.
     *
     * @param splits all names in order
     */
    public List<RecordFile> finish(List<String> splits) {
        close();
        List<RecordFile> files = new ArrayList<>();
        open.forEach((name, file) -> files.add(new RecordFile(
                name,
                file.layout,
                file.split,
                file.records,
                file.bytes,
                HexFormat.of().formatHex(clone(file.digest).digest()))));
        files.sort(Comparator.comparing(RecordFile::layout).thenComparing(file -> splits.indexOf(file.split())));
        return files;
    }

    private static MessageDigest clone(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("SHA-256 can always be cloned", e);
        }
    }

    @Override
    public void close() {
        for (Map.Entry<String, Open> file : open.entrySet()) {
            try {
                file.getValue().out.close();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + file.getKey() + ": " + e.getMessage(), e);
            }
        }
    }
}
