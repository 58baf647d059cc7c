package org.charactermirror.session.foreign;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was said before a model was asked for one reply, by whomever, the last words excepted.
 *
 * <p>None of it is the model's, so that none of it may be judged as the model's: it stands before the first round.
 *
 * @param lines all that was said, the words that are to be answered last
 * @param character the name of whom the model speaks for
 */
record Context(List<Line> lines, String character) {

    /** Words of one speaker. */
    record Line(String speaker, String text) {

        @Override
        public String toString() {
            return speaker + "：" + text;
        }
    }

    Context {
        lines = List.copyOf(lines);
    }

    /** Tells whether somebody else than the character spoke last. */
    boolean asksForReply() {
        return !lines.isEmpty() && !lines.get(lines.size() - 1).speaker().equals(character);
    }

    private int asked() {
        int first = lines.size();
        while (first > 0 && !lines.get(first - 1).speaker().equals(character)) {
            first--;
        }
        return first;
    }

    /** Returns those who speak with the character. */
    String others() {
        return String.join("、", speakers());
    }

    private Set<String> speakers() {
        return lines.stream()
                .map(Line::speaker)
                .filter(speaker -> !speaker.equals(character))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Returns what the character is to answer; with the speakers' names where the dialogue has several. */
    String message() {
        boolean named = speakers().size() > 1;
        return lines.subList(asked(), lines.size()).stream()
                .map(line -> named ? line.toString() : line.text())
                .collect(Collectors.joining("\n"));
    }

    /** Returns what was said before; the character's first words alone stand without a name, as a greeting does. */
    String before() {
        List<Line> earlier = new ArrayList<>(lines.subList(0, asked()));
        if (earlier.size() == 1) {
            return earlier.get(0).text();
        }
        // Where it is shown as the character's, as a greeting is, the first line says that it is more than that.
        return earlier.isEmpty()
                ? ""
                : "（上文）\n" + earlier.stream().map(Line::toString).collect(Collectors.joining("\n"));
    }
}
