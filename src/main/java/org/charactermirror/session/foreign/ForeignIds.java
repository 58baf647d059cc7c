package org.charactermirror.session.foreign;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.charactermirror.character.CharacterIds;
import org.charactermirror.document.Sha256;

/**
 * Makes ids of what other programs call characters, scenarios and models: the same name gives the same id, and two names
 * never the same.
 */
final class ForeignIds {

    private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final int HASH = 8;
    private static final int READABLE = 40;

    private ForeignIds() {}

    /** Returns the ids of characters or scenarios: as those of imported characters, and a hash where a text is long. */
    static Map<String, String> of(Collection<String> names) {
        return distinct(names, ForeignIds::id);
    }

    /** Returns the ids of models: the name itself where it can be one. */
    static Map<String, String> ofModels(Collection<String> names) {
        return distinct(names, ForeignIds::modelId);
    }

    private static Map<String, String> distinct(Collection<String> names, UnaryOperator<String> make) {
        Map<String, List<String>> byId = new LinkedHashMap<>();
        new LinkedHashSet<>(names)
                .forEach(name -> byId.computeIfAbsent(make.apply(name), id -> new ArrayList<>())
                        .add(name));
        Map<String, String> ids = new LinkedHashMap<>();
        byId.forEach((id, same) ->
                same.forEach(name -> ids.put(name, same.size() == 1 ? id : hashed(readable(id), name))));
        return ids;
    }

    private static String id(String name) {
        String id = CharacterIds.of(name);
        return CharacterIds.isUsable(id) ? id : hashed(readable(name), name);
    }

    private static String modelId(String name) {
        if (MODEL.matcher(name).matches()) {
            return name;
        }
        String id = name.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[^A-Za-z0-9]+|-+$", "");
        boolean latin = name.chars().allMatch(c -> c < 128);
        return latin && MODEL.matcher(id).matches() ? id : id(name);
    }

    /** Returns the beginning of a text as far as it is in Latin letters. */
    private static String readable(String text) {
        String letters =
                text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-", "");
        String start =
                letters.substring(0, Math.min(READABLE, letters.length())).replaceAll("-$", "");
        return start.isEmpty() ? "x" : start;
    }

    private static String hashed(String start, String name) {
        return start + "-" + Sha256.hex(name).substring(0, HASH);
    }
}
