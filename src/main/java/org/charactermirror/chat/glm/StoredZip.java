package org.charactermirror.chat.glm;

import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipException;

/**
 * Finds where the entries of a zip file lie, so that uncompressed ones can be mapped into memory.
 *
 * <p>{@code java.util.zip} does not tell an entry's place. Reads the central directory, ZIP64 included
 * (PKWARE APPNOTE 4.3).
 */
final class StoredZip {

    /**
     * An entry that is stored without compression.
     *
     * @param offset its first byte in the file
     * @param size how many bytes it has
     */
    record Entry(long offset, long size) {}

    private static final int LOCAL_HEADER = 0x04034b50;
    private static final int CENTRAL_HEADER = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int END_64 = 0x06064b50;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int END_SIZE = 22;
    private static final int LARGEST_COMMENT = 0xffff;
    private static final int LARGEST_DIRECTORY = 64 << 20;
    private static final long IN_EXTRA_FIELD = 0xffffffffL;

    private final FileChannel channel;
    private final long fileSize;

    private StoredZip(FileChannel channel) throws IOException {
        this.channel = channel;
        this.fileSize = channel.size();
    }

    /**
     * Returns the entries by name, in the order of the directory.
     *
     * @throws ZipException if the file is not a zip file, is truncated or damaged, or has a compressed entry
     * @throws IOException if it cannot be read
     */
    static Map<String, Entry> entries(FileChannel channel) throws IOException {
        return new StoredZip(channel).entries();
    }

    private Map<String, Entry> entries() throws IOException {
        ByteBuffer directory = directory();
        Map<String, Entry> entries = new LinkedHashMap<>();
        while (directory.remaining() >= 46) {
            int start = directory.position();
            if (directory.getInt(start) != CENTRAL_HEADER) {
                throw new ZipException("the zip directory is damaged at its byte " + start);
            }
            int nameLength = Short.toUnsignedInt(directory.getShort(start + 28));
            int extraLength = Short.toUnsignedInt(directory.getShort(start + 30));
            int commentLength = Short.toUnsignedInt(directory.getShort(start + 32));
            int next = start + 46 + nameLength + extraLength + commentLength;
            if (next > directory.limit()) {
                throw new ZipException("the zip directory ends within an entry");
            }
            byte[] name = new byte[nameLength];
            directory.get(start + 46, name);
            String text = new String(name, StandardCharsets.UTF_8);
            Entry entry = entry(directory, start, text, start + 46 + nameLength, extraLength);
            if (entries.putIfAbsent(text, entry) != null) {
                throw new ZipException("two zip entries are named " + text);
            }
            directory.position(next);
        }
        return entries;
    }

    private Entry entry(ByteBuffer directory, int start, String name, int extraStart, int extraLength)
            throws IOException {
        int flags = Short.toUnsignedInt(directory.getShort(start + 8));
        int method = Short.toUnsignedInt(directory.getShort(start + 10));
        long compressed = Integer.toUnsignedLong(directory.getInt(start + 20));
        long size = Integer.toUnsignedLong(directory.getInt(start + 24));
        long header = Integer.toUnsignedLong(directory.getInt(start + 42));
        ByteBuffer wide = wideFields(directory, extraStart, extraLength);
        try {
            size = size == IN_EXTRA_FIELD ? wide.getLong() : size;
            compressed = compressed == IN_EXTRA_FIELD ? wide.getLong() : compressed;
            header = header == IN_EXTRA_FIELD ? wide.getLong() : header;
        } catch (BufferUnderflowException e) {
            throw zipException(name + ": its ZIP64 field is too short", e);
        }
        if (method != 0 || compressed != size || (flags & 1) != 0) {
            throw new ZipException(name + " is compressed or encrypted; weights must be stored as they are");
        }
        if (size < 0 || header < 0 || header > fileSize - 30) {
            throw new ZipException(name + " lies outside the file");
        }
        ByteBuffer local = read(header, 30);
        if (local.getInt(0) != LOCAL_HEADER) {
            throw new ZipException(name + " has no local header at byte " + header);
        }
        long offset = header + 30 + Short.toUnsignedInt(local.getShort(26)) + Short.toUnsignedInt(local.getShort(28));
        if (size > fileSize - offset) {
            throw new ZipException(name + " ends behind the end of the file");
        }
        return new Entry(offset, size);
    }

    /** Returns the content of the ZIP64 extra field, or nothing. */
    private static ByteBuffer wideFields(ByteBuffer directory, int extraStart, int extraLength) {
        int position = extraStart;
        int end = extraStart + extraLength;
        while (position + 4 <= end) {
            int id = Short.toUnsignedInt(directory.getShort(position));
            int length = Short.toUnsignedInt(directory.getShort(position + 2));
            if (id == 1 && position + 4 + length <= end) {
                return directory.slice(position + 4, length).order(ByteOrder.LITTLE_ENDIAN);
            }
            position += 4 + length;
        }
        return ByteBuffer.allocate(0);
    }

    private ByteBuffer directory() throws IOException {
        if (fileSize < END_SIZE) {
            throw new ZipException("has " + fileSize + " bytes, too few for a zip file");
        }
        int tailSize = (int) Math.min(fileSize, END_SIZE + LARGEST_COMMENT);
        long tailStart = fileSize - tailSize;
        ByteBuffer tail = read(tailStart, tailSize);
        int end = tailSize - END_SIZE;
        while (end >= 0
                && (tail.getInt(end) != END
                        || end + END_SIZE + Short.toUnsignedInt(tail.getShort(end + 20)) != tailSize)) {
            end--;
        }
        if (end < 0) {
            throw new ZipException(
                    "has no zip directory at its end; it is truncated, or not a checkpoint of PyTorch 1.6"
                            + " or newer");
        }
        long size = Integer.toUnsignedLong(tail.getInt(end + 12));
        long offset = Integer.toUnsignedLong(tail.getInt(end + 16));
        long locator = tailStart + end - 20;
        if (locator >= 0) {
            ByteBuffer wide = read(locator, 20);
            if (wide.getInt(0) == LOCATOR_64) {
                ByteBuffer end64 = read(wide.getLong(8), 56);
                if (end64.getInt(0) != END_64) {
                    throw new ZipException("its ZIP64 directory is damaged");
                }
                size = end64.getLong(40);
                offset = end64.getLong(48);
            }
        }
        if (size < 0 || size > LARGEST_DIRECTORY || offset < 0 || offset > fileSize - size) {
            throw new ZipException("its zip directory lies outside the file or is larger than 64 MiB");
        }
        return read(offset, (int) size);
    }

    private ByteBuffer read(long position, int count) throws IOException {
        if (position < 0 || position > fileSize - count) {
            throw new ZipException("a zip record at byte " + position + " lies outside the file");
        }
        ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new EOFException("ends while it is being read");
            }
        }
        return buffer.flip();
    }

    private static ZipException zipException(String message, Exception cause) {
        ZipException exception = new ZipException(message);
        exception.initCause(cause);
        return exception;
    }
}
