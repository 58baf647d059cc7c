package org.charactermirror.web.studio;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Outcome;
import org.charactermirror.annotation.Place;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.Side;
import org.charactermirror.annotation.Subject;
import org.charactermirror.annotation.TurnError;
import org.charactermirror.annotation.TurnFlag;
import org.charactermirror.scenario.StudyKind;
import org.charactermirror.store.StudioAssignment.Purpose;
import org.charactermirror.store.StudioSubmissions.DecidedTurn;
import org.charactermirror.store.StudioSubmissions.Judged;
import org.charactermirror.store.StudioWithdrawal;
import org.jspecify.annotations.Nullable;

/**
 * What an annotator's answers say, as a row of the study.
 *
 * @param annotator whom the row names
 * @param turn 0 for the whole dialogue
 * @param first whose reply the annotator has seen first; of no concern where there is one model
 */
record Judgement(StudioStudy study, ItemTask task, String annotator, int turn, Side first) {

    /** Makes it of the answers that hold, and the seconds that it took. */
    Judged of(Map<String, String> answers, double seconds) {
        return of(answers, seconds, Optional.empty());
    }

    /** Makes it likewise, together with the turn that the choice decides. */
    Judged of(Map<String, String> answers, double seconds, Optional<DecidedTurn> decided) {
        List<String> missing = missing(study.kind(), answers);
        if (!missing.isEmpty()) {
            return new Judged.Incomplete(missing);
        }
        Annotation row = switch (study.kind()) {
            case RATING -> rating(answers, seconds);
            case TURN_ERRORS -> turnError(answers, seconds);
            case PAIRWISE -> preference(answers, seconds);
        };
        return new Judged.Complete(Optional.of(row), decided);
    }

    /** Confirming a reply is the judgement: whatever flag is not set then does not hold. */
    private static List<String> missing(StudyKind kind, Map<String, String> answers) {
        List<String> missing = new ArrayList<>();
        if (kind == StudyKind.RATING) {
            for (Dimension dimension : Dimension.values()) {
                missing.add(dimension.word());
            }
        } else if (kind == StudyKind.PAIRWISE) {
            missing.add(AnswerRules.BETTER);
        }
        missing.removeAll(answers.keySet());
        return missing;
    }

    private Rating rating(Map<String, String> answers, double seconds) {
        Map<Dimension, BigDecimal> scores = new EnumMap<>(Dimension.class);
        for (Dimension dimension : Dimension.values()) {
            String answer = answers.getOrDefault(dimension.word(), AnswerRules.NONE);
            if (!answer.equals(AnswerRules.NONE)) {
                scores.put(dimension, new BigDecimal(answer));
            }
        }
        return new Rating(
                place(), subject(), model(), scores, text(answers, AnswerRules.COMMENT), Origin.HUMAN, extra(seconds));
    }

    private TurnError turnError(Map<String, String> answers, double seconds) {
        Map<TurnFlag, Boolean> flags = new EnumMap<>(TurnFlag.class);
        List<String> evidence = new ArrayList<>();
        for (TurnFlag flag : TurnFlag.values()) {
            boolean set = answers.getOrDefault(flag.word(), "0").equals("1");
            flags.put(flag, set);
            @Nullable String span = text(answers, AnswerRules.EVIDENCE + flag.word());
            if (set && span != null) {
                evidence.add(flag.word() + ": “" + span + "”");
            }
        }
        return new TurnError(
                place(),
                subject(),
                model(),
                turn,
                flags,
                evidence.isEmpty() ? null : String.join("; ", evidence),
                text(answers, AnswerRules.COMMENT),
                Origin.HUMAN,
                extra(seconds));
    }

    private Preference preference(Map<String, String> answers, double seconds) {
        return new Preference(
                place(),
                subject(),
                model(),
                task.plan().models().get(1),
                turn,
                outcome(answers.getOrDefault(AnswerRules.BETTER, ""), first),
                first,
                text(answers, AnswerRules.REASON),
                Origin.HUMAN,
                extra(seconds));
    }

    /** Returns a choice by its place on the screen from the first model's side. */
    static Outcome outcome(String choice, Side first) {
        return switch (choice) {
            case "first" -> first == Side.A ? Outcome.WIN : Outcome.LOSE;
            case "second" -> first == Side.A ? Outcome.LOSE : Outcome.WIN;
            case "tie" -> Outcome.TIE;
            case "both_bad" -> Outcome.BOTH_BAD;
            default -> throw new IllegalArgumentException("no choice: " + choice);
        };
    }

    private String model() {
        return task.plan().models().get(0);
    }

    private Place place() {
        return new Place(StudioWithdrawal.SOURCE, turn == 0 ? 1 : turn);
    }

    /**
     * Without the study's name where an instruction said what to answer: the same person may have judged the same dialogue, too,
     * and the one row must not take the other's place.
     */
    private Subject subject() {
        boolean judged = task.assignment().purpose() != Purpose.ATTENTION;
        return new Subject(
                judged ? study.id() : null,
                task.plan().session(),
                annotator,
                task.plan().id().character(),
                task.plan().category(),
                task.plan().topic());
    }

    private Map<String, String> extra(double seconds) {
        Map<String, String> extra = new LinkedHashMap<>();
        extra.put(
                "seconds",
                BigDecimal.valueOf(seconds).setScale(1, RoundingMode.HALF_UP).toPlainString());
        @Nullable String check = task.checks().get(turn);
        if (check != null) {
            extra.put("check", check);
        }
        return extra;
    }

    private static @Nullable String text(Map<String, String> answers, String field) {
        @Nullable String text = answers.get(field);
        return text == null || text.isBlank() ? null : text;
    }
}
