package org.charactermirror.chat.glm;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.charactermirror.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * Reads the header of a safetensors file: eight bytes of length, a JSON object of that length, then the tensors' bytes.
 */
final class SafetensorsReader {

    /** The limit of the format's reference implementation. */
    private static final int LARGEST_HEADER = 100_000_000;

    private final Path file;
    private final Problems problems;
    private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();

    /** First byte to name and end, to find overlaps. */
    private final TreeMap<Long, Map.Entry<String, Long>> extents = new TreeMap<>();

    private SafetensorsReader(Path file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** Returns the file's tensors by name; those with a problem are left out and told. */
    static Map<String, StoredTensor> read(Path file, Problems problems) {
        SafetensorsReader reader = new SafetensorsReader(file, problems);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            reader.read(channel);
        } catch (JacksonException e) {
            reader.error("the header is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            reader.error("cannot be read: " + e.getMessage());
        }
        return reader.tensors;
    }

    private void read(FileChannel channel) throws IOException {
        long size = channel.size();
        if (size < 8) {
            error("has " + size + " bytes, too few for a safetensors file; it is truncated");
            return;
        }
        long length = bytes(channel, 0, 8).getLong();
        if (length < 2 || length > LARGEST_HEADER) {
            error("announces a header of " + Long.toUnsignedString(length) + " bytes; it is not a safetensors file");
            return;
        }
        if (8 + length > size) {
            error("announces a header of " + length + " bytes but has only " + size + "; it is truncated");
            return;
        }
        JsonNode header = JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build()
                .readTree(bytes(channel, 8, (int) length).array());
        if (!header.isObject()) {
            error("the header is not a JSON object");
            return;
        }
        for (Map.Entry<String, JsonNode> entry : header.properties()) {
            if (!entry.getKey().equals("__metadata__")) {
                readTensor(entry.getKey(), entry.getValue(), 8 + length, size);
            }
        }
        checkOverlaps();
    }

    private void readTensor(String name, JsonNode node, long dataStart, long fileSize) {
        String typeName = node.path("dtype").asText();
        Optional<TensorType> type = TensorType.ofName(typeName);
        if (type.isEmpty()) {
            error(name + ": dtype is '" + typeName + "'; only F16, BF16 and F32 can be read");
            return;
        }
        @Nullable List<Long> shape = numbers(node.path("shape"));
        @Nullable List<Long> offsets = numbers(node.path("data_offsets"));
        if (shape == null || offsets == null || offsets.size() != 2) {
            error(name + ": shape and data_offsets must be lists of whole numbers, but are " + node.path("shape")
                    + " and " + node.path("data_offsets"));
            return;
        }
        long begin = offsets.get(0);
        long end = offsets.get(1);
        long expected = StoredTensor.bytesOf(shape, type.get());
        if (begin < 0 || end < begin || expected != end - begin) {
            error(name + ": data_offsets " + offsets + " do not hold shape " + shape + " of " + typeName);
            return;
        }
        if (end > fileSize - dataStart) {
            error(name + ": ends at byte " + (dataStart + end) + ", but the file has only " + fileSize
                    + "; it is truncated");
            return;
        }
        tensors.put(name, new StoredTensor(file, type.get(), shape, dataStart + begin, expected));
        Map.Entry<String, Long> other = expected == 0 ? null : extents.put(begin, Map.entry(name, end));
        if (other != null) {
            error(name + ": lies on the same bytes as " + other.getKey());
        }
    }

    private void checkOverlaps() {
        long previousEnd = 0;
        String previous = "";
        for (Map.Entry<Long, Map.Entry<String, Long>> extent : extents.entrySet()) {
            if (extent.getKey() < previousEnd) {
                error(extent.getValue().getKey() + ": overlaps " + previous);
            }
            previousEnd = extent.getValue().getValue();
            previous = extent.getValue().getKey();
        }
    }

    private static @Nullable List<Long> numbers(JsonNode node) {
        if (!node.isArray()) {
            return null;
        }
        List<Long> numbers = new ArrayList<>();
        for (JsonNode element : node) {
            if (!element.isIntegralNumber() || !element.canConvertToLong()) {
                return null;
            }
            numbers.add(element.longValue());
        }
        return numbers;
    }

    private static ByteBuffer bytes(FileChannel channel, long position, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new IOException("ends while it is being read");
            }
        }
        return buffer.flip();
    }

    private void error(String message) {
        problems.error(file.toString(), message);
    }
}
