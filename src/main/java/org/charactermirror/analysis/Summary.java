package org.charactermirror.analysis;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.PairNotes;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.TurnError;

/**
 * Judgements added up, so far as any figure needs to know them. Summaries of parts of the rows can be merged, in any order; what
 * comes out does not depend on the parts, as long as rows that judge the same thing are in one of them. Its size grows with what
 * was judged and by whom, and not with the rows.
 */
public final class Summary implements Serializable {

    private static final long serialVersionUID = 1;

    private final RatingCells ratings = new RatingCells();
    private final ErrorCells errors = new ErrorCells();
    private final ChoiceCells choices = new ChoiceCells();
    /** Likewise, but what a judge said in both orders is there twice, once for each. */
    private final ChoiceCells shown = new ChoiceCells();

    private final OnsetCounts onset = new OnsetCounts();
    private final EnumMap<Kind, EnumMap<Origin, JudgedUnits>> units = new EnumMap<>(Kind.class);
    private final EnumMap<Kind, EnumMap<Origin, Integer>> rows = new EnumMap<>(Kind.class);

    /** Adds up rows that are all at hand, without checks and those of annotators who are left out. */
    static Summary of(Annotations rows, SummarySettings settings) {
        return Survey.of(rows, settings).judgements();
    }

    /** Adds all judgements that share a {@link UnitKey}. */
    void add(List<? extends Annotation> judgements, SummarySettings settings) {
        EnumMap<Origin, List<Annotation>> byOrigin = new EnumMap<>(Origin.class);
        for (Annotation row : judgements) {
            rows.computeIfAbsent(row.kind(), unused -> new EnumMap<>(Origin.class))
                    .merge(row.origin(), 1, Math::addExact);
            Annotation turned =
                    row instanceof Preference choice ? settings.directions().turned(choice) : row;
            addCell(turned, settings);
            byOrigin.computeIfAbsent(row.origin(), unused -> new ArrayList<>()).add(turned);
        }
        byOrigin.forEach((origin, own) -> {
            Kind kind = own.get(0).kind();
            unitsAt(kind, origin).add(own);
            if (kind == Kind.TURN_ERRORS) {
                onset.add(own.stream().map(TurnError.class::cast).toList());
            }
        });
    }

    private void addCell(Annotation row, SummarySettings settings) {
        CellKey key = CellKey.of(row, settings.drawn());
        ReplyLengths lengths = settings.lengths();
        if (row instanceof Rating rating) {
            ratings.add(rating, key);
        } else if (row instanceof TurnError turnError) {
            OptionalInt length = lengths.of(turnError.subject(), turnError.model(), turnError.turn());
            errors.add(turnError, key, length);
        } else if (row instanceof Preference choice) {
            choices.add(
                    choice,
                    key,
                    Choice.Lengths.of(
                            lengths.of(choice.subject(), choice.modelA(), choice.turn()),
                            lengths.of(choice.subject(), choice.modelB(), choice.turn())));
            PairNotes.shown(choice).forEach(once -> shown.add(once, key, Choice.Lengths.UNKNOWN));
        }
    }

    private JudgedUnits unitsAt(Kind kind, Origin origin) {
        return units.computeIfAbsent(kind, unused -> new EnumMap<>(Origin.class))
                .computeIfAbsent(origin, unused -> new JudgedUnits(kind));
    }

    /** Adds the summary of other rows. */
    public void merge(Summary other) {
        ratings.merge(other.ratings);
        errors.merge(other.errors);
        choices.merge(other.choices);
        shown.merge(other.shown);
        onset.merge(other.onset);
        other.units.forEach((kind, byOrigin) ->
                byOrigin.forEach((origin, theirs) -> unitsAt(kind, origin).merge(theirs)));
        other.rows.forEach((kind, byOrigin) ->
                byOrigin.forEach((origin, count) -> rows.computeIfAbsent(kind, unused -> new EnumMap<>(Origin.class))
                        .merge(origin, count, Math::addExact)));
    }

    /** Returns how many rows there are. */
    public int rows() {
        return rows.values().stream()
                .flatMap(byOrigin -> byOrigin.values().stream())
                .reduce(0, Math::addExact);
    }

    /** Returns the origins of a kind's rows, the preferred one first. */
    Set<Origin> origins(Kind kind) {
        return cells(kind).origins();
    }

    private CellTable<?> cells(Kind kind) {
        return switch (kind) {
            case RATINGS -> ratings;
            case TURN_ERRORS -> errors;
            case PREFERENCES -> choices;
        };
    }

    /** Returns the preferred origin of a kind's rows; nothing where there are none. */
    Optional<Origin> preferred(Kind kind) {
        return origins(kind).stream().findFirst();
    }

    List<RatingCells.Rated> ratings(Origin origin) {
        return ratings.of(origin);
    }

    List<ErrorCells.Checked> errors(Origin origin) {
        return errors.of(origin);
    }

    List<Choice> choices(Origin origin) {
        return choices.of(origin);
    }

    /** Returns a comparison for each time that two replies were shown. */
    List<Choice> shown(Origin origin) {
        return shown.of(origin);
    }

    OnsetCounts onset() {
        return onset;
    }

    /** Returns what was said of the same things; of no rows nothing. */
    JudgedUnits units(Kind kind, Origin origin) {
        return units.getOrDefault(kind, new EnumMap<>(Origin.class)).getOrDefault(origin, new JudgedUnits(kind));
    }

    /** Returns the pairs of models that were compared, in the directions in which rows were added. */
    Collection<ModelPair> pairs() {
        Set<ModelPair> found = new HashSet<>();
        origins(Kind.PREFERENCES)
                .forEach(origin -> cells(Kind.PREFERENCES).keys(origin).forEach(key -> found.add(key.pair())));
        return found;
    }

    /** Counts the rows of the preferred origin of each kind, their models and their annotators. */
    JudgementScope scope() {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        Map<Kind, Set<Origin>> origins = new EnumMap<>(Kind.class);
        Set<String> models = new HashSet<>();
        Set<String> annotators = new HashSet<>();
        for (Kind kind : Kind.values()) {
            preferred(kind).ifPresent(origin -> {
                for (CellKey key : cells(kind).keys(origin)) {
                    models.add(key.modelA());
                    models.add(key.modelB());
                    annotators.add(key.annotator());
                }
                counts.put(
                        kind,
                        rows.getOrDefault(kind, new EnumMap<>(Origin.class)).getOrDefault(origin, 0));
            });
            origins.put(kind, new TreeSet<>(origins(kind)));
        }
        // What has one model has no second one.
        models.remove("");
        return new JudgementScope(rows(), counts, models.size(), annotators.size(), origins);
    }
}
