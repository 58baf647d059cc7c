package org.charactermirror.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.charactermirror.analysis.Uncertainty;
import org.charactermirror.analysis.calibration.Calibration;
import org.charactermirror.analysis.calibration.Figure;
import org.charactermirror.analysis.calibration.Judge;
import org.charactermirror.analysis.calibration.JudgeColumn;
import org.charactermirror.analysis.calibration.JudgeFacts;
import org.charactermirror.analysis.calibration.PositionBias;
import org.charactermirror.analysis.calibration.Verdict;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Origin;
import org.charactermirror.stats.ClusterBootstrap;
import org.charactermirror.stats.Estimate;
import org.jspecify.annotations.Nullable;

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
        List<String> paragraphs = new ArrayList<>();
        List<Page.TableView> tables = new ArrayList<>();
        paragraphs.add(labels.get(
                "calibration.intro", Labels.grouped(ClusterBootstrap.RESAMPLES), String.valueOf(Uncertainty.ENOUGH)));
        paragraphs.add(people(calibration, labels));
        String others = notFromPeople(calibration, labels);
        if (!others.isEmpty()) {
            paragraphs.add(labels.get("calibration.not_people", others));
        }
        paragraphs.add(labels.get("calibration.bar", FigureText.fixed(calibration.bar(), 3)));
        paragraphs.addAll(verdicts(calibration, labels));
        paragraphs.addAll(PredictionViews.summaries(calibration, labels));
        Map<Judge, List<JudgeColumn>> byJudge = byJudge(calibration);
        byJudge.forEach((judge, columns) -> {
            columns.forEach(column -> position(judge, column, paragraphs));
            columns.stream()
                    .map(column -> labels.get("origin." + column.peopleOrigin().word()))
                    .distinct()
                    .reduce((one, other) -> one + labels.get("list.separator") + other)
                    .ifPresent(origins -> tables.add(agreement(judge, columns, origins)));
            tables.add(bias(judge, columns));
            tables.addAll(new ConfusionViews(labels).of(judge, columns));
        });
        if (!byJudge.isEmpty()) {
            paragraphs.add(labels.get("calibration.bias.notes"));
        }
        costs(byJudge, paragraphs);
        PredictionViews views = new PredictionViews(calibration, labels);
        views.metrics(paragraphs, tables);
        views.predictions(paragraphs, tables);
        views.powered(paragraphs, tables);
        reasons(paragraphs);
        return new Page.Section("calibration", labels.get("section.calibration"), paragraphs, tables);
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

    /** Says for each judge what passes, and where it has nothing in common with people. */
    static List<String> verdicts(Calibration calibration, Labels labels) {
        List<String> sentences = new ArrayList<>();
        byJudge(calibration).forEach((judge, columns) -> {
            List<String> passing = columns.stream()
                    .filter(column -> column.verdict().state() == Verdict.State.PASSES)
                    .map(column -> labels.word(column.column().word()))
                    .toList();
            sentences.add(
                    passing.isEmpty()
                            ? labels.get("calibration.nothing_passes", judge.id())
                            : labels.get("calibration.passing", judge.id(), labels.list(passing)));
        });
        List<String> below = calibration.judges().stream()
                .filter(column -> column.peopleAlpha()
                        .uncertainty()
                        .interval()
                        .filter(interval -> interval.high() < calibration.bar())
                        .isPresent())
                .map(column -> labels.word(column.column().word()))
                .distinct()
                .toList();
        if (!below.isEmpty()) {
            sentences.add(labels.get("calibration.people_below", labels.list(below)));
        }
        Map<Judge, List<String>> apart = new TreeMap<>();
        calibration
                .apart()
                .forEach(one -> apart.computeIfAbsent(one.judge(), unused -> new ArrayList<>())
                        .add(labels.word(one.column().word())));
        apart.forEach(
                (judge, columns) -> sentences.add(labels.get("calibration.apart", judge.id(), labels.list(columns))));
        return sentences;
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

    private void position(Judge judge, JudgeColumn column, List<String> paragraphs) {
        if (column.position().size() < 2) {
            return;
        }
        PositionBias own = column.position().get(0);
        PositionBias people = column.position().get(1);
        if (own.bothOrders() > 0) {
            paragraphs.add(labels.get(
                    "calibration.orders", judge.id(), Labels.grouped(own.bothOrders()), Labels.grouped(own.alike())));
        }
        paragraphs.add(labels.get(
                "calibration.position",
                judge.id(),
                Labels.grouped(own.share().n()),
                percent(own.share()),
                FigureText.percent(own.share().uncertainty(), labels.get("support.not_estimable")),
                labels.get("origin." + people.origin().word()),
                Labels.grouped(people.share().n()),
                percent(people.share()),
                FigureText.percent(people.share().uncertainty(), labels.get("support.not_estimable"))));
    }

    private void costs(Map<Judge, List<JudgeColumn>> byJudge, List<String> paragraphs) {
        List<String> unknown = new ArrayList<>();
        byJudge.keySet().stream()
                .filter(judge -> judge.origin() == Origin.JUDGE)
                .forEach(judge -> {
                    @Nullable JudgeFacts facts = calibration.facts().get(judge.id());
                    if (facts == null) {
                        unknown.add(judge.id());
                    } else {
                        paragraphs.add(labels.get(
                                "calibration.cost",
                                judge.id(),
                                FigureText.fixed(facts.costOfOne(), 6),
                                facts.currency(),
                                Labels.grouped(facts.judgements())));
                    }
                });
        if (!unknown.isEmpty()) {
            paragraphs.add(labels.get("calibration.cost.unknown", labels.list(unknown)));
        }
    }

    /** Says why figures are missing, columns of one judge together where the reason is the same. */
    private void reasons(List<String> paragraphs) {
        Map<String, List<String>> reasons = new LinkedHashMap<>();
        for (JudgeColumn column : calibration.judges()) {
            add(reasons, column, "head.alpha", column.alpha());
            add(reasons, column, "head.alpha_people", column.peopleAlpha());
            column.leniency().ifPresent(figure -> add(reasons, column, "head.leniency", figure));
            add(reasons, column, "head.length_bias", column.length());
            add(reasons, column, "head.family_bias", column.family());
            if (column.verdict().state() == Verdict.State.UNDECIDED) {
                put(reasons, column, "head.verdict", column.verdict().reason());
            }
        }
        List<String> all = new ArrayList<>();
        reasons.forEach((reason, columns) -> all.add(reason + labels.get("list.colon") + labels.list(columns)));
        all.forEach(paragraphs::add);
    }

    private void add(Map<String, List<String>> reasons, JudgeColumn column, String head, Figure figure) {
        if (figure.uncertainty().interval().isEmpty()) {
            put(reasons, column, head, figure.uncertainty().reason());
        }
    }

    private void put(Map<String, List<String>> reasons, JudgeColumn column, String head, String reason) {
        reasons.computeIfAbsent(
                        labels.get(
                                "calibration.reason",
                                column.judge().id(),
                                labels.get(head),
                                Reasons.of(reason, labels)),
                        unused -> new ArrayList<>())
                .add(labels.word(column.column().word()));
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
