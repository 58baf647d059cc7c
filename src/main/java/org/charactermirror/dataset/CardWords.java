package org.charactermirror.dataset;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.charactermirror.annotation.LanguageWords;

/** The words of cards and messages in one language. */
public final class CardWords {

    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");
    private static final Pattern LINES = Pattern.compile("\\s*\\R\\s*");

    private final LanguageWords words;

    private CardWords(LanguageWords words) {
        this.words = words;
    }

    /** Returns the words of a language (en, zh), in English where there are none in another. */
    public static CardWords of(String language) {
        return new CardWords(LanguageWords.of(CardWords.class, "card", language));
    }

    /** Returns the text of a key with values in the places {@code {0}}, {@code {1}} and so on. */
    String text(String key, Object... values) {
        // All at once: a value may look like a place.
        return PLACE.matcher(words.word(key))
                .replaceAll(place -> Matcher.quoteReplacement(oneLine(values[Integer.parseInt(place.group(1))])));
    }

    private static String oneLine(Object value) {
        return LINES.matcher(String.valueOf(value)).replaceAll(" ");
    }

    /** Says why something became no record. */
    public String of(Reason reason) {
        return text("reason." + reason.word());
    }

    /** Says what became of a row. */
    public String of(RowFate fate) {
        return text("row." + fate.word());
    }

    /** Returns the name of a kind. */
    public String of(DatasetKind kind) {
        return text("kind." + kind.word());
    }

    /** Says that a text is in two splits. */
    public String of(SharedTexts.Overlap overlap) {
        return text(
                "shared." + overlap.role().word(),
                overlap.shared(),
                overlap.ofSecond(),
                overlap.second(),
                overlap.first());
    }

    /** Returns a row of a table. */
    static String row(Object... cells) {
        return "| "
                + String.join(
                        " | ",
                        Arrays.stream(cells)
                                .map(cell -> oneLine(cell).replace("|", "\\|"))
                                .toList())
                + " |";
    }
}
