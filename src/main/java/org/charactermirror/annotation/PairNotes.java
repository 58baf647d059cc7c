package org.charactermirror.annotation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.charactermirror.table.Blank;

/**
 * Columns of a comparison that say how a judge came to it, kept among those that are no part of the judgement: what it said with either
 * reply first, whether that was the same, and of which model's family it is. Rows made elsewhere need not have them.
 */
public final class PairNotes {

    /** {@code yes} or {@code no}: whether a judge said the same in both orders. */
    public static final String CONSISTENT = "order_consistent";

    /** {@code a}, {@code b}, {@code same}, {@code none} or {@code unknown}: whose family a judge is of. */
    public static final String SELF_FAMILY = "self_family";

    private PairNotes() {}

    /** Returns the column of what was said with a reply first, from the first model's side. */
    public static String inOrder(Side first) {
        return first == Side.A ? "outcome_a_first" : "outcome_b_first";
    }

    /** Returns what was said with a reply first, from the first model's side; nothing where the row does not tell. */
    public static Optional<Outcome> outcome(Preference row, Side first) {
        return outcome(row.extra().getOrDefault(inOrder(first), ""));
    }

    private static Optional<Outcome> outcome(String word) {
        return Arrays.stream(Outcome.values())
                .filter(outcome -> outcome.word().equals(Blank.strip(word)))
                .findFirst();
    }

    /** Tells whether a judge said the same in both orders; nothing where the row does not tell. */
    public static Optional<Boolean> consistent(Preference row) {
        return switch (Blank.strip(row.extra().getOrDefault(CONSISTENT, ""))) {
            case "yes" -> Optional.of(true);
            case "no" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** Returns the word that says whose family a judge is of; an empty one where the row does not tell. */
    public static String family(Annotation row) {
        return Blank.strip(row.extra().getOrDefault(SELF_FAMILY, ""));
    }

    /**
     * Returns a row for each time that the two replies were shown, where it is known what was said each time: two of a comparison in
     * both orders, whatever it counts as. Any other row is returned as it is.
     */
    public static List<Preference> shown(Preference row) {
        List<Preference> each = new ArrayList<>();
        for (Side first : Side.values()) {
            outcome(row, first)
                    .ifPresent(outcome -> each.add(new Preference(
                            row.place(),
                            row.subject(),
                            row.modelA(),
                            row.modelB(),
                            row.turn(),
                            outcome,
                            first,
                            row.reason(),
                            row.origin(),
                            Map.of())));
        }
        return each.size() == Side.values().length ? each : List.of(row);
    }

    /** Returns these columns as they are when the models change places; others stay as they are. */
    static Map<String, String> swapped(Map<String, String> extra) {
        Map<String, String> swapped = new LinkedHashMap<>();
        extra.forEach((name, value) -> {
            if (name.equals(inOrder(Side.A)) || name.equals(inOrder(Side.B))) {
                Side first = name.equals(inOrder(Side.A)) ? Side.A : Side.B;
                swapped.put(
                        inOrder(first.swapped()),
                        outcome(value).map(outcome -> outcome.swapped().word()).orElse(value));
            } else if (name.equals(SELF_FAMILY)) {
                String word = Blank.strip(value);
                swapped.put(name, word.equals("a") ? "b" : word.equals("b") ? "a" : value);
            } else {
                swapped.put(name, value);
            }
        });
        return swapped;
    }

    /** Returns what is wrong with these columns of a row. */
    static List<String> problems(Map<String, String> extra) {
        List<String> problems = new ArrayList<>();
        for (Side first : Side.values()) {
            String word = extra.getOrDefault(inOrder(first), "");
            if (!Blank.is(word) && outcome(word).isEmpty()) {
                problems.add(inOrder(first) + " is \"" + Blank.strip(word) + "\"; expected is "
                        + Arrays.stream(Outcome.values()).map(Outcome::word).collect(Collectors.joining(", "))
                        + ", or nothing where the judge was not asked in that order");
            }
        }
        return problems;
    }
}
