package org.charactermirror.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.charactermirror.chat.glm.JudgeBenchmark;

/** What {@code bench --judge} says of a local judge. */
record JudgeSharing(JudgeBenchmark.Measured measured) {

    static JudgeSharing of(JudgeBenchmark.Measured measured) {
        return new JudgeSharing(measured);
    }

    List<String> lines() {
        JudgeBenchmark.Part part = measured.part();
        return List.of(
                String.format(
                        Locale.ROOT,
                        "%,d replies of %,d dialogues judged, %d at once, by a network of %d layers",
                        part.items(),
                        part.dialogues(),
                        part.batch(),
                        measured.layers()),
                String.format(
                        Locale.ROOT,
                        "  tokens: rubric %,d, profile %,d, round %,d, answer %,d",
                        part.rubric(),
                        part.profile(),
                        part.round(),
                        part.answer()),
                line("rubric, profile and dialogue shared", measured.shared()),
                line("nothing shared", measured.alone()),
                String.format(Locale.ROOT, "  without sharing it takes       %.2f times as long", measured.ratio()));
    }

    private static String line(String name, JudgeBenchmark.Run run) {
        return String.format(
                Locale.ROOT,
                "  %-36s %.2f s, %,d of %,d tokens of prompts computed",
                name,
                run.seconds(),
                run.promptTokens() - run.cachedTokens(),
                run.promptTokens());
    }

    Map<String, Object> asMap() {
        JudgeBenchmark.Part part = measured.part();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("format", "charmirror.judge-sharing/1");
        all.put("layers", measured.layers());
        all.put("items", part.items());
        all.put("dialogues", part.dialogues());
        all.put("batch", part.batch());
        all.put("rubric_tokens", part.rubric());
        all.put("profile_tokens", part.profile());
        all.put("round_tokens", part.round());
        all.put("answer_tokens", part.answer());
        all.put("shared", map(measured.shared()));
        all.put("alone", map(measured.alone()));
        all.put("ratio", measured.ratio());
        return all;
    }

    private static Map<String, Object> map(JudgeBenchmark.Run run) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("seconds", run.seconds());
        map.put("prompt_tokens", run.promptTokens());
        map.put("cached_tokens", run.cachedTokens());
        return map;
    }
}
