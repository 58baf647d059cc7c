package org.charactermirror.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Outcome;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.TurnError;
import org.charactermirror.annotation.TurnFlag;

/**
 * Two runs side by side: how far the figures of the same model, or of the same two models, differ between them.
 *
 * <p>Annotators and characters of the same name are the same in both runs: clusters are drawn for both at once, and tests are
 * paired by them. Holm's correction is over all models, or all pairs of models, within one column.
 *
 * @param ratings by dimension, then model
 * @param errors by flag, the sum of all first, then model; percentages
 * @param pairs advantages of the first model of two, in percent
 * @param notCompared why a kind of rows that one of the runs has is not compared
 */
public record RunComparison(
        Optional<Kind> ratings, Optional<Kind> errors, Optional<Kind> pairs, List<NotCompared> notCompared) {

    /** The column of pairs. */
    public static final String ADVANTAGE = "advantage";

    private static final String OVERALL = "overall";

    public RunComparison {
        notCompared = List.copyOf(notCompared);
    }

    /**
     * What was compared of one kind of rows.
     *
     * @param origin of all rows, in both runs
     * @param clusters what intervals draw anew
     * @param annotators how many there are in either run
     * @param sharedAnnotators how many of them judged in both
     * @param onlyFirst models, or pairs of models, of which only the first run has rows
     */
    public record Kind(
            Origin origin,
            ClusterKind clusters,
            int annotators,
            int sharedAnnotators,
            List<Line> lines,
            List<String> onlyFirst,
            List<String> onlySecond) {

        public Kind {
            lines = List.copyOf(lines);
            onlyFirst = List.copyOf(onlyFirst);
            onlySecond = List.copyOf(onlySecond);
        }
    }

    /**
     * One figure in both runs.
     *
     * @param subject a model, or two with {@code ~} between them
     * @param difference the second run's figure less the first's
     * @param holmP the clustered p, corrected; nothing where there is no test
     */
    public record Line(
            String column,
            String subject,
            ColumnInference.ModelFigure first,
            ColumnInference.ModelFigure second,
            double difference,
            Uncertainty uncertainty,
            ClusteredTest test,
            OptionalDouble holmP) {

        /** Tells whether the difference {@linkplain ClusteredTest#holds holds}. */
        public boolean holds() {
            return ClusteredTest.holds(holmP, uncertainty.interval());
        }

        private Line corrected(OptionalDouble corrected) {
            return new Line(column, subject, first, second, difference, uncertainty, test, corrected);
        }
    }

    /**
     * A kind of rows without a comparison.
     *
     * @param kind {@code ratings}, {@code turn_errors} or {@code preferences}
     * @param first the origins of the first run's rows, in words; empty where there are none
     */
    public record NotCompared(String kind, List<Origin> first, List<Origin> second) {

        public NotCompared {
            first = List.copyOf(first);
            second = List.copyOf(second);
        }
    }

    /** Compares; of each kind of rows those of the preferred origin that both runs have. */
    public static RunComparison of(Annotations first, Annotations second, Optional<ClusterKind> clusters) {
        List<NotCompared> notCompared = new ArrayList<>();
        Map<String, Map<String, Double>> dimensions = single(Dimension.values(), Dimension::word);
        Map<String, Map<String, Double>> flags = new LinkedHashMap<>();
        flags.put(
                OVERALL,
                Arrays.stream(TurnFlag.values())
                        .collect(Collectors.toMap(TurnFlag::word, flag -> flag.isError() ? 1.0 : -1.0)));
        flags.putAll(single(TurnFlag.values(), TurnFlag::word));
        PairDirections directions = PairDirections.of(AnalysisSettings.ofDefaults());
        PublishedTables published = PublishedTables.get();
        return new RunComparison(
                new Both<>(
                                "ratings",
                                first.ratings(),
                                second.ratings(),
                                Rating::model,
                                rows -> models(published.ratedModels(), rows, Rating::model),
                                RunComparison::scores)
                        .compare(dimensions, clusters, notCompared),
                new Both<>(
                                "turn_errors",
                                first.turnErrors(),
                                second.turnErrors(),
                                TurnError::model,
                                rows -> models(published.checkedModels(), rows, TurnError::model),
                                RunComparison::flags)
                        .compare(flags, clusters, notCompared),
                new Both<>(
                                "preferences",
                                directions.turned(first.preferences()),
                                directions.turned(second.preferences()),
                                row -> subject(new ModelPair(row.modelA(), row.modelB())),
                                rows -> pairs(directions, rows),
                                row -> Map.of(ADVANTAGE, points(row.outcome())))
                        .compare(Map.of(ADVANTAGE, Map.of(ADVANTAGE, 1.0)), clusters, notCompared),
                notCompared);
    }

    private static <C> Map<String, Map<String, Double>> single(C[] columns, Function<C, String> word) {
        Map<String, Map<String, Double>> parts = new LinkedHashMap<>();
        for (C column : columns) {
            parts.put(word.apply(column), Map.of(word.apply(column), 1.0));
        }
        return parts;
    }

    private static String subject(ModelPair pair) {
        return pair.modelA() + "~" + pair.modelB();
    }

    private static <R> List<String> models(List<String> published, List<R> rows, Function<R, String> model) {
        return new ModelOrder(published, List.of())
                .sorted(rows.stream().map(model).toList());
    }

    private static List<String> pairs(PairDirections directions, List<Preference> rows) {
        return directions
                .sorted(rows.stream()
                        .map(row -> new ModelPair(row.modelA(), row.modelB()))
                        .toList())
                .stream()
                .map(RunComparison::subject)
                .toList();
    }

    private static Map<String, Double> scores(Rating row) {
        return row.scores().entrySet().stream()
                .collect(Collectors.toMap(
                        score -> score.getKey().word(),
                        score -> score.getValue().doubleValue()));
    }

    private static Map<String, Double> flags(TurnError row) {
        return row.flags().entrySet().stream()
                .collect(Collectors.toMap(flag -> flag.getKey().word(), flag -> flag.getValue() ? 100.0 : 0.0));
    }

    private static double points(Outcome outcome) {
        return switch (outcome) {
            case WIN -> 100;
            case LOSE -> -100;
            case TIE, BOTH_BAD -> 0;
        };
    }

    /**
     * The rows of one kind in both runs.
     *
     * @param subject what a row is about
     * @param subjects of rows, in the order of tables
     * @param values a row's figures by column
     */
    private record Both<R extends Annotation>(
            String kind,
            List<R> first,
            List<R> second,
            Function<R, String> subject,
            Function<List<R>, List<String>> subjects,
            Function<R, Map<String, Double>> values) {

        private static final String FIRST = "1 ";
        private static final String SECOND = "2 ";

        Optional<Kind> compare(
                Map<String, Map<String, Double>> columns,
                Optional<ClusterKind> clusters,
                List<NotCompared> notCompared) {
            List<Origin> firstOrigins = origins(first);
            List<Origin> secondOrigins = origins(second);
            Optional<Origin> shared =
                    firstOrigins.stream().filter(secondOrigins::contains).findFirst();
            if (shared.isEmpty()) {
                if (!first.isEmpty() || !second.isEmpty()) {
                    notCompared.add(new NotCompared(kind, firstOrigins, secondOrigins));
                }
                return Optional.empty();
            }
            Origin origin = shared.get();
            return Optional.of(new Both<>(kind, of(first, origin), of(second, origin), subject, subjects, values)
                    .compared(origin, columns, clusters));
        }

        private static <R extends Annotation> List<R> of(List<R> rows, Origin origin) {
            return rows.stream().filter(row -> row.origin() == origin).toList();
        }

        private static List<Origin> origins(List<? extends Annotation> rows) {
            return rows.stream()
                    .map(Annotation::origin)
                    .distinct()
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }

        private Kind compared(Origin origin, Map<String, Map<String, Double>> columns, Optional<ClusterKind> clusters) {
            List<ContentOrder.Placed<OfRun<R>>> all = inOrder();
            RowClusters rows = new RowClusters();
            all.forEach(one -> rows.add(one.row().row().subject().withAnnotator(one.annotator()), figure(one.row())));
            ClusterKind chosen = clusters.orElseGet(rows::usual);
            Map<String, Map<String, ColumnValues.Builder>> builders = new LinkedHashMap<>();
            for (int row = 0; row < all.size(); row++) {
                add(builders, all.get(row).row(), rows, chosen, row);
            }
            Map<String, Map<String, ColumnValues>> built = new LinkedHashMap<>();
            builders.forEach((name, own) -> own.forEach((column, builder) ->
                    built.computeIfAbsent(name, unused -> new LinkedHashMap<>()).put(column, builder.build())));
            FigureSet figures = new FigureSet(
                    "compare " + kind + " " + origin.word(), rows, chosen, List.copyOf(built.keySet()), built);
            List<String> firstSubjects = subjects.apply(first);
            List<String> secondSubjects = subjects.apply(second);
            List<String> shared =
                    firstSubjects.stream().filter(secondSubjects::contains).toList();
            List<Line> lines = new ArrayList<>();
            columns.forEach((column, parts) -> lines.addAll(lines(figures, column, parts, shared)));
            return new Kind(
                    origin,
                    chosen,
                    rows.annotators(),
                    (int) annotators(first).stream()
                            .filter(annotators(second)::contains)
                            .count(),
                    lines,
                    without(firstSubjects, secondSubjects),
                    without(secondSubjects, firstSubjects));
        }

        /** A row, and which run it is of. */
        private record OfRun<R>(String run, R row) {}

        /** Annotators are ordered by what they said in both runs. */
        private List<ContentOrder.Placed<OfRun<R>>> inOrder() {
            List<OfRun<R>> all = new ArrayList<>();
            first.forEach(row -> all.add(new OfRun<>(FIRST, row)));
            second.forEach(row -> all.add(new OfRun<>(SECOND, row)));
            return ContentOrder.of(all, one -> one.row().subject().annotator(), one -> {
                List<String> content = new ArrayList<>(ContentOrder.content(one.row()));
                content.add(one.run());
                return content;
            });
        }

        private String figure(OfRun<R> one) {
            return one.run() + subject.apply(one.row());
        }

        private void add(
                Map<String, Map<String, ColumnValues.Builder>> builders,
                OfRun<R> one,
                RowClusters rows,
                ClusterKind kind,
                int number) {
            values.apply(one.row())
                    .forEach((column, value) -> builders.computeIfAbsent(figure(one), unused -> new LinkedHashMap<>())
                            .computeIfAbsent(column, unused -> new ColumnValues.Builder(rows, kind))
                            .add(number, value));
        }

        private static List<Line> lines(
                FigureSet figures, String column, Map<String, Double> parts, List<String> subjects) {
            List<Line> lines = new ArrayList<>();
            for (String subject : subjects) {
                figures.difference(column, SECOND + subject, FIRST + subject, parts)
                        .ifPresent(difference -> lines.add(new Line(
                                column,
                                subject,
                                figures.figure(FIRST + subject, parts).orElseThrow(),
                                figures.figure(SECOND + subject, parts).orElseThrow(),
                                difference.difference(),
                                difference.uncertainty(),
                                difference.test(),
                                OptionalDouble.empty())));
            }
            OptionalDouble[] holm = ClusteredTest.holm(
                    lines.stream().map(line -> line.test().p()).toList());
            return IntStream.range(0, holm.length)
                    .mapToObj(i -> lines.get(i).corrected(holm[i]))
                    .toList();
        }

        private Set<String> annotators(List<R> rows) {
            return rows.stream().map(row -> row.subject().annotator()).collect(Collectors.toSet());
        }

        private static List<String> without(List<String> all, List<String> others) {
            return all.stream().filter(one -> !others.contains(one)).toList();
        }
    }
}
