package org.charactermirror.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.charactermirror.analysis.calibration.Calibration;
import org.charactermirror.analysis.calibration.Column;
import org.charactermirror.analysis.calibration.Figure;
import org.charactermirror.analysis.calibration.JudgeColumn;
import org.charactermirror.analysis.calibration.MetricColumn;
import org.charactermirror.analysis.calibration.PoweredFigure;
import org.charactermirror.analysis.calibration.Prediction;
import org.charactermirror.annotation.Kind;
import org.charactermirror.stats.Estimate;
import org.charactermirror.stats.Interval;
import org.charactermirror.stats.PredictionPowered;
import org.charactermirror.table.CsvWriter;

/** A calibration as CSV tables, with unrounded figures; an empty cell is a figure that is not estimable. */
final class CalibrationTables {

    /** Heads of what {@link #figure} writes. */
    private static final List<String> FIGURE =
            List.of("n", "value", "ci_low", "ci_high", "clusters", "smallest_cluster_count", "not_estimable");

    private CalibrationTables() {}

    private static CsvWriter writer(List<String> first, List<String> then) {
        return new CsvWriter(Stream.concat(first.stream(), then.stream()).toList());
    }

    /** Returns the text of each table by its path within a report's folder. */
    static Map<String, String> of(Calibration calibration) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("tables/calibration_judges.csv", judges(calibration));
        files.put("tables/calibration_confusion.csv", confusion(calibration));
        files.put("tables/calibration_metrics.csv", metrics(calibration));
        files.put("tables/calibration_predictions.csv", predictions(calibration));
        files.put("tables/calibration_powered.csv", powered(calibration));
        return files;
    }

    private static String judges(Calibration calibration) {
        CsvWriter writer = writer(
                List.of("judge", "judge_origin", "people_origin", "column", "figure"),
                Stream.concat(FIGURE.stream(), Stream.of("verdict")).toList());
        for (JudgeColumn one : calibration.judges()) {
            Map<String, Figure> figures = new LinkedHashMap<>();
            figures.put("alpha", one.alpha());
            figures.put("alpha_people", one.peopleAlpha());
            one.leniency().ifPresent(figure -> figures.put("leniency", figure));
            figures.put("length", one.length());
            figures.put("family", one.family());
            one.position()
                    .forEach(bias -> figures.put("first_shown_" + bias.origin().word(), bias.share()));
            figures.forEach((name, figure) -> {
                List<String> cells = new ArrayList<>(List.of(
                        one.judge().id(),
                        one.judge().origin().word(),
                        one.peopleOrigin().word(),
                        one.column().word(),
                        name));
                cells.addAll(figure(figure));
                cells.add(name.equals("alpha") ? one.verdict().state().word() : "");
                writer.row(cells);
            });
        }
        return writer.toString();
    }

    private static List<String> figure(Figure figure) {
        boolean known = figure.value().value().isPresent();
        String reason = figure.value() instanceof Estimate.NotEstimable none
                ? none.reason()
                : figure.uncertainty().reason();
        List<String> cells = new ArrayList<>(List.of(
                String.valueOf(figure.n()),
                known ? number(figure.value().value().getAsDouble()) : ""));
        cells.addAll(ends(figure.uncertainty().interval()));
        cells.add(figure.uncertainty().kind().word());
        cells.add(String.valueOf(figure.uncertainty().clusters()));
        cells.add(reason);
        return cells;
    }

    private static List<String> ends(Optional<Interval> interval) {
        return interval.map(ends -> List.of(number(ends.low()), number(ends.high())))
                .orElse(List.of("", ""));
    }

    private static String number(double value) {
        return JsonInference.number(value).toPlainString();
    }

    private static String confusion(Calibration calibration) {
        CsvWriter writer = new CsvWriter(List.of("judge", "column", "people", "judged", "n"));
        for (JudgeColumn one : calibration.judges()) {
            List<Double> values = one.confusion().values();
            for (int row = 0; row < values.size(); row++) {
                for (int column = 0; column < values.size(); column++) {
                    writer.row(List.of(
                            one.judge().id(),
                            one.column().word(),
                            word(one, values.get(row)),
                            word(one, values.get(column)),
                            String.valueOf(one.confusion().counts().get(row).get(column))));
                }
            }
        }
        return writer.toString();
    }

    private static String word(JudgeColumn one, double value) {
        return one.column().kind() == Kind.PREFERENCES ? Column.outcome(value).word() : number(value);
    }

    private static String metrics(Calibration calibration) {
        CsvWriter writer = writer(
                List.of("metric", "people_origin", "column", "undefined"),
                FIGURE.stream()
                        .map(head -> head.equals("value") ? "spearman_rho" : head)
                        .toList());
        for (MetricColumn one : calibration.metrics()) {
            List<String> cells = new ArrayList<>(List.of(
                    one.metric(), one.peopleOrigin().word(), one.column().word(), String.valueOf(one.undefined())));
            cells.addAll(figure(one.rho()));
            writer.row(cells);
        }
        return writer.toString();
    }

    private static String predictions(Calibration calibration) {
        CsvWriter writer = writer(
                List.of(
                        "column",
                        "people_origin",
                        "rows",
                        "rows_without_features",
                        "held_out",
                        "held_out_clusters",
                        "folds",
                        "figure"),
                FIGURE);
        for (Prediction one : calibration.predictions()) {
            List<String> about = List.of(one.column().word(), one.peopleOrigin().word());
            if (one.result().isEmpty()) {
                List<String> cells = new ArrayList<>(about);
                cells.addAll(List.of("", String.valueOf(one.rowsWithoutFeatures())));
                cells.addAll(Collections.nCopies(10, ""));
                cells.add(one.reason());
                writer.row(cells);
                continue;
            }
            Prediction.Result result = one.result().get();
            Map<String, Figure> figures = new LinkedHashMap<>();
            figures.put("loss", result.model());
            figures.put("baseline_loss", result.baseline());
            figures.put("gain", result.gain());
            figures.put("error", result.modelError());
            figures.put("baseline_error", result.baselineError());
            figures.forEach((name, figure) -> {
                List<String> cells = new ArrayList<>(about);
                cells.addAll(List.of(
                        String.valueOf(result.rows()),
                        String.valueOf(one.rowsWithoutFeatures()),
                        result.heldOut(),
                        String.valueOf(result.clusters()),
                        String.valueOf(result.folds()),
                        name));
                cells.addAll(figure(figure));
                writer.row(cells);
            });
        }
        return writer.toString();
    }

    private static String powered(Calibration calibration) {
        CsvWriter writer = new CsvWriter(List.of(
                "judge",
                "people_origin",
                "column",
                "model",
                "less_model",
                "scored",
                "unscored",
                "lambda",
                "judge_alone",
                "people_alone",
                "people_alone_ci_low",
                "people_alone_ci_high",
                "powered",
                "powered_ci_low",
                "powered_ci_high",
                "clusters",
                "not_estimable"));
        for (PoweredFigure one : calibration.powered()) {
            List<String> cells = new ArrayList<>(List.of(
                    one.judge().id(),
                    one.peopleOrigin().word(),
                    one.column().word(),
                    one.model(),
                    one.lessModel(),
                    String.valueOf(one.scored()),
                    String.valueOf(one.unscored()),
                    number(one.lambda()),
                    number(one.judgeAlone())));
            for (PredictionPowered figure : List.of(one.peopleAlone(), one.powered())) {
                cells.add(number(figure.estimate()));
                cells.addAll(ends(figure.interval()));
            }
            cells.add(String.valueOf(one.powered().clusters()));
            cells.add(one.powered().reason());
            writer.row(cells);
        }
        return writer.toString();
    }
}
