package org.charactermirror.web.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.IdentityMask;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Outcome;
import org.charactermirror.annotation.TurnFlag;
import org.charactermirror.session.Turn;
import org.charactermirror.store.StudioAdjudications;
import org.charactermirror.store.StudioAdjudications.About;
import org.charactermirror.store.StudioDialogue;
import org.charactermirror.store.StudioDialogues;
import org.charactermirror.store.StudyDatabase;
import org.charactermirror.web.Json;
import org.charactermirror.web.WebError;
import org.charactermirror.web.studio.StudioStudy;
import org.jspecify.annotations.Nullable;

/** Shows where annotators disagree, and keeps what is decided about it. */
final class AdminDecisions {

    private static final int MOST = 300;
    private static final int USUAL_DISTANCE = 2;
    private static final int LONGEST_ID = 300;
    private static final int LONGEST_REASON = 2000;
    private static final int MOST_TURNS = 100_000;
    private static final List<String> SCORES = List.of("1", "2", "3", "4", "5");
    private static final List<String> FLAGS = List.of("0", "1");

    private final StudioDialogues dialogues;
    private final StudioStudy study;
    private final SoFar soFar;
    private final StudioAdjudications adjudications;

    AdminDecisions(StudyDatabase reading, StudioStudy study, SoFar soFar, StudioAdjudications adjudications) {
        this.dialogues = new StudioDialogues(reading);
        this.study = study;
        this.soFar = soFar;
        this.adjudications = adjudications;
    }

    /**
     * Returns disagreements, the most important ones only where there are many.
     *
     * @param least how many points scores are apart at least, 1 to 4; 2 where that is not said
     */
    Map<String, Object> disagreements(@Nullable String least) {
        if (least != null && !least.matches("[1-4]")) {
            throw new WebError(400, "no_number", "least must be a whole number from 1 to 4.");
        }
        List<Disagreements.Disagreement> all = Disagreements.of(
                soFar.now().judgements(),
                adjudications.all(),
                least == null ? USUAL_DISTANCE : Integer.parseInt(least));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("total", all.size());
        answer.put("decided", all.stream().filter(one -> one.decision() != null).count());
        answer.put(
                "disagreements",
                all.stream().limit(MOST).map(AdminDecisions::written).toList());
        return answer;
    }

    private static Map<String, Object> written(Disagreements.Disagreement one) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("session", one.about().session());
        map.put("turn", one.about().turn());
        map.put("kind", word(one.about().kind()));
        map.put("field", one.about().field());
        map.put("character", one.character());
        map.put("apart", one.apart());
        map.put("answers", one.answers());
        StudioAdjudications.@Nullable Decision decision = one.decision();
        map.put(
                "decision",
                decision == null
                        ? null
                        : Map.of("value", decision.value(), "reason", decision.reason(), "at", decision.at()));
        return map;
    }

    private StudioDialogue read(String session) {
        if (!dialogues.plans().containsKey(session)) {
            throw WebError.notFound();
        }
        return dialogues.readAnew(session);
    }

    /**
     * Returns what was said in a dialogue, without who wrote it: covered as annotators see it.
     *
     * @throws WebError if there is none of that name
     */
    Map<String, Object> dialogue(String session) {
        StudioDialogue dialogue = read(session);
        IdentityMask mask = study.mask(dialogue.plan().id().character());
        List<Map<String, Object>> turns = new ArrayList<>();
        dialogue.turns()
                .forEach(turn ->
                        turns.add(turn(turn, List.of(mask.mask(turn.reply()).text()))));
        dialogue.pairs()
                .forEach(turn -> turns.add(turn(
                        turn.said(),
                        List.of(
                                mask.mask(turn.a().reply()).text(),
                                mask.mask(turn.b().reply()).text()))));
        return Map.of(
                "character", dialogue.plan().botName(),
                "user_name", dialogue.plan().userName(),
                "greeting", mask.mask(dialogue.plan().greeting()).text(),
                "turns", turns);
    }

    private static Map<String, Object> turn(Turn turn, List<String> replies) {
        return Map.of("turn", turn.number(), "user", turn.user(), "replies", replies);
    }

    /**
     * Keeps a decision.
     *
     * @throws WebError if there is no such judgement, or the value is none of its field
     */
    Map<String, Object> decide(JsonNode body) {
        String session = Json.text(body, "session", LONGEST_ID);
        int turn = Json.number(body, "turn", 0, MOST_TURNS);
        Kind kind = kind(Json.text(body, "kind", LONGEST_ID));
        String field = Json.text(body, "field", LONGEST_ID);
        String value = Json.text(body, "value", LONGEST_ID);
        String reason = Json.text(body, "reason", LONGEST_REASON).strip();
        List<String> values = values(kind, field);
        if (!values.contains(value)) {
            throw new WebError(
                    400, "bad_value", "The value of " + field + " must be one of " + String.join(", ", values) + ".");
        }
        if (reason.isEmpty()) {
            throw new WebError(400, "no_reason", "Say why: a decision without a reason helps nobody.");
        }
        StudioDialogue dialogue = read(session);
        boolean pair = dialogue.plan().isPair();
        boolean possible = switch (kind) {
            case RATINGS -> turn == 0;
            case TURN_ERRORS -> turn > 0;
            // One from elsewhere may say nothing of turns.
            case PREFERENCES -> true;
        };
        if (!possible || turn > dialogue.played() || pair != (kind == Kind.PREFERENCES)) {
            throw WebError.notFound();
        }
        adjudications.decide(new About(session, turn, kind, field), value, reason);
        return Map.of();
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static Kind kind(String word) {
        return Arrays.stream(Kind.values())
                .filter(kind -> word(kind).equals(word))
                .findFirst()
                .orElseThrow(WebError::notFound);
    }

    /** Returns the values that a field can have. */
    private static List<String> values(Kind kind, String field) {
        Optional<List<String>> values = switch (kind) {
            case RATINGS ->
                Arrays.stream(Dimension.values())
                        .filter(dimension -> dimension.word().equals(field))
                        .map(dimension -> SCORES)
                        .findFirst();
            case TURN_ERRORS ->
                Arrays.stream(TurnFlag.values())
                        .filter(flag -> flag.word().equals(field))
                        .map(flag -> FLAGS)
                        .findFirst();
            case PREFERENCES ->
                field.equals(Disagreements.OUTCOME)
                        ? Optional.of(Arrays.stream(Outcome.values())
                                .map(Outcome::word)
                                .toList())
                        : Optional.empty();
        };
        return values.orElseThrow(WebError::notFound);
    }
}
