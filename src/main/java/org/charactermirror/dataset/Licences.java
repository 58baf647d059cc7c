package org.charactermirror.dataset;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Under which licences characters, scenarios and models may be for their dialogues to become records.
 *
 * @param allowed compared without case; among them {@code unknown} for what states none; empty for all that are stated
 */
public record Licences(List<String> allowed) {

    private static final Pattern SPACES = Pattern.compile("\\s+");

    /** Stands for a licence that nobody stated. */
    public static final String UNKNOWN = "unknown";

    /** Stands for the licence of something that has no part in a record. */
    static final String NONE = "none";

    public Licences {
        allowed = allowed.stream().map(Licences::normal).toList();
    }

    /** Returns a licence as records have it. */
    public static String stated(String licence) {
        String words = SPACES.matcher(licence.strip()).replaceAll(" ");
        return words.isEmpty() || normal(words).startsWith(UNKNOWN) ? UNKNOWN : words;
    }

    /** Returns why something under several licences may not be used. */
    Optional<Reason> refusal(Collection<String> licences) {
        List<String> words =
                licences.stream().map(Licences::stated).map(Licences::normal).toList();
        if (words.contains(UNKNOWN) && !allowed.contains(UNKNOWN)) {
            return Optional.of(Reason.LICENCE_UNKNOWN);
        }
        // The word unknown alone lets everything pass that states a licence, too.
        boolean limited = allowed.stream().anyMatch(word -> !word.equals(UNKNOWN));
        boolean outside = words.stream().anyMatch(word -> !word.equals(UNKNOWN) && !allowed.contains(word));
        return limited && outside ? Optional.of(Reason.LICENCE_NOT_ALLOWED) : Optional.empty();
    }

    private static String normal(String licence) {
        return SPACES.matcher(licence.strip()).replaceAll(" ").toLowerCase(Locale.ROOT);
    }
}
