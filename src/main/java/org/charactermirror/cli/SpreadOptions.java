package org.charactermirror.cli;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.charactermirror.analysis.planning.Factor;
import org.charactermirror.analysis.planning.Outcome;
import org.charactermirror.analysis.planning.Pilot;
import org.charactermirror.analysis.planning.Spread;
import org.charactermirror.scenario.StudyKind;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code plan} that say how much differences vary; a pilot says what is not given. */
final class SpreadOptions {

    @Option(
            names = "--pilot",
            paramLabel = "PATH",
            description =
                    "Estimate what is not given from the rows of a study's folder, an archive, or a folder of *.csv.")
    @Nullable
    Path pilot;

    @Option(
            names = "--column",
            paramLabel = "NAME",
            description = "With --pilot: the dimension (default: overall) or the flag (such as ooc) to take.")
    private @Nullable String column;

    @Option(
            names = "--annotator-sd",
            paramLabel = "SD",
            description = "Standard deviation of annotators' own differences between two models.")
    private @Nullable Double annotator;

    @Option(
            names = "--character-sd",
            paramLabel = "SD",
            description = "The same of characters; all SDs are of differences, in the unit of --difference.")
    private @Nullable Double character;

    @Option(
            names = "--dialogue-sd",
            paramLabel = "SD",
            description = "The same of dialogues with one character, for all who judge them (default: 0).")
    private @Nullable Double dialogue;

    @Option(
            names = "--judgement-sd",
            paramLabel = "SD",
            description = "The same of one annotator in one dialogue, beyond chance in single replies (default: 0).")
    private @Nullable Double judgement;

    @Option(
            names = "--residual-sd",
            paramLabel = "SD",
            description = "rating: of the difference of two scores by one annotator that nothing else explains.")
    private @Nullable Double residual;

    @Option(
            names = "--rate",
            paramLabel = "PERCENT",
            description = "turn_errors: flags per 100 replies of the models that do not differ.")
    private @Nullable Double rate;

    @Option(names = "--ties", paramLabel = "PERCENT", description = "pairwise: ties in percent.")
    private @Nullable Double ties;

    /**
     * What is known.
     *
     * @param fromPilot the words of what the pilot said
     * @param notes what to know about it
     */
    record Known(Spread spread, Outcome outcome, List<String> fromPilot, List<String> notes) {}

    /** Returns the column to plan for; adds what is wrong with the choice. */
    Optional<String> column(StudyKind kind, List<String> wrong) {
        List<String> columns = Pilot.columns(kind);
        if (pilot == null && column != null) {
            wrong.add("--column is " + column + ", and there is no --pilot to take it from");
            return Optional.empty();
        }
        if (column == null) {
            if (pilot != null && kind == StudyKind.TURN_ERRORS) {
                wrong.add(
                        "--column is missing; with --pilot and turn_errors it is one of " + String.join(", ", columns));
                return Optional.empty();
            }
            return Optional.of(columns.get(0));
        }
        if (!columns.contains(column)) {
            wrong.add("--column is " + column + "; in " + kind.word() + " it is one of " + String.join(", ", columns));
            return Optional.empty();
        }
        return Optional.of(column);
    }

    /** Puts together what is given and what the pilot says, or adds what is missing or wrong. */
    Optional<Known> known(StudyKind kind, boolean nested, Optional<Pilot> estimated, List<String> wrong) {
        int before = wrong.size();
        PilotValues values = new PilotValues(estimated, nested);
        Map<Factor, Double> spread = new EnumMap<>(Factor.class);
        given().forEach((factor, value) -> {
            checkDeviation(factor.word(), value, wrong);
            spread.put(factor, value);
        });
        for (Factor factor : Factor.values()) {
            if (!spread.containsKey(factor)) {
                values.of(factor).ifPresent(value -> spread.put(factor, value));
            }
        }
        for (Factor needed : List.of(Factor.ANNOTATOR, Factor.CHARACTER)) {
            if (!spread.containsKey(needed)) {
                wrong.add(missing(needed.word() + "-sd", estimated, values.reason(needed)));
            }
        }
        Optional<Outcome> outcome = outcome(kind, values, estimated, wrong);
        misplaced(kind, wrong);
        return wrong.size() > before
                ? Optional.empty()
                : outcome.map(found -> new Known(
                        new Spread(
                                spread.getOrDefault(Factor.ANNOTATOR, 0.0),
                                spread.getOrDefault(Factor.CHARACTER, 0.0),
                                spread.getOrDefault(Factor.DIALOGUE, 0.0),
                                spread.getOrDefault(Factor.JUDGEMENT, 0.0)),
                        found,
                        values.used(),
                        values.notes()));
    }

