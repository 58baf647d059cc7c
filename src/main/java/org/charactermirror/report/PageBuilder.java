package org.charactermirror.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.charactermirror.analysis.Analysis;
import org.charactermirror.analysis.Comparison;
import org.charactermirror.analysis.PairwiseTable;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.TurnError;

/** Puts the page together that the readable formats show. */
final class PageBuilder {

    private final ReportInput input;
    private final Analysis analysis;

    private PageBuilder(ReportInput input) {
        this.input = input;
        this.analysis = input.analysis();
    }

    static Page page(ReportInput input) {
        return new PageBuilder(input).build();
    }

    private Page build() {
        List<Page.Section> sections = new ArrayList<>();
        sections.add(section(
                "ratings",
                "Ratings",
                "No dialogue has been rated.",
                analysis.ratings().stream().map(TableViews::of).toList()));
        sections.add(section(
                "errors",
                "Turn errors",
                "No reply has been checked for errors.",
                analysis.errors().stream().map(TableViews::of).toList()));
        sections.add(pairwise("by-category", "category", analysis.byCategory()));
        sections.add(pairwise("by-topic", "topic", analysis.byTopic()));
        if (!analysis.comparisons().isEmpty()) {
            sections.add(published());
        }
        if (input.run() != null) {
            sections.add(RunSection.of(input.run()));
        }
        sections.add(rows());
        sections.add(reading());
        return new Page(
                input.title(),
                Banners.of(input),
                facts(),
                sections,
                input.stamp().line());
    }

    private static Page.Section section(String id, String title, String whenEmpty, List<Page.TableView> tables) {
        return new Page.Section(id, title, tables.isEmpty() ? List.of(whenEmpty) : List.of(), tables);
    }

    private Page.Section pairwise(String id, String groupColumn, List<PairwiseTable> tables) {
        List<String> paragraphs = new ArrayList<>();
        if (tables.isEmpty()) {
            paragraphs.add("No replies have been compared.");
        }
        for (PairwiseTable table : tables) {
            if (table.ungrouped() > 0) {
                paragraphs.add(Labels.count(table.ungrouped(), "comparison", "comparisons") + " of origin "
                        + table.origin().word() + " without a " + groupColumn
                        + (groupColumn.equals("topic")
                                ? " count in the overall rows only."
                                : " are not in this table."));
            }
        }
        return new Page.Section(
                id,
                "Comparisons by " + groupColumn,
                paragraphs,
                tables.stream().map(table -> TableViews.of(table, groupColumn)).toList());
    }

    private Page.Section published() {
        List<Page.TableView> tables = new ArrayList<>();
        for (Comparison comparison : analysis.comparisons()) {
            tables.add(TableViews.correlations(comparison));
        }
        for (Comparison comparison : analysis.comparisons()) {
            tables.add(TableViews.differences(comparison));
        }
        return new Page.Section(
                "published",
                "Beside the published tables",
                List.of("Models that carry the names of the CharacterGLM paper (arXiv 2311.16832) are compared with its"
                        + " printed figures: rank correlations of the order first, then the difference of every cell."),
                tables);
    }

    private Page.Section rows() {
        Annotations rows = analysis.annotations();
        List<String> paragraphs = new ArrayList<>(input.sources());
        paragraphs.add("Left out because they repeat an earlier row word for word: " + Labels.grouped(rows.repeated())
                + ". Left out as unreadable, on request: " + Labels.grouped(input.leftOutRows()) + ".");
        input.leftOut().forEach(problem -> paragraphs.add(problem.toString()));
        paragraphs.add("Cells left empty count as not judged: "
                + Labels.grouped(rows.ratings().stream()
                        .mapToInt(row -> 7 - row.scores().size())
                        .sum())
                + " scores and "
                + Labels.grouped(rows.turnErrors().stream()
                        .mapToInt(row -> 6 - row.flags().size())
                        .sum())
                + " flags.");
        return new Page.Section("rows", "Rows behind the figures", paragraphs, List.of());
    }

    private static Page.Section reading() {
        return new Page.Section(
                "reading",
                "How to read the tables",
                List.of(
                        "The best figure of a column is bold and the second best underlined; equal printed figures share"
                                + " the mark. A dash is a figure that nobody judged.",
                        "Ratings are means, rounded half up to two decimals. Error rates are percentages of judged"
                                + " replies to one decimal; overall is the sum of the five errors less proactivity,"
                                + " from unrounded rates. Win, tie and lose are whole percentages made to sum to 100 by"
                                + " largest remainders; advantage is the printed win less the printed lose, bold where"
                                + " it is positive; replies that are both bad count as ties.",
                        "Exact values and counts are in report.json and in tables/*_detail.csv."),
                List.of());
    }

    /** Counts what the first table of each kind counts: rows of other origins are not added to it. */
    private List<Page.Fact> facts() {
        List<Rating> ratings = ofFirstOrigin(analysis.annotations().ratings());
        List<TurnError> turnErrors = ofFirstOrigin(analysis.annotations().turnErrors());
        List<Preference> preferences = ofFirstOrigin(analysis.annotations().preferences());
        Set<String> models = new LinkedHashSet<>();
        ratings.stream().map(Rating::model).forEach(models::add);
        turnErrors.stream().map(TurnError::model).forEach(models::add);
        for (Preference row : preferences) {
            models.add(row.modelA());
            models.add(row.modelB());
        }
        Set<String> annotators = new LinkedHashSet<>();
        for (List<? extends Annotation> kind : List.of(ratings, turnErrors, preferences)) {
            kind.forEach(row -> annotators.add(row.subject().annotator()));
        }
        return List.of(
                fact(models.size(), "model", "models"),
                fact(annotators.size(), "annotator", "annotators"),
                fact(ratings.size(), "rating", "ratings"),
                fact(turnErrors.size(), "judged reply", "judged replies"),
                fact(preferences.size(), "comparison", "comparisons"));
    }

    private static Page.Fact fact(int count, String one, String many) {
        return new Page.Fact(Labels.grouped(count), count == 1 ? one : many);
    }

    private static <R extends Annotation> List<R> ofFirstOrigin(List<R> rows) {
        Optional<Origin> first = rows.stream().map(Annotation::origin).min(Comparator.naturalOrder());
        return rows.stream()
                .filter(row -> first.filter(row.origin()::equals).isPresent())
                .toList();
    }
}
