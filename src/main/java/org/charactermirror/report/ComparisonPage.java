package org.charactermirror.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.charactermirror.analysis.RunComparison;
import org.charactermirror.analysis.RunComparison.Kind;
import org.charactermirror.analysis.RunComparison.Line;
import org.charactermirror.analysis.Uncertainty;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Origin;
import org.charactermirror.stats.ClusterBootstrap;

/** Puts the page together that compares two runs. */
final class ComparisonPage {

    private final ComparisonInput input;
    private final RunComparison comparison;
    private final Labels labels;

    private ComparisonPage(ComparisonInput input) {
        this.input = input;
        this.comparison = input.comparison();
        this.labels = Labels.of(input.language());
    }

    static Page of(ComparisonInput input) {
        return new ComparisonPage(input).page();
    }

    private Page page() {
        List<Page.Section> sections = new ArrayList<>();
        sections.add(findings());
        sections.add(runs());
        comparison.ratings().ifPresent(kind -> sections.add(section("ratings", kind, 2)));
        comparison.errors().ifPresent(kind -> sections.add(section("errors", kind, 1)));
        comparison.pairs().ifPresent(kind -> sections.add(section("preferences", kind, 1)));
        return new Page(
                labels.get(
                        "compare.title", input.first().title(), input.second().title()),
                cautions(),
                facts(),
                List.of(),
                Charts.named(sections),
                input.stamp().line(labels));
    }

    private List<Page.Banner> cautions() {
        List<String> origins = kinds().map(Kind::origin)
                .filter(origin -> origin != Origin.HUMAN)
                .distinct()
                .map(origin -> labels.get("origin." + origin.word()))
                .toList();
        return origins.isEmpty()
                ? List.of()
                : List.of(new Page.Banner(
                        true,
                        labels.get("compare.origin.heading"),
                        labels.get("compare.origin", labels.list(origins))));
    }

    private List<Page.Fact> facts() {
        List<Line> lines = kinds().flatMap(kind -> kind.lines().stream()).toList();
        int held = (int) lines.stream().filter(Line::holds).count();
        return List.of(
                new Page.Fact(Labels.grouped(lines.size()), labels.counted("compare.fact", lines.size())),
                new Page.Fact(Labels.grouped(held), labels.counted("compare.fact_held", held)));
    }

    private Stream<Kind> kinds() {
        return Stream.of(comparison.ratings(), comparison.errors(), comparison.pairs())
                .flatMap(Optional::stream);
    }

    private Page.Section findings() {
        List<String> sentences = new ArrayList<>();
        comparison.ratings().ifPresent(kind -> sentences.add(finding("ratings", kind, 2)));
        comparison.errors().ifPresent(kind -> sentences.add(finding("errors", kind, 1)));
        comparison.pairs().ifPresent(kind -> sentences.add(finding("preferences", kind, 1)));
        if (sentences.isEmpty()) {
            sentences.add(labels.get("compare.nothing"));
        }
        for (RunComparison.NotCompared one : comparison.notCompared()) {
            sentences.add(labels.get(
                    "compare.not_compared",
                    labels.get("compare.kind." + one.kind().replace("turn_errors", "errors")),
                    origins(one.first()),
                    origins(one.second())));
        }
        sentences.add(labels.get(
                "compare.method", Labels.grouped(ClusterBootstrap.RESAMPLES), String.valueOf(Uncertainty.ENOUGH)));
        return new Page.Section("findings", labels.get("compare.findings"), sentences, List.of());
    }

    private String origins(List<Origin> origins) {
        return origins.isEmpty()
                ? labels.get("compare.no_rows")
                : labels.list(origins.stream()
                        .map(origin -> labels.get("origin." + origin.word()))
                        .toList());
    }

    /** Says which differences hold, or that none does, or that none could. */
    private String finding(String kind, Kind compared, int decimals) {
        String name = labels.get("compare.kind." + kind);
        List<Line> tested = compared.lines().stream()
                .filter(line -> line.holmP().isPresent())
                .toList();
        if (compared.lines().isEmpty()) {
            return labels.get("compare.no_common", name);
        }
        if (tested.isEmpty()) {
            return labels.get("compare.untested", name, String.valueOf(compared.sharedAnnotators()));
        }
        List<String> held = tested.stream()
                .filter(Line::holds)
                .map(line -> labels.get(
                        "compare.held",
                        subject(line),
                        labels.word(line.column()),
                        FigureText.signed(line.difference(), decimals),
                        FigureText.p(line.holmP())))
                .toList();
        return held.isEmpty()
                ? labels.get("compare.none", name, labels.count(tested.size(), "difference"), smallest(tested))
                : labels.get(
                        "compare.some",
                        name,
                        labels.count(tested.size(), "difference"),
                        String.valueOf(held.size()),
                        labels.some(held));
    }

    private static String smallest(List<Line> tested) {
        return FigureText.p(tested.stream()
                .mapToDouble(line -> line.test().smallestP().orElse(1))
                .min()
                .orElse(1));
    }

