package org.charactermirror.annotation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Turns the cells of one row into a judgement, or says for every bad cell what was expected. */
final class RowReader {

    private static final String ANNOTATOR_WANTED = "every row names who judged";
    private static final String MODEL_WANTED = "every row names the model that was judged";
    private static final String MODELS_WANTED = "every row names both models that were compared";

    private final Columns columns;
    private final SheetItems items;
    private final Cells cells;
    private final Problems problems;

    RowReader(Columns columns, SheetItems items, Cells cells, Problems problems) {
        this.columns = columns;
        this.items = items;
        this.cells = cells;
        this.problems = problems;
    }

    /** Who judged what, and whence. */
    private record About(
            Subject subject, List<String> models, @Nullable Integer turn, Origin origin) {}

    /** Reads a row of the wide form; nothing comes back where there are problems. */
    Optional<Annotation> wide() {
        String annotator = cells.required(Field.ANNOTATOR, ANNOTATOR_WANTED);
        @Nullable Subject subject = subject(annotator);
        Optional<Origin> origin = cells.origin();
        List<String> models = models();
        Optional<Integer> turn = turn();
        Optional<Outcome> outcome = Optional.empty();
        Optional<Side> side = Optional.empty();
        if (columns.kind() == Kind.PREFERENCES) {
            outcome = cells.outcome();
            side = cells.side();
        }
        // Scores and flags are looked at in any case, so that all bad cells of a row are told at once.
        Map<Dimension, BigDecimal> scores = scores();
        Map<TurnFlag, Boolean> flags = flags();
        if (subject == null || origin.isEmpty() || problems.hasErrors()) {
            return Optional.empty();
        }
        About about = new About(subject, models, turn.orElse(null), origin.get());
        return Optional.of(
                switch (columns.kind()) {
                    case RATINGS -> rating(about, scores);
                    case TURN_ERRORS -> turnError(about, flags);
                    case PREFERENCES -> preference(about, outcome.orElseThrow(), side.orElse(null));
                });
    }

    /** Reads a row of the long form without its score or flag. */
    Optional<LongRow> longRow() {
        String annotator = cells.required(Field.ANNOTATOR, ANNOTATOR_WANTED);
        @Nullable Subject subject = subject(annotator);
        Optional<Origin> origin = cells.origin();
        List<String> models = models();
        Optional<Integer> turn = turn();
        Field name = Field.longForm(columns.kind()).get(0);
        Field value = Field.longForm(columns.kind()).get(1);
        Optional<Field> judged = Field.named(cells.cell(name)).filter(Field.judged(columns.kind())::contains);
        if (judged.isEmpty()) {
            String expected = String.join(
                    ", ", Field.judged(columns.kind()).stream().map(Field::word).toList());
            if (cells.areEmpty(List.of(name))) {
                cells.error(name.word() + " is empty; expected is one of " + expected);
            } else {
                cells.bad(name, "expected is one of " + expected);
            }
        }
        Optional<BigDecimal> score = columns.kind() == Kind.RATINGS
                ? cells.score(value)
                : cells.flag(value).map(LongRow::number);
        if (subject == null || origin.isEmpty() || judged.isEmpty() || problems.hasErrors()) {
            return Optional.empty();
        }
        return Optional.of(new LongRow(
                cells.place(),
                new LongRow.Key(subject, models.get(0), turn.orElse(null), origin.get()),
                judged.get(),
                score.orElse(null),
                cells.text(Field.EVIDENCE),
                cells.text(Field.COMMENT),
                cells.extra()));
    }

    /** Tells whether a sheet's row was left as it was handed out. */
    boolean isUnfilledSheetRow() {
        List<Field> toFill = new ArrayList<>(Field.judged(columns.kind()));
        toFill.addAll(List.of(Field.BETTER, Field.REASON, Field.EVIDENCE, Field.COMMENT));
        return cells.areEmpty(toFill);
    }

    /** Reads a row of a sheet; nothing comes back where there are problems, or where nothing was filled in. */
    Optional<Annotation> sheet() {
        Optional<SheetItem> item = item();
        boolean unfilled = isUnfilledSheetRow();
        if (item.isEmpty() || unfilled) {
            return Optional.empty();
        }
        String annotator = cells.required(Field.ANNOTATOR, ANNOTATOR_WANTED);
        Optional<Origin> origin = cells.origin();
        Optional<Outcome> better = columns.kind() == Kind.PREFERENCES ? cells.better() : Optional.empty();
        Map<Dimension, BigDecimal> scores = scores();
        Map<TurnFlag, Boolean> flags = flags();
        if (annotator.isEmpty() || origin.isEmpty() || problems.hasErrors()) {
            return Optional.empty();
        }
        SheetItem of = item.get();
        About about = new About(of.subject(annotator), of.models(), of.turn(), origin.get());
        return Optional.of(
                switch (columns.kind()) {
                    case RATINGS -> rating(about, scores);
                    case TURN_ERRORS -> turnError(about, flags);
                    case PREFERENCES ->
                        preference(
                                about,
                                of.shownFirst() == Side.A
                                        ? better.orElseThrow()
                                        : better.orElseThrow().swapped(),
                                of.shownFirst());
                });
    }

