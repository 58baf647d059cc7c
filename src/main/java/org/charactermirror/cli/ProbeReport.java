package org.charactermirror.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.charactermirror.probe.AnswerState;
import org.charactermirror.probe.ExactChecker;
import org.charactermirror.probe.ProbeResult;
import org.charactermirror.probe.ProbeScore;
import org.charactermirror.probe.ProbeScores;
import org.charactermirror.stats.Interval;

/** What {@code probe} tells: shares by model with intervals, and how many probes became what. */
final class ProbeReport {

    private static final List<AnswerState> OWN_COLUMNS =
            List.of(AnswerState.CORRECT, AnswerState.WRONG, AnswerState.NOT_ANSWERED);

    /** With fewer clusters than this an interval is too narrow. */
    private static final int FEW = 10;

    private final StudyProbes study;
    private final List<ProbeScore> scores;
    private final int probes;
    private final Optional<ProbeAnswers> judged;

    ProbeReport(StudyProbes study, List<ProbeResult> results, Optional<ProbeAnswers> judged) {
        this.study = study;
        this.judged = judged;
        this.scores = ProbeScores.of(results, study.plan().study().seed());
        this.probes = results.size();
    }

    /** Returns how many answers a judge has still to check. */
    int unchecked() {
        return scores.stream()
                .filter(score -> score.group().equals("all"))
                .mapToInt(score -> score.count(List.of(AnswerState.UNCHECKED)))
                .sum();
    }

    /** Returns everything for machines. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("format", "charmirror.probes/1");
        map.put("study", study.plan().study().id());
        map.put("language", study.plan().study().language());
        map.put("annotator", ProbeRows.ANNOTATOR);
        map.put("probes", probes);
        map.put("seed", study.plan().study().seed());
        Map<String, String> files = new LinkedHashMap<>();
        study.plan()
                .study()
                .characters()
                .forEach(character -> study.library()
                        .sha256(character.id(), character.language())
                        .ifPresent(hash -> files.put(character.id(), hash)));
        map.put("sha256", files);
        map.put("word_lists", ExactChecker.wordLists().toList());
        judged.ifPresent(answers -> map.put("judge", answers.toMap()));
        map.put("scores", scores.stream().map(ProbeReport::toMap).toList());
        return map;
    }

    private static Map<String, Object> toMap(ProbeScore score) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("model", score.model());
        map.put("group", score.group());
        map.put("value", score.value());
        map.put("n", score.answered());
        map.put("characters", score.characters());
        Map<String, Integer> states = new LinkedHashMap<>();
        for (AnswerState state : AnswerState.values()) {
            states.put(state.word(), score.states().getOrDefault(state, 0));
        }
        map.put("states", states);
        map.put("correct", share(score.correct(), score.characters()));
        map.put("wrong", share(score.wrong(), score.characters()));
        map.put("wrong_of_decided", share(score.wrongOfDecided(), score.characters()));
        return map;
    }

    private static Map<String, Object> share(Optional<ProbeScore.ShareOf> share, int characters) {
        if (share.isEmpty()) {
            return Map.of("not_estimable", "no such probe was put and replied to");
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("count", share.get().count());
        map.put("share", share.get().share());
        map.put(
                "wilson",
                List.of(share.get().wilson().low(), share.get().wilson().high()));
        share.get()
                .clustered()
                .ifPresentOrElse(
                        drawn -> {
                            map.put(
                                    "clustered",
                                    List.of(
                                            drawn.interval().low(),
                                            drawn.interval().high()));
                            map.put("resamples", drawn.resamples());
                            map.put("too_narrow", characters < FEW);
                        },
                        () -> map.put("clustered_not_estimable", "a single character, or all answers alike"));
        return map;
    }

    /** Returns a table for people. */
    List<String> lines() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "model",
                "probes",
                "n",
                "correct",
                "wrong",
                "not answered",
                "correct %",
                "Wilson",
                "clustered",
                "wrong %",
                "Wilson",
                "clustered",
                "of decided",
                "other"));
        for (ProbeScore score : scores) {
            rows.add(List.of(
                    score.model(),
                    score.group().equals("all") ? "all" : score.group() + " " + score.value(),
                    Integer.toString(score.answered()),
                    Integer.toString(score.count(List.of(AnswerState.CORRECT))),
                    Integer.toString(score.count(List.of(AnswerState.WRONG))),
                    Integer.toString(score.count(List.of(AnswerState.NOT_ANSWERED))),
                    percent(score.correct()),
                    wilson(score.correct()),
                    clustered(score, score.correct()),
                    percent(score.wrong()),
                    wilson(score.wrong()),
                    clustered(score, score.wrong()),
                    score.wrongOfDecided()
                            .map(of -> of.count() + " of " + of.of())
                            .orElse("-"),
                    others(score)));
        }
        List<String> lines = aligned(rows);
        lines.add(
                "n: probes that were put and replied to. Intervals of 95 %: Wilson ignores that a character's answers are alike,"
                        + " clustered draws characters anew. Of decided: wrong among right and wrong, which alone become flags.");
        if (lines.stream().anyMatch(line -> line.contains("*"))) {
            lines.add("*: fewer than " + FEW + " characters, too narrow.");
        }
        return lines;
    }

    private static String others(ProbeScore score) {
        return score.states().entrySet().stream()
                .filter(entry -> !OWN_COLUMNS.contains(entry.getKey()))
                .map(entry -> entry.getKey().word().replace('_', ' ') + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String percent(Optional<ProbeScore.ShareOf> share) {
        return share.map(of -> String.format(Locale.ROOT, "%.1f", 100 * of.share()))
                .orElse("-");
    }

    private static String wilson(Optional<ProbeScore.ShareOf> share) {
        return share.map(of -> interval(of.wilson())).orElse("-");
    }

    private static String clustered(ProbeScore score, Optional<ProbeScore.ShareOf> share) {
        return share.flatMap(ProbeScore.ShareOf::clustered)
                .map(drawn -> interval(drawn.interval()) + (score.characters() < FEW ? "*" : ""))
                .orElse("-");
    }

    private static String interval(Interval interval) {
        return String.format(Locale.ROOT, "%.1f to %.1f", 100 * interval.low(), 100 * interval.high());
    }

    private static List<String> aligned(List<List<String>> rows) {
        int columns = rows.get(0).size();
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                int at = column;
                int width = rows.stream()
                        .mapToInt(other -> other.get(at).length())
                        .max()
                        .orElse(0);
                String format = column < 2 || column == columns - 1 ? "%-" + width + "s" : "%" + width + "s";
                line.append(column == 0 ? "" : "  ")
                        .append(width == 0 ? "" : String.format(Locale.ROOT, format, row.get(column)));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
