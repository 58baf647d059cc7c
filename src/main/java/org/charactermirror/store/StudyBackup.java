package org.charactermirror.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.charactermirror.document.AtomicFile;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.session.TranscriptWriter;

/** Copies of a study's database: made while others may be at work on it, and put back. */
public final class StudyBackup {

    private static final String DATABASE = StudyDatabase.FILE_NAME;

    /** What stands beside a database and cannot be made from it. */
    private static final List<String> BESIDE = List.of("study.yaml", "run.json");

    private StudyBackup() {}

    /**
     * Copies the database of a study as it is at one moment, and checks the copy.
     *
     * @param folder the study's
     * @param target a file that is not there yet
     * @throws BadInputException if there is no study, if it is damaged, or if the copy cannot be written
     */
    public static void write(Path folder, Path target) {
        Path source = database(folder);
        if (Files.exists(target)) {
            throw BadInputException.of(target.toString(), "is there already; name another file with --out");
        }
        Path part = target.resolveSibling("." + target.getFileName() + ".part");
        try {
            Path parent = target.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.deleteIfExists(part);
            try (StudyDatabase database = StudyDatabase.openAsItIs(source)) {
                database.copyInto(part);
            }
            requireSound(part, source);
            force(part);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw BadInputException.of(target.toString(), "cannot be written: " + e.getMessage());
        } finally {
            delete(part);
        }
    }

    /** Copies the database, and the files beside it that cannot be made from it, into a folder that is new or empty. */
    public static void writeFolder(Path folder, Path target) {
        database(folder);
        requireEmpty(target);
        write(folder, target.resolve(DATABASE));
        copyBeside(folder, target);
    }

    /**
     * Makes a study's folder of a backup: the database as it was then, brought up to this version, and the files that are
     * made from it.
     *
     * @param backup a file, or a folder with one
     * @param folder new or empty
     * @throws BadInputException if the backup is none or damaged; the folder is then left as it was
     */
    public static void restore(Path backup, Path folder) {
        Path source = Files.isDirectory(backup) ? database(backup) : backup;
        if (!Files.isRegularFile(source)) {
            throw BadInputException.of(backup.toString(), "no such file or folder; name a backup");
        }
        requireEmpty(folder);
        Soundness.require(source);
        Path target = folder.resolve(DATABASE);
        Path part = folder.resolve("." + DATABASE + ".part");
        try {
            Files.createDirectories(folder);
            delete(part);
            // Not a copy of the file: what a killed run had written last may still stand in the log beside it.
            try (StudyDatabase database = StudyDatabase.openReadOnly(source)) {
                database.copyInto(part);
            }
            requireSound(part, source);
            force(part);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw BadInputException.of(folder.toString(), "cannot be written: " + e.getMessage());
        } finally {
            delete(part);
        }
        if (Files.isDirectory(backup)) {
            copyBeside(backup, folder);
        }
        try (StudyDatabase database = StudyDatabase.open(target)) {
            SqliteRunStore store = new SqliteRunStore(database);
            if (!store.turnCounts().isEmpty()) {
                TranscriptWriter.write(folder.resolve(TranscriptWriter.FILE_NAME), store::forEachTranscript);
            }
            AnnotationExport.write(folder, new AnnotationStore(database).annotations());
        } catch (IOException e) {
            throw BadInputException.of(folder.toString(), "cannot be written: " + e.getMessage());
        }
    }

    private static Path database(Path folder) {
        Path file = folder.resolve(DATABASE);
        if (!Files.isRegularFile(file)) {
            throw BadInputException.of(folder.toString(), "has no " + DATABASE + "; it is no study's folder");
        }
        return file;
    }

    private static void requireEmpty(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw BadInputException.of(folder.toString(), "is a file; name a new folder with --out");
        }
        try (Stream<Path> entries = Files.list(folder)) {
            if (entries.findAny().isPresent()) {
                throw BadInputException.of(folder.toString(), "is not empty; name a new folder with --out");
            }
        } catch (IOException e) {
            throw BadInputException.of(folder.toString(), "cannot be listed: " + e.getMessage());
        }
    }

    /** What is wrong with a copy is wrong with the original, which is what users know. */
    private static void requireSound(Path part, Path source) {
        try {
            Soundness.require(part);
        } catch (BadInputException e) {
            throw BadInputException.of(
                    source.toString(),
                    String.valueOf(e.getMessage()).replace(part + ": ", "") + "; nothing was copied");
        }
    }

    private static void copyBeside(Path from, Path to) {
        try {
            for (String name : BESIDE) {
                if (Files.exists(from.resolve(name))) {
                    AtomicFile.write(to.resolve(name), Files.readString(from.resolve(name)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy " + from + ": " + e.getMessage(), e);
        }
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static void delete(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + part + ": " + e.getMessage(), e);
        }
    }
}
