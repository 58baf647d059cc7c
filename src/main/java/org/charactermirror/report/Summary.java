package org.charactermirror.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.analysis.Agreement;
import org.charactermirror.analysis.Inference;
import org.charactermirror.analysis.PositionEffect;
import org.charactermirror.analysis.TableInference;
import org.charactermirror.annotation.Origin;
import org.charactermirror.stats.Interval;

/**
 * Says in words what the figures support, and only that: a difference is named where it holds, by its clustered and corrected p
 * and by its interval, and where none does, this is said, with the reason if the design could not have shown any.
 */
final class Summary {

    private final ReportInput input;
    private final Inference inference;
    private final Labels labels;
    private final List<Page.Point> points = new ArrayList<>();

    private Summary(ReportInput input, Labels labels) {
        this.input = input;
        this.inference = input.analysis().inference();
        this.labels = labels;
    }

    /** Returns the findings in the order of reading; none where there are neither rows nor dialogues. */
    static List<Page.Point> of(ReportInput input, Labels labels) {
        Summary summary = new Summary(input, labels);
        summary.origins();
        summary.findings();
        summary.agreement();
        summary.inference.positionOfPeople().ifPresent(effect -> summary.position("people", effect));
        summary.inference.positionOfJudges().ifPresent(effect -> summary.position("judges", effect));
        summary.played();
        return List.copyOf(summary.points);
    }

    private void add(String about, String text) {
        points.add(new Page.Point(labels.get("summary.about." + about), text));
    }

    private void origins() {
        Map<Origin, List<String>> kinds = new EnumMap<>(Origin.class);
        inference.ratings().ifPresent(table -> add(kinds, table.origin(), "ratings"));
        inference.errors().ifPresent(table -> add(kinds, table.origin(), "turn_errors"));
        inference.pairsOrigin().ifPresent(origin -> add(kinds, origin, "preferences"));
        List<String> sentences = new ArrayList<>();
        kinds.forEach((origin, names) ->
                sentences.add(labels.get("summary.origin." + origin.word(), labels.sentence(names))));
        if (!sentences.isEmpty()) {
            add("origin", labels.text(sentences));
        }
    }

    private void add(Map<Origin, List<String>> kinds, Origin origin, String kind) {
        kinds.computeIfAbsent(origin, unused -> new ArrayList<>()).add(labels.get("kind." + kind));
    }

    private void findings() {
        Findings findings = new Findings(labels);
        inference.ratings().ifPresent(table -> findings(findings, "ratings", table));
        inference.errors().ifPresent(table -> findings(findings, "errors", table));
        List<String> pairs = findings.pairs(inference.pairs());
        if (!pairs.isEmpty()) {
            add("pairs", labels.text(pairs));
        }
    }

    private void findings(Findings findings, String name, TableInference table) {
        List<String> sentences = findings.table(name, table);
        if (!sentences.isEmpty()) {
            add(name, labels.text(sentences));
        }
    }

    /** Tells how far annotators agree about the columns of each kind of rows. */
    private void agreement() {
        List<String> sentences = new ArrayList<>();
        Map<String, Agreement> ratings = new LinkedHashMap<>();
        inference.agreements().ratings().forEach((column, one) -> ratings.put(column.word(), one));
        Map<String, Agreement> errors = new LinkedHashMap<>();
        inference.agreements().turnErrors().forEach((column, one) -> errors.put(column.word(), one));
        agreement("ratings", ratings).ifPresent(sentences::add);
        agreement("turn_errors", errors).ifPresent(sentences::add);
        agreement("preferences", inference.agreements().outcomes()).ifPresent(sentences::add);
        if (!sentences.isEmpty()) {
            add("agreement", labels.text(sentences));
        }
    }

    private Optional<String> agreement(String kind, Map<String, Agreement> columns) {
        if (columns.isEmpty()) {
            return Optional.empty();
        }
        String name = labels.sentence(List.of(labels.get("kind." + kind)));
        String least = "";
        String most = "";
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        boolean shared = false;
        for (Map.Entry<String, Agreement> column : columns.entrySet()) {
            shared |= column.getValue().units() > 0;
            if (column.getValue().alpha().value().isPresent()) {
                double alpha = column.getValue().alpha().value().getAsDouble();
                least = alpha < low ? column.getKey() : least;
                most = alpha > high ? column.getKey() : most;
                low = Math.min(low, alpha);
                high = Math.max(high, alpha);
            }
        }
        if (least.isEmpty()) {
            return Optional.of(labels.get(shared ? "summary.agreement.equal" : "summary.agreement.once", name));
        }
        String level = labels.get(
                "summary.agreement." + (low >= 0.8 ? "good" : low >= AgreementCharts.TENTATIVE ? "tentative" : "low"));
        return Optional.of(
                least.equals(most)
                        ? labels.get("summary.agreement.one", name, FigureText.fixed(low, 2), level)
                        : labels.get(
                                "summary.agreement.range",
                                name,
                                FigureText.fixed(low, 2),
                                labels.word(least),
                                FigureText.fixed(high, 2),
                                labels.word(most),
                                level));
    }

    private void position(String who, PositionEffect effect) {
        Optional<Interval> interval = effect.uncertainty().interval();
        if (effect.decided() == 0 || interval.isEmpty()) {
            return;
        }
        Interval percent =
                new Interval(100 * interval.get().low(), 100 * interval.get().high());
        String effectKey = percent.low() > 50 ? "more" : percent.high() < 50 ? "less" : "none";
        add(
                "position." + who,
                labels.get(
                        "summary.position." + effectKey,
                        FigureText.fixed(100.0 * effect.first() / effect.decided(), 1),
                        labels.get(
                                effect.uncertainty().tooNarrow() ? "summary.interval.narrow" : "summary.interval",
                                FigureText.words(percent, 1))));
    }

    private void played() {
        for (StudyPart part : input.parts()) {
            if (!part.dialogues().isEmpty()) {
                DialogueCounts all = DialogueCounts.of(part.dialogues());
                String counts = labels.get(
                        "summary.played",
                        Labels.grouped(all.planned()),
                        Labels.grouped(all.complete()),
                        Labels.grouped(all.missing()),
                        Labels.grouped(all.refused()),
                        Labels.grouped(all.failed() - all.refused()),
                        Labels.grouped(all.empty()),
                        Labels.grouped(all.replies()));
                points.add(new Page.Point(
                        part.name().isEmpty()
                                ? labels.get("summary.about.played")
                                : labels.get("summary.about.played.part", part.name()),
                        counts));
            }
        }
    }
}
