package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files of judgements, and what reports make of them. */
final class JudgedFiles {

    private JudgedFiles() {}

    /** Returns cells of a file of judgements, by the names of their columns, in the order of lines sorted. */
    static List<String> cells(Path file, String... columns) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> names = List.of(lines.get(0).split(","));
        List<String> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] all = line.split(",", -1);
            List<String> row = new ArrayList<>();
            for (String column : columns) {
                row.add(all[names.indexOf(column)]);
            }
            rows.add(String.join(" ", row));
        }
        rows.sort(null);
        return rows;
    }

    /** Makes a report of a folder, and returns lines of one of its tables without the model that they begin with. */
    static List<String> reported(Path folder, String table) throws IOException {
        Terminal terminal = new Terminal();
        Path report = folder.resolve("reported");
        assertThat(terminal.run("report", folder.toString(), "--out", report.toString()))
                .as(terminal.err())
                .isZero();
        return Files.readAllLines(report.resolve("tables").resolve(table)).stream()
                .skip(1)
                .map(line -> line.substring(line.indexOf(',') + 1))
                .toList();
    }

    /** Adds what stands in a column of lines that begin with a word. */
    static int sum(List<String> lines, String word, int column) {
        return lines.stream()
                .filter(line -> line.startsWith(word + ","))
                .mapToInt(line -> Integer.parseInt(line.split(",")[column]))
                .sum();
    }

    /** Returns what stands after an annotator and a turn in one of several rows. */
    static String row(List<String> rows, String annotator, int turn) {
        String start = annotator + " " + turn + " ";
        return rows.stream()
                .filter(row -> row.startsWith(start))
                .findFirst()
                .orElseThrow()
                .substring(start.length());
    }
}