    private Page.Section runs() {
        List<Page.TableView> tables = new ArrayList<>();
        tables.add(Page.TableView.words(
                labels.get("compare.runs"),
                List.of(
                        labels.get("compare.run"),
                        labels.get("compare.path"),
                        labels.get("compare.study"),
                        labels.get("compare.rows"),
                        labels.get("compare.annotators")),
                List.of(row("compare.first", input.first()), row("compare.second", input.second()))));
        List<SettingDifference> differences =
                SettingDifference.of(input.first().parts(), input.second().parts());
        List<String> paragraphs = new ArrayList<>();
        excluded("compare.excluded_first", input.first()).ifPresent(paragraphs::add);
        excluded("compare.excluded_second", input.second()).ifPresent(paragraphs::add);
        boolean known = Stream.of(input.first(), input.second())
                .allMatch(run ->
                        run.parts().stream().anyMatch(part -> !part.settings().isEmpty()));
        if (!known) {
            paragraphs.add(labels.get("compare.no_settings"));
        } else if (differences.isEmpty()) {
            paragraphs.add(labels.get("compare.same_settings"));
        } else {
            tables.add(settings(differences));
        }
        return new Page.Section("runs", labels.get("compare.runs"), paragraphs, tables);
    }

    private Optional<String> excluded(String key, ComparisonInput.Run run) {
        return run.excluded().isEmpty() ? Optional.empty() : Optional.of(labels.get(key, labels.some(run.excluded())));
    }

    private Page.Row row(String run, ComparisonInput.Run what) {
        long annotators = what.annotations().stream()
                .map((Annotation row) -> row.subject().annotator())
                .distinct()
                .count();
        return Page.Row.of(
                labels.get(run),
                what.path(),
                what.title(),
                labels.list(List.of(
                        labels.count(what.annotations().ratings().size(), "rating"),
                        labels.count(what.annotations().turnErrors().size(), "turn_error"),
                        labels.count(what.annotations().preferences().size(), "comparison"))),
                String.valueOf(annotators));
    }

    private Page.TableView settings(List<SettingDifference> differences) {
        Map<String, List<Page.Row>> groups = new LinkedHashMap<>();
        for (SettingDifference one : differences) {
            String about = one.about().isEmpty() ? labels.get("compare.study") : one.about();
            groups.computeIfAbsent(about, unused -> new ArrayList<>())
                    .add(Page.Row.of(labels.setting(one.name()), shown(one.first()), shown(one.second())));
        }
        return new Page.TableView(
                labels.get("compare.settings"),
                List.of(labels.get("compare.setting"), labels.get("compare.first"), labels.get("compare.second")),
                labels.get("compare.of"),
                Page.RowGroup.of(groups),
                Page.Style.WORDS);
    }

    private static String shown(String value) {
        return value.isEmpty() ? Labels.NONE : value;
    }

    private Page.Section section(String name, Kind kind, int decimals) {
        List<String> paragraphs = new ArrayList<>();
        paragraphs.add(labels.get(
                "compare.clusters",
                labels.get("origin." + kind.origin().word()),
                labels.get("clusters." + kind.clusters().word()),
                Labels.grouped(kind.annotators()),
                Labels.grouped(kind.sharedAnnotators())));
        only("compare.only_first", kind.onlyFirst()).ifPresent(paragraphs::add);
        only("compare.only_second", kind.onlySecond()).ifPresent(paragraphs::add);
        Map<String, List<Page.Row>> groups = new LinkedHashMap<>();
        for (Line line : kind.lines()) {
            groups.computeIfAbsent(labels.word(line.column()), unused -> new ArrayList<>())
                    .add(row(line, decimals));
        }
        List<Page.TableView> tables = groups.isEmpty()
                ? List.of()
                : List.of(new Page.TableView(
                        labels.get("compare.kind." + name),
                        heads(),
                        labels.get("head.column"),
                        Page.RowGroup.of(groups),
                        Page.Style.FIGURES));
        List<Page.ChartGroup> charts = kind.lines().isEmpty()
                ? List.of()
                : List.of(ComparisonCharts.of(name, kind.lines(), decimals, this::subject, labels));
        return new Page.Section(name, labels.get("compare.kind." + name), paragraphs, tables, charts);
    }

    private Optional<String> only(String key, List<String> subjects) {
        return subjects.isEmpty()
                ? Optional.empty()
                : Optional.of(labels.get(
                        key, labels.some(subjects.stream().map(this::subject).toList())));
    }

    private List<String> heads() {
        return Stream.of(
                        "head.model",
                        "compare.first",
                        "compare.second",
                        "compare.difference",
                        "head.interval",
                        "head.clustered_p",
                        "head.holm_p",
                        "head.smallest_p",
                        "compare.n")
                .map(key -> labels.get(key))
                .toList();
    }

    private Page.Row row(Line line, int decimals) {
        return Page.Row.of(
                subject(line),
                FigureText.figure(line.first().mean(), decimals),
                FigureText.figure(line.second().mean(), decimals),
                FigureText.signed(line.difference(), decimals),
                FigureText.interval(line.uncertainty(), decimals),
                FigureText.p(line.test().p()),
                FigureText.p(line.holmP()),
                FigureText.p(line.test().smallestP()),
                line.first().n() + " · " + line.second().n());
    }

    private String subject(Line line) {
        return subject(line.subject());
    }

    private String subject(String subject) {
        int between = subject.indexOf('~');
        return between < 0
                ? subject
                : labels.get("pairwise.pair", subject.substring(0, between), subject.substring(between + 1));
    }
}
