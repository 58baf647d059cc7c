package org.charactermirror.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.charactermirror.analysis.Uncertainty;
import org.charactermirror.analysis.calibration.Calibration;
import org.charactermirror.analysis.calibration.Figure;
import org.charactermirror.analysis.calibration.Judge;
import org.charactermirror.analysis.calibration.JudgeColumn;
import org.charactermirror.analysis.calibration.PositionBias;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Origin;
import org.charactermirror.stats.Estimate;

/** Shows how far judges and metrics agree with people, and what people's figures are with their help. */
final class CalibrationSection {

    private final Calibration calibration;
    private final Labels labels;

    private CalibrationSection(Calibration calibration, Labels labels) {
        this.calibration = calibration;
        this.labels = labels;
    }

    static Page.Section of(Calibration calibration, Labels labels) {
        return new CalibrationSection(calibration, labels).section();
    }

    private Page.Section section() {
        CalibrationVerdicts verdicts = new CalibrationVerdicts(calibration, labels);
        CalibrationNotes about = new CalibrationNotes(calibration, labels);
        List<String> paragraphs = new ArrayList<>();
        List<Page.TableView> tables = new ArrayList<>(verdicts.tables());
        String others = notFromPeople(calibration, labels);
        if (!others.isEmpty()) {
            paragraphs.add(labels.get("calibration.not_people", others));
        }
        if (!calibration.judges().isEmpty()) {
            paragraphs.add(bar(calibration, labels));
        }
        paragraphs.addAll(verdicts.passing());
        byJudge(calibration).forEach((judge, columns) -> {
            columns.stream()
                    .map(column -> labels.get("origin." + column.peopleOrigin().word()))
                    .distinct()
                    .reduce((one, other) -> one + labels.get("list.separator") + other)
                    .ifPresent(origins -> tables.add(agreement(judge, columns, origins)));
            tables.add(bias(judge, columns));
            tables.addAll(new ConfusionViews(labels).of(judge, columns));
        });
        position().ifPresent(tables::add);
        List<String> notes = new ArrayList<>(List.of(people(calibration, labels)));
        notes.addAll(about.definitions());
        notes.addAll(verdicts.people());
        notes.addAll(about.costs());
        PredictionViews views = new PredictionViews(calibration, labels);
        views.metrics(notes, tables);
        views.predictions(notes, tables);
        views.powered(notes, tables);
        notes.addAll(PredictionViews.summaries(calibration, labels));
        notes.addAll(about.reasons());
        return new Page.Section("calibration", labels.get("section.calibration"), paragraphs, tables).withNotes(notes);
    }

    /** Says what passes and what fails. */
    static String bar(Calibration calibration, Labels labels) {
        return labels.get(
                "calibration.bar", FigureText.fixed(calibration.bar(), 3), String.valueOf(Uncertainty.ENOUGH));
    }

    /** Says where people's rows come from, kind by kind. */
    static String people(Calibration calibration, Labels labels) {
        return labels.get(
                "calibration.people",
                labels.list(new TreeMap<>(calibration.people())
                        .entrySet().stream()
                                .map(entry -> labels.get(
                                        "calibration.people.kind",
                                        kind(entry.getKey(), labels),
                                        labels.get("origin." + entry.getValue().word())))
                                .toList()));
    }

    private static String kind(Kind kind, Labels labels) {
        return labels.word(
                switch (kind) {
                    case RATINGS -> "rating";
                    case TURN_ERRORS -> "turn_errors";
                    case PREFERENCES -> "pairwise";
                });
    }

    /** Returns the origins of rows that stand for people's without coming from them; empty where there are none. */
    static String notFromPeople(Calibration calibration, Labels labels) {
        return labels.list(calibration.people().values().stream()
                .filter(origin -> origin != Origin.HUMAN)
                .distinct()
                .sorted()
                .map(origin -> labels.get("origin." + origin.word()))
                .toList());
    }

    static Map<Judge, List<JudgeColumn>> byJudge(Calibration calibration) {
        Map<Judge, List<JudgeColumn>> byJudge = new TreeMap<>();
        calibration
                .judges()
                .forEach(column -> byJudge.computeIfAbsent(column.judge(), unused -> new ArrayList<>())
                        .add(column));
        return byJudge;
    }