    private Map<Factor, Double> given() {
        Map<Factor, Double> given = new EnumMap<>(Factor.class);
        put(given, Factor.ANNOTATOR, annotator);
        put(given, Factor.CHARACTER, character);
        put(given, Factor.DIALOGUE, dialogue);
        put(given, Factor.JUDGEMENT, judgement);
        return given;
    }

    private static void put(Map<Factor, Double> given, Factor factor, @Nullable Double value) {
        if (value != null) {
            given.put(factor, value);
        }
    }

    private static void checkDeviation(String name, double value, List<String> wrong) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            wrong.add("--" + name + "-sd is " + Plain.number(value) + "; a standard deviation is 0 or more");
        }
    }

    private Optional<Outcome> outcome(
            StudyKind kind, PilotValues values, Optional<Pilot> estimated, List<String> wrong) {
        return switch (kind) {
            case RATING -> {
                OptionalDouble value = residual == null ? values.residual() : OptionalDouble.of(residual);
                value.ifPresent(sd -> checkDeviation("residual", sd, wrong));
                if (value.isEmpty()) {
                    wrong.add(missing("residual-sd", estimated, ""));
                }
                yield value.isPresent() && value.getAsDouble() >= 0 && Double.isFinite(value.getAsDouble())
                        ? Optional.of(new Outcome.Score(value.getAsDouble()))
                        : Optional.empty();
            }
            case TURN_ERRORS ->
                percentage("rate", rate, values, estimated, wrong).map(Outcome.Flag::new);
            case PAIRWISE -> percentage("ties", ties, values, estimated, wrong).map(Outcome.Choice::new);
        };
    }

    private static Optional<Double> percentage(
            String name, @Nullable Double given, PilotValues values, Optional<Pilot> estimated, List<String> wrong) {
        OptionalDouble value = given == null ? values.level(name) : OptionalDouble.of(given);
        if (value.isEmpty()) {
            wrong.add(missing(name, estimated, ""));
            return Optional.empty();
        }
        if (!(value.getAsDouble() >= 0 && value.getAsDouble() <= 100)) {
            wrong.add("--" + name + " is " + Plain.number(value.getAsDouble()) + "; it is from 0 to 100");
            return Optional.empty();
        }
        return Optional.of(value.getAsDouble());
    }

    private static String missing(String name, Optional<Pilot> estimated, String reason) {
        return "--" + name + " is missing"
                + (estimated.isPresent()
                        ? ", and the pilot does not say it" + (reason.isEmpty() ? "" : ": " + reason)
                        : "; give it, or a --pilot to estimate it from");
    }

    /** Adds options that are for other kinds of studies. */
    private void misplaced(StudyKind kind, List<String> wrong) {
        misplaced("--residual-sd", residual, kind, StudyKind.RATING, wrong);
        misplaced("--rate", rate, kind, StudyKind.TURN_ERRORS, wrong);
        misplaced("--ties", ties, kind, StudyKind.PAIRWISE, wrong);
    }

    private static void misplaced(
            String option, @Nullable Double value, StudyKind kind, StudyKind own, List<String> wrong) {
        if (value != null && kind != own) {
            wrong.add(option + " is for " + own.word() + ", not for " + kind.word());
        }
    }
}
