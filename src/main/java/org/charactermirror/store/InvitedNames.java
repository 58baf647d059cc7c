package org.charactermirror.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Checks the names of people who are to be invited. */
public final class InvitedNames {

    private static final int LONGEST = 80;
    private static final int SHOWN = 40;

    private InvitedNames() {}

    /**
     * Returns everything that is wrong with names: what is none, and what could not be told from somebody else's.
     *
     * @param names without spaces around them
     * @param there everybody who was invited before
     */
    public static List<String> problems(List<String> names, Collection<StudioParticipant> there) {
        List<String> problems = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        there.stream()
                .filter(person -> person.withdrawn().isEmpty())
                .forEach(person -> taken.add(person.name().toLowerCase(Locale.ROOT)));
        for (String name : names) {
            if (name.isBlank() || name.length() > LONGEST || name.codePoints().anyMatch(InvitedNames::isHidden)) {
                problems.add(
                        "\"" + shown(name) + "\" is no name: 1 to " + LONGEST + " letters without control characters");
            } else if (!taken.add(name.toLowerCase(Locale.ROOT))) {
                problems.add("\"" + shown(name) + "\" is there already; tell the two apart");
            }
        }
        return problems;
    }

    /** Control characters, and those that turn the direction of what stands around them. */
    private static boolean isHidden(int character) {
        return Character.isISOControl(character) || Character.getType(character) == Character.FORMAT;
    }

    private static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().filter(character -> !isHidden(character)).limit(SHOWN).forEach(shown::appendCodePoint);
        return text.codePointCount(0, text.length()) > SHOWN ? shown + "…" : shown.toString();
    }
}
