package org.charactermirror.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.charactermirror.analysis.calibration.Calibration;
import org.charactermirror.analysis.calibration.Column;
import org.charactermirror.analysis.calibration.Figure;
import org.charactermirror.analysis.calibration.Judge;
import org.charactermirror.analysis.calibration.MetricColumn;
import org.charactermirror.analysis.calibration.PoweredFigure;
import org.charactermirror.analysis.calibration.Prediction;
import org.charactermirror.annotation.Kind;
import org.charactermirror.stats.Interval;
import org.charactermirror.stats.PredictionPowered;

/** Shows metrics beside people, predicted scores, and people's figures with a judge's help. */
final class PredictionViews {

    private final Calibration calibration;
    private final Labels labels;

    PredictionViews(Calibration calibration, Labels labels) {
        this.calibration = calibration;
        this.labels = labels;
    }

    void metrics(List<String> paragraphs, List<Page.TableView> tables) {
        metrics(Kind.RATINGS, "calibration.metrics.ratings", tables);
        metrics(Kind.TURN_ERRORS, "calibration.metrics.flags", tables);
        if (!calibration.metrics().isEmpty()) {
            paragraphs.add(labels.get("calibration.metrics.notes"));
        }
    }

    private void metrics(Kind kind, String caption, List<Page.TableView> tables) {
        List<MetricColumn> own = calibration.metrics().stream()
                .filter(one -> one.column().kind() == kind)
                .toList();
        if (own.isEmpty()) {
            return;
        }
        List<Column> columns = own.stream().map(MetricColumn::column).distinct().toList();
        Map<String, Map<Column, Figure>> byMetric = new LinkedHashMap<>();
        own.forEach(one -> byMetric.computeIfAbsent(one.metric(), unused -> new LinkedHashMap<>())
                .put(one.column(), one.rho()));
        List<Page.Row> rows = new ArrayList<>();
        byMetric.forEach((metric, figures) -> rows.add(Page.Row.of(
                metric,
                columns.stream()
                        .map(column -> figures.containsKey(column) ? rho(figures.get(column)) : Labels.NONE)
                        .toArray(String[]::new))));
        tables.add(Page.TableView.figures(
                labels.get(caption),
                Stream.concat(
                                Stream.of(labels.get("head.metric")),
                                columns.stream().map(column -> labels.word(column.word())))
                        .toList(),
                rows));
    }

    private static String rho(Figure figure) {
        boolean clear = figure.uncertainty()
                .interval()
                .filter(interval -> !interval.contains(0))
                .isPresent();
        return FigureText.figure(figure.value().value(), 2) + (clear ? "°" : "");
    }

    void predictions(List<String> paragraphs, List<Page.TableView> tables) {
        List<Page.Row> rows = new ArrayList<>();
        Map<String, List<String>> features = new LinkedHashMap<>();
        for (Prediction one : calibration.predictions()) {
            String column = labels.word(one.column().word());
            if (one.result().isEmpty()) {
                paragraphs.add(labels.get("calibration.prediction.none", column, Reasons.of(one.reason(), labels)));
                continue;
            }
            String unused = labels.some(one.unusedFeatures().stream()
                    .map(reason -> Reasons.of(reason, labels))
                    .toList());
            features.computeIfAbsent(
                            labels.get(
                                    "calibration.prediction.features",
                                    "\u0000",
                                    labels.some(one.features()),
                                    unused.isEmpty() ? labels.get("calibration.none") : unused),
                            unusedKey -> new ArrayList<>())
                    .add(column);
            Prediction.Result result = one.result().get();
            if (result.foldsWithoutFit() > 0) {
                paragraphs.add(labels.get(
                        "calibration.prediction.without_fit",
                        column,
                        String.valueOf(result.foldsWithoutFit()),
                        String.valueOf(result.folds())));
            }
            if (one.rowsWithoutFeatures() > 0) {
                paragraphs.add(labels.get(
                        "calibration.prediction.without_features", column, Labels.grouped(one.rowsWithoutFeatures())));
            }
            rows.add(Page.Row.of(
                    column,
                    Labels.grouped(result.rows()),
                    Labels.grouped(result.clusters()),
                    FigureText.figure(result.baseline().value().value(), 4),
                    FigureText.figure(result.model().value().value(), 4),
                    FigureText.figure(result.gain().value().value(), 4),
                    FigureText.interval(result.gain().uncertainty(), 4),
                    FigureText.figure(result.baselineError().value().value(), 2),
                    FigureText.figure(result.modelError().value().value(), 2)));
        }
        if (rows.isEmpty()) {
            return;
        }
        paragraphs.add(labels.get("calibration.prediction.notes", FigureText.fixed(Prediction.PENALTY, 0)));
        features.forEach((sentence, columns) -> paragraphs.add(sentence.replace("\u0000", labels.list(columns))));
        tables.add(Page.TableView.figures(
                labels.get("calibration.prediction"),
                heads(
                        "head.column",
                        "head.rows",
                        "head.held_out",
                        "head.baseline_loss",
                        "head.loss",
                        "head.gain",
                        "head.interval",
                        "head.baseline_error",
                        "head.error"),
                rows));
    }

