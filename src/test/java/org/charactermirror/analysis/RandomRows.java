package org.charactermirror.analysis;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Identity;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Outcome;
import org.charactermirror.annotation.Place;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.Side;
import org.charactermirror.annotation.Subject;
import org.charactermirror.annotation.TurnError;
import org.charactermirror.annotation.TurnFlag;
import org.jspecify.annotations.Nullable;

/** Judgements drawn at random that have whatever rows may have: several origins, checks, empty cells, sessions of one name. */
public final class RandomRows {

    private static final List<String> MODELS = List.of("zeta", "GPT-4", "CharacterGLM-66B", "alpha");
    private static final List<BigDecimal> SCORES = List.of(
            new BigDecimal("1"),
            new BigDecimal("2.5"),
            new BigDecimal("3.67"),
            new BigDecimal("3.333333"),
            new BigDecimal("4"),
            new BigDecimal("5"));

    private final Random random;
    private final boolean sessions;
    private final Set<Identity> known = new HashSet<>();
    private int line = 1;

    private RandomRows(long seed, boolean sessions) {
        this.random = new Random(seed);
        this.sessions = sessions;
    }

    /** Draws so many rows of each kind. */
    public static Annotations of(long seed, int rows, boolean sessions) {
        RandomRows draws = new RandomRows(seed, sessions);
        List<Rating> ratings = new ArrayList<>();
        List<TurnError> turnErrors = new ArrayList<>();
        List<Preference> preferences = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            draws.rating().ifNew(draws.known, ratings);
            draws.turnError().ifNew(draws.known, turnErrors);
            draws.preference().ifNew(draws.known, preferences);
        }
        return new Annotations(ratings, turnErrors, preferences, 3);
    }

    private record Drawn<R extends Annotation>(R row) {
        void ifNew(Set<Identity> known, List<R> rows) {
            if (known.add(row.identity())) {
                rows.add(row);
            }
        }
    }

    private Drawn<Rating> rating() {
        Map<Dimension, BigDecimal> scores = new EnumMap<>(Dimension.class);
        for (Dimension dimension : Dimension.values()) {
            if (random.nextInt(8) > 0) {
                scores.put(dimension, one(SCORES));
            }
        }
        return new Drawn<>(
                new Rating(place(), subject(sessions), one(MODELS), scores, null, origin(), extra(Kind.RATINGS)));
    }

    private Drawn<TurnError> turnError() {
        Map<TurnFlag, Boolean> flags = new EnumMap<>(TurnFlag.class);
        for (TurnFlag flag : TurnFlag.values()) {
            if (random.nextInt(10) > 0) {
                flags.put(flag, random.nextInt(3) == 0);
            }
        }
        return new Drawn<>(new TurnError(
                place(),
                subject(true),
                one(MODELS),
                1 + random.nextInt(4),
                flags,
                null,
                null,
                origin(),
                extra(Kind.TURN_ERRORS)));
    }

    private Drawn<Preference> preference() {
        int a = random.nextInt(MODELS.size());
        int b = (a + 1 + random.nextInt(MODELS.size() - 1)) % MODELS.size();
        @Nullable Side side = random.nextInt(4) == 0 ? null : one(List.of(Side.values()));
        return new Drawn<>(new Preference(
                place(),
                subject(sessions),
                MODELS.get(a),
                MODELS.get(b),
                1 + random.nextInt(3),
                one(List.of(Outcome.values())),
                side,
                null,
                origin(),
                extra(Kind.PREFERENCES)));
    }

    private Place place() {
        return new Place("part-" + line / 50 % 7 + ".csv", line++);
    }

    private Subject subject(boolean withSession) {
        int character = random.nextInt(5);
        return new Subject(
                null,
                withSession ? "s" + random.nextInt(6) : null,
                "a" + random.nextInt(7),
                "c" + character,
                character == 0 ? null : "category " + character % 2,
                one(List.of("love", "chat", "trade")));
    }

    private Origin origin() {
        return random.nextInt(4) > 0 ? Origin.HUMAN : one(List.of(Origin.JUDGE, Origin.AUTOMATIC, Origin.SYNTHETIC));
    }

    private Map<String, String> extra(Kind kind) {
        if (random.nextInt(15) == 0) {
            return Map.of(
                    "check",
                    switch (kind) {
                        case RATINGS -> "overall=4-5";
                        case TURN_ERRORS -> "ooc=1";
                        case PREFERENCES -> "better=tie";
                    });
        }
        return random.nextInt(3) == 0 ? Map.of() : Map.of("seconds", random.nextInt(60) + ".50");
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
