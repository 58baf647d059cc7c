package org.charactermirror.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Outcome;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.TurnError;
import org.charactermirror.annotation.TurnFlag;
import org.charactermirror.session.MessageSource;
import org.charactermirror.session.RecordedDialogue;
import org.charactermirror.session.RecordedDialogue.Reply;
import org.charactermirror.session.RecordedDialogue.Round;
import org.jspecify.annotations.Nullable;

/** Puts the judgements of a study beside what they judge; a row that does not name its dialogue stands beside none. */
final class JudgedDialogues {

    private final Map<String, List<Rating>> ratings;
    private final Map<String, List<TurnError>> turnErrors;
    private final Map<String, List<Preference>> preferences;

    JudgedDialogues(Annotations annotations) {
        ratings = bySession(annotations.ratings());
        turnErrors = bySession(annotations.turnErrors());
        preferences = bySession(annotations.preferences());
    }

    private static <R extends Annotation> Map<String, List<R>> bySession(List<R> rows) {
        Map<String, List<R>> bySession = new HashMap<>();
        for (R row : rows) {
            @Nullable String session = row.subject().session();
            if (session != null) {
                bySession.computeIfAbsent(session, unused -> new ArrayList<>()).add(row);
            }
        }
        return bySession;
    }

    /** Returns the flags that anybody raised in a dialogue, each after its origin and a colon. */
    Set<String> flags(String session) {
        Set<String> flags = new TreeSet<>();
        for (TurnError row : turnErrors.getOrDefault(session, List.of())) {
            raised(row).forEach(flag -> flags.add(row.origin().word() + ":" + flag));
        }
        return flags;
    }

    /** Returns how many replies of a dialogue have a flag that is an error. */
    int flagged(String session) {
        return (int) turnErrors.getOrDefault(session, List.of()).stream()
                .filter(row -> row.flags().entrySet().stream()
                        .anyMatch(flag -> flag.getValue() && flag.getKey().isError()))
                .map(row -> row.turn() + " " + row.model())
                .distinct()
                .count();
    }

    /** Returns a dialogue with the judgements of it, of its rounds and of its replies. */
    Map<String, Object> withJudgements(RecordedDialogue dialogue) {
        String session = dialogue.session();
        Map<Integer, List<TurnError>> errors =
                turnErrors.getOrDefault(session, List.of()).stream().collect(Collectors.groupingBy(TurnError::turn));
        List<Preference> choices = preferences.getOrDefault(session, List.of());
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("user", dialogue.userName());
        map.put("greeting", dialogue.greeting());
        map.put("reason", dialogue.reason());
        map.put("ratings", list(ratings.getOrDefault(session, List.of()), JudgedDialogues::rating));
        map.put("preferences", choices(choices, null));
        List<Map<String, Object>> rounds = new ArrayList<>();
        for (Round round : dialogue.played()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("number", round.number());
            entry.put("user", round.user());
            source(entry, round.source());
            entry.put("continued", round.continued());
            entry.put("preferences", choices(choices, round.number()));
            List<TurnError> rows = errors.getOrDefault(round.number(), List.of());
            List<Map<String, Object>> replies = new ArrayList<>();
            for (int side = 0; side < round.replies().size(); side++) {
                replies.add(reply(round.replies().get(side), dialogue.models().get(side), rows));
            }
            entry.put("replies", replies);
            rounds.add(entry);
        }
        map.put("rounds", rounds);
        return map;
    }

    /** Says who wrote the user's message, unless a script has it and aims at nothing. */
    private static void source(Map<String, Object> entry, MessageSource source) {
        if (source instanceof MessageSource.Probe probe) {
            entry.put("source", "probe");
            entry.put("dimension", probe.dimension().word());
        } else if (source instanceof MessageSource.Interviewer) {
            entry.put("source", "interviewer");
        } else if (source instanceof MessageSource.Person) {
            entry.put("source", "person");
        }
    }

    private static Map<String, Object> reply(Reply reply, String model, List<TurnError> rows) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("text", reply.text());
        map.put("stop", reply.stopReason().name().toLowerCase(Locale.ROOT));
        map.put("dropped", reply.droppedMessages());
        map.put(
                "judged",
                list(rows.stream().filter(row -> row.model().equals(model)).toList(), JudgedDialogues::turnError));
        return map;
    }

    private static Map<String, Object> rating(Rating row) {
        Map<String, Object> map = given(row);
        map.put("model", row.model());
        Map<String, String> scores = new LinkedHashMap<>();
        row.scores().forEach((dimension, score) -> scores.put(dimension.word(), score.toPlainString()));
        map.put("scores", scores);
        text(map, "comment", row.comment());
        return map;
    }

    private static Map<String, Object> turnError(TurnError row) {
        Map<String, Object> map = given(row);
        map.put("flags", raised(row));
        text(map, "evidence", row.evidence());
        text(map, "comment", row.comment());
        return map;
    }

    private static List<Map<String, Object>> choices(List<Preference> rows, @Nullable Integer turn) {
        return list(
                rows.stream().filter(row -> Objects.equals(row.turn(), turn)).toList(), JudgedDialogues::preference);
    }

    private static Map<String, Object> preference(Preference row) {
        Map<String, Object> map = given(row);
        map.put("outcome", row.outcome().word());
        if (row.outcome() == Outcome.WIN || row.outcome() == Outcome.LOSE) {
            map.put("preferred", row.outcome() == Outcome.WIN ? row.modelA() : row.modelB());
        }
        text(map, "reason", row.reason());
        return map;
    }

    private static Map<String, Object> given(Annotation row) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("origin", row.origin().word());
        map.put("annotator", row.subject().annotator());
        return map;
    }

    private static List<String> raised(TurnError row) {
        return row.flags().entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .map(TurnFlag::word)
                .toList();
    }

    private static void text(Map<String, Object> map, String key, @Nullable String text) {
        if (text != null && !text.isBlank()) {
            map.put(key, text);
        }
    }

    private static <R> List<Map<String, Object>> list(List<R> rows, Function<R, Map<String, Object>> form) {
        return rows.stream().map(form).toList();
    }
}
