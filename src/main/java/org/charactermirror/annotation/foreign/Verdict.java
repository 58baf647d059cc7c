package org.charactermirror.annotation.foreign;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the ways in which tools say which of two replies is better into our words. */
final class Verdict {

    private static final List<String> FIRST_NAMED =
            List.of("win", "胜", "a", "model_a", "model a", "model_1", "reply_a", "response_a", "assistant_a");
    private static final List<String> SECOND_NAMED =
            List.of("lose", "负", "b", "model_b", "model b", "model_2", "reply_b", "response_b", "assistant_b");
    private static final List<String> SHOWN_FIRST = List.of("left", "first", "1", "左", "左边", "回复一");
    private static final List<String> SHOWN_SECOND = List.of("right", "second", "2", "右", "右边", "回复二");
    private static final List<String> TIE = List.of("tie", "平", "equal", "same", "no preference");
    private static final List<String> BOTH_BAD =
            List.of("both_bad", "both bad", "bothbad", "tie (bothbad)", "tie (both_bad)", "tie(bothbad)", "都不好");

    private Verdict() {}

    /**
     * Rewrites the outcome of a comparison in place; what is not known stays, so that it is told as it stands.
     *
     * @param cells of a row that names both models, or of one that names an item of a sheet
     */
    static void settle(Map<String, String> cells, boolean ofSheet) {
        @Nullable String better = cells.remove("better");
        @Nullable String outcome = cells.remove("outcome");
        @Nullable String said = outcome == null ? better : outcome;
        if (said == null) {
            return;
        }
        String word = said.strip().toLowerCase(Locale.ROOT);
        if (ofSheet) {
            cells.put("better", ofSheet(word, said));
            return;
        }
        boolean left = SHOWN_FIRST.contains(word);
        if (left || SHOWN_SECOND.contains(word)) {
            // Tools show the reply of the model that is named first on the left, unless the item says otherwise.
            String shown = cells.computeIfAbsent("shown_first", column -> "a").strip();
            cells.put("outcome", left != shown.equalsIgnoreCase("b") ? "win" : "lose");
            return;
        }
        cells.put("outcome", named(word, said));
    }

    private static String named(String word, String said) {
        if (FIRST_NAMED.contains(word)) {
            return "win";
        }
        return SECOND_NAMED.contains(word) ? "lose" : even(word, said);
    }

    private static String ofSheet(String word, String said) {
        if (FIRST_NAMED.contains(word) || SHOWN_FIRST.contains(word)) {
            return "first";
        }
        return SECOND_NAMED.contains(word) || SHOWN_SECOND.contains(word) ? "second" : even(word, said);
    }

    private static String even(String word, String said) {
        if (TIE.contains(word)) {
            return "tie";
        }
        return BOTH_BAD.contains(word) ? "both_bad" : said;
    }
}
