package org.charactermirror.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.TurnError;

/** The same judgements with other names for the people who gave them, and in another order. */
public final class OtherNames {

    private static final char HIGH = 0xf000;

    private OtherNames() {}

    /** Renames people, so that they sort the other way round and judges stay as they are, and shuffles rows. */
    public static Annotations of(Annotations rows, long seed) {
        Random random = new Random(seed);
        return new Annotations(
                shuffled(rows.ratings(), random, Rating::by),
                shuffled(rows.turnErrors(), random, TurnError::by),
                shuffled(rows.preferences(), random, Preference::by),
                rows.repeated());
    }

    private static <R extends Annotation> List<R> shuffled(List<R> rows, Random random, BiFunction<R, String, R> by) {
        List<R> shuffled = new ArrayList<>(rows.stream()
                .map(row -> row.origin() == Origin.JUDGE || row.origin() == Origin.AUTOMATIC
                        ? row
                        : by.apply(row, other(row.subject().annotator())))
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
}
