package org.charactermirror.store;

import java.util.Collection;
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

    private PlannedIds() {}

    /** Reads the ids of a study's plan. */
    public static PlannedIds of(StudyDatabase database) {
        PlannedIds ids = new PlannedIds();
        List<Session> planned = database.read(handle -> handle.createQuery(
                        "SELECT session, model, character, category, topic, rounds FROM session ORDER BY position")
                .map((row, context) -> new Session(
                        row.getString("session"),
                        row.getString("model"),
                        row.getString("character"),
                        row.getString("category"),
                        row.getString("topic"),
                        row.getInt("rounds")))
                .list());
        for (Session session : planned) {
            ids.models.add(session.model);
            ids.characters.add(session.character);
            ids.sessions.put(session.id, session);
        }
        return ids;
    }

    /** Returns the ids of a study without a plan. */
    public static PlannedIds none() {
        return new PlannedIds();
    }

    /** Adds an error for every id of a row that the plan does not know, or knows otherwise. */
    public void check(Annotation row, Problems problems) {
        if (sessions.isEmpty()) {
            return;
        }
        known(row, "character", row.subject().character(), characters, problems);
        if (row instanceof Rating rating) {
            known(row, "model", rating.model(), models, problems);
            checkSession(row, rating.model(), problems);
        } else if (row instanceof TurnError turnError) {
            known(row, "model", turnError.model(), models, problems);
            checkSession(row, turnError.model(), problems)
                    .filter(session -> turnError.turn() > session.rounds)
                    .ifPresent(session -> error(
                            row,
                            problems,
                            "turn is " + turnError.turn() + "; the session has " + session.rounds + " turns"));
        } else if (row instanceof Preference preference) {
            known(row, "model_a", preference.modelA(), models, problems);
            known(row, "model_b", preference.modelB(), models, problems);
        }
    }

    /** Returns the planned session of a dialogue if it is named and everything else in the row fits it. */
    private Optional<Session> checkSession(Annotation row, String model, Problems problems) {
        @Nullable String id = row.subject().session();
        if (id == null) {
            return Optional.empty();
        }
        @Nullable Session session = sessions.get(id);
        if (session == null) {
            known(row, "session", id, sessions.keySet(), problems);
            return Optional.empty();
        }
        fits(row, "model", model, session.model, problems);
        fits(row, "character", row.subject().character(), session.character, problems);
        fits(row, "category", row.subject().category(), session.category, problems);
        fits(row, "topic", row.subject().topic(), session.topic, problems);
        return Optional.of(session);
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

    private static void known(
            Annotation row, String column, @Nullable String value, Collection<String> planned, Problems problems) {
        if (value == null || planned.contains(value)) {
            return;
        }
        String remedy = Similar.nearest(value, planned)
                .map(near -> "did you mean \"" + near + "\"?")
                .orElseGet(() -> planned.size() <= NAMED_AT_MOST
                        ? "the study's plan has " + String.join(", ", planned)
                        : "the study's plan has " + planned.size() + " others, such as "
                                + planned.iterator().next());
        error(row, problems, column + " is \"" + value + "\", which the study does not have; " + remedy);
    }

    private static void error(Annotation row, Problems problems, String message) {
        problems.error(row.place().file(), row.place().line(), 0, message);
    }

    private record Session(String id, String model, String character, String category, String topic, int rounds) {}
}
