package org.charactermirror.report;

import java.util.ArrayList;
import java.util.List;
import org.charactermirror.analysis.Analysis;
import org.charactermirror.analysis.Comparison;
import org.charactermirror.analysis.JudgementScope;
import org.charactermirror.analysis.PairwiseTable;
import org.charactermirror.annotation.Kind;

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
        JudgementScope kept = analysis.kept();
        return List.of(
                fact(kept.models(), "model"),
                fact(kept.annotators(), "annotator"),
                fact(kept.count(Kind.RATINGS), "rating"),
                fact(kept.count(Kind.TURN_ERRORS), "turn_error"),
                fact(kept.count(Kind.PREFERENCES), "preference"));
    }

    private Page.Fact fact(int count, String what) {
        return new Page.Fact(Labels.grouped(count), labels.counted("fact." + what, count));
    }
}
