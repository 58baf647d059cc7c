package org.charactermirror.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.Subject;
import org.charactermirror.annotation.TurnError;

/** The same judgements with other names for the people who gave them, and in another order. */
public final class OtherNames {

    private static final char HIGH = 0xf000;

    private OtherNames() {}

    /** Renames people, so that they sort the other way round and judges stay as they are, and shuffles rows. */
    public static Annotations of(Annotations rows, long seed) {
        Random random = new Random(seed);
        return new Annotations(
                shuffled(rows.ratings(), random, OtherNames::renamed),
                shuffled(rows.turnErrors(), random, OtherNames::renamed),
                shuffled(rows.preferences(), random, OtherNames::renamed),
                rows.repeated());
    }

    private static <R extends Annotation> List<R> shuffled(List<R> rows, Random random, UnaryOperator<R> renamed) {
        List<R> shuffled = new ArrayList<>(rows.stream()
                .map(row -> row.origin() == Origin.JUDGE || row.origin() == Origin.AUTOMATIC ? row : renamed.apply(row))
                .toList());
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    /** Returns the name that was there before, of one that begins with another letter now. */
    static String original(String name) {
        return name.charAt(0) < HIGH ? name : other(name);
    }

    private static String other(String name) {
        StringBuilder other = new StringBuilder();
        name.chars().forEach(letter -> other.append((char) (Character.MAX_VALUE - letter)));
        return other.toString();
    }

    private static Subject renamed(Subject subject) {
        return subject.withAnnotator(other(subject.annotator()));
    }

    private static Rating renamed(Rating row) {
        return new Rating(
                row.place(),
                renamed(row.subject()),
                row.model(),
                row.scores(),
                row.comment(),
                row.origin(),
                row.extra());
    }

    private static TurnError renamed(TurnError row) {
        return new TurnError(
                row.place(),
                renamed(row.subject()),
                row.model(),
                row.turn(),
                row.flags(),
                row.evidence(),
                row.comment(),
                row.origin(),
                row.extra());
    }

    private static Preference renamed(Preference row) {
        return new Preference(
                row.place(),
                renamed(row.subject()),
                row.modelA(),
                row.modelB(),
                row.turn(),
                row.outcome(),
                row.shownFirst(),
                row.reason(),
                row.origin(),
                row.extra());
    }
}
