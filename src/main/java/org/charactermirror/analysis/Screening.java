package org.charactermirror.analysis;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Origin;
import org.charactermirror.scenario.AnnotatorRules;
import org.charactermirror.scenario.AnnotatorRules.Bound;
import org.charactermirror.stats.Estimate;

/**
 * Which rows count: checks of annotators never do, and those of annotators who break a rule do not.
 *
 * <p>Rules are held against each annotator's rows of one kind and origin, as they were before anybody was left out. Rows of metrics
 * have no annotators.
 *
 * @param annotators how each of them judged, by kind, origin and name
 * @param rules that were declared
 * @param checkRows how many rows are checks
 * @param judgements how many are none
 * @param excluded who was left out, and why
 * @param notEvaluated rules that could not be held against somebody
 */
public record Screening(
        List<AnnotatorQuality> annotators,
        AnnotatorRules rules,
        int checkRows,
        int judgements,
        List<Exclusion> excluded,
        List<NotEvaluated> notEvaluated) {

    public Screening {
        annotators = List.copyOf(annotators);
        excluded = List.copyOf(excluded);
        notEvaluated = List.copyOf(notEvaluated);
    }

    /**
     * An annotator whose rows of one kind do not count.
     *
     * @param rows how many these are
     * @param breaches all rules that were broken
     */
    public record Exclusion(String annotator, Kind kind, Origin origin, int rows, List<Breach> breaches) {

        public Exclusion {
            breaches = List.copyOf(breaches);
        }
    }

    /**
     * A broken rule.
     *
     * @param rule the key that files use
     * @param value of the annotator; nothing where the rule names them
     * @param bound that it breaks; nothing likewise
     * @param reason that the study gives for a name; empty otherwise
     */
    public record Breach(String rule, OptionalDouble value, Optional<BigDecimal> bound, String reason) {}

    /**
     * A rule that could not be held against annotators; it leaves none of them out.
     *
     * @param kind of the rows; nothing for a name that no row has
     */
    public record NotEvaluated(
            String rule, Optional<Kind> kind, Optional<Origin> origin, List<String> annotators, String why) {

        public NotEvaluated {
            annotators = List.copyOf(annotators);
        }
    }

    /** Tells whether anybody was left out. */
    public boolean excludes() {
        return !excluded.isEmpty();
    }

    /** Returns how many rows do not count since their annotators were left out. */
    public int excludedRows() {
        return excluded.stream().mapToInt(Exclusion::rows).sum();
    }

    /**
     * Screens rows.
     *
     * @throws org.charactermirror.problem.BadInputException if a gold item expects of rows what none of them can say
     */
    public static Screening of(Annotations annotations, AnnotatorRules rules) {
        Survey survey = Survey.of(annotations, SummarySettings.of(rules));
        return of(survey, RowSource.of(annotations).longestRuns(rules), rules);
    }

    /** Screens annotators by what their rows add up to, and their longest runs of equal answers. */
    static Screening of(Survey survey, Map<AnnotatorKey, Integer> longestRuns, AnnotatorRules rules) {
        survey.check();
        List<AnnotatorQuality> annotators = survey.annotators(longestRuns);
        List<Exclusion> excluded = new ArrayList<>();
        Map<NotEvaluatedKey, List<String>> unclear = new LinkedHashMap<>();
        for (AnnotatorQuality one : annotators) {
            List<Breach> breaches = new ArrayList<>();
            rules.named().stream()
                    .filter(named -> named.name().equals(one.annotator()))
                    .forEach(named -> breaches.add(
                            new Breach("annotators", OptionalDouble.empty(), Optional.empty(), named.reason())));
            rules.bounds().forEach((bound, limit) -> {
                Measured measured = measure(bound, one);
                if (measured.value().isEmpty()) {
                    measured.why()
                            .ifPresent(why -> unclear.computeIfAbsent(
                                            new NotEvaluatedKey(bound.word(), one.kind(), one.origin(), why),
                                            unused -> new ArrayList<>())
                                    .add(one.annotator()));
                } else if (bound.isBrokenBy(measured.value().getAsDouble(), limit)) {
                    breaches.add(new Breach(bound.word(), measured.value(), Optional.of(limit), ""));
                }
            });
            if (!breaches.isEmpty()) {
                excluded.add(new Exclusion(one.annotator(), one.kind(), one.origin(), one.rows(), breaches));
            }
        }
        List<NotEvaluated> notEvaluated = new ArrayList<>();
        unclear.forEach((key, names) -> notEvaluated.add(
                new NotEvaluated(key.rule(), Optional.of(key.kind()), Optional.of(key.origin()), names, key.why())));
        notEvaluated.addAll(strangers(rules, annotators));
        return new Screening(
                annotators, rules, survey.checks(), survey.judgements().rows(), excluded, notEvaluated);
    }

    private record NotEvaluatedKey(String rule, Kind kind, Origin origin, String why) {}

    /** A value, or why there is none; neither where the rule is not about rows of the kind. */
    private record Measured(OptionalDouble value, Optional<String> why) {

        static Measured of(double value) {
            return new Measured(OptionalDouble.of(value), Optional.empty());
        }

        static Measured of(OptionalDouble value, String otherwise) {
            return new Measured(value, Optional.of(otherwise));
        }
    }

    private static Measured measure(Bound bound, AnnotatorQuality one) {
        return switch (bound) {
            case MINIMUM_ITEMS -> Measured.of(one.rows());
            case MAXIMUM_STRAIGHT_LINING ->
                one.alike()
                        .map(part -> Measured.of(part.share(), "no dialogue was rated in several dimensions"))
                        .orElse(new Measured(OptionalDouble.empty(), Optional.empty()));
            case MAXIMUM_RUN -> Measured.of(one.longestRun());
            case MINIMUM_AGREEMENT ->
                one.agreement().kappa() instanceof Estimate.NotEstimable none
                        ? Measured.of(OptionalDouble.empty(), none.reason())
                        : Measured.of(one.agreement().kappa().value(), "");
            case MAXIMUM_FAILED_CHECKS ->
                one.checks().answered() == 0
                        ? Measured.of(OptionalDouble.empty(), "no check was answered")
                        : Measured.of(one.checks().failed());
            case MINIMUM_SECONDS ->
                Measured.of(
                        one.time().median().stream()
                                .mapToDouble(BigDecimal::doubleValue)
                                .findFirst(),
                        "no times are recorded");
        };
    }

    private static List<NotEvaluated> strangers(AnnotatorRules rules, List<AnnotatorQuality> annotators) {
        Set<String> known = annotators.stream().map(AnnotatorQuality::annotator).collect(Collectors.toSet());
        List<String> strangers = rules.named().stream()
                .map(AnnotatorRules.Named::name)
                .filter(name -> !known.contains(name))
                .toList();
        return strangers.isEmpty()
                ? List.of()
                : List.of(new NotEvaluated(
                        "annotators", Optional.empty(), Optional.empty(), strangers, "no rows have that annotator"));
    }

    /** Returns whose rows do not count. */
    Set<AnnotatorKey> out() {
        return excluded.stream()
                .map(one -> new AnnotatorKey(one.kind(), one.origin(), one.annotator()))
                .collect(Collectors.toSet());
    }

    /** Returns those of the rows that count. */
    public Annotations kept(Annotations rows) {
        Checks checks = new Checks(rules.gold());
        Set<AnnotatorKey> out = out();
        return Checks.only(
                rows, row -> checks.of(row).isEmpty() && (out.isEmpty() || !out.contains(AnnotatorKey.of(row))));
    }
}
