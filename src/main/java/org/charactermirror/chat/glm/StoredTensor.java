package org.charactermirror.chat.glm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A tensor that lies in a file, contiguous and row by row; its place was checked against the file's length.
 *
 * @param file the file that holds it
 * @param type how its numbers are encoded
 * @param shape its sizes; empty for a single number
 * @param offset its first byte in the file
 * @param bytes how many bytes it takes
 */
record StoredTensor(Path file, TensorType type, List<Long> shape, long offset, long bytes) {

    StoredTensor {
        shape = List.copyOf(shape);
    }

    /** Maps its bytes into memory; they are read from the file when they are used. */
    ByteBuffer map() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, offset, bytes).order(ByteOrder.nativeOrder());
        }
    }

    /** Returns some of the rows of a tensor that has rows, from the first to before the last. */
    StoredTensor rows(long first, long last) {
        long row = bytes / shape.get(0);
        List<Long> sizes = new ArrayList<>(shape);
        sizes.set(0, last - first);
        return new StoredTensor(file, type, sizes, offset + first * row, (last - first) * row);
    }

    /** Returns the bytes that a shape takes, or -1 if its sizes are negative or overflow. */
    static long bytesOf(List<Long> shape, TensorType type) {
        long bytes = type.bytes();
        try {
            for (long size : shape) {
                if (size < 0) {
                    return -1;
                }
                bytes = Math.multiplyExact(bytes, size);
            }
        } catch (ArithmeticException e) {
            return -1;
        }
        return bytes;
    }
}
