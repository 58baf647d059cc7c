package org.charactermirror.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.charactermirror.analysis.RowCounts;
import org.charactermirror.annotation.Kind;

/** Tells where the rows behind the figures come from, who gave them, and which were left out. */
final class RowsSection {

    private RowsSection() {}

    static Page.Section of(ReportInput input, Labels labels) {
        RowCounts rows = input.analysis().rows();
        List<String> paragraphs = new ArrayList<>();
        sources(rows, labels).forEach(source -> paragraphs.add(labels.get("rows.source.sentence", source)));
        paragraphs.add(
                labels.get("rows.left_out", Labels.grouped(rows.repeated()), Labels.grouped(input.leftOutRows())));
        input.leftOut().forEach(problem -> paragraphs.add(problem.toString()));
        paragraphs.add(labels.get("rows.empty", Labels.grouped(rows.emptyScores()), Labels.grouped(rows.emptyFlags())));
        return new Page.Section(
                "rows",
                labels.get("section.rows"),
                paragraphs,
                rows.all() == 0 ? List.of() : List.of(annotators(rows, labels)));
    }

    /** Returns the files that rows came from, or the metrics that made them, with how many rows of each kind. */
    static List<String> sources(RowCounts rows, Labels labels) {
        List<String> sources = new ArrayList<>();
        rows.sources()
                .forEach((file, kinds) -> kinds.forEach((kind, count) -> sources.add(labels.counted(
                        "rows.source." + kind.name().toLowerCase(Locale.ROOT), count, file, Labels.grouped(count)))));
        return sources;
    }

    private static Page.TableView annotators(RowCounts rows, Labels labels) {
        Map<String, List<Page.Row>> groups = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            Map<List<String>, Integer> counts =
                    new TreeMap<>((one, other) -> one.toString().compareTo(other.toString()));
            rows.annotators().forEach((who, count) -> {
                if (who.kind() == kind) {
                    counts.put(List.of(who.annotator(), who.origin().word()), count);
                }
            });
            if (!counts.isEmpty()) {
                groups.put(
                        labels.get("kind." + kind.name().toLowerCase(Locale.ROOT)),
                        counts.entrySet().stream()
                                .map(count -> Page.Row.of(
                                        count.getKey().get(0),
                                        labels.get("origin." + count.getKey().get(1)),
                                        Labels.grouped(count.getValue())))
                                .toList());
            }
        }
        List<String> head = Stream.of("head.annotator", "head.origin", "head.rows")
                .map(labels::get)
                .toList();
        return new Page.TableView(
                labels.get("rows.annotators"),
                head,
                labels.get("head.kind"),
                Page.RowGroup.of(groups),
                Page.Style.WORDS);
    }
}
