package org.charactermirror.analysis;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.scenario.AnnotatorRules;
import org.jspecify.annotations.Nullable;

/**
 * How many judgements in succession have the same answer, at most, by annotator: the only figure for which the order of rows counts.
 */
public final class LongestRuns {

    private final Checks checks;
    private final Map<AnnotatorKey, Run> runs = new HashMap<>();

    private static final class Run {
        private @Nullable Object last;
        private int length;
        private int longest;
    }

    /** Starts without rows. */
    public LongestRuns(AnnotatorRules rules) {
        this.checks = new Checks(rules.gold());
    }

    /** Takes the next row; checks are passed over. */
    public void add(Annotation row) {
        answer(row).ifPresent(answer -> add(AnnotatorKey.of(row), answer));
    }

    /** Returns what a judgement says, so that equal ones are the same answer, also when written as text; nothing of a check. */
    public Optional<Object> answer(Annotation row) {
        return checks.of(row).isPresent() ? Optional.empty() : Optional.of(AnnotatorTally.answer(row));
    }

    /** Takes an annotator's next answer. */
    public void add(AnnotatorKey who, Object answer) {
        Run run = runs.computeIfAbsent(who, unused -> new Run());
        run.length = answer.equals(run.last) ? run.length + 1 : 1;
        run.longest = Math.max(run.longest, run.length);
        run.last = answer;
    }

    /** Returns the longest run of each annotator who has a row. */
    public Map<AnnotatorKey, Integer> all() {
        Map<AnnotatorKey, Integer> all = new HashMap<>();
        runs.forEach((who, run) -> all.put(who, run.longest));
        return all;
    }
}
