package org.charactermirror.batch.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.charactermirror.batch.Group;
import org.charactermirror.session.PairScript;
import org.charactermirror.session.SessionScript;

/**
 * Dialogues that one task plays: of the same models, and of as few characters as that goes, so that what their prompts
 * have in common is computed once.
 *
 * @param sessions their ids, in the order of play
 */
record Chunk(List<String> sessions) implements Serializable {

    Chunk {
        sessions = List.copyOf(sessions);
    }

    /**
     * Divides dialogues.
     *
     * @param alone dialogues that get a chunk each
     * @param slots how many tasks run at once on the whole cluster, at least 1: each has something to do
     * @param most dialogues of a chunk, at least 1: as many as let the tasks of a process together fill it
     */
    static List<Chunk> of(List<Group> groups, Set<String> alone, int slots, int most) {
        List<Chunk> chunks = new ArrayList<>();
        for (Group group : groups) {
            Map<String, List<String>> byCharacter = new LinkedHashMap<>();
            scripts(group)
                    .forEach(script -> byCharacter
                            .computeIfAbsent(script.id().character(), character -> new ArrayList<>())
                            .add(script.id().toString()));
            int size = size(byCharacter.values().stream().mapToInt(List::size).sum(), slots, most);
            divide(byCharacter, alone, size, chunks);
        }
        return chunks;
    }

    private static Stream<SessionScript> scripts(Group group) {
        return Stream.concat(group.sessions().stream(), group.pairs().stream().map(PairScript::script));
    }

    private static int size(int sessions, int slots, int most) {
        return Math.min(most, (sessions + slots - 1) / slots);
    }

    private static void divide(Map<String, List<String>> byCharacter, Set<String> alone, int size, List<Chunk> chunks) {
        List<String> current = new ArrayList<>();
        for (List<String> sessions : byCharacter.values()) {
            List<String> together = sessions.stream()
                    .filter(session -> !alone.contains(session))
                    .toList();
            if (!current.isEmpty() && current.size() + together.size() > size) {
                chunks.add(new Chunk(current));
                current.clear();
            }
            for (int from = 0; from < together.size(); from += size) {
                List<String> part = together.subList(from, Math.min(from + size, together.size()));
                current.addAll(part);
                if (current.size() >= size) {
                    chunks.add(new Chunk(current));
                    current.clear();
                }
            }
        }
        if (!current.isEmpty()) {
            chunks.add(new Chunk(current));
        }
        byCharacter.values().stream()
                .flatMap(List::stream)
                .filter(alone::contains)
                .forEach(session -> chunks.add(new Chunk(List.of(session))));
    }
}
