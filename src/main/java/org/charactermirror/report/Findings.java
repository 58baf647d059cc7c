package org.charactermirror.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.charactermirror.analysis.ClusteredTest;
import org.charactermirror.analysis.ColumnInference;
import org.charactermirror.analysis.ColumnInference.ModelDifference;
import org.charactermirror.analysis.ColumnInference.ModelFigure;
import org.charactermirror.analysis.PairInference;
import org.charactermirror.analysis.PrintedTable;
import org.charactermirror.analysis.TableInference;
import org.charactermirror.analysis.Uncertainty;
import org.charactermirror.stats.Interval;

/** Sentences on which differences between models the tests support. */
final class Findings {

    /** Of more preferences than these, only so many are told in words. */
    private static final int LARGEST = 6;

    private final Labels labels;

    Findings(Labels labels) {
        this.labels = labels;
    }

    /**
     * Returns sentences on the first judged column of a table, which is the overall one if anybody judged it, and one on the other
     * columns.
     *
     * @param name {@code ratings} or {@code errors}
     */
    List<String> table(String name, TableInference table) {
        List<ColumnInference> columns = table.columns().stream()
                .filter(column ->
                        column.models().stream().anyMatch(model -> model.mean().isPresent()))
                .toList();
        if (columns.isEmpty()) {
            return List.of();
        }
        List<String> sentences = new ArrayList<>(column(name, table, columns.get(0)));
        others(columns.subList(1, columns.size())).ifPresent(sentences::add);
        return sentences;
    }

    private List<String> column(String name, TableInference table, ColumnInference column) {
        String word = labels.word(column.column());
        List<ModelFigure> judged = column.models().stream()
                .filter(model -> model.mean().isPresent())
                .toList();
        if (judged.size() == 1) {
            ModelFigure only = judged.get(0);
            return List.of(labels.get("summary.only", only.model(), word, figure(only, name)));
        }
        InferenceSection.Held held = InferenceSection.Held.of(column);
        if (held.tested() == 0) {
            return List.of(labels.get("summary.untested", word));
        }
        if (held.significant() == 0) {
            return List.of(
                    held.smallest() >= ClusteredTest.SIGNIFICANT
                            ? labels.get(
                                    "summary.too_small",
                                    word,
                                    labels.count(table.annotators(), "annotator"),
                                    labels.count(held.tested(), "tested_pair"),
                                    FigureText.p(held.smallest()))
                            : labels.get("summary.none", word, labels.count(held.tested(), "tested_pair")));
        }
        return lead(name, column, judged, held);
    }

    /** Tells which models the leading one differs from, and from which it does not as far as can be shown. */
    private List<String> lead(
            String name, ColumnInference column, List<ModelFigure> judged, InferenceSection.Held held) {
        boolean ratings = name.equals("ratings");
        boolean higher = ratings || PrintedTable.higherIsBetterInErrors(column.column());
        Comparator<ModelFigure> byMean =
                Comparator.comparingDouble(model -> model.mean().orElseThrow());
        ModelFigure lead =
                judged.stream().min(higher ? byMean.reversed() : byMean).orElseThrow();
        List<String> different = new ArrayList<>();
        List<String> open = new ArrayList<>();
        for (ModelFigure model : judged) {
            if (!model.model().equals(lead.model())) {
                (significant(column, lead.model(), model.model()) ? different : open).add(model.model());
            }
        }
        List<String> sentences = new ArrayList<>(List.of(labels.get(
                "summary.lead." + (ratings ? "ratings" : higher ? "proactivity" : "errors"),
                lead.model(),
                labels.word(column.column()),
                figure(lead, name))));
        if (!different.isEmpty()) {
            sentences.add(labels.get(higher ? "summary.above" : "summary.below", labels.list(different)));
        }
        if (!open.isEmpty()) {
            sentences.add(labels.get("summary.open", labels.list(open)));
        }
        sentences.add(labels.get(
                "summary.shown", Labels.grouped(held.significant()), labels.count(held.tested(), "tested_pair")));
        return sentences;
    }

    private static boolean significant(ColumnInference column, String one, String other) {
        return column.differences().stream()
                .filter(difference -> isOf(difference, one, other) || isOf(difference, other, one))
                .anyMatch(ModelDifference::holds);
    }

    private static boolean isOf(ModelDifference difference, String a, String b) {
        return difference.modelA().equals(a) && difference.modelB().equals(b);
    }

