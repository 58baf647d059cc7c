package org.charactermirror.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.charactermirror.analysis.Analysis;
import org.charactermirror.analysis.Inference;
import org.charactermirror.analysis.PairwiseTable;
import org.charactermirror.analysis.Uncertainty;
import org.charactermirror.chart.DotPlot;

/** Chooses which charts stand in which section. Only rows that count, of the preferred origins, are drawn, as in the first tables. */
final class Charts {

    /** Of a longer word the beginning stands in a file's name, which two of them must fit into. */
    private static final int LONGEST = 80;

    private final Analysis analysis;
    private final Labels labels;

    Charts(Analysis analysis, Labels labels) {
        this.analysis = analysis;
        this.labels = labels;
    }

    List<Page.ChartGroup> ratings() {
        return analysis.inference().ratings().stream()
                .map(table -> ColumnCharts.ofRatings(table, labels))
                .toList();
    }

    List<Page.ChartGroup> errors() {
        List<Page.ChartGroup> groups = new ArrayList<>();
        analysis.inference().errors().ifPresent(table -> groups.add(ColumnCharts.ofErrors(table, labels)));
        analysis.errors().stream()
                .findFirst()
                .flatMap(table -> analysis.errorsByTurn().map(byTurn -> TurnCharts.of(table.origin(), byTurn, labels)))
                .ifPresent(groups::add);
        analysis.inference().errorOnset().ifPresent(onset -> groups.add(OnsetCharts.of(onset, labels)));
        return groups;
    }

    /** Returns the bars of a pairwise table. */
    List<Page.ChartGroup> pairs(String groupColumn, List<PairwiseTable> tables) {
        return tables.stream().findFirst().map(table -> PairCharts.bars(table, groupColumn, labels)).stream()
                .toList();
    }

    List<Page.ChartGroup> support() {
        Inference inference = analysis.inference();
        List<Page.ChartGroup> groups = new ArrayList<>();
        if (!inference.pairs().isEmpty()) {
            groups.add(PairCharts.support(inference, labels));
        }
        AgreementCharts.of(inference.agreements(), labels).ifPresent(groups::add);
        return groups;
    }

    /** Returns the interval of a figure as it is drawn. */
    static Optional<DotPlot.Span> span(Uncertainty uncertainty) {
        return uncertainty.interval().map(ends -> new DotPlot.Span(ends.low(), ends.high(), uncertainty.tooNarrow()));
    }

    /** Returns the name of a chart's file: other signs than letters, digits, dots and hyphens, and long words, are put as a number. */
    static String name(String... words) {
        return List.of(words).stream().map(Charts::plain).collect(Collectors.joining("-"));
    }

    private static String plain(String word) {
        String plain = word.replaceAll("[^A-Za-z0-9._-]+", "-");
        if (plain.equals(word) && word.length() <= LONGEST) {
            return word;
        }
        String start = plain.replaceAll("^-|-$", "");
        return (start.substring(0, Math.min(LONGEST, start.length())) + "-" + Integer.toHexString(word.hashCode()))
                .replaceFirst("^-", "");
    }

    /** Returns sections whose charts all have different names, as files and elements of a page must have. */
    static List<Page.Section> named(List<Page.Section> sections) {
        Set<String> used = new HashSet<>();
        return sections.stream()
                .map(section -> section.with(section.charts().stream()
                        .map(group -> new Page.ChartGroup(
                                group.caption(),
                                group.notes(),
                                group.charts().stream()
                                        .map(chart -> new Page.NamedChart(unused(chart.name(), used), chart.chart()))
                                        .toList()))
                        .toList()))
                .toList();
    }

    /** Returns a name, with a number after it where a name that differs at most in case is used already. */
    private static String unused(String name, Set<String> used) {
        String unused = name;
        for (int copy = 2; !used.add(unused.toLowerCase(Locale.ROOT)); copy++) {
            unused = name + "-" + copy;
        }
        return unused;
    }
}
