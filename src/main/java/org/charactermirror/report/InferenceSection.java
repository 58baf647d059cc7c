package org.charactermirror.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.charactermirror.analysis.Agreement;
import org.charactermirror.analysis.ClusteredTest;
import org.charactermirror.analysis.ColumnInference;
import org.charactermirror.analysis.Inference;
import org.charactermirror.analysis.PairInference;
import org.charactermirror.analysis.PositionEffect;
import org.charactermirror.analysis.Ranking;
import org.charactermirror.analysis.TableInference;
import org.charactermirror.analysis.Uncertainty;
import org.charactermirror.annotation.Origin;
import org.charactermirror.stats.ClusterBootstrap;
import org.charactermirror.stats.Estimate;

/** Shows what the rows support: intervals, which differences hold, one ranking, and how far annotators agree. */
final class InferenceSection {

    private final Inference inference;
    private final Labels labels;

    private InferenceSection(Inference inference, Labels labels) {
        this.inference = inference;
        this.labels = labels;
    }

    /** Returns the section; without tables where there are no rows. */
    static Page.Section of(Inference inference, Labels labels) {
        return new InferenceSection(inference, labels).section();
    }

    private Page.Section section() {
        List<String> paragraphs = new ArrayList<>();
        List<Page.TableView> tables = new ArrayList<>();
        inference.ratings().ifPresent(table -> addColumns(table, 2, paragraphs, tables));
        inference.errors().ifPresent(table -> addColumns(table, 1, paragraphs, tables));
        if (!inference.pairs().isEmpty()) {
            tables.add(pairs());
        }
        inference.davidson().ifPresent(ranking -> addRanking(ranking, paragraphs, tables));
        inference.positionOfPeople().ifPresent(effect -> paragraphs.add(position("people", effect)));
        inference.positionOfJudges().ifPresent(effect -> paragraphs.add(position("judges", effect)));
        LengthView lengths = new LengthView(labels);
        inference.lengthOfPeople().ifPresent(effect -> lengths.add("people", effect, paragraphs, tables));
        inference.lengthOfJudges().ifPresent(effect -> lengths.add("judges", effect, paragraphs, tables));
        List<Page.Row> agreement = agreement();
        if (!agreement.isEmpty()) {
            tables.add(Page.TableView.figures(
                    labels.get("support.agreement"),
                    heads("head.column", "head.alpha", "head.interval", "head.fleiss", "head.units", "head.once"),
                    agreement));
        }
        madeUp().ifPresent(caution -> paragraphs.add(0, caution));
        if (!tables.isEmpty()) {
            paragraphs.add(
                    0,
                    labels.get(
                            "support.intro",
                            Labels.grouped(ClusterBootstrap.RESAMPLES),
                            String.valueOf(Uncertainty.ENOUGH)));
        } else {
            paragraphs.add(labels.get("support.none"));
        }
        return new Page.Section("support", labels.get("section.support"), paragraphs, tables);
    }

    /** Says that rows which a program made up to a purpose have intervals of that program's making. */
    private Optional<String> madeUp() {
        String origins = Stream.of(
                        inference.ratings().map(TableInference::origin),
                        inference.errors().map(TableInference::origin),
                        inference.pairsOrigin())
                .flatMap(Optional::stream)
                .filter(origin -> origin == Origin.RECONSTRUCTED || origin == Origin.SYNTHETIC)
                .distinct()
                .map(this::origin)
                .collect(Collectors.joining(labels.get("list.separator")));
        return origins.isEmpty() ? Optional.empty() : Optional.of(labels.get("support.made_up", origins));
    }

    private String origin(Origin origin) {
        return labels.get("origin." + origin.word());
    }

    private String pairsOrigin() {
        return inference.pairsOrigin().map(this::origin).orElse("");
    }

    private void addColumns(TableInference table, int decimals, List<String> paragraphs, List<Page.TableView> tables) {
        String name = decimals == 2 ? "ratings" : "errors";
        paragraphs.add(labels.get(
                "support.clusters",
                labels.get("section." + name),
                labels.get("clusters." + table.clusters().word()),
                Labels.grouped(table.annotators()),
                Labels.grouped(table.characters())));
        // Columns of which the same is to be said share a sentence.
        Map<Held, List<String>> sentences = new LinkedHashMap<>();
        for (ColumnInference column : table.columns()) {
            if (column.models().stream().anyMatch(model -> model.mean().isPresent())) {
                sentences
                        .computeIfAbsent(Held.of(column), held -> new ArrayList<>())
                        .add(labels.word(column.column()));
                tables.add(Page.TableView.figures(
                        labels.get("support.column." + name, labels.word(column.column()), origin(table.origin())),
                        heads("head.model", "head.estimate", "head.interval", "head.letters", "head.n"),
                        column.models().stream()
                                .map(model -> Page.Row.of(
                                        model.model(),
                                        FigureText.figure(model.mean(), decimals),
                                        FigureText.interval(model.uncertainty(), decimals),
                                        model.letters().isEmpty() ? "–" : model.letters(),
                                        String.valueOf(model.n())))
                                .toList()));
            }
        }
        sentences.forEach((held, columns) -> paragraphs.add(sentence(name, held, columns)));
    }

