package org.charactermirror.annotation;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.charactermirror.problem.Problems;
import org.charactermirror.table.CsvRow;
import org.jspecify.annotations.Nullable;

/** Turns the cells of one row into a judgement, or says for every bad cell what was expected. */
final class RowReader {

    private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d{1,9}(\\.\\d{1,9})?");
    private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");
    private static final Map<String, Boolean> FLAG_WORDS = Map.of(
            "1", true, "0", false, "true", true, "false", false, "yes", true, "no", false, "是", true, "否", false);
    private static final Map<String, Outcome> OUTCOME_WORDS = Map.of(
            "win",
            Outcome.WIN,
            "tie",
            Outcome.TIE,
            "lose",
            Outcome.LOSE,
            "both_bad",
            Outcome.BOTH_BAD,
            "胜",
            Outcome.WIN,
            "平",
            Outcome.TIE,
            "负",
            Outcome.LOSE,
            "都不好",
            Outcome.BOTH_BAD);

    private final String source;
    private final Columns columns;
    private final Scale scale;
    private final CsvRow row;
    private final Problems problems = new Problems();

    RowReader(String source, Columns columns, Scale scale, CsvRow row) {
        this.source = source;
        this.columns = columns;
        this.scale = scale;
        this.row = row;
    }

    /** Returns what is wrong with the row that was read. */
    Problems problems() {
        return problems;
    }

    /** Reads the row; nothing comes back where there are problems. */
    Optional<Annotation> read() {
        String annotator = required(Field.ANNOTATOR, "every row names who judged");
        Subject subject = annotator.isEmpty()
                ? null
                : new Subject(
                        id(Field.STUDY),
                        id(Field.SESSION),
                        annotator,
                        id(Field.CHARACTER),
                        id(Field.CATEGORY),
                        topic());
        Optional<Origin> origin = origin();
        return switch (columns.kind()) {
            case RATINGS -> rating(subject, origin);
            case TURN_ERRORS -> turnError(subject, origin);
            case PREFERENCES -> preference(subject, origin);
        };
    }

    private Optional<Annotation> rating(@Nullable Subject subject, Optional<Origin> origin) {
        String model = required(Field.MODEL, "every row names the model that was judged");
        Map<Dimension, BigDecimal> scores = new EnumMap<>(Dimension.class);
        for (Field field : Field.scores()) {
            score(field).ifPresent(score -> scores.put(Dimension.valueOf(field.name()), score));
        }
        if (subject == null || origin.isEmpty() || problems.hasErrors()) {
            return Optional.empty();
        }
        return Optional.of(new Rating(place(), subject, model, scores, text(Field.COMMENT), origin.get(), extra()));
    }

    private Optional<Annotation> turnError(@Nullable Subject subject, Optional<Origin> origin) {
        String model = required(Field.MODEL, "every row names the model that was judged");
        required(Field.SESSION, "every row names the dialogue whose reply was judged");
        Optional<Integer> turn = turn(true);
        Map<TurnFlag, Boolean> flags = new EnumMap<>(TurnFlag.class);
        for (Field field : Field.flags()) {
            flag(field).ifPresent(flag -> flags.put(TurnFlag.valueOf(field.name()), flag));
        }
        if (subject == null || origin.isEmpty() || turn.isEmpty() || problems.hasErrors()) {
            return Optional.empty();
        }
        return Optional.of(new TurnError(
                place(),
                subject,
                model,
                turn.get(),
                flags,
                text(Field.EVIDENCE),
                text(Field.COMMENT),
                origin.get(),
                extra()));
    }

    private Optional<Annotation> preference(@Nullable Subject subject, Optional<Origin> origin) {
        String modelA = required(Field.MODEL_A, "every row names both models that were compared");
        String modelB = required(Field.MODEL_B, "every row names both models that were compared");
        if (!modelA.isEmpty() && modelA.equals(modelB)) {
            bad(Field.MODEL_B, modelB, "the same as model_a; a comparison is between two models");
        }
        Optional<Outcome> outcome = outcome();
        Optional<Side> side = side();
        Optional<Integer> turn = turn(false);
        if (subject == null || origin.isEmpty() || outcome.isEmpty() || problems.hasErrors()) {
            return Optional.empty();
        }
        return Optional.of(new Preference(
                place(),
                subject,
                modelA,
                modelB,
                turn.orElse(null),
                outcome.get(),
                side.orElse(null),
                text(Field.REASON),
                origin.get(),
                extra()));
    }

