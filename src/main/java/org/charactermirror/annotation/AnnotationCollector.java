package org.charactermirror.annotation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.charactermirror.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Puts rows of several files together and holds the rule that no two rows share an identity. Not thread-safe. */
public final class AnnotationCollector {

    private final List<Rating> ratings = new ArrayList<>();
    private final List<TurnError> turnErrors = new ArrayList<>();
    private final List<Preference> preferences = new ArrayList<>();
    private final Map<Identity, Annotation> byIdentity = new HashMap<>();
    private final Map<Identity, Annotation> withSession = new HashMap<>();
    private final Map<Identity, Annotation> withoutSession = new HashMap<>();
    private final Problems problems;
    private int repeated;
    private int repeatedWithoutSession;

    /** Starts empty; conflicts are added to the problems. */
    public AnnotationCollector(Problems problems) {
        this.problems = problems;
    }

    /**
     * Adds a row, skips it where it repeats an earlier one, or adds a problem where it contradicts one.
     *
     * @return whether the row is new
     */
    public boolean add(Annotation row) {
        Identity identity = row.identity();
        boolean hasSession = row.subject().session() != null;
        @Nullable Annotation earlier = byIdentity.get(identity);
        if (earlier != null) {
            if (earlier.content().equals(row.content())) {
                repeated++;
                repeatedWithoutSession += hasSession ? 0 : 1;
            } else {
                conflict(earlier, row, hasSession);
            }
            return false;
        }
        Identity anySession = identity.withoutSession();
        @Nullable Annotation unclear = (hasSession ? withoutSession : withSession).get(anySession);
        if (unclear != null) {
            problems.error(
                    row.place().file(),
                    row.place().line(),
                    0,
                    "only a session that one of the two rows lacks tells it apart from " + unclear.place() + " ("
                            + anySession + "); name the dialogue in the column session of both");
            return false;
        }
        (hasSession ? withSession : withoutSession).put(anySession, row);
        byIdentity.put(identity, row);
        keep(row);
        return true;
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

    /** Returns the rows that were kept. */
    public Annotations annotations() {
        return new Annotations(ratings, turnErrors, preferences, repeated);
    }

    private void keep(Annotation row) {
        if (row instanceof Rating rating) {
            ratings.add(rating);
        } else if (row instanceof TurnError turnError) {
            turnErrors.add(turnError);
        } else if (row instanceof Preference preference) {
            preferences.add(preference);
        }
    }

    private void conflict(Annotation earlier, Annotation row, boolean hasSession) {
        String remedy = hasSession
                ? "remove one of the two rows"
                : "remove one of the two rows or, if they judge different dialogues, name these in a column session";
        problems.error(
                row.place().file(),
                row.place().line(),
                0,
                "contradicts " + earlier.place() + ", which has the same " + row.identity() + " and other values; "
                        + remedy);
    }
}