    private Page.TableView agreement(Judge judge, List<JudgeColumn> columns, String peopleOrigins) {
        return Page.TableView.figures(
                labels.get(
                        "calibration.agreement",
                        judge.id(),
                        labels.get("origin." + judge.origin().word()),
                        peopleOrigins),
                heads(
                        "head.column",
                        "head.items",
                        "head.persons",
                        "head.alpha",
                        "head.interval",
                        "head.alpha_people",
                        "head.interval",
                        "head.verdict"),
                columns.stream()
                        .map(column -> Page.Row.of(
                                labels.word(column.column().word()),
                                Labels.grouped(column.items()),
                                Labels.grouped(column.people()),
                                value(column.alpha(), 3),
                                FigureText.interval(column.alpha().uncertainty(), 3),
                                value(column.peopleAlpha(), 3),
                                FigureText.interval(column.peopleAlpha().uncertainty(), 3),
                                labels.get("calibration.verdict."
                                        + column.verdict().state().word())))
                        .toList());
    }

    private Page.TableView bias(Judge judge, List<JudgeColumn> columns) {
        List<Page.Row> rows = new ArrayList<>();
        for (JudgeColumn column : columns) {
            int decimals = column.column().kind() == Kind.RATINGS ? 2 : 1;
            List<String> cells = new ArrayList<>();
            cells.add(column.leniency().map(figure -> signed(figure, decimals)).orElse(Labels.NONE));
            cells.add(column.leniency()
                    .map(figure -> FigureText.interval(figure.uncertainty(), decimals))
                    .orElse(Labels.NONE));
            for (Figure figure : List.of(column.length(), column.family())) {
                cells.add(signed(figure, decimals));
                cells.add(FigureText.interval(figure.uncertainty(), decimals));
            }
            rows.add(Page.Row.of(labels.word(column.column().word()), cells.toArray(String[]::new)));
        }
        return Page.TableView.figures(
                labels.get("calibration.bias", judge.id()),
                heads(
                        "head.column",
                        "head.leniency",
                        "head.interval",
                        "head.length_bias",
                        "head.interval",
                        "head.family_bias",
                        "head.interval"),
                rows);
    }

    /** Returns how often the reply shown first won, by judges and by people; nothing where nobody compared replies. */
    private Optional<Page.TableView> position() {
        Map<String, Page.Row> rows = new LinkedHashMap<>();
        Map<String, Page.Row> ofPeople = new LinkedHashMap<>();
        for (JudgeColumn column : calibration.judges()) {
            for (PositionBias bias : column.position()) {
                boolean judges = !Calibration.isPeoples(bias.origin());
                String name = judges
                        ? column.judge().id()
                        : labels.get(
                                "calibration.first",
                                labels.get("head.score_of_people"),
                                labels.get("origin." + bias.origin().word()));
                (judges ? rows : ofPeople).putIfAbsent(name, row(name, bias));
            }
        }
        rows.putAll(ofPeople);
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(Page.TableView.figures(
                        labels.get("calibration.position.caption"),
                        heads(
                                "head.judge",
                                "head.decided",
                                "head.first_won",
                                "head.interval",
                                "head.both_orders",
                                "head.ended_alike"),
                        List.copyOf(rows.values())));
    }

    private static Page.Row row(String name, PositionBias bias) {
        return Page.Row.of(
                name,
                Labels.grouped(bias.share().n()),
                percent(bias.share()),
                FigureText.percent(bias.share().uncertainty(), Labels.NONE),
                bias.bothOrders() == 0 ? Labels.NONE : Labels.grouped(bias.bothOrders()),
                bias.bothOrders() == 0 ? Labels.NONE : Labels.grouped(bias.alike()));
    }

    /** Returns the figure, or that it is not estimable. */
    private String value(Figure figure, int decimals) {
        return figure.value() instanceof Estimate.NotEstimable
                ? labels.get("support.not_estimable")
                : FigureText.figure(figure.value().value(), decimals);
    }

    private static String signed(Figure figure, int decimals) {
        OptionalDouble value = figure.value().value();
        return value.isPresent() ? FigureText.signed(value.getAsDouble(), decimals) : Labels.NONE;
    }

    private static String percent(Figure share) {
        OptionalDouble value = share.value().value();
        return value.isPresent() ? FigureText.fixed(100 * value.getAsDouble(), 1) : Labels.NONE;
    }

    private List<String> heads(String... keys) {
        return Stream.of(keys).map(key -> labels.get(key)).toList();
    }
}