    private Optional<String> others(List<ColumnInference> columns) {
        List<String> shown = new ArrayList<>();
        List<String> none = new ArrayList<>();
        for (ColumnInference column : columns) {
            InferenceSection.Held held = InferenceSection.Held.of(column);
            String word = labels.word(column.column());
            if (held.significant() > 0) {
                shown.add(labels.get("summary.other", word, held.significant() + "", held.tested() + ""));
            } else {
                none.add(word);
            }
        }
        if (columns.isEmpty()) {
            return Optional.empty();
        }
        if (shown.isEmpty()) {
            return Optional.of(labels.get("summary.others.none", labels.list(none)));
        }
        return Optional.of(
                none.isEmpty()
                        ? labels.get("summary.others.shown", labels.list(shown))
                        : labels.get("summary.others.both", labels.list(shown), labels.list(none)));
    }

    private String figure(ModelFigure model, String name) {
        int decimals = name.equals("ratings") ? 2 : 1;
        String unit = name.equals("ratings") ? "" : " %";
        return FigureText.fixed(model.mean().orElseThrow(), decimals) + unit + interval(model.uncertainty(), decimals);
    }

    private String interval(Uncertainty uncertainty, int decimals) {
        return uncertainty
                .interval()
                .map(ends -> labels.get(
                        uncertainty.tooNarrow() ? "summary.interval.narrow" : "summary.interval",
                        FigureText.words(ends, decimals)))
                .orElse("");
    }

    /** Returns a sentence for each difference that could be shown, or for the largest of many, and one for all others. */
    List<String> pairs(List<PairInference> pairs) {
        List<PairInference> tested =
                pairs.stream().filter(pair -> pair.clusteredHolmP().isPresent()).toList();
        List<PairInference> shown = tested.stream()
                .filter(PairInference::holds)
                .sorted(Comparator.comparingDouble((PairInference pair) -> Math.abs(pair.advantage()))
                        .reversed())
                .toList();
        if (shown.size() > LARGEST) {
            return many(pairs, tested, shown);
        }
        List<String> sentences = new ArrayList<>();
        List<String> open = new ArrayList<>();
        for (PairInference pair : tested) {
            if (pair.holds()) {
                sentences.add(preferred(pair));
            } else {
                open.add(labels.get("summary.between", pair.modelA(), pair.modelB()) + interval(pair.uncertainty(), 1));
            }
        }
        if (!open.isEmpty()) {
            double smallest = tested.stream()
                    .mapToDouble(pair -> pair.clustered().smallestP().orElse(1))
                    .min()
                    .orElse(1);
            double reachable = Math.min(1, tested.size() * smallest);
            sentences.add(
                    sentences.isEmpty() && reachable >= ClusteredTest.SIGNIFICANT
                            ? labels.get(
                                    "summary.pairs.too_small",
                                    labels.count(tested.size(), "tested_pair"),
                                    FigureText.p(reachable))
                            : labels.get("summary.pairs.open", labels.some(open)));
        }
        untested(pairs, tested).ifPresent(sentences::add);
        return sentences;
    }

    private List<String> many(List<PairInference> pairs, List<PairInference> tested, List<PairInference> shown) {
        List<String> sentences = new ArrayList<>(List.of(labels.get(
                "summary.pairs.many",
                Labels.grouped(shown.size()),
                labels.count(tested.size(), "tested_pair"),
                LARGEST + "")));
        shown.stream().limit(LARGEST).map(this::preferred).forEach(sentences::add);
        untested(pairs, tested).ifPresent(sentences::add);
        return sentences;
    }

    private Optional<String> untested(List<PairInference> pairs, List<PairInference> tested) {
        int untested = pairs.size() - tested.size();
        return untested == 0
                ? Optional.empty()
                : Optional.of(labels.get("summary.pairs.untested", labels.count(untested, "tested_pair")));
    }

    private String preferred(PairInference pair) {
        boolean first = pair.advantage() > 0;
        return labels.get(
                "summary.preferred",
                first ? pair.modelA() : pair.modelB(),
                first ? pair.modelB() : pair.modelA(),
                FigureText.fixed(Math.abs(pair.advantage()), 1),
                turned(pair, first),
                p(pair.clusteredHolmP().orElse(1)));
    }

    /** Returns the interval of the advantage seen from the preferred model's side. */
    private String turned(PairInference pair, boolean first) {
        return pair.uncertainty()
                .interval()
                .map(ends -> first
                        ? FigureText.words(ends, 1)
                        : FigureText.words(new Interval(-ends.high(), -ends.low()), 1))
                .orElseGet(() -> labels.get("support.not_estimable"));
    }

    private static String p(double value) {
        String text = FigureText.p(value);
        return text.startsWith("<") ? "p " + text : "p = " + text;
    }
}
