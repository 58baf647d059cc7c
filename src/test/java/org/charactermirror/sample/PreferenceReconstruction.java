package org.charactermirror.sample;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.charactermirror.analysis.PrintedTable;
import org.charactermirror.analysis.PublishedTables;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Outcome;
import org.charactermirror.annotation.Preference;

/**
 * 720 comparisons per opponent, as of 24 characters, three topics and ten annotators, whose margins give both published
 * tables at once. Where equal margins cannot, some categories and topics have a few rows more than others.
 */
final class PreferenceReconstruction {

    static final int COMPARISONS = 720;
    private static final int CHARACTERS_PER_CATEGORY = 6;
    private static final int ANNOTATORS = 10;
    private static final List<Outcome> OUTCOMES = List.of(Outcome.WIN, Outcome.TIE, Outcome.LOSE);

    private PreferenceReconstruction() {}

    static List<Preference> rows() {
        Random random = new Random(PaperReconstruction.SEED + 2);
        List<Preference> rows = new ArrayList<>();
        List<List<String>> pairs = PublishedTables.get().byTopic().rows().stream()
                .map(row -> row.key().subList(0, 2))
                .distinct()
                .toList();
        for (List<String> pair : pairs) {
            rows.addAll(ofPair(pair.get(0), pair.get(1), random));
        }
        return rows;
    }

    private static List<Preference> ofPair(String modelA, String modelB, Random random) {
        MarginSearch.Margins margins = new MarginSearch(COMPARISONS)
                .search(
                        published(PublishedTables.get().byCategory(), modelA, modelB, PaperReconstruction.CATEGORIES),
                        published(PublishedTables.get().byTopic(), modelA, modelB, PaperReconstruction.TOPICS),
                        published(PublishedTables.get().byTopic(), modelA, modelB, List.of("overall"))
                                .get(0));
        int[][][] cells = new int[3][][];
        for (int outcome = 0; outcome < 3; outcome++) {
            cells[outcome] = fill(column(margins.categories(), outcome), column(margins.topics(), outcome));
        }
        List<Preference> rows = new ArrayList<>();
        for (int category = 0; category < 4; category++) {
            for (int topic = 0; topic < 3; topic++) {
                List<Outcome> outcomes = new ArrayList<>();
                for (int outcome = 0; outcome < 3; outcome++) {
                    outcomes.addAll(Collections.nCopies(cells[outcome][category][topic], OUTCOMES.get(outcome)));
                }
                Collections.shuffle(outcomes, random);
                for (int i = 0; i < outcomes.size(); i++) {
                    rows.add(row(modelA, modelB, category, topic, i, outcomes.get(i)));
                }
            }
        }
        return rows;
    }

    private static Preference row(String modelA, String modelB, int category, int topic, int index, Outcome outcome) {
        int character = category * CHARACTERS_PER_CATEGORY + index % CHARACTERS_PER_CATEGORY + 1;
        int annotator = index / CHARACTERS_PER_CATEGORY % ANNOTATORS + 1;
        int repetition = index / (CHARACTERS_PER_CATEGORY * ANNOTATORS) + 1;
        return new Preference(
                PaperReconstruction.NOWHERE,
                PaperReconstruction.subject(
                        modelA + "-vs-" + modelB,
                        annotator,
                        character,
                        PaperReconstruction.CATEGORIES.get(category),
                        PaperReconstruction.TOPICS.get(topic),
                        repetition),
                modelA,
                modelB,
                null,
                outcome,
                null,
                null,
                Origin.RECONSTRUCTED,
                Map.of());
    }

    private static List<int[]> published(PrintedTable table, String modelA, String modelB, List<String> groups) {
        return groups.stream()
                .map(group -> table.row(List.of(modelA, modelB, group)).orElseThrow())
                .map(row -> row.figures().stream()
                        .limit(3)
                        .mapToInt(figure -> figure.orElseThrow().intValueExact())
                        .toArray())
                .toList();
    }

    private static int[] column(List<int[]> margins, int outcome) {
        return margins.stream().mapToInt(counts -> counts[outcome]).toArray();
    }

    /** Fills a table with given row and column sums, close to proportionally. */
    private static int[][] fill(int[] rowSums, int[] columnSums) {
        int[] columnsLeft = columnSums.clone();
        int[][] cells = new int[rowSums.length][columnSums.length];
        for (int row = 0; row < rowSums.length; row++) {
            int rowLeft = rowSums[row];
            for (int column = 0; column < columnSums.length; column++) {
                int later = 0;
                for (int next = column; next < columnSums.length; next++) {
                    later += columnsLeft[next];
                }
                int proportional = later == 0 ? 0 : (int) ((2L * rowLeft * columnsLeft[column] + later) / (2L * later));
                int least = Math.max(0, rowLeft - (later - columnsLeft[column]));
                cells[row][column] = Math.max(least, Math.min(proportional, Math.min(rowLeft, columnsLeft[column])));
                rowLeft -= cells[row][column];
                columnsLeft[column] -= cells[row][column];
            }
        }
        return cells;
    }
}