    private String sentence(String table, Held held, List<String> columns) {
        String name = labels.get("section." + table)
                + labels.get("list.colon")
                + String.join(labels.get("list.separator"), columns);
        if (held.tested() == 0) {
            return labels.get("support.untested", name);
        }
        return held.significant() == 0 && held.smallest() >= ClusteredTest.SIGNIFICANT
                ? labels.get("support.out_of_reach", name, String.valueOf(held.tested()), FigureText.p(held.smallest()))
                : labels.get("support.held", name, String.valueOf(held.significant()), String.valueOf(held.tested()));
    }

    /**
     * How many differences of a column hold.
     *
     * @param smallest the smallest corrected p that could be reached
     */
    record Held(int significant, int tested, double smallest) {

        static Held of(ColumnInference column) {
            List<ColumnInference.ModelDifference> tested = column.differences().stream()
                    .filter(one -> one.holmP().isPresent())
                    .toList();
            long significant = tested.stream()
                    .filter(ColumnInference.ModelDifference::holds)
                    .count();
            double smallest = tested.stream()
                    .mapToDouble(one -> one.test().smallestP().orElse(1))
                    .min()
                    .orElse(1);
            return new Held((int) significant, tested.size(), Math.min(1, tested.size() * smallest));
        }
    }

    private Page.TableView pairs() {
        List<Page.Row> rows = new ArrayList<>();
        for (PairInference pair : inference.pairs()) {
            ClusteredTest test = pair.clustered();
            rows.add(Page.Row.of(
                    labels.get("pairwise.pair", pair.modelA(), pair.modelB()),
                    FigureText.figure(OptionalDouble.of(pair.advantage()), 1),
                    FigureText.interval(pair.uncertainty(), 1),
                    FigureText.p(test.p()),
                    FigureText.p(pair.clusteredHolmP()),
                    FigureText.p(test.smallestP()),
                    FigureText.p(pair.signTest().value())));
        }
        return Page.TableView.figures(
                labels.get("support.pairs", pairsOrigin()),
                heads(
                        "head.pair",
                        "head.advantage",
                        "head.interval",
                        "head.clustered_p",
                        "head.holm_p",
                        "head.smallest_p",
                        "head.sign_p"),
                rows);
    }

    private void addRanking(Ranking ranking, List<String> paragraphs, List<Page.TableView> tables) {
        if (ranking.strengths().isEmpty()) {
            paragraphs.add(labels.get("support.no_ranking"));
            return;
        }
        tables.add(Page.TableView.figures(
                labels.get(
                        "support.ranking",
                        FigureText.figure(OptionalDouble.of(ranking.tieParameter()), 3),
                        pairsOrigin()),
                heads("head.model", "head.strength", "head.interval"),
                ranking.strengths().stream()
                        .map(one -> Page.Row.of(
                                one.model(),
                                FigureText.figure(OptionalDouble.of(one.logStrength()), 2),
                                FigureText.interval(one.uncertainty(), 2)))
                        .toList()));
    }

    private String position(String who, PositionEffect effect) {
        return effect.decided() == 0
                ? labels.get("support.position.unknown." + who, Labels.grouped(effect.unknown()))
                : labels.get(
                        "support.position." + who,
                        Labels.grouped(effect.first()),
                        Labels.grouped(effect.decided()),
                        FigureText.figure(OptionalDouble.of(100.0 * effect.first() / effect.decided()), 1),
                        FigureText.percent(effect.uncertainty(), labels.get("support.not_estimable")));
    }

    private List<Page.Row> agreement() {
        List<Page.Row> rows = new ArrayList<>();
        inference.agreements().ratings().forEach((column, one) -> rows.add(row(column.word(), one)));
        inference.agreements().turnErrors().forEach((column, one) -> rows.add(row(column.word(), one)));
        for (Map.Entry<String, Agreement> one :
                inference.agreements().outcomes().entrySet()) {
            rows.add(row(one.getKey(), one.getValue()));
        }
        return rows;
    }

    private Page.Row row(String column, Agreement agreement) {
        String alpha = agreement.alpha() instanceof Estimate.NotEstimable
                ? labels.get("support.not_estimable")
                : FigureText.figure(agreement.alpha().value(), 3);
        return Page.Row.of(
                labels.word(column),
                alpha,
                agreement
                        .interval()
                        .map(resampled -> FigureText.words(resampled.interval(), 3))
                        .orElse("–"),
                FigureText.figure(agreement.fleiss().value(), 3),
                String.valueOf(agreement.units()),
                String.valueOf(agreement.unitsJudgedOnce()));
    }

    private List<String> heads(String... keys) {
        List<String> heads = new ArrayList<>();
        for (String key : keys) {
            heads.add(labels.get(key));
        }
        return heads;
    }
}
