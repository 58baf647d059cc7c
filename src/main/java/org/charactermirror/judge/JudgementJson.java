package org.charactermirror.judge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Side;
import org.jspecify.annotations.Nullable;

/** Judgements as JSON, in the study's record and in its export. */
public final class JudgementJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private JudgementJson() {}

    /** Returns a judgement on one line. */
    public static String write(Judgement judgement) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("judge", judgement.judge());
        all.put("kind", JudgeItem.word(judgement.kind()));
        all.put("session", judgement.session());
        all.put("turn", judgement.turn());
        all.put("state", judgement.state().word());
        if (!judgement.reason().isEmpty()) {
            all.put("reason", judgement.reason());
        }
        all.put("values", judgement.values());
        judgement.consistent().ifPresent(same -> all.put("order_consistent", same));
        all.put("self_family", judgement.kin().word());
        all.put("covered_names", judgement.covered());
        all.put("asked", judgement.asked().stream().map(JudgementJson::asked).toList());
        try {
            return JSON.writeValueAsString(all);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plain values can always be written", e);
        }
    }

    private static Map<String, Object> asked(Asked asked) {
        Map<String, Object> all = new LinkedHashMap<>();
        @Nullable Side first = asked.first();
        if (first != null) {
            all.put("first", first.word());
        }
        all.put("sample", asked.sample());
        all.put("state", asked.state().word());
        if (!asked.reason().isEmpty()) {
            all.put("reason", asked.reason());
        }
        all.put("prompt_sha256", asked.promptSha256());
        all.put("calls", asked.calls());
        all.put(
                "findings",
                asked.findings().stream().map(JudgementJson::finding).toList());
        return all;
    }

    private static Map<String, Object> finding(Finding finding) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("key", finding.key());
        finding.value().ifPresent(value -> all.put("value", value));
        all.put(
                "evidence",
                finding.evidence().stream().map(JudgementJson::evidence).toList());
        all.put("explanation", finding.explanation());
        return all;
    }

    private static Map<String, Object> evidence(Evidence evidence) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("text", evidence.text());
        all.put("found", evidence.found().word());
        return all;
    }

    /**
     * Reads a line again.
     *
     * @throws IllegalArgumentException if it is no judgement
     */
    public static Judgement read(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            Map<String, String> values = new LinkedHashMap<>();
            node.path("values")
                    .properties()
                    .forEach(
                            entry -> values.put(entry.getKey(), entry.getValue().asText()));
            List<Asked> asked = new ArrayList<>();
            node.path("asked").forEach(question -> asked.add(asked(question)));
            return new Judgement(
                    node.path("judge").asText(),
                    Kind.valueOf(node.path("kind").asText().toUpperCase(Locale.ROOT)),
                    node.path("session").asText(),
                    node.path("turn").intValue(),
                    JudgementState.ofWord(node.path("state").asText()),
                    node.path("reason").asText(""),
                    values,
                    asked,
                    node.has("order_consistent")
                            ? Optional.of(node.path("order_consistent").booleanValue())
                            : Optional.empty(),
                    Kinship.valueOf(node.path("self_family").asText().toUpperCase(Locale.ROOT)),
                    node.path("covered_names").intValue());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a judgement: " + line, e);
        }
    }

    private static Asked asked(JsonNode node) {
        List<String> calls = new ArrayList<>();
        node.path("calls").forEach(call -> calls.add(call.asText()));
        List<Finding> findings = new ArrayList<>();
        node.path("findings").forEach(finding -> findings.add(finding(finding)));
        return new Asked(
                node.has("first") ? Side.valueOf(node.path("first").asText().toUpperCase(Locale.ROOT)) : null,
                node.path("sample").intValue(),
                JudgementState.ofWord(node.path("state").asText()),
                node.path("reason").asText(""),
                calls,
                node.path("prompt_sha256").asText(),
                findings);
    }

    private static Finding finding(JsonNode node) {
        List<Evidence> evidence = new ArrayList<>();
        node.path("evidence")
                .forEach(quoted -> evidence.add(new Evidence(
                        quoted.path("text").asText(),
                        Evidence.Found.valueOf(quoted.path("found").asText().toUpperCase(Locale.ROOT)))));
        return new Finding(
                node.path("key").asText(),
                Optional.ofNullable(node.path("value").textValue()),
                evidence,
                node.path("explanation").asText());
    }
}
