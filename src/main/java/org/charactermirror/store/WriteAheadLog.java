package org.charactermirror.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.charactermirror.problem.BadInputException;
import org.jspecify.annotations.Nullable;

/**
 * The write-ahead log beside a database, as SQLite's documentation describes the file.
 *
 * <p>SQLite takes the log to end before the first frame that is not sound and says nothing: right after a power cut, when
 * the last transaction may be half on the disk; wrong when a byte of an earlier one changed, since everything after it
 * would be lost unnoticed. Every transaction is forced to the disk before the next one is written: so what stands
 * before two or more transactions was sound once. Damage in the very last transaction cannot be told from a power cut.
 */
final class WriteAheadLog {

    private static final int HEADER = 32;
    private static final int FRAME_HEADER = 24;
    private static final int MAGIC = 0x377F0682;

    /** A log is read while another process may begin it anew; what is found must be found twice. */
    private static final int ATTEMPTS = 3;

    private WriteAheadLog() {}

    /** Returns the log's file. */
    static Path of(Path database) {
        return Path.of(database + "-wal");
    }

    /**
     * Refuses a log in which something before the last transaction is damaged.
     *
     * @throws BadInputException naming the frame, and what can be done
     */
    static void check(Path database) {
        Optional<String> damage = damage(database);
        if (damage.isPresent()) {
            throw BadInputException.of(of(database).toString(), damage.get());
        }
    }

    /** Returns what is wrong with the log of a database, if anything is; a log that is not there is sound. */
    static Optional<String> damage(Path database) {
        Path log = of(database);
        Optional<String> found = Optional.empty();
        try {
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                Optional<String> now = Files.exists(log) ? new Reader(log).damage() : Optional.empty();
                if (now.isEmpty() || (attempt > 1 && now.equals(found))) {
                    return now;
                }
                found = now;
            }
            return Optional.empty();
        } catch (IOException e) {
            throw BadInputException.of(log.toString(), "cannot be read: " + e.getMessage());
        }
    }

    /** Goes through a log once. */
    private static final class Reader {

        private final Path log;
        private long salts;
        private int sum1;
        private int sum2;
        private @Nullable String broken;
        private long soundBytes;
        private int transactionsAfter;

        Reader(Path log) {
            this.log = log;
        }

        Optional<String> damage() throws IOException {
            try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ)) {
                long size = channel.size();
                ByteBuffer header = read(channel, 0, HEADER);
                if (header.remaining() < HEADER) {
                    return Optional.empty();
                }
                int pageSize = header.getInt(8);
                salts = header.getLong(16);
                if (!isSound(header) || Integer.bitCount(pageSize) != 1 || pageSize < 512 || pageSize > 65_536) {
                    return size >= HEADER + FRAME_HEADER + 512
                            ? Optional.of("its first 32 bytes are damaged: everything that it holds would be lost;"
                                    + " restore the study from a backup")
                            : Optional.empty();
                }
                ByteOrder order = (header.getInt(0) & 1) == 1 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
                soundBytes = HEADER;
                int number = 1;
                for (long at = HEADER; at + FRAME_HEADER + pageSize <= size; at += FRAME_HEADER + pageSize) {
                    see(read(channel, at, FRAME_HEADER + pageSize), order, number++);
                }
            }
            return transactionsAfter < 2 ? Optional.empty() : Optional.ofNullable(broken);
        }

        private void see(ByteBuffer frame, ByteOrder order, int number) {
            boolean ours = frame.getLong(8) == salts;
            boolean ends = frame.getInt(4) != 0;
            if (broken != null) {
                transactionsAfter += ours && ends ? 1 : 0;
                broken = broken(number);
                return;
            }
            add(frame, 0, 8, order);
            add(frame, FRAME_HEADER, frame.limit(), order);
            if (ours && sum1 == frame.getInt(16) && sum2 == frame.getInt(20)) {
                soundBytes += frame.limit();
            } else {
                transactionsAfter += ours && ends ? 1 : 0;
                broken = broken(number);
            }
        }

        private String broken(int last) {
            return "is damaged after " + soundBytes + " bytes: " + transactionsAfter
                    + " transactions that follow, up to"
                    + " frame " + last + ", would be lost; restore the study from a backup, or cut the file to "
                    + soundBytes + " bytes to go on without them";
        }

        private boolean isSound(ByteBuffer header) {
            if ((header.getInt(0) & ~1) != MAGIC) {
                return false;
            }
            add(header, 0, 24, (header.getInt(0) & 1) == 1 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
            return sum1 == header.getInt(24) && sum2 == header.getInt(28);
        }

        /** Goes on with the checksum of everything so far, over words of the byte order that the log declares. */
        private void add(ByteBuffer buffer, int from, int to, ByteOrder order) {
            buffer.order(order);
            for (int at = from; at < to; at += 8) {
                sum1 += buffer.getInt(at) + sum2;
                sum2 += buffer.getInt(at + 4) + sum1;
            }
            buffer.order(ByteOrder.BIG_ENDIAN);
        }

        private static ByteBuffer read(FileChannel channel, long at, int length) throws IOException {
            ByteBuffer buffer = ByteBuffer.allocate(length);
            while (buffer.hasRemaining() && channel.read(buffer, at + buffer.position()) >= 0) {
                // A read may bring less than was asked for.
            }
            return buffer.flip();
        }
    }
}
