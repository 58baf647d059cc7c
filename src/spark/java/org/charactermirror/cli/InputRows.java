package org.charactermirror.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.charactermirror.analysis.spark.SparkRows;
import org.charactermirror.annotation.AnnotationFiles;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.problem.Problems;

/** Finds the files that a report on a cluster is made from. */
final class InputRows {

    private InputRows() {}

    /**
     * Returns the {@code *.csv} and {@code *.parquet} files that lie in a folder, and those of Parquet in its folders of that name,
     * by name.
     *
     * @throws IOException if a folder cannot be listed
     * @throws BadInputException if a folder of Parquet holds what would be passed over
     */
    static List<Path> in(Path folder) throws IOException {
        List<Path> found = new ArrayList<>(AnnotationFiles.in(folder));
        Problems problems = new Problems();
        for (Path entry : parquet(folder)) {
            if (Files.isDirectory(entry)) {
                found.addAll(parts(entry, problems));
            } else {
                found.add(entry);
            }
        }
        problems.throwIfErrors();
        return found.stream().sorted().toList();
    }

    /** Returns the files of a folder of Parquet; nobody's rows are passed over in silence. */
    private static List<Path> parts(Path folder, Problems problems) throws IOException {
        List<Path> inside;
        try (Stream<Path> entries = Files.list(folder)) {
            inside = entries.filter(Files::isDirectory)
                    .filter(entry -> !isUnfinished(entry))
                    .sorted()
                    .toList();
        }
        inside.forEach(entry -> problems.error(
                entry.toString(),
                "a folder within a folder of Parquet, which is not read; write the rows without partitions,"
                        + " with all columns in the files"));
        List<Path> parts = parquet(folder).stream()
                .filter(file -> !Files.isDirectory(file))
                .toList();
        if (parts.isEmpty() && inside.isEmpty()) {
            problems.error(folder.toString(), "a folder of Parquet without *.parquet files");
        }
        return parts;
    }

    private static List<Path> parquet(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> SparkRows.isParquet(entry.toString()) && !isUnfinished(entry))
                    .toList();
        }
    }

    /** Spark keeps what it has not finished under names like these. */
    private static boolean isUnfinished(Path entry) {
        String name = entry.getFileName().toString();
        return name.startsWith("_") || name.startsWith(".");
    }

    /**
     * Returns how many tasks add their rows up, where nobody said it.
     *
     * @throws IOException if the size of a file cannot be told
     */
    static int tasks(List<Path> files, int cores) throws IOException {
        Map<String, Long> sizes = new HashMap<>();
        for (Path file : files) {
            // What is not there is a problem that its reader tells.
            sizes.put(file.toString(), Files.exists(file) ? Files.size(file) : 0);
        }
        return SparkRows.partitions(sizes, cores);
    }

    /** Returns a file's path within the folder, with slashes. */
    static String nameOf(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }
}
