package org.charactermirror.chat.glm;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes a safetensors file; the same tensors give the same bytes, in whatever order they were added. */
public final class SafetensorsWriter {

    private static final int ALIGNMENT = 8;

    /** A tensor of so many bytes: those of the content, over and over if they are fewer. */
    private record Entry(TensorType type, long[] shape, ByteBuffer content, long bytes) {

        void write(FileChannel channel) throws IOException {
            for (long left = bytes; left > 0; ) {
                ByteBuffer next = content.duplicate();
                next.limit((int) Math.min(next.limit(), left));
                left -= next.remaining();
                writeFully(channel, next);
            }
        }
    }

    private final SortedMap<String, Entry> entries = new TreeMap<>();

    /**
     * Adds a tensor, converted to the type in which it is to be stored.
     *
     * @param type {@link TensorType#F16} (rounded to nearest even) or {@link TensorType#F32}
     * @param values row by row
     * @throws IllegalArgumentException if the name is taken, the shape does not fit, or a value does not fit the type
     */
    public SafetensorsWriter add(String name, TensorType type, float[] values, long... shape) {
        ByteBuffer content = ByteBuffer.allocate(Math.multiplyExact(values.length, type.bytes()))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            switch (type) {
                case F32 -> content.putFloat(value);
                case F16 -> content.putShort(half(name, value));
                case BF16 -> throw new IllegalArgumentException(name + ": floats are stored as F16 or F32, not BF16");
            }
        }
        return add(name, type, content.flip(), shape);
    }

    /**
     * Adds a tensor that is encoded already.
     *
     * @param content the remaining bytes, little-endian, row by row; must not change until the file is written
     * @throws IllegalArgumentException if the name is taken or the bytes do not fill the shape
     */
    public SafetensorsWriter add(String name, TensorType type, ByteBuffer content, long... shape) {
        long bytes = bytes(type, shape);
        if (bytes != content.remaining()) {
            throw new IllegalArgumentException(name + ": shape " + Arrays.toString(shape) + " as " + type + " takes "
                    + bytes + " bytes, but there are " + content.remaining());
        }
        return add(name, new Entry(type, shape.clone(), content.slice(), bytes));
    }

    /**
     * Adds a tensor that is filled with the same bytes over and over; it may be larger than the memory.
     *
     * @param content the remaining bytes, at least one; must not change until the file is written
     * @throws IllegalArgumentException if the name is taken
     */
    SafetensorsWriter addFilled(String name, TensorType type, ByteBuffer content, long... shape) {
        return add(name, new Entry(type, shape.clone(), content.slice(), bytes(type, shape)));
    }

    private SafetensorsWriter add(String name, Entry entry) {
        if (entries.putIfAbsent(name, entry) != null) {
            throw new IllegalArgumentException(name + ": added twice");
        }
        return this;
    }

    private static long bytes(TensorType type, long... shape) {
        long bytes = type.bytes();
        for (long size : shape) {
            bytes = Math.multiplyExact(bytes, size);
        }
        return bytes;
    }

    /**
     * Writes the file; it appears complete or not at all.
     *
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
        byte[] header = header();
        Path parent = file.toAbsolutePath().getParent();
        Path partial = Files.createTempFile(parent, file.getFileName().toString(), ".partial");
        try {
            try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
                ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
                writeFully(channel, length.putLong(header.length).flip());
                writeFully(channel, ByteBuffer.wrap(header));
                for (Entry entry : entries.values()) {
                    entry.write(channel);
                }
            }
            Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private byte[] header() throws IOException {
        JsonMapper json = JsonMapper.builder().build();
        ObjectNode root = json.createObjectNode();
        root.putObject("__metadata__").put("format", "pt");
        long offset = 0;
        for (var entry : entries.entrySet()) {
            ObjectNode node = root.putObject(entry.getKey());
            node.put("dtype", entry.getValue().type().name());
            var shape = node.putArray("shape");
            Arrays.stream(entry.getValue().shape()).forEach(shape::add);
            long end = offset + entry.getValue().bytes();
            node.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        StringBuilder text = new StringBuilder(json.writeValueAsString(root));
        while (text.toString().getBytes(StandardCharsets.UTF_8).length % ALIGNMENT != 0) {
            text.append(' ');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static short half(String name, float value) {
        try {
            return HalfPrecision.of(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
