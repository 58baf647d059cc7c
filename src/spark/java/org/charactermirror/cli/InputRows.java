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

/** Finds the files that a report on a cluster is made from. */
final class InputRows {

    private static final String PARQUET = ".parquet";

    private InputRows() {}

    /**
     * Returns the {@code *.csv} and {@code *.parquet} files that lie in a folder, and those of Parquet in its folders of that name,
     * by name.
     *
     * @throws IOException if a folder cannot be listed
     */
    static List<Path> in(Path folder) throws IOException {
        List<Path> found = new ArrayList<>(AnnotationFiles.in(folder));
        for (Path entry : parquet(folder)) {
            if (Files.isDirectory(entry)) {
                found.addAll(
                        parquet(entry).stream().filter(Files::isRegularFile).toList());
            } else {
                found.add(entry);
            }
        }
        return found.stream().sorted().toList();
    }

    private static List<Path> parquet(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> {
                        String name = entry.getFileName().toString();
                        // Spark keeps what it has not finished under names like these.
                        return name.endsWith(PARQUET) && !name.startsWith("_") && !name.startsWith(".");
                    })
                    .toList();
        }
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
