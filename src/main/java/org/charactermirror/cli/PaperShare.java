package org.charactermirror.cli;

import java.util.Locale;

/** What one model has to do in the paper's rating study with the shipped characters and scripts. */
final class PaperShare {

    private static final int CHARACTERS = 24;
    private static final int SCRIPTS = 9;
    private static final int ROUNDS = 20;

    // Assumed, as is said wherever a time is told.
    private static final int REPLY = 40;
    private static final int NEW_PROMPT = 60;
    private static final int PROFILE = 400;

    /** Tokens in the middle of a dialogue. */
    static final int MIDDLE = PROFILE + ROUNDS / 2 * (NEW_PROMPT + REPLY);

    private static final long DIALOGUES = CHARACTERS * SCRIPTS;
    private static final long REPLIES = DIALOGUES * ROUNDS;

    private PaperShare() {}

    static double seconds(ModelSpeed speed) {
        return (DIALOGUES * PROFILE + REPLIES * NEW_PROMPT) / speed.prompts() + REPLIES * REPLY / speed.together();
    }

    static String words(ModelSpeed speed) {
        return String.format(
                Locale.ROOT,
                "about %s for %d dialogues of %d rounds, one model's share of paper-rating; assumed: replies of %d tokens,"
                        + " messages of %d, profiles of %d, always %d dialogues at once, nothing else at work",
                duration(seconds(speed)),
                DIALOGUES,
                ROUNDS,
                REPLY,
                NEW_PROMPT,
                PROFILE,
                speed.measured().batch());
    }

    static String duration(double seconds) {
        if (seconds < 90) {
            return Math.round(seconds) + " s";
        }
        long minutes = Math.round(seconds / 60);
        return minutes < 90 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
    }
}
