package org.charactermirror.character;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes ids of names: always the same, and readable where the name is in Latin letters. */
public final class CharacterIds {

    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int LONGEST = 64;

    private CharacterIds() {}

    /**
     * Returns a name's id.
     *
     * <p>{@code Li Bai} becomes {@code li-bai}. A name with a letter outside ASCII becomes its code points, as in
     * {@code u674e-767d}: to transcribe it would need a dictionary, and two names could become one.
     */
    public static String of(String name) {
        if (name.chars().allMatch(c -> c < 128)) {
            return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        }
        return "u" + name.codePoints().mapToObj(Integer::toHexString).collect(Collectors.joining("-"));
    }

    /** Tells whether a file can be named by it. */
    public static boolean isUsable(String id) {
        return id.length() <= LONGEST && ID.matcher(id).matches();
    }
}
