package org.charactermirror.judge;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.charactermirror.text.ComparableText;

/**
 * What a judge quotes for what it says, and whether it was said.
 *
 * <p>Width, case, spaces and punctuation do not matter; parts that an ellipsis leaves out may lie between two others of one
 * message.
 *
 * @param text as the judge wrote it
 */
public record Evidence(String text, Found found) {

    /** Whether a quotation occurs in what it is to be from. */
    public enum Found {
        YES,
        NO,
        /** Nothing was quoted. */
        NOTHING;

        /** Returns the word in records. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Looks for a quotation in messages. */
    static Evidence of(String quotation, List<String> messages) {
        List<String> parts = Stream.of(quotation.split("\\.{3,}|…+|⋯+", -1))
                .map(ComparableText::normalise)
                .filter(part -> !part.isEmpty())
                .toList();
        if (parts.isEmpty()) {
            return new Evidence(quotation, Found.NOTHING);
        }
        boolean found = messages.stream().map(ComparableText::normalise).anyMatch(message -> holds(message, parts));
        return new Evidence(quotation, found ? Found.YES : Found.NO);
    }

    private static boolean holds(String message, List<String> parts) {
        int from = 0;
        for (String part : parts) {
            int at = message.indexOf(part, from);
            if (at < 0) {
                return false;
            }
            from = at + part.length();
        }
        return true;
    }
}
