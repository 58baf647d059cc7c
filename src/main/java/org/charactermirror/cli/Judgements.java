package org.charactermirror.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Outcome;
import org.charactermirror.annotation.Place;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.Side;
import org.charactermirror.annotation.Subject;
import org.charactermirror.annotation.TurnError;
import org.charactermirror.annotation.TurnFlag;
import org.charactermirror.scenario.Study;
import org.charactermirror.scenario.StudyKind;
import org.charactermirror.session.PairScript;
import org.charactermirror.session.PairSide;
import org.charactermirror.session.PairTurn;
import org.charactermirror.session.SessionScript;
import org.charactermirror.store.AnnotationStore;
import org.jspecify.annotations.Nullable;

/** What one person says of a study's dialogues while playing them, as rows of the study. */
final class Judgements {

    /** Where rows come from that were read from no file. */
    private static final String SOURCE = "run --interactive";

    private final Study study;
    private final AnnotationStore store;
    private final String annotator;

    Judgements(Study study, AnnotationStore store, String annotator) {
        this.study = study;
        this.store = store;
        this.annotator = annotator;
    }

    /** Tells whether whole dialogues are judged rather than single turns. */
    boolean isOfDialogues() {
        return study.kind() == StudyKind.RATING;
    }

    /** Tells whether single replies are judged. */
    boolean isOfReplies() {
        return study.kind() == StudyKind.TURN_ERRORS;
    }

    /** Tells whether the person has rated a dialogue. */
    boolean hasRating(SessionScript script) {
        return store.annotations().ratings().stream().anyMatch(row -> isAbout(row, script));
    }

    /** Tells whether the person has judged a turn. */
    boolean hasTurn(SessionScript script, int turn) {
        return store.annotations().turnErrors().stream().anyMatch(row -> isAbout(row, script) && row.turn() == turn)
                || store.annotations().preferences().stream()
                        .anyMatch(row -> isAbout(row, script)
                                && Optional.ofNullable(row.turn()).equals(Optional.of(turn)));
    }

    private boolean isAbout(Annotation row, SessionScript script) {
        return row.subject().annotator().equals(annotator)
                && script.id().toString().equals(row.subject().session());
    }

    /** Keeps scores; without any, and without a comment, nothing was judged. */
    void keep(SessionScript script, Questions.Scores scores) {
        @Nullable String comment = scores.comment().isEmpty() ? null : scores.comment();
        keep(new Rating(
                place(script.rounds()),
                subject(script),
                script.id().model(),
                scores.scores(),
                comment,
                Origin.HUMAN,
                Map.of()));
    }

    /** Keeps what holds of a reply. */
    void keep(SessionScript script, int turn, Map<TurnFlag, Boolean> flags) {
        keep(new TurnError(
                place(turn), subject(script), script.id().model(), turn, flags, null, null, Origin.HUMAN, Map.of()));
    }

    /** Keeps which reply is better. */
    void keep(PairScript pair, PairTurn turn, Outcome outcome) {
        @Nullable
        Side first = turn.shownFirst()
                .map(side -> side == PairSide.A ? Side.A : Side.B)
                .orElse(null);
        keep(new Preference(
                place(turn.number()),
                subject(pair.script()),
                pair.modelA(),
                pair.modelB(),
                turn.number(),
                outcome,
                first,
                null,
                Origin.HUMAN,
                Map.of()));
    }

    private void keep(Annotation row) {
        if (!row.isEmpty()) {
            store.add(List.of(row));
        }
    }

    private static Place place(int turn) {
        return new Place(SOURCE, turn);
    }

    private Subject subject(SessionScript script) {
        return new Subject(
                study.id(),
                script.id().toString(),
                annotator,
                script.id().character(),
                script.category(),
                script.topic());
    }
}
