package org.charactermirror.dataset;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Finds characters who are one and the same under several ids: between splits, these would leak. */
public final class SameProfiles {

    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

    private SameProfiles() {}

    /**
     * Returns all characters in units, sorted; those of a unit have the same profile, spaces left out of account.
     *
     * @param characters their ids
     * @param sources of all studies; characters whose profile is not known are alone
     */
    public static List<SortedSet<String>> units(SortedSet<String> characters, Collection<StudySource> sources) {
        Map<String, SortedSet<String>> unitOf = new HashMap<>();
        characters.forEach(character -> unitOf.put(character, new TreeSet<>(List.of(character))));
        Map<String, String> firstByProfile = new HashMap<>();
        for (StudySource source : sources) {
            source.characters().forEach((character, one) -> {
                String profile = SPACES.matcher(one.persona().botInfo()).replaceAll("");
                if (unitOf.containsKey(character) && !profile.isEmpty()) {
                    String first = firstByProfile.putIfAbsent(profile, character);
                    if (first != null) {
                        join(unitOf, first, character);
                    }
                }
            });
        }
        List<SortedSet<String>> units = new ArrayList<>();
        for (String character : characters) {
            SortedSet<String> unit = unitOf.getOrDefault(character, new TreeSet<>());
            if (unit.first().equals(character)) {
                units.add(unit);
            }
        }
        return units;
    }

    private static void join(Map<String, SortedSet<String>> unitOf, String one, String other) {
        SortedSet<String> all = new TreeSet<>(unitOf.getOrDefault(one, new TreeSet<>()));
        all.addAll(unitOf.getOrDefault(other, new TreeSet<>()));
        all.forEach(character -> unitOf.put(character, all));
    }
}
