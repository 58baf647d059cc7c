package org.charactermirror.analysis.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/**
 * What the ends of files of Parquet say before any row is read.
 *
 * @param tables files that have the same columns, by their numbers
 * @param unreadable by number, why a file cannot be read
 */
record ParquetFooters(List<Map<Integer, String>> tables, HashMap<Integer, String> unreadable) {

    /**
     * Reads them on this machine.
     *
     * @param files by their numbers
     */
    static ParquetFooters of(Configuration hadoop, Map<Integer, String> files) {
        Map<String, Map<Integer, String>> tables = new TreeMap<>();
        HashMap<Integer, String> unreadable = new HashMap<>();
        files.forEach((number, name) -> {
            try {
                tables.computeIfAbsent(tableOf(name) + "\n" + columns(hadoop, name), unused -> new TreeMap<>())
                        .put(number, name);
            } catch (IOException | RuntimeException e) {
                unreadable.put(number, "cannot be read as Parquet: " + e.getMessage());
            }
        });
        return new ParquetFooters(List.copyOf(tables.values()), unreadable);
    }

    /** Files of one folder of Parquet are read together where they have the same columns; a file by itself is alone. */
    private static String tableOf(String name) {
        return name.matches("(?i).*\\.parquet/[^/]*") ? name.substring(0, name.lastIndexOf('/')) : name;
    }

    private static String columns(Configuration hadoop, String name) throws IOException {
        org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(place(name));
        try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromPath(path, hadoop))) {
            return reader.getFileMetaData().getSchema().toString();
        }
    }

    /** Returns where a file is for Hadoop, which by itself would look in the file system that the cluster prefers. */
    static String place(String name) {
        return "file://" + Path.of(name).toAbsolutePath().toUri().getPath();
    }
}
