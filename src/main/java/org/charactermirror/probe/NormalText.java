package org.charactermirror.probe;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Text in the form in which answers are compared; sentences stay apart. */
final class NormalText {

    /** A tilde between digits is a range, and a star a product: without it they would be one number. */
    private static final Pattern QUOTES = Pattern.compile("[《》〈〉「」『』“”\"＂_`]|(?<![0-9])[*~〜]|[*~〜](?![0-9])");

    private static final Pattern APOSTROPHES = Pattern.compile("[’‘ʼ]");
    private static final Pattern JOINTS = Pattern.compile("[()\\[\\]【】·•‧]|(?<=\\p{L})[-‐‑](?=\\p{L})");
    private static final Pattern SPACES = Pattern.compile("[\\h]+");
    private static final Pattern SPACE_IN_CHINESE = Pattern.compile("(?<=\\p{IsHan}) | (?=\\p{IsHan})");

    private NormalText() {}

    /**
     * Returns the text in compatibility form (NFKC: full-width forms become plain ones) and lower case, without quotation marks,
     * and with one space for brackets, hyphens and runs of spaces, but none beside a Chinese character.
     *
     * <p>Traditional and simplified characters remain different: which stands for which is not one to one.
     */
    static String of(String text) {
        // A full-width comma stands between no thousands, and would be told from theirs no longer.
        String apart = text.replace("，", ", ");
        String folded = Normalizer.normalize(apart, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        String bare = QUOTES.matcher(folded).replaceAll("");
        bare = APOSTROPHES.matcher(bare).replaceAll("'");
        bare = JOINTS.matcher(bare).replaceAll(" ");
        bare = SPACES.matcher(bare).replaceAll(" ");
        return SPACE_IN_CHINESE.matcher(bare).replaceAll("").strip();
    }
}
