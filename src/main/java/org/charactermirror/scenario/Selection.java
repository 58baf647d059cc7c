package org.charactermirror.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.charactermirror.document.Similar;
import org.charactermirror.document.YamlDocument;
import org.charactermirror.problem.Problems;

/**
 * Chooses things as a study's file says: {@code all}, those of a group, or a list of ids.
 *
 * @param key in the file, such as {@code characters}
 * @param noun one of the things, such as {@code character}
 * @param groupNoun what groups them, such as {@code category}
 * @param all what {@code all} and groups are chosen from, in the order of {@code all}
 * @param known the ids that a list may have
 * @param inLanguage finds the version in the study's language
 * @param <T> what is chosen
 */
record Selection<T>(
        String key,
        String noun,
        String groupNoun,
        List<T> all,
        Collection<String> known,
        Function<T, String> id,
        Function<T, String> group,
        Function<String, Optional<T>> inLanguage) {

    /** Adds what is wrong with the choice to the problems; the rest of the file may be anything. */
    void check(YamlDocument document, Problems problems) {
        JsonNode node = document.root().path(key);
        if (node.isArray()) {
            listed(node, document, problems);
        } else if (node.path(groupNoun).isTextual() && grouped(node).isEmpty()) {
            document.error(problems, "/" + key, nothing(node));
        }
    }

    List<T> choose(YamlDocument document, String language, Problems problems) {
        JsonNode node = document.root().path(key);
        List<String> ids = node.isArray() ? listed(node, document, problems) : grouped(node);
        if (!node.isArray() && ids.isEmpty()) {
            document.error(problems, "/" + key, nothing(node));
        }
        List<T> chosen = new ArrayList<>();
        List<String> untranslated = new ArrayList<>();
        for (String wanted : ids) {
            Optional<T> version = inLanguage.apply(wanted);
            version.ifPresentOrElse(chosen::add, () -> untranslated.add(wanted));
        }
        if (!untranslated.isEmpty()) {
            document.error(
                    problems,
                    "/" + key,
                    (untranslated.size() == 1 ? "a " + noun + " has" : untranslated.size() + " " + key + " have")
                            + " no version in the study's language " + language + ": "
                            + String.join(", ", untranslated) + "; add " + key + "/ID." + language
                            + ".yaml for each, or leave them out");
        }
        return chosen;
    }

    private List<String> grouped(JsonNode node) {
        return all.stream()
                .filter(thing -> node.isTextual()
                        || group.apply(thing).equals(node.path(groupNoun).textValue()))
                .map(id)
                .toList();
    }

    private String nothing(JsonNode node) {
        if (node.isTextual()) {
            return "there are no " + key + " to choose from";
        }
        Set<String> groups = new TreeSet<>();
        all.forEach(thing -> groups.add(group.apply(thing)));
        return "no " + noun + " has the " + groupNoun + " \""
                + node.path(groupNoun).textValue() + "\"; there are: " + String.join(", ", groups);
    }

    private List<String> listed(JsonNode node, YamlDocument document, Problems problems) {
        Set<String> seen = new HashSet<>();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            if (!node.get(i).isTextual()) {
                continue; // the schema has told it
            }
            String wanted = node.get(i).textValue();
            String pointer = "/" + key + "/" + i;
            if (!known.contains(wanted)) {
                document.error(
                        problems, pointer, "unknown " + noun + " \"" + wanted + "\"; " + Similar.remedy(wanted, known));
            } else if (!seen.add(wanted)) {
                document.error(problems, pointer, "duplicate " + noun + " \"" + wanted + "\"; name it once");
            } else {
                ids.add(wanted);
            }
        }
        return ids;
    }
}
