package org.charactermirror.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.TurnFlag;
import org.charactermirror.chat.remote.Answers;
import org.charactermirror.chat.remote.FakeEndpoint;

/** An endpoint on this machine whose model plays characters and, where it is asked to judge, judges by the text alone. */
final class JudgingEndpoint implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final FakeEndpoint endpoint = FakeEndpoint.start();
    private final AtomicInteger judged = new AtomicInteger();
    private volatile Function<FakeEndpoint.Request, Answers> judging = request -> answer(judgement(request), true);

    JudgingEndpoint() {
        endpoint.usually(request -> {
            if (!isToJudge(request)) {
                return Answers.reply();
            }
            judged.incrementAndGet();
            return judging.apply(request);
        });
    }

    String url() {
        return endpoint.url();
    }

    /** Judges so from now on. */
    void judging(Function<FakeEndpoint.Request, Answers> answers) {
        judging = answers;
    }

    /** How many questions were asked to judge. */
    int judged() {
        return judged.get();
    }

    List<FakeEndpoint.Request> questions() {
        return endpoint.requests().stream().filter(JudgingEndpoint::isToJudge).toList();
    }

    private static boolean isToJudge(FakeEndpoint.Request request) {
        return text(request, 0).contains("JSON");
    }

    static String text(FakeEndpoint.Request request, int message) {
        return request.body().at("/messages/" + message + "/content").asText();
    }

    /** An answer that keeps to the schema, its values drawn by the question. */
    static String judgement(FakeEndpoint.Request request) {
        String task = text(request, 0);
        SplittableRandom random = new SplittableRandom(text(request, 1).hashCode());
        Map<String, Object> answer = new LinkedHashMap<>();
        if (task.contains("evidence_first")) {
            answer.put("evidence_first", "");
            answer.put("evidence_second", "");
            answer.put("explanation", "比较过了");
            answer.put("choice", List.of("first", "second", "tie", "both_bad").get(random.nextInt(4)));
        } else if (task.contains("flag")) {
            for (TurnFlag flag : TurnFlag.values()) {
                answer.put(flag.word(), Map.of("evidence", "", "explanation", "看过了", "flag", random.nextInt(2)));
            }
        } else {
            for (Dimension dimension : Dimension.values()) {
                answer.put(
                        dimension.word(), Map.of("evidence", "", "explanation", "读过了", "score", 1 + random.nextInt(5)));
            }
        }
        return json(answer);
    }

    /** An endpoint's answer with this text, 1000 tokens of prompt and 100 of reply. */
    static Answers answer(String text, boolean usage) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(
                "choices",
                List.of(Map.of("message", Map.of("role", "assistant", "content", text), "finish_reason", "stop")));
        if (usage) {
            answer.put("usage", Map.of("prompt_tokens", 1000, "completion_tokens", 100));
        }
        return Answers.body("application/json", json(answer));
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
