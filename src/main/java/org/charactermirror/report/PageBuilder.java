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
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.TurnError;

/** Puts the page together that the readable formats show. */
final class PageBuilder {

    private final ReportInput input;
    private final Analysis analysis;
    private final Labels labels;
    private final TableViews views;
    private final Charts charts;

    private PageBuilder(ReportInput input) {
        this.input = input;
        this.analysis = input.analysis();
        this.labels = Labels.of(input.language());
        this.views = new TableViews(labels);
        this.charts = new Charts(analysis, labels);
    }

    static Page page(ReportInput input) {
        return new PageBuilder(input).build();
    }

    private Page build() {
        List<Page.Section> sections = new ArrayList<>();
        sections.add(
                section("ratings", analysis.ratings().stream().map(views::of).toList())
                        .with(charts.ratings()));
        sections.add(ErrorDetails.beside(
                        section(
                                "errors",
                                analysis.errors().stream().map(views::of).toList()),
                        analysis.inference(),
                        labels)
                .with(charts.errors()));
        sections.add(pairwise("category", analysis.byCategory()));
        sections.add(pairwise("topic", analysis.byTopic()));
        sections.add(InferenceSection.of(analysis.inference(), labels).with(charts.support()));
        ExclusionsSection.of(analysis, labels).ifPresent(sections::add);
        analysis.sensitivity().map(found -> JudgesSection.of(found, labels)).ifPresent(sections::add);
        sections.add(AnnotatorsSection.of(analysis.screening().annotators(), labels));
        AutomaticSection.of(input.automatic(), labels).ifPresent(sections::add);
        input.calibration().ifPresent(compared -> sections.add(CalibrationSection.of(compared, labels)));
        if (!analysis.comparisons().isEmpty()) {
            sections.add(published());
        }
        ModelCards.section(input, labels).ifPresent(sections::add);
        input.parts().forEach(part -> sections.add(RunSection.of(part, labels)));
        sections.add(RowsSection.of(input, labels));
        sections.add(MadeSection.of(input, labels));
        sections.add(new Page.Section(
                "reading",
                labels.get("section.reading"),
                List.of(labels.get("reading.marks"), labels.get("reading.rounding"), labels.get("reading.exact")),
                List.of()));
        return new Page(
                input.title(),
                Banners.of(input, labels),
                facts(),
                Summary.of(input, labels),
                Charts.named(sections),
                input.stamp().line(labels));
    }

    private Page.Section section(String id, List<Page.TableView> tables) {
        return new Page.Section(
                id,
                labels.get("section." + id),
                tables.isEmpty() ? List.of(labels.get(id + ".none")) : List.of(),
                tables);
    }

    private Page.Section pairwise(String groupColumn, List<PairwiseTable> tables) {
        List<String> paragraphs = new ArrayList<>();
        if (tables.isEmpty()) {
            paragraphs.add(labels.get("pairwise.none"));
        }
        for (PairwiseTable table : tables) {
            if (table.ungrouped() > 0) {
                paragraphs.add(labels.get(
                        "pairwise.ungrouped." + groupColumn,
                        labels.count(table.ungrouped(), "comparison"),
                        labels.get("origin." + table.origin().word())));
            }
        }
        return new Page.Section(
                "by-" + groupColumn,
                labels.get("section.by_" + groupColumn),
                paragraphs,
                tables.stream().map(table -> views.of(table, groupColumn)).toList(),
                charts.pairs(groupColumn, tables));
    }

    private Page.Section published() {
        List<Page.TableView> tables = new ArrayList<>();
        for (Comparison comparison : analysis.comparisons()) {
            tables.add(views.correlations(comparison));
        }
        for (Comparison comparison : analysis.comparisons()) {
            tables.add(views.differences(comparison));
        }
        return new Page.Section(
                "published", labels.get("section.published"), List.of(labels.get("published.intro")), tables);
    }

    /** Counts what the first table of each kind counts: rows of other origins are not added to it. */
    private List<Page.Fact> facts() {
        List<Rating> ratings = ofFirstOrigin(analysis.screening().kept().ratings());
        List<TurnError> turnErrors = ofFirstOrigin(analysis.screening().kept().turnErrors());
        List<Preference> preferences = ofFirstOrigin(analysis.screening().kept().preferences());
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
                fact(models.size(), "model"),
                fact(annotators.size(), "annotator"),
                fact(ratings.size(), "rating"),
                fact(turnErrors.size(), "turn_error"),
                fact(preferences.size(), "preference"));
    }

    private Page.Fact fact(int count, String what) {
        return new Page.Fact(Labels.grouped(count), labels.counted("fact." + what, count));
    }

    private static <R extends Annotation> List<R> ofFirstOrigin(List<R> rows) {
        Optional<Origin> first = rows.stream().map(Annotation::origin).min(Comparator.naturalOrder());
        return rows.stream()
                .filter(row -> first.filter(row.origin()::equals).isPresent())
                .toList();
    }
}