    private Optional<BigDecimal> score(Field field) {
        String value = cell(field).strip();
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (DECIMAL.matcher(value).matches()) {
            BigDecimal score = new BigDecimal(value);
            if (scale.allows(score)) {
                return Optional.of(score);
            }
        }
        bad(field, value, "expected is " + scale.description() + ", or nothing where it was not judged");
        return Optional.empty();
    }

    private Optional<Boolean> flag(Field field) {
        String value = cell(field).strip();
        if (value.isEmpty()) {
            return Optional.empty();
        }
        @Nullable Boolean flag = FLAG_WORDS.get(value.toLowerCase(Locale.ROOT));
        if (flag == null) {
            bad(field, value, "expected is 1 or 0, or nothing where it was not judged");
        }
        return Optional.ofNullable(flag);
    }

    private Optional<Integer> turn(boolean required) {
        String value = cell(Field.TURN).strip();
        if (value.isEmpty()) {
            if (required) {
                problems.error(source, row.line(), 0, "turn is empty; every row names the reply, counted from 1");
            }
            return Optional.empty();
        }
        if (WHOLE.matcher(value).matches() && Integer.parseInt(value) >= 1) {
            return Optional.of(Integer.parseInt(value));
        }
        bad(Field.TURN, value, "expected is a whole number; the first reply of a dialogue is 1");
        return Optional.empty();
    }

    private Optional<Outcome> outcome() {
        String value = cell(Field.OUTCOME).strip();
        @Nullable Outcome outcome = OUTCOME_WORDS.get(value.toLowerCase(Locale.ROOT));
        if (value.isEmpty()) {
            problems.error(
                    source,
                    row.line(),
                    0,
                    "outcome is empty; expected is win, tie, lose or both_bad, seen from model_a");
        } else if (outcome == null) {
            bad(Field.OUTCOME, value, "expected is win, tie, lose or both_bad, seen from model_a");
        }
        return Optional.ofNullable(outcome);
    }

    private Optional<Side> side() {
        String value = cell(Field.SHOWN_FIRST).strip();
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "" -> Optional.empty();
            case "a" -> Optional.of(Side.A);
            case "b" -> Optional.of(Side.B);
            default -> {
                bad(Field.SHOWN_FIRST, value, "expected is a or b, or nothing where it is not known");
                yield Optional.empty();
            }
        };
    }

    private Optional<Origin> origin() {
        String value = cell(Field.ORIGIN).strip();
        if (value.isEmpty()) {
            return Optional.of(Origin.HUMAN);
        }
        for (Origin origin : Origin.values()) {
            if (origin.word().equals(value.toLowerCase(Locale.ROOT))) {
                return Optional.of(origin);
            }
        }
        bad(
                Field.ORIGIN,
                value,
                "expected is human, synthetic, reconstructed, automatic or judge, or nothing for human");
        return Optional.empty();
    }

    private @Nullable String topic() {
        @Nullable String topic = id(Field.TOPIC);
        if (topic != null && topic.equalsIgnoreCase("overall")) {
            bad(Field.TOPIC, topic, "that name is kept for the row of all topics; name the topic otherwise");
        }
        return topic;
    }

    private String required(Field field, String why) {
        String value = cell(field).strip();
        if (value.isEmpty()) {
            problems.error(source, row.line(), 0, field.word() + " is empty; " + why);
        }
        return value;
    }

    private void bad(Field field, String value, String expected) {
        problems.error(source, row.line(), 0, field.word() + " is \"" + value + "\"; " + expected);
    }

    private @Nullable String id(Field field) {
        String value = cell(field).strip();
        return value.isEmpty() ? null : value;
    }

    private @Nullable String text(Field field) {
        String value = cell(field);
        return value.isEmpty() ? null : value;
    }

    private String cell(Field field) {
        @Nullable Integer index = columns.index().get(field);
        return index == null ? "" : row.cells().get(index);
    }

    private Map<String, String> extra() {
        Map<String, String> extra = new LinkedHashMap<>();
        columns.extra().forEach((index, name) -> extra.put(name, row.cells().get(index)));
        return extra;
    }

    private Place place() {
        return new Place(source, row.line());
    }
}