    void powered(List<String> paragraphs, List<Page.TableView> tables) {
        boolean any = false;
        for (Map.Entry<Judge, List<PoweredFigure>> entry : byJudge(calibration).entrySet()) {
            List<PoweredFigure> helped =
                    entry.getValue().stream().filter(one -> one.unscored() > 0).toList();
            any |= !helped.isEmpty();
            for (Kind kind : Kind.values()) {
                List<PoweredFigure> own = helped.stream()
                        .filter(one -> one.column().kind() == kind)
                        .toList();
                if (!own.isEmpty()) {
                    tables.add(powered(entry.getKey(), kind, own));
                }
            }
        }
        if (any) {
            paragraphs.add(labels.get("calibration.powered.notes"));
        }
    }

    private Page.TableView powered(Judge judge, Kind kind, List<PoweredFigure> figures) {
        int decimals = kind == Kind.RATINGS ? 2 : 1;
        Map<String, List<Page.Row>> groups = new LinkedHashMap<>();
        for (PoweredFigure one : figures) {
            groups.computeIfAbsent(labels.word(one.column().word()), unused -> new ArrayList<>())
                    .add(Page.Row.of(
                            one.lessModel().isEmpty()
                                    ? one.model()
                                    : labels.get("calibration.less", one.model(), one.lessModel()),
                            FigureText.fixed(one.peopleAlone().estimate(), decimals),
                            interval(one.peopleAlone(), decimals),
                            FigureText.fixed(one.powered().estimate(), decimals),
                            interval(one.powered(), decimals),
                            relative(one),
                            FigureText.fixed(one.judgeAlone(), decimals),
                            FigureText.fixed(one.lambda(), 2),
                            Labels.grouped(one.scored()),
                            Labels.grouped(one.unscored())));
        }
        return new Page.TableView(
                labels.get(
                        switch (kind) {
                            case RATINGS -> "calibration.powered.ratings";
                            case TURN_ERRORS -> "calibration.powered.flags";
                            case PREFERENCES -> "calibration.powered.outcome";
                        },
                        judge.id(),
                        labels.get("origin." + figures.get(0).peopleOrigin().word())),
                heads(
                        "head.model",
                        "head.people_alone",
                        "head.interval",
                        "head.powered",
                        "head.interval",
                        "head.relative_length",
                        "head.judge_alone",
                        "head.lambda",
                        "head.scored",
                        "head.unscored"),
                labels.get("head.column"),
                Page.RowGroup.of(groups),
                Page.Style.FIGURES);
    }

    private static String interval(PredictionPowered figure, int decimals) {
        return figure.interval()
                .map(interval -> FigureText.words(interval, decimals))
                .orElse(Labels.NONE);
    }

    private static String relative(PoweredFigure one) {
        return FigureText.figure(relativeLength(one), 0);
    }

    /** Returns how long the interval is in percent of that of people alone; nothing where one is missing or has no length. */
    private static OptionalDouble relativeLength(PoweredFigure one) {
        if (one.peopleAlone().interval().isEmpty() || one.powered().interval().isEmpty()) {
            return OptionalDouble.empty();
        }
        double before = length(one.peopleAlone().interval().get());
        return before == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(100 * length(one.powered().interval().get()) / before);
    }

    /** Says of each judge how far it shortens intervals. */
    static List<String> summaries(Calibration calibration, Labels labels) {
        List<String> sentences = new ArrayList<>();
        byJudge(calibration).forEach((judge, figures) -> {
            double[] lengths = figures.stream()
                    .filter(one -> one.unscored() > 0)
                    .map(PredictionViews::relativeLength)
                    .flatMapToDouble(OptionalDouble::stream)
                    .sorted()
                    .toArray();
            if (figures.stream().noneMatch(one -> one.unscored() > 0)) {
                sentences.add(labels.get("calibration.powered.useless", judge.id()));
            } else if (lengths.length > 0) {
                int half = lengths.length / 2;
                double median = lengths.length % 2 == 1 ? lengths[half] : (lengths[half - 1] + lengths[half]) / 2;
                sentences.add(labels.get(
                        "calibration.powered.summary",
                        judge.id(),
                        FigureText.fixed(median, 0),
                        Labels.grouped(lengths.length),
                        FigureText.fixed(lengths[0], 0),
                        FigureText.fixed(lengths[lengths.length - 1], 0)));
            }
        });
        return sentences;
    }

    private static Map<Judge, List<PoweredFigure>> byJudge(Calibration calibration) {
        Map<Judge, List<PoweredFigure>> byJudge = new LinkedHashMap<>();
        calibration
                .powered()
                .forEach(one -> byJudge.computeIfAbsent(one.judge(), unused -> new ArrayList<>())
                        .add(one));
        return byJudge;
    }

    private static double length(Interval interval) {
        return interval.high() - interval.low();
    }

    private List<String> heads(String... keys) {
        return Stream.of(keys).map(key -> labels.get(key)).toList();
    }
}
