package org.charactermirror.store;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the owner of a study can set for its studio. */
public enum StudioSetting {
    /** How many people judge each dialogue that was played before; 1 to 1000. */
    PER_ITEM("1", Patterns.COUNT, "a whole number from 1 to 1000"),
    /** How many dialogues one person judges at most; empty for any number. */
    MOST_ITEMS("", Patterns.COUNT_OR_NOTHING, "a whole number from 1 to 1000, or nothing for any number"),
    /** Whether judgements carry pseudonyms, or names as the invitations have them. */
    NAMES("pseudonyms", Patterns.NAMES, "pseudonyms or as_given"),
    /** The English text that annotators agree to; empty for the program's. */
    CONSENT_EN("", Patterns.TEXT, "a text of at most 20000 letters"),
    /** The Chinese text that annotators agree to; empty for the program's. */
    CONSENT_ZH("", Patterns.TEXT, "a text of at most 20000 letters"),
    /** Whether annotators answer a few questions about the rubric first. */
    QUALIFICATION("on", Patterns.ON_OR_OFF, "on or off"),
    /** After how many dialogues one comes that has an instruction in it; 0 for none. */
    ATTENTION_EVERY("10", Patterns.COUNT_OR_ZERO, "a whole number from 0 to 1000; 0 is none"),
    /** Whether nobody can work at present. */
    PAUSED("no", Patterns.YES_OR_NO, "yes or no"),
    /** What assignments are drawn from; empty for the study's own. */
    SEED("", Patterns.SEED, "a whole number from 0 to 9007199254740991, or nothing for the study's"),
    /** In which languages annotators can read the pages. */
    LANGUAGES("en zh", Patterns.LANGUAGES, "en, zh, or both with a space between");

    /** Every JSON reader holds whole numbers up to here exactly. */
    private static final long MOST = (1L << 53) - 1;

    /** Enum constants cannot use constants of their own class. */
    private static final class Patterns {

        static final Pattern COUNT = Pattern.compile("[1-9]\\d{0,2}|1000");
        static final Pattern COUNT_OR_NOTHING = Pattern.compile("([1-9]\\d{0,2}|1000)?");
        static final Pattern COUNT_OR_ZERO = Pattern.compile("0|[1-9]\\d{0,2}|1000");
        static final Pattern NAMES = Pattern.compile("pseudonyms|as_given");
        static final Pattern TEXT = Pattern.compile("(?s).{0,20000}");
        static final Pattern ON_OR_OFF = Pattern.compile("on|off");
        static final Pattern YES_OR_NO = Pattern.compile("yes|no");
        static final Pattern SEED = Pattern.compile("(0|[1-9]\\d{0,15})?");
        static final Pattern LANGUAGES = Pattern.compile("en|zh|en zh|zh en");
    }

    private final String usual;
    private final Pattern pattern;
    private final String expected;

    StudioSetting(String usual, Pattern pattern, String expected) {
        this.usual = usual;
        this.pattern = pattern;
        this.expected = expected;
    }

    /** Returns the name under which it is kept. */
    public String word() {
        return this == CONSENT_EN || this == CONSENT_ZH
                ? name().toLowerCase(Locale.ROOT).replace('_', '.')
                : name().toLowerCase(Locale.ROOT);
    }

    /** Returns the setting of a name. */
    public static Optional<StudioSetting> ofWord(String word) {
        return Arrays.stream(values())
                .filter(setting -> setting.word().equals(word))
                .findFirst();
    }

    /** Returns the names of all. */
    public static List<String> words() {
        return Arrays.stream(values()).map(StudioSetting::word).toList();
    }

    /** Returns what holds where nothing is set. */
    public String usual() {
        return usual;
    }

    private static boolean isTooLarge(String seed) {
        return !seed.isEmpty() && Long.parseLong(seed) > MOST;
    }

    /** Returns what is wrong with a value, such as {@code per_item is "0"; expected is a whole number from 1 to 1000}. */
    public Optional<String> problem(String value) {
        String shown = value.length() > 40 ? value.substring(0, 40) + "…" : value;
        return pattern.matcher(value).matches() && !(this == SEED && isTooLarge(value))
                ? Optional.empty()
                : Optional.of(word() + " is \"" + shown + "\"; expected is " + expected);
    }
}
