package org.charactermirror.judge;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Outcome;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.Subject;
import org.charactermirror.annotation.TurnError;
import org.charactermirror.annotation.TurnFlag;

/**
 * Several judges as one. Its rows carry a name of their own and are derived: they belong beside the judges' rows and never
 * among them, where every judge would count twice.
 *
 * <p>Only what every member has judged is combined; a member whose answer failed or could not be read leaves the item out,
 * since otherwise items would be judged by different ensembles.
 */
public record Ensemble(Rule rule, Set<String> members) {

    /** How several values become one. */
    public enum Rule {
        /** The arithmetic mean of scores; flags and choices as {@link #MAJORITY}. */
        MEAN,
        /** The middle score, or the mean of the middle two; flags and choices as {@link #MAJORITY}. */
        MEDIAN,
        /**
         * What more than half of the members say. Where there is none, a score or flag is not judged, and a choice is a tie.
         */
        MAJORITY;

        /** Returns the word in names and options. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Means are exact to so many digits. */
    private static final MathContext DIGITS = MathContext.DECIMAL64;

    public Ensemble {
        members = Collections.unmodifiableSet(new TreeSet<>(members));
        if (members.size() < 2) {
            throw new IllegalArgumentException("an ensemble of " + members + "; it needs two judges");
        }
    }

    /** Returns the ensembles that each leave out one of the members, by who is left out; none of fewer than three. */
    public Map<String, Ensemble> leavingOut() {
        Map<String, Ensemble> without = new LinkedHashMap<>();
        if (members.size() > 2) {
            for (String member : members) {
                Set<String> others = new TreeSet<>(members);
                others.remove(member);
                without.put(member, new Ensemble(rule, others));
            }
        }
        return without;
    }

    /** Returns derived rows of what all members have judged, under a name, in the order of the first member's rows. */
    public List<Annotation> rows(Annotations annotations, String name) {
        List<Annotation> combined = new ArrayList<>();
        groups(annotations.ratings()).forEach(group -> combined.add(rating(group, name)));
        groups(annotations.turnErrors()).forEach(group -> combined.add(turnError(group, name)));
        groups(annotations.preferences()).forEach(group -> combined.add(preference(group, name)));
        combined.removeIf(Annotation::isEmpty);
        return combined;
    }

    /** Returns how many items any of the members has judged. */
    public int items(Annotations annotations) {
        return byItem(annotations.ratings()).size()
                + byItem(annotations.turnErrors()).size()
                + byItem(annotations.preferences()).size();
    }

    /** Puts together the members' rows about the same item, where all have one. */
    private <R extends Annotation> List<List<R>> groups(List<R> rows) {
        List<List<R>> groups = new ArrayList<>();
        for (Map<String, R> judged : byItem(rows).values()) {
            if (judged.keySet().equals(members)) {
                groups.add(members.stream().map(judged::get).toList());
            }
        }
        return groups;
    }

    private <R extends Annotation> Map<Object, Map<String, R>> byItem(List<R> rows) {
        Map<Object, Map<String, R>> byItem = new LinkedHashMap<>();
        for (R row : rows) {
            String judge = row.subject().annotator();
            if (row.origin() == Origin.JUDGE && members.contains(judge)) {
                Object item = List.of(
                        String.valueOf(row.subject().study()),
                        String.valueOf(row.subject().session()),
                        row.identity().models(),
                        String.valueOf(row.identity().turn()));
                byItem.computeIfAbsent(item, key -> new LinkedHashMap<>()).put(judge, row);
            }
        }
        return byItem;
    }

    private Rating rating(List<Rating> group, String name) {
        Rating first = group.get(0);
        Map<Dimension, BigDecimal> scores = new EnumMap<>(Dimension.class);
        for (Dimension dimension : Dimension.values()) {
            List<BigDecimal> values = group.stream()
                    .flatMap(row -> Optional.ofNullable(row.scores().get(dimension)).stream())
                    .toList();
            if (values.size() == group.size()) {
                score(values).ifPresent(score -> scores.put(dimension, score));
            }
        }
        return new Rating(first.place(), subject(first, name), first.model(), scores, null, Origin.JUDGE, Map.of());
    }

    private TurnError turnError(List<TurnError> group, String name) {
        TurnError first = group.get(0);
        Map<TurnFlag, Boolean> flags = new EnumMap<>(TurnFlag.class);
        for (TurnFlag flag : TurnFlag.values()) {
            List<Boolean> values = group.stream()
                    .flatMap(row -> Optional.ofNullable(row.flags().get(flag)).stream())
                    .toList();
            if (values.size() == group.size()) {
                majority(values).ifPresent(raised -> flags.put(flag, raised));
            }
        }
        return new TurnError(
                first.place(),
                subject(first, name),
                first.model(),
                first.turn(),
                flags,
                null,
                null,
                Origin.JUDGE,
                Map.of());
    }

    private static Preference preference(List<Preference> group, String name) {
        Preference first = group.get(0);
        List<Outcome> outcomes = group.stream()
                .map(row -> row.modelA().equals(first.modelA()) ? row : row.swapped())
                .map(Preference::outcome)
                .toList();
        return new Preference(
                first.place(),
                subject(first, name),
                first.modelA(),
                first.modelB(),
                first.turn(),
                majority(outcomes).orElse(Outcome.TIE),
                null,
                null,
                Origin.JUDGE,
                Map.of());
    }

    private static Subject subject(Annotation row, String name) {
        Subject subject = row.subject();
        return new Subject(
                subject.study(), subject.session(), name, subject.character(), subject.category(), subject.topic());
    }

    private Optional<BigDecimal> score(List<BigDecimal> values) {
        return switch (rule) {
            case MEAN -> Optional.of(mean(values));
            case MEDIAN -> {
                List<BigDecimal> sorted = values.stream().sorted().toList();
                int half = sorted.size() / 2;
                yield Optional.of(sorted.size() % 2 == 1 ? sorted.get(half) : mean(sorted.subList(half - 1, half + 1)));
            }
            case MAJORITY -> majority(values);
        };
    }

    private static BigDecimal mean(Collection<BigDecimal> values) {
        return values.stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(values.size()), DIGITS);
    }

    private static <V> Optional<V> majority(List<V> values) {
        return values.stream()
                .filter(value -> 2 * values.stream().filter(value::equals).count() > values.size())
                .findFirst();
    }
}
