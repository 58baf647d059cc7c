package org.charactermirror.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.charactermirror.problem.BadInputException;

/** A folder for files of many gigabytes: it goes when it is closed or the process ends, unless it is kept. */
final class ScratchFolder implements AutoCloseable {

    private final Path path;
    private final Thread hook = new Thread(this::delete, "remove scratch");
    private boolean kept;

    private ScratchFolder(Path path) {
        this.path = path;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Makes a folder of its own beneath another. */
    static ScratchFolder beneath(Path parent) {
        try {
            Files.createDirectories(parent);
            return new ScratchFolder(Files.createTempDirectory(parent, "scratch-"));
        } catch (IOException e) {
            throw BadInputException.of(
                    parent.toString(), "no folder can be made there: " + e + "; name another one with --cache");
        }
    }

    /** Makes a folder of its own where the system keeps temporary files. */
    static ScratchFolder temporary() {
        return beneath(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** Takes a folder that a user named. */
    static ScratchFolder at(Path path) {
        try {
            Files.createDirectories(path);
            try (Stream<Path> content = Files.list(path)) {
                if (content.findAny().isPresent()) {
                    throw BadInputException.of(
                            path.toString(), "is not empty; name a new folder, or measure what is there with --model");
                }
            }
            return new ScratchFolder(path);
        } catch (IOException e) {
            throw BadInputException.of(path.toString(), "cannot be made or read: " + e);
        }
    }

    Path path() {
        return path;
    }

    /** Lets everything stay when this is closed. */
    synchronized void keep() {
        kept = true;
    }

    /**
     * Removes folders and ends the process, as Ctrl-C asks: at once, since native code would go on for seconds before it
     * could be told.
     */
    static void interrupted(PrintWriter err, ScratchFolder... folders) {
        for (ScratchFolder folder : folders) {
            folder.delete();
        }
        err.println("Interrupted.");
        err.flush();
        Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
    }

    /** Removes the folder at once unless it is to be kept. */
    synchronized void delete() {
        if (kept || !Files.exists(path)) {
            return;
        }
        try (Stream<Path> found = Files.walk(path)) {
            List<Path> deepestFirst = new ArrayList<>(found.toList());
            Collections.reverse(deepestFirst);
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be removed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        delete();
        Runtime.getRuntime().removeShutdownHook(hook);
    }
}
