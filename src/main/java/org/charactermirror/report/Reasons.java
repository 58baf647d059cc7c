package org.charactermirror.report;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why there is no figure, in a reader's language: computations give their reasons in English. */
final class Reasons {

    private record Reason(Pattern pattern, String key) {}

    private static final List<Reason> KNOWN = List.of(
            reason("(?:scored |)(?:rows of the figure in |rows of |)only one of the annotators", "annotators"),
            reason("(?:scored |)(?:rows of the figure in |rows of |)only one of the characters", "characters"),
            reason("(?:rows of the figure in |)only one of the (?:sessions|rows)", "sessions"),
            reason("not all rows name their character", "unnamed"),
            reason("no item was judged by two people", "pairs"),
            reason("no pair of judgements of one item", "no_common_pair"),
            reason("all judgements are equal", "equal"),
            reason("no rows", "no_rows"),
            reason("all lengths are equal or unknown", "lengths"),
            reason("the judge's family, or that of a model, is not declared", "family_judge"),
            reason("the family of (.+) is not declared", "family_models"),
            reason("no models of one side", "family_side"),
            reason("no decided comparison says which reply stood first", "first_unknown"),
            reason("its interval holds the bar", "holds_bar"),
            reason("its interval rests on (\\d+) [a-z ]+, fewer than (\\d+)", "few_clusters"),
            reason("(\\d+) [a-z ]+ are too few to hold some out; (\\d+) are the least", "few_held_out"),
            reason("all scores of people are equal", "equal_scores"),
            reason("no judge or metric says something of enough rows", "no_features"),
            reason("(.+): defined for (\\d+) of (\\d+) rows", "undefined"),
            reason("(.+): the same everywhere", "constant"),
            reason("all values are equal", "values"),
            reason("fewer than two items", "two_items"));

    private Reasons() {}

    private static Reason reason(String pattern, String key) {
        return new Reason(Pattern.compile(pattern), "reason." + key);
    }

    /** Returns a reason in the labels' language; one that is not known stays as it is. */
    static String of(String reason, Labels labels) {
        for (Reason known : KNOWN) {
            Matcher matcher = known.pattern().matcher(reason);
            if (matcher.matches()) {
                Object[] values = new Object[matcher.groupCount()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = matcher.group(i + 1);
                }
                return labels.get(known.key(), values);
            }
        }
        return reason;
    }
}