    private Optional<SheetItem> item() {
        String code = cells.required(Field.ITEM, "every row of a sheet keeps the code that it was exported with");
        if (code.isEmpty()) {
            return Optional.empty();
        }
        Optional<SheetItem> item = items.find(code);
        if (item.isEmpty()) {
            cells.bad(
                    Field.ITEM,
                    "no sheet of this study has that code; import the sheet into the study that it was exported from,"
                            + " with the column item as it was");
            return item;
        }
        if (item.get().kind() != columns.kind()) {
            cells.bad(
                    Field.ITEM,
                    "that code belongs to a sheet of " + item.get().kind().words() + ", not of "
                            + columns.kind().words());
            return Optional.empty();
        }
        Optional<Integer> turn = cells.turn();
        if (turn.isPresent() && !turn.get().equals(item.get().turn())) {
            cells.bad(
                    Field.TURN,
                    "the item " + code + " is turn " + item.get().turn()
                            + "; keep rows together when you sort a sheet");
        }
        return problems.hasErrors() ? Optional.empty() : item;
    }

    private @Nullable Subject subject(String annotator) {
        @Nullable String topic = cells.topic();
        return annotator.isEmpty()
                ? null
                : new Subject(
                        cells.id(Field.STUDY),
                        cells.id(Field.SESSION),
                        annotator,
                        cells.id(Field.CHARACTER),
                        cells.id(Field.CATEGORY),
                        topic);
    }

    private List<String> models() {
        if (columns.kind() != Kind.PREFERENCES) {
            return List.of(cells.required(Field.MODEL, MODEL_WANTED));
        }
        String modelA = cells.required(Field.MODEL_A, MODELS_WANTED);
        String modelB = cells.required(Field.MODEL_B, MODELS_WANTED);
        if (!modelA.isEmpty() && modelA.equals(modelB)) {
            cells.bad(Field.MODEL_B, "the same as model_a; a comparison is between two models");
        }
        return List.of(modelA, modelB);
    }

    private Optional<Integer> turn() {
        return switch (columns.kind()) {
            case RATINGS -> Optional.empty();
            case TURN_ERRORS -> {
                cells.required(Field.SESSION, "every row names the dialogue whose reply was judged");
                yield cells.requiredTurn();
            }
            case PREFERENCES -> cells.turn();
        };
    }

    private Map<Dimension, BigDecimal> scores() {
        Map<Dimension, BigDecimal> scores = new EnumMap<>(Dimension.class);
        if (columns.kind() == Kind.RATINGS) {
            for (Field field : Field.scores()) {
                cells.score(field).ifPresent(score -> scores.put(Dimension.valueOf(field.name()), score));
            }
        }
        return scores;
    }

    private Map<TurnFlag, Boolean> flags() {
        Map<TurnFlag, Boolean> flags = new EnumMap<>(TurnFlag.class);
        if (columns.kind() == Kind.TURN_ERRORS) {
            for (Field field : Field.flags()) {
                cells.flag(field).ifPresent(flag -> flags.put(TurnFlag.valueOf(field.name()), flag));
            }
        }
        return flags;
    }

    private Annotation rating(About about, Map<Dimension, BigDecimal> scores) {
        return new Rating(
                cells.place(),
                about.subject,
                about.models.get(0),
                scores,
                cells.text(Field.COMMENT),
                about.origin,
                cells.extra());
    }

    private Annotation turnError(About about, Map<TurnFlag, Boolean> flags) {
        return new TurnError(
                cells.place(),
                about.subject,
                about.models.get(0),
                about.turn == null ? 0 : about.turn,
                flags,
                cells.text(Field.EVIDENCE),
                cells.text(Field.COMMENT),
                about.origin,
                cells.extra());
    }

    private Annotation preference(About about, Outcome outcome, @Nullable Side shownFirst) {
        return new Preference(
                cells.place(),
                about.subject,
                about.models.get(0),
                about.models.get(1),
                about.turn,
                outcome,
                shownFirst,
                cells.text(Field.REASON),
                about.origin,
                cells.extra());
    }
}
