package org.charactermirror.cli;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.probe.AnswerState;
import org.charactermirror.probe.ExactChecker;
import org.charactermirror.probe.ProbeResult;
import org.charactermirror.probe.ProbeScore;
import org.charactermirror.probe.ProbeScores;
import org.charactermirror.stats.Interval;
import org.charactermirror.table.Fraction;

/** What {@code probe} tells: shares by model with intervals, and how many probes became what. */
final class ProbeReport {

    static final List<AnswerState> OWN_COLUMNS =
            List.of(AnswerState.CORRECT, AnswerState.WRONG, AnswerState.NOT_ANSWERED);

    private static final List<String> HEAD = List.of(
            "model",
            "probes",
            "n",
            "correct",
            "wrong",
            "not_answered",
            "correct_share",
            "wilson",
            "clustered",
            "wrong_share",
            "wilson",
            "clustered",
            "decided",
            "other");

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
        map.put("correct", share(score.correct()));
        map.put("wrong", share(score.wrong()));
        map.put("wrong_of_decided", share(score.wrongOfDecided()));
        return map;
    }

    static Map<String, Object> share(Optional<ProbeScore.ShareOf> share) {
        if (share.isEmpty()) {
            return Map.of("not_estimable", "no such probe was put and replied to");
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("count", share.get().count());
        map.put("n", share.get().of());
        map.put("characters", share.get().characters());
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
                            map.put("too_narrow", isNarrow(share.get()));
                        },
                        () -> map.put("clustered_not_estimable", "a single character, or all answers alike"));
        return map;
    }

    private static boolean isNarrow(ProbeScore.ShareOf share) {
        return share.characters() < FEW;
    }

    /** Returns a table for people. */
    List<String> lines(TerminalWords words) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD.stream().map(column -> words.get("probe.head." + column)).toList());
        for (ProbeScore score : scores) {
            rows.add(List.of(
                    score.model(),
                    part(score, words),
                    Integer.toString(score.answered()),
                    Integer.toString(score.count(List.of(AnswerState.CORRECT))),
                    Integer.toString(score.count(List.of(AnswerState.WRONG))),
                    Integer.toString(score.count(List.of(AnswerState.NOT_ANSWERED))),
                    percent(score.correct()),
                    wilson(score.correct(), words),
                    clustered(score.correct(), words),
                    percent(score.wrong()),
                    wilson(score.wrong(), words),
                    clustered(score.wrong(), words),
                    score.wrongOfDecided()
                            .map(of -> words.get("probe.of", of.count(), of.of()))
                            .orElse("-"),
                    others(score, words)));
        }
        List<String> lines = aligned(rows);
        boolean narrow = lines.stream().anyMatch(line -> line.contains("*"));
        lines.add(words.get("probe.notes"));
        if (narrow) {
            lines.add(words.get("probe.narrow", FEW));
        }
        return lines;
    }

    private static String part(ProbeScore score, TerminalWords words) {
        return switch (score.group()) {
            case "all" -> words.get("probe.all");
            case "distance" -> words.get("probe.part.distance", score.value());
            default -> words.get("probe.part." + score.group() + "." + score.value());
        };
    }

    private static String others(ProbeScore score, TerminalWords words) {
        return words.list(score.states().entrySet().stream()
                .filter(entry -> !OWN_COLUMNS.contains(entry.getKey()))
                .map(entry -> words.get("probe.state." + entry.getKey().word(), entry.getValue()))
                .toList());
    }

    static String percent(Optional<ProbeScore.ShareOf> share) {
        return share.map(of -> Fraction.of(100 * of.count(), of.of()).print(1)).orElse("-");
    }

    private static String wilson(Optional<ProbeScore.ShareOf> share, TerminalWords words) {
        return share.map(of -> interval(of.wilson(), words)).orElse("-");
    }

    private static String clustered(Optional<ProbeScore.ShareOf> share, TerminalWords words) {
        return share.flatMap(of ->
                        of.clustered().map(drawn -> interval(drawn.interval(), words) + (isNarrow(of) ? "*" : "")))
                .orElse("-");
    }

    private static String interval(Interval interval, TerminalWords words) {
        return words.get("probe.interval", tenths(100 * interval.low()), tenths(100 * interval.high()));
    }

    /** Prints half up; what was computed in binary is first rounded to what it was meant to be. */
    static String tenths(double percent) {
        return Plain.exact(percent).setScale(1, RoundingMode.HALF_UP).toPlainString();
    }

    /** Chinese characters are two places wide. */
    private static int width(String text) {
        return text.codePoints()
                .map(letter ->
                        Character.UnicodeScript.of(letter) == Character.UnicodeScript.HAN || letter == '、' ? 2 : 1)
                .sum();
    }

    private static List<String> aligned(List<List<String>> rows) {
        int columns = rows.get(0).size();
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                int at = column;
                int width = rows.stream()
                        .mapToInt(other -> width(other.get(at)))
                        .max()
                        .orElse(0);
                String text = row.get(column);
                String space = " ".repeat(width - width(text));
                boolean left = column < 2 || column == columns - 1;
                line.append(column == 0 ? "" : "  ").append(left ? text + space : space + text);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
