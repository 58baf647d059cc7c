package org.charactermirror.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.charactermirror.analysis.Analysis;
import org.charactermirror.analysis.ExclusionEffect;
import org.charactermirror.analysis.Screening;
import org.charactermirror.annotation.Kind;

/** Says who was left out and why, and what figures and conclusions would be otherwise. */
final class ExclusionsSection {

    private final Labels labels;
    private final Screening screening;
    private final List<String> paragraphs = new ArrayList<>();
    private final List<Page.TableView> tables = new ArrayList<>();

    private ExclusionsSection(Screening screening, Labels labels) {
        this.screening = screening;
        this.labels = labels;
    }

    /** Returns the section; nothing where no rules are declared and no rows are checks. */
    static Optional<Page.Section> of(Analysis analysis, Labels labels) {
        Screening screening = analysis.screening();
        if (!screening.rules().exclude() && screening.checkRows() == 0) {
            return Optional.empty();
        }
        ExclusionsSection section = new ExclusionsSection(screening, labels);
        section.rules();
        section.excluded();
        analysis.effect().ifPresent(section::effect);
        return Optional.of(
                new Page.Section("exclusions", labels.get("section.exclusions"), section.paragraphs, section.tables));
    }

    private void rules() {
        if (screening.rules().exclude()) {
            List<String> rules = new ArrayList<>();
            screening
                    .rules()
                    .bounds()
                    .forEach((bound, value) -> rules.add(labels.get("rule." + bound.word()) + " "
                            + value.toPlainString().replace('-', '−')));
            if (!screening.rules().named().isEmpty()) {
                rules.add(labels.get("rule.annotators") + " "
                        + labels.some(screening.rules().named().stream()
                                .map(named -> named.name())
                                .toList()));
            }
            paragraphs.add(labels.get("exclusions.rules", labels.list(rules)));
        } else {
            paragraphs.add(labels.get("exclusions.no_rules"));
        }
        if (screening.checkRows() > 0) {
            paragraphs.add(labels.get("exclusions.checks", Labels.grouped(screening.checkRows())));
        }
        for (Screening.NotEvaluated one : screening.notEvaluated()) {
            paragraphs.add(labels.get(
                    "exclusions.not_evaluated",
                    labels.get("rule." + one.rule()),
                    one.kind().map(this::kind).orElse(Labels.NONE),
                    labels.some(one.annotators()),
                    why(one.why())));
        }
        if (screening.rules().exclude()) {
            paragraphs.add(
                    screening.excludes()
                            ? labels.get(
                                    "exclusions.applied",
                                    Labels.grouped(screening.excluded().stream()
                                            .map(Screening.Exclusion::annotator)
                                            .distinct()
                                            .count()),
                                    Labels.grouped(screening.excludedRows()),
                                    Labels.grouped(screening.judgements()))
                            : labels.get("exclusions.nobody"));
        }
    }

    /** Reasons are few and known; each has its words in both languages. */
    private String why(String reason) {
        return labels.get("exclusions.why." + reason.replace(' ', '_'));
    }

    private String kind(Kind kind) {
        return labels.get("kind." + kind.name().toLowerCase(Locale.ROOT));
    }

    private void excluded() {
        List<Page.Row> rows = new ArrayList<>();
        for (Screening.Exclusion one : screening.excluded()) {
            for (Screening.Breach breach : one.breaches()) {
                rows.add(Page.Row.of(
                        one.annotator(),
                        kind(one.kind()),
                        labels.get("origin." + one.origin().word()),
                        labels.get("rule." + breach.rule()),
                        breach.value().isPresent() ? number(breach.value().getAsDouble()) : breach.reason(),
                        breach.bound()
                                .map(bound -> bound.toPlainString().replace('-', '−'))
                                .orElse(Labels.NONE),
                        Labels.grouped(one.rows())));
            }
        }
        if (!rows.isEmpty()) {
            tables.add(Page.TableView.words(
                    labels.get("exclusions.caption"),
                    heads(
                            "head.annotator",
                            "head.kind",
                            "head.origin",
                            "head.rule",
                            "head.value",
                            "head.bound",
                            "head.rows"),
                    rows));
        }
    }

    private void effect(ExclusionEffect effect) {
        Set<String> affected = screening.excluded().stream()
                .map(one -> one.kind() == Kind.PREFERENCES ? "pairwise" : word(one.kind()))
                .collect(Collectors.toSet());
        List<ExclusionEffect.Conclusion> conclusions = effect.conclusions().stream()
                .filter(one -> affected.contains(one.table()))
                .toList();
        List<ExclusionEffect.Conclusion> changed =
                conclusions.stream().filter(ExclusionEffect.Conclusion::changes).toList();
        paragraphs.add(
                changed.isEmpty()
                        ? labels.get("exclusions.unchanged", Labels.grouped(conclusions.size()))
                        : labels.get(
                                "exclusions.changed",
                                Labels.grouped(changed.size()),
                                Labels.grouped(conclusions.size())));
        if (!changed.isEmpty()) {
            tables.add(Page.TableView.words(
                    labels.get("exclusions.conclusions"),
                    heads("head.pair", "head.column", "head.everybody", "head.after_exclusions"),
                    changed.stream()
                            .map(one -> Page.Row.of(
                                    labels.get("pairwise.pair", one.modelA(), one.modelB()),
                                    labels.word(one.column()),
                                    verdict(one.all()),
                                    verdict(one.kept())))
                            .toList()));
        }
        for (String table : List.of("ratings", "turn_errors", "pairwise")) {
            if (affected.contains(table)) {
                tables.add(figures(table, effect));
            }
        }
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private String verdict(ExclusionEffect.Verdict verdict) {
        return labels.get("verdict." + verdict.name().toLowerCase(Locale.ROOT));
    }

    private Page.TableView figures(String table, ExclusionEffect effect) {
        int decimals = table.equals("ratings") ? 2 : 1;
        Map<String, List<Page.Row>> groups = new LinkedHashMap<>();
        for (ExclusionEffect.Figure one : effect.figures()) {
            if (one.table().equals(table)) {
                boolean pair = !one.opponent().isEmpty();
                groups.computeIfAbsent(
                                pair ? labels.get("pairwise.pair", one.model(), one.opponent()) : one.model(),
                                unused -> new ArrayList<>())
                        .add(Page.Row.of(
                                labels.word(one.column()),
                                FigureText.figure(one.all(), decimals),
                                Labels.grouped(one.allRows()),
                                FigureText.figure(one.kept(), decimals),
                                Labels.grouped(one.keptRows()),
                                FigureText.figure(one.change(), decimals)));
            }
        }
        return new Page.TableView(
                labels.get("exclusions.figures." + table),
                heads("head.column", "head.everybody", "head.n", "head.after_exclusions", "head.n", "head.change"),
                labels.get(table.equals("pairwise") ? "head.pair" : "head.model"),
                Page.RowGroup.of(groups),
                Page.Style.FIGURES);
    }

    private List<String> heads(String... keys) {
        return Stream.of(keys).map(labels::get).toList();
    }

    private static String number(double value) {
        return new BigDecimal(value)
                .round(new MathContext(4))
                .stripTrailingZeros()
                .toPlainString()
                .replace('-', '−');
    }
}
