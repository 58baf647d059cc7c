package org.charactermirror.chat.glm;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A file of matrices as 8-bit integers with a scale for each row.
 *
 * <p>Eight bytes that name the format, the place of the table, the matrices one after the other (the integers row by row,
 * then the scales as 32-bit floats; all little-endian), and the table as JSON: name, place, rows, columns, CRC-32C.
 */
final class PackedWeightsFile {

    /** What is in the file is not what was written. */
    static final class DamagedException extends Exception {

        private static final long serialVersionUID = 1;

        DamagedException(String message) {
            super(message);
        }
    }

    /** Where a matrix lies. */
    record Entry(long offset, int rows, int columns, long checksum) {

        long bytes() {
            return (long) rows * columns + (long) rows * Float.BYTES;
        }
    }

    /**
     * A matrix whose bytes were checked.
     *
     * @param integers mapped, row by row
     */
    record Matrix(ByteBuffer integers, float[] scales, int columns) {}

    private record Table(Map<String, Entry> matrices) {}

    private static final byte[] MAGIC = {'C', 'M', 'i', 'n', 't', '8', '\r', '\n'};
    private static final int HEAD = MAGIC.length + Long.BYTES;

    private static final String PARTIAL = "packing";

    /** A file that is being written changes every second. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    /** Rows are rounded so many bytes at a time, so that a large matrix needs little memory. */
    private static final int PIECE = 1 << 24;

    private final Path file;
    private final Map<String, Entry> matrices;

    private PackedWeightsFile(Path file, Map<String, Entry> matrices) {
        this.file = file;
        this.matrices = Map.copyOf(matrices);
    }

    /**
     * Opens a file.
     *
     * @return nothing if there is none, or it is not complete
     */
    static Optional<PackedWeightsFile> open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer head = read(channel, 0, HEAD);
            byte[] magic = new byte[MAGIC.length];
            head.get(magic);
            long table = head.getLong();
            long length = channel.size() - table;
            if (!Arrays.equals(magic, MAGIC) || table < HEAD || length < 2 || length > PIECE) {
                return Optional.empty();
            }
            byte[] json = read(channel, table, (int) length).array();
            return Optional.of(new PackedWeightsFile(
                    file,
                    JsonMapper.builder().build().readValue(json, Table.class).matrices()));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /**
     * Maps a matrix and checks its bytes.
     *
     * @throws DamagedException if it is not there, has another shape or other bytes than were written
     */
    Matrix matrix(String name, List<Long> shape) throws IOException, DamagedException {
        Entry entry = matrices.get(name);
        if (entry == null || !shape.equals(List.of((long) entry.rows(), (long) entry.columns()))) {
            throw new DamagedException(name + " is not in it as it should be");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (entry.offset() < HEAD || entry.offset() + entry.bytes() > channel.size()) {
                throw new DamagedException(name + " is cut off");
            }
            ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, entry.offset(), entry.bytes());
            CRC32C checksum = new CRC32C();
            checksum.update(bytes.duplicate());
            if (checksum.getValue() != entry.checksum()) {
                throw new DamagedException(name + " is damaged");
            }
            int integers = entry.rows() * entry.columns();
            float[] scales = new float[entry.rows()];
            bytes.slice(integers, scales.length * Float.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(scales);
            return new Matrix(bytes.slice(0, integers).order(ByteOrder.nativeOrder()), scales, entry.columns());
        }
    }

    /**
     * Rounds a checkpoint's matrices and writes them; the file appears complete or not at all.
     *
     * @param module the network's program
     */
    static void write(Path file, Checkpoint checkpoint, TorchScriptModule module) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        removeAbandoned(folder);
        Path partial = Files.createTempFile(folder, PARTIAL, ".partial");
        try {
            try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE);
                    NDManager manager = module.manager().newSubManager()) {
                writeFully(channel, ByteBuffer.allocate(HEAD));
                Map<String, Entry> matrices = new LinkedHashMap<>();
                for (var entry : checkpoint.tensors().entrySet()) {
                    if (CheckpointLayout.isMatrix(entry.getKey())) {
                        matrices.put(entry.getKey(), write(channel, entry.getValue(), module, manager));
                    }
                }
                long table = channel.position();
                writeFully(
                        channel, ByteBuffer.wrap(JsonMapper.builder().build().writeValueAsBytes(new Table(matrices))));
                channel.position(0);
                writeFully(
                        channel,
                        ByteBuffer.allocate(HEAD)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .put(MAGIC)
                                .putLong(table)
                                .flip());
                channel.force(true);
            }
            Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    /** Removes what a process that was killed while it wrote has left: gigabytes that nobody else would. */
    private static void removeAbandoned(Path folder) throws IOException {
        Instant before = Instant.now().minus(ABANDONED);
        try (DirectoryStream<Path> partials = Files.newDirectoryStream(folder, PARTIAL + "*.partial")) {
            for (Path partial : partials) {
                if (Files.getLastModifiedTime(partial).toInstant().isBefore(before)) {
                    Files.deleteIfExists(partial);
                }
            }
        }
    }

    private static Entry write(FileChannel channel, StoredTensor stored, TorchScriptModule module, NDManager manager)
            throws IOException {
        int rows = Math.toIntExact(stored.shape().get(0));
        int columns = Math.toIntExact(stored.shape().get(1));
        if ((long) rows * (columns + Float.BYTES) > Integer.MAX_VALUE) {
            throw new IOException("a matrix of " + rows + " x " + columns + " is more than a buffer of 2 GiB");
        }
        long offset = channel.position();
        CRC32C checksum = new CRC32C();
        ByteBuffer scales = ByteBuffer.allocate(rows * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        int atOnce = Math.max(1, PIECE / columns);
        for (int from = 0; from < rows; from += atOnce) {
            StoredTensor piece = stored.rows(from, Math.min(rows, from + atOnce));
            try (NDManager scope = manager.newSubManager()) {
                NDList quantized = Weights.withMapped(
                        piece, scope, (tensor, bytes) -> module.run(scope, "quantized", tensor, bytes));
                write(channel, checksum, ByteBuffer.wrap(quantized.get(0).toByteArray()));
                for (float scale : quantized.get(1).toFloatArray()) {
                    scales.putFloat(scale);
                }
            }
        }
        write(channel, checksum, scales.flip());
        return new Entry(offset, rows, columns, checksum.getValue());
    }

    private static void write(FileChannel channel, CRC32C checksum, ByteBuffer bytes) throws IOException {
        checksum.update(bytes.duplicate());
        writeFully(channel, bytes);
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static ByteBuffer read(FileChannel channel, long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) >= 0) {
            // until all is there, or the file has ended, which leaves zeros
        }
        return bytes.rewind();
    }
}
