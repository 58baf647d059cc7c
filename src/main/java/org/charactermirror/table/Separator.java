package org.charactermirror.table;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What stands between the cells of a row. */
public enum Separator {
    COMMA(',', "commas"),
    SEMICOLON(';', "semicolons"),
    TAB('\t', "tabs");

    private final char symbol;
    private final String words;

    Separator(char symbol, String words) {
        this.symbol = symbol;
        this.words = words;
    }

    /** Returns the character itself. */
    public char symbol() {
        return symbol;
    }

    /** Returns what a reader calls them, in the plural. */
    public String words() {
        return words;
    }

    /** Returns the separator of a name ({@code tab}) or of the character itself. */
    public static Optional<Separator> named(String text) {
        return Arrays.stream(values())
                .filter(one -> text.equals(String.valueOf(one.symbol))
                        || text.toUpperCase(Locale.ROOT).equals(one.name()))
                .findFirst();
    }

    /** Returns the one that takes the first record of a text into the most cells; commas if none does. */
    static Separator detect(String text) {
        String record = firstRecordUnquoted(text.replaceFirst("^[\r\n]+", ""));
        Separator best = COMMA;
        for (Separator one : values()) {
            best = one.countIn(record) > best.countIn(record) ? one : best;
        }
        return best;
    }

    private long countIn(String text) {
        return text.chars().filter(c -> c == symbol).count();
    }

    private static String firstRecordUnquoted(String text) {
        StringBuilder record = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '\n' || c == '\r')) {
                break;
            } else if (!quoted) {
                record.append(c);
            }
        }
        return record.toString();
    }
}
