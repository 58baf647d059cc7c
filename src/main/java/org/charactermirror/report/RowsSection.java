package org.charactermirror.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.TurnFlag;

/** Tells where the rows behind the figures come from, who gave them, and which were left out. */
final class RowsSection {

    private RowsSection() {}

    static Page.Section of(ReportInput input, Labels labels) {
        Annotations rows = input.analysis().annotations();
        List<String> paragraphs = new ArrayList<>();
        sources(rows, labels).forEach(source -> paragraphs.add(labels.get("rows.source.sentence", source)));
        paragraphs.add(
                labels.get("rows.left_out", Labels.grouped(rows.repeated()), Labels.grouped(input.leftOutRows())));
        input.leftOut().forEach(problem -> paragraphs.add(problem.toString()));
        paragraphs.add(labels.get(
                "rows.empty",
                Labels.grouped(rows.ratings().stream()
                        .mapToInt(
                                row -> Dimension.values().length - row.scores().size())
                        .sum()),
                Labels.grouped(rows.turnErrors().stream()
                        .mapToInt(row -> TurnFlag.values().length - row.flags().size())
                        .sum())));
        return new Page.Section(
                "rows",
                labels.get("section.rows"),
                paragraphs,
                rows.size() == 0 ? List.of() : List.of(annotators(rows, labels)));
    }

    /** Returns the files that rows came from, or the metrics that made them, with how many rows of each kind. */
    static List<String> sources(Annotations rows, Labels labels) {
        Map<String, Map<Kind, Integer>> counts = new LinkedHashMap<>();
        rows.stream()
                .forEach(row -> counts.computeIfAbsent(fileName(row), unused -> new TreeMap<>())
                        .merge(row.kind(), 1, Integer::sum));
        List<String> sources = new ArrayList<>();
        counts.forEach((file, kinds) -> kinds.forEach((kind, count) -> sources.add(labels.counted(
                "rows.source." + kind.name().toLowerCase(Locale.ROOT), count, file, Labels.grouped(count)))));
        return sources;
    }

    /** Returns a file's name without its folder, which says more about a computer than about the rows. */
    private static String fileName(Annotation row) {
        String file = row.place().file();
        return file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    }

    private static Page.TableView annotators(Annotations rows, Labels labels) {
        Map<String, List<Page.Row>> groups = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            Map<List<String>, Integer> counted = new HashMap<>();
            rows.stream()
                    .filter(row -> row.kind() == kind)
                    .forEach(row -> counted.merge(
                            List.of(row.subject().annotator(), row.origin().word()), 1, Integer::sum));
            Map<List<String>, Integer> counts =
                    new TreeMap<>((one, other) -> one.toString().compareTo(other.toString()));
            counts.putAll(counted);
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
