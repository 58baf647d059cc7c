package org.charactermirror.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.TurnError;
import org.charactermirror.document.Similar;
import org.charactermirror.problem.Problems;
import org.jspecify.annotations.Nullable;

/** The ids that a study's plan knows; a study without a plan knows none and accepts any. */
public final class PlannedIds {

    private static final int NAMED_AT_MOST = 12;

    private final Set<String> models = new LinkedHashSet<>();
    private final Set<String> characters = new LinkedHashSet<>();
    private final Map<String, Session> sessions = new LinkedHashMap<>();
    private final Map<String, Session> pairs = new LinkedHashMap<>();
    private final Map<String, String> remedies = new HashMap<>();

    private PlannedIds() {}

    /** Reads the ids of a study's plan. */
    public static PlannedIds of(StudyDatabase database) {
        PlannedIds ids = new PlannedIds();
        List<Session> planned = database.read(handle -> handle.createQuery(
                        "SELECT session.*, model_a, model_b FROM session LEFT JOIN pair_session USING (session)"
                                + " ORDER BY position")
                .map((row, context) -> new Session(
                        row.getString("session"),
                        row.getString("model_a") == null
                                ? List.of(row.getString("model"))
                                : List.of(row.getString("model_a"), row.getString("model_b")),
                        row.getString("character"),
                        row.getString("category"),
                        row.getString("topic"),
                        row.getInt("rounds")))
                .list());
        for (Session session : planned) {
            ids.models.addAll(session.models);
            ids.characters.add(session.character);
            (session.isPair() ? ids.pairs : ids.sessions).put(session.id, session);
        }
        return ids;
    }

    /** Returns the ids of a study without a plan. */
    public static PlannedIds none() {
        return new PlannedIds();
    }

    /** Tells whether the study has no plan. */
    public boolean isEmpty() {
        return sessions.isEmpty() && pairs.isEmpty();
    }

    /** Adds an error for every id of a row that the plan does not know, or knows otherwise. */
    public void check(Annotation row, Problems problems) {
        if (isEmpty()) {
            return;
        }
        known(row, "character", row.subject().character(), characters, problems);
        if (row instanceof Rating rating) {
            known(row, "model", rating.model(), models, problems);
            session(row, sessions, problems).ifPresent(session -> checkModel(row, rating.model(), session, problems));
        } else if (row instanceof TurnError turnError) {
            known(row, "model", turnError.model(), models, problems);
            session(row, sessions, problems).ifPresent(session -> {
                checkModel(row, turnError.model(), session, problems);
                checkTurn(row, turnError.turn(), session, problems);
            });
        } else if (row instanceof Preference preference) {
            known(row, "model_a", preference.modelA(), models, problems);
            known(row, "model_b", preference.modelB(), models, problems);
            if (!pairs.isEmpty()) {
                session(row, pairs, problems).ifPresent(session -> checkPair(preference, session, problems));
            }
        }
    }

    /** Returns the planned session of a dialogue if it is named. */
    private Optional<Session> session(Annotation row, Map<String, Session> planned, Problems problems) {
        @Nullable String id = row.subject().session();
        if (id == null) {
            return Optional.empty();
        }
        @Nullable Session session = planned.get(id);
        if (session != null) {
            fits(row, "character", row.subject().character(), session.character, problems);
            fits(row, "category", row.subject().category(), session.category, problems);
            fits(row, "topic", row.subject().topic(), session.topic, problems);
            return Optional.of(session);
        }
        if (pairs.containsKey(id)) {
            error(
                    row,
                    problems,
                    "session is \"" + id + "\", a dialogue of two models, whose replies are compared and not"
                            + " judged one by one; name a dialogue of one model");
        } else if (sessions.containsKey(id)) {
            error(
                    row,
                    problems,
                    "session is \"" + id + "\", a dialogue of one model; name one in which two models answer");
        } else {
            known(row, "session", id, planned.keySet(), problems);
        }
        return Optional.empty();
    }

    private static void checkModel(Annotation row, String model, Session session, Problems problems) {
        fits(row, "model", model, session.models.get(0), problems);
    }

    private static void checkPair(Preference row, Session session, Problems problems) {
        if (!session.models.containsAll(List.of(row.modelA(), row.modelB()))) {
            error(
                    row,
                    problems,
                    "models are \"" + row.modelA() + "\" and \"" + row.modelB() + "\"; the session " + session.id
                            + " has \"" + String.join("\" and \"", session.models) + "\"");
        }
        if (row.turn() != null) {
            checkTurn(row, row.turn(), session, problems);
        }
    }

    private static void checkTurn(Annotation row, int turn, Session session, Problems problems) {
        if (turn > session.rounds) {
            error(row, problems, "turn is " + turn + "; the session has " + session.rounds + " turns");
        }
    }

    private static void fits(Annotation row, String column, @Nullable String value, String planned, Problems problems) {
        if (value != null && !value.equals(planned)) {
            error(
                    row,
                    problems,
                    column + " is \"" + value + "\"; the session "
                            + row.subject().session() + " has \"" + planned + "\"");
        }
    }

    private void known(
            Annotation row, String column, @Nullable String value, Collection<String> planned, Problems problems) {
        if (value == null || planned.contains(value)) {
            return;
        }
        // A file may have the same wrong id in each of many rows.
        String remedy = remedies.computeIfAbsent(column + " " + value, unused -> remedy(value, planned));
        error(row, problems, column + " is \"" + value + "\", which the study does not have; " + remedy);
    }

    private static String remedy(String value, Collection<String> planned) {
        if (planned.isEmpty()) {
            return "its plan has none";
        }
        return Similar.nearest(value, planned)
                .map(near -> "did you mean \"" + near + "\"?")
                .orElseGet(() -> planned.size() <= NAMED_AT_MOST
                        ? "the study's plan has " + String.join(", ", planned)
                        : "the study's plan has " + planned.size() + " others, such as "
                                + planned.iterator().next());
    }

    private static void error(Annotation row, Problems problems, String message) {
        problems.error(row.place().file(), row.place().line(), 0, message);
    }

    private record Session(
            String id, List<String> models, String character, String category, String topic, int rounds) {

        boolean isPair() {
            return models.size() == 2;
        }
    }
}
