package org.charactermirror.analysis.spark;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.charactermirror.analysis.AnnotatorKey;
import org.charactermirror.analysis.AnswerRun;
import org.charactermirror.analysis.LongestRuns;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Origin;

/** Runs of equal answers in parts of files that were read without a gap, by where each part begins; they come together at the driver. */
final class AnswerParts implements Serializable {

    private static final long serialVersionUID = 1;

    private final TreeMap<Position, HashMap<AnnotatorKey, AnswerRun>> parts = new TreeMap<>();

    /** Takes rows of files, those of one file in their order. */
    static final class Reader {

        private final LongestRuns checks;
        private final AnswerParts found = new AnswerParts();
        private final Map<Integer, Position> ends = new HashMap<>();
        private final Map<Integer, HashMap<AnnotatorKey, AnswerRun>> open = new HashMap<>();

        Reader(SentSettings settings) {
            this.checks = new LongestRuns(settings.rules());
        }

        void add(Position position, Annotation row) {
            int file = position.file();
            boolean follows = new Position(file, position.row() - 1).equals(ends.put(file, position));
            if (!follows) {
                open.remove(file);
            }
            HashMap<AnnotatorKey, AnswerRun> part = open.computeIfAbsent(
                    file, unused -> found.parts.computeIfAbsent(position, start -> new HashMap<>()));
            if (row.origin() != Origin.AUTOMATIC) {
                checks.answer(row).ifPresent(answer -> add(part, AnnotatorKey.of(row), answer.toString()));
            }
        }

        private static void add(Map<AnnotatorKey, AnswerRun> part, AnnotatorKey who, String answer) {
            AnswerRun run = part.get(who);
            if (run == null) {
                part.put(who, new AnswerRun(answer));
            } else {
                run.add(answer);
            }
        }

        AnswerParts found() {
            return found;
        }
    }

    void merge(AnswerParts other) {
        parts.putAll(other.parts);
    }

    /** Returns the longest run of each annotator. */
    Map<AnnotatorKey, Integer> longest() {
        Map<AnnotatorKey, AnswerRun> whole = new HashMap<>();
        parts.values().forEach(part -> part.forEach((who, run) -> whole.merge(who, run, AnswerRun::followedBy)));
        Map<AnnotatorKey, Integer> longest = new HashMap<>();
        whole.forEach((who, run) -> longest.put(who, run.longest()));
        return longest;
    }
}
