package org.charactermirror.annotation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.charactermirror.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Puts rows of several files together and holds the rule that no two rows share an identity. Not thread-safe. */
public final class AnnotationCollector {

    /** What became of a row. */
    public enum Fate {
        /** No earlier row has its identity. */
        ADDED,
        /** It says what an earlier row says. */
        REPEATED,
        /** It says what an earlier row of the same dialogue says, and fills in cells that were empty there. */
        COMPLETED,
        /** It contradicts an earlier row or cannot be told apart from it: a problem was added. */
        REFUSED
    }

    private final Map<Identity, Annotation> byIdentity = new LinkedHashMap<>();
    /** Rows with a session, by what they would be without it; made only when rows without a session come. */
    private @Nullable Map<Identity, Annotation> withSession;

    private final Map<Identity, Annotation> withoutSession = new HashMap<>();
    private final Set<Identity> completed = new HashSet<>();
    private final Problems problems;
    /** How many rows were there at the start: those behind them are new. */
    private final int known;

    private int repeated;
    private int repeatedWithoutSession;

    /** Starts empty; conflicts are added to the problems. */
    public AnnotationCollector(Problems problems) {
        this(Annotations.none(), problems);
    }

    /** Starts with rows that are no news, such as a study's. */
    public AnnotationCollector(Annotations known, Problems problems) {
        this.problems = problems;
        known.stream().forEach(this::add);
        this.known = byIdentity.size();
    }

    /** Adds a row, completes an earlier one by it, skips it, or adds a problem. */
    public final Fate add(Annotation row) {
        Identity identity = row.identity();
        boolean hasSession = row.subject().session() != null;
        @Nullable Annotation earlier = byIdentity.get(identity);
        if (earlier != null) {
            return again(earlier, row, hasSession);
        }
        @Nullable Annotation unclear = unclear(identity, hasSession);
        if (unclear != null) {
            problems.error(
                    row.place().file(),
                    row.place().line(),
                    0,
                    "only a session that one of the two rows lacks tells it apart from " + unclear.place() + " ("
                            + identity.withoutSession() + "); name the dialogue in the column session of both");
            return Fate.REFUSED;
        }
        if (!hasSession) {
            withoutSession.put(identity, row);
        } else if (withSession != null) {
            withSession.put(identity.withoutSession(), row);
        }
        byIdentity.put(identity, row);
        return Fate.ADDED;
    }

    /** Finds a row from which only a session tells this one apart, which one of the two lacks. */
    private @Nullable Annotation unclear(Identity identity, boolean hasSession) {
        if (hasSession) {
            return withoutSession.isEmpty() ? null : withoutSession.get(identity.withoutSession());
        }
        Map<Identity, Annotation> named = withSession;
        if (named == null) {
            named = new HashMap<>();
            for (Map.Entry<Identity, Annotation> one : byIdentity.entrySet()) {
                if (one.getValue().subject().session() != null) {
                    named.put(one.getKey().withoutSession(), one.getValue());
                }
            }
            withSession = named;
        }
        return named.get(identity);
    }

    /** Counts rows that were found to repeat others before they came here. */
    public void countRepeated(int rows) {
        repeated += rows;
    }

    /** Returns how many rows were skipped. */
    public int repeated() {
        return repeated;
    }

    /** Returns how many rows were skipped although, for want of a session, they may be of other dialogues. */
    public int repeatedWithoutSession() {
        return repeatedWithoutSession;
    }

    /** Returns the rows that are new, as they are now. */
    public List<Annotation> added() {
        return byIdentity.values().stream().skip(known).toList();
    }

    /** Returns the rows that were known and have become more complete, as they are now. */
    public List<Annotation> completed() {
        List<Annotation> rows = new ArrayList<>();
        int number = 0;
        for (Map.Entry<Identity, Annotation> row : byIdentity.entrySet()) {
            if (number++ == known || completed.isEmpty()) {
                break;
            }
            if (completed.contains(row.getKey())) {
                rows.add(row.getValue());
            }
        }
        return rows;
    }

    /** Returns the rows that were kept. */
    public Annotations annotations() {
        List<Rating> ratings = new ArrayList<>();
        List<TurnError> turnErrors = new ArrayList<>();
        List<Preference> preferences = new ArrayList<>();
        for (Annotation row : byIdentity.values()) {
            if (row instanceof Rating rating) {
                ratings.add(rating);
            } else if (row instanceof TurnError turnError) {
                turnErrors.add(turnError);
            } else if (row instanceof Preference preference) {
                preferences.add(preference);
            }
        }
        return new Annotations(ratings, turnErrors, preferences, repeated);
    }

    private Fate again(Annotation earlier, Annotation row, boolean hasSession) {
        Map<String, String> before = earlier.cells();
        Map<String, String> now = row.cells();
        if (before.equals(now)) {
            repeated++;
            repeatedWithoutSession += hasSession ? 0 : 1;
            return Fate.REPEATED;
        }
        // Without a session, the second row may be of another dialogue: then one would vanish in the other.
        if (hasSession && now.entrySet().containsAll(before.entrySet())) {
            byIdentity.put(row.identity(), row);
            completed.add(row.identity());
            return Fate.COMPLETED;
        }
        conflict(earlier, row, hasSession);
        return Fate.REFUSED;
    }

    private void conflict(Annotation earlier, Annotation row, boolean hasSession) {
        String remedy = hasSession
                ? "remove one of the two rows"
                : "remove one of the two rows or, if they judge different dialogues, name these in a column session";
        problems.error(
                row.place().file(),
                row.place().line(),
                0,
                "contradicts " + earlier.place() + ", which has the same " + row.identity() + " and other values ("
                        + differences(earlier.cells(), row.cells()) + "); " + remedy);
    }

    /** Returns {@code overall 4, here 5; comment empty, here "good"}, or the like. */
    private static String differences(Map<String, String> before, Map<String, String> now) {
        Set<String> columns = new LinkedHashSet<>(before.keySet());
        columns.addAll(now.keySet());
        return columns.stream()
                .filter(column -> !Objects.equals(before.get(column), now.get(column)))
                .map(column -> column + " " + shown(before.get(column)) + ", here " + shown(now.get(column)))
                .collect(Collectors.joining("; "));
    }

    private static String shown(@Nullable String value) {
        return value == null ? "empty" : "\"" + value + "\"";
    }
}
