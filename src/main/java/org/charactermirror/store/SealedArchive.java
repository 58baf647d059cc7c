package org.charactermirror.store;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.problem.Problems;

/**
 * A zip file whose bytes follow from its content alone: sorted names, one time, nothing compressed (compressed bytes
 * differ from one library to the next). So an archive is sound exactly when sealing its content gives it again.
 */
final class SealedArchive {

    /** Not the first moment that a zip file can tell, beside which Java writes the same in the local time zone. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private SealedArchive() {}

    /** What is known of a file without keeping it. */
    record Sum(long bytes, long crc, String sha256) {

        static Sum of(Path file) throws IOException {
            try (InputStream in = Files.newInputStream(file)) {
                return copy(in, OutputStream.nullOutputStream());
            }
        }

        /** Copies everything and sums it up. */
        static Sum copy(InputStream in, OutputStream out) throws IOException {
            MessageDigest digest = newDigest();
            CRC32 crc = new CRC32();
            long bytes = in.transferTo(new DigestOutputStream(new CheckedOutputStream(out, crc), digest));
            return new Sum(bytes, crc.getValue(), HexFormat.of().formatHex(digest.digest()));
        }

        private static MessageDigest newDigest() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java runtime has SHA-256", e);
            }
        }
    }

    /** Writes an archive of files by their names in it. */
    static void write(Path archive, SortedMap<String, Path> files) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(archive)))) {
            zip.setMethod(ZipOutputStream.STORED);
            for (Map.Entry<String, Path> file : files.entrySet()) {
                Sum sum = Sum.of(file.getValue());
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTimeLocal(TIME);
                entry.setSize(sum.bytes());
                entry.setCompressedSize(sum.bytes());
                entry.setCrc(sum.crc());
                zip.putNextEntry(entry);
                Files.copy(file.getValue(), zip);
                zip.closeEntry();
            }
        }
    }

    /**
     * Unpacks an archive into a folder after looking at the names and sizes of everything in it.
     *
     * @return the names and sums of the files
     * @throws BadInputException if it is no sealed archive, or holds anything that could do harm
     */
    static SortedMap<String, Sum> unpack(Path archive, Path folder) throws IOException {
        if (!Files.isRegularFile(archive)) {
            throw BadInputException.of(archive.toString(), "no such file");
        }
        SortedMap<String, Sum> sums = new TreeMap<>();
        Problems problems = new Problems();
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            List<? extends ZipEntry> entries = Collections.list(zip.entries());
            checkEntries(archive, entries, problems);
            problems.throwIfErrors();
            for (ZipEntry entry : entries) {
                Path file = folder.resolve(entry.getName());
                Files.createDirectories(parent(file));
                try (InputStream in = zip.getInputStream(entry);
                        OutputStream out = Files.newOutputStream(file)) {
                    sums.put(entry.getName(), Sum.copy(in, out));
                } catch (ZipException e) {
                    problems.error(archive.toString(), entry.getName() + " cannot be read: " + e.getMessage());
                }
            }
        } catch (ZipException | EOFException e) {
            throw BadInputException.of(
                    archive.toString(),
                    "is no zip archive, or a damaged one ("
                            + (e instanceof EOFException ? "it ends too early" : e.getMessage()) + ")");
        }
        problems.throwIfErrors();
        return sums;
    }

    private static void checkEntries(Path archive, List<? extends ZipEntry> entries, Problems problems)
            throws IOException {
        long left = Files.size(archive);
        Set<String> names = new HashSet<>();
        for (ZipEntry entry : entries) {
            String name = entry.getName();
            if (!isPlain(name)) {
                problems.error(
                        archive.toString(),
                        "has an entry \"" + name + "\", which would be written outside of its folder or is no file");
            } else if (!names.add(name)) {
                problems.error(archive.toString(), "has two entries " + name);
            } else if (entry.getMethod() != ZipEntry.STORED) {
                problems.error(
                        archive.toString(), "has a compressed entry " + name + "; sealed studies are not compressed");
            }
            left -= entry.getSize();
            if (left < 0) {
                problems.error(
                        archive.toString(),
                        name + " claims " + entry.getSize() + " bytes, more than there are in the archive");
                return;
            }
        }
    }

    /** Tells whether a name is that of a file below the archive's own folder, on every system. */
    static boolean isPlain(String name) {
        for (String part : name.split("/", -1)) {
            if (part.isBlank()
                    || part.equals(".")
                    || part.equals("..")
                    || part.chars().anyMatch(c -> c < ' ' || c == '\\' || c == ':')) {
                return false;
            }
        }
        return true;
    }

    /** Adds an error unless sealing unpacked files gives the archive again, byte for byte. */
    static void checkBytes(Path archive, Path folder, Set<String> names, Problems problems) throws IOException {
        SortedMap<String, Path> files = new TreeMap<>();
        names.forEach(name -> files.put(name, folder.resolve(name)));
        Path again = Files.createTempFile(folder, "sealed", ".zip");
        try {
            write(again, files);
            long differs = Files.mismatch(archive, again);
            if (differs >= 0) {
                problems.error(
                        archive.toString(),
                        "is not as it was sealed: byte " + differs + " differs, which belongs to no file's content");
            }
        } finally {
            Files.delete(again);
        }
    }

    /** Returns the files below a folder by their names in an archive. */
    static SortedMap<String, Path> filesIn(Path folder) throws IOException {
        SortedMap<String, Path> files = new TreeMap<>();
        List<Path> found = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            walk.filter(Files::isRegularFile).forEach(found::add);
        }
        found.forEach(file -> files.put(folder.relativize(file).toString().replace('\\', '/'), file));
        return files;
    }

    private static Path parent(Path file) {
        Path parent = file.getParent();
        return parent == null ? Path.of("") : parent;
    }
}
