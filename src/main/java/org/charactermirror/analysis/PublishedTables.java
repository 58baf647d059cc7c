package org.charactermirror.analysis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.charactermirror.problem.Problems;
import org.charactermirror.table.CsvReader;
import org.charactermirror.table.CsvTable;

/**
 * The published figures of the CharacterGLM evaluation (arXiv 2311.16832), to compare with.
 *
 * @param byTopic with a row {@code overall} for each pair
 */
public record PublishedTables(
        PrintedTable ratings, PrintedTable errors, PrintedTable byCategory, PrintedTable byTopic) {

    private static final PublishedTables TABLES = new PublishedTables(
            read("pointwise_ratings.csv", 1),
            read("error_analysis.csv", 1),
            read("pairwise_by_category.csv", 3),
            read("pairwise_by_topic.csv", 3));

    /** Returns the four tables. */
    public static PublishedTables get() {
        return TABLES;
    }

    List<String> ratedModels() {
        return ratings.rows().stream().map(row -> row.key().get(0)).toList();
    }

    List<String> checkedModels() {
        return errors.rows().stream().map(row -> row.key().get(0)).toList();
    }

    List<ModelPair> pairs() {
        return byTopic.rows().stream()
                .map(row -> new ModelPair(row.key().get(0), row.key().get(1)))
                .distinct()
                .toList();
    }

    private static PrintedTable read(String name, int keys) {
        Problems problems = new Problems();
        Optional<CsvTable> table = CsvReader.parse(text(name), name, problems);
        problems.throwIfErrors();
        CsvTable csv = table.orElseThrow();
        List<PrintedTable.Row> rows = csv.rows().stream()
                .map(row -> new PrintedTable.Row(
                        row.cells().subList(0, keys),
                        row.cells().subList(keys, row.cells().size()).stream()
                                .map(cell -> Optional.of(new BigDecimal(cell)))
                                .toList()))
                .toList();
        return new PrintedTable(
                csv.header().subList(0, keys),
                csv.header().subList(keys, csv.header().size()),
                rows);
    }

    private static String text(String name) {
        try (InputStream in = PublishedTables.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the program is incomplete: " + name + " is missing from it");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
