package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.charactermirror.batch.ChatModelFactory;
import org.charactermirror.batch.RunListener;
import org.charactermirror.batch.RunSummary;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ChatReply;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.Message;
import org.charactermirror.chat.ModelDescription;
import org.charactermirror.chat.ScriptedChatModel;
import org.charactermirror.chat.TextListener;
import org.charactermirror.session.SessionId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two models on one context, through a whole run. */
class PairRunTest {

    private static final String STUDY = """
            id: small
            kind: pairwise
            models:
              - {id: base, provider: local, path: a}
              - {id: second, provider: local, path: b}
              - {id: third, provider: local, path: c}
            baseline: base
            continuation: %s
            characters: all
            scenarios: all
            rounds: 20
            seed: 7
            """;

    private static final ChatModelFactory SCRIPTED = spec -> new ScriptedChatModel(spec.id());

    @TempDir
    Path folder;

    @Test
    void the_baseline_meets_every_other_model_in_every_cell() throws IOException {
        RunSummary summary = run("random", "out", SCRIPTED);

        assertThat(summary.sessions()).isEqualTo(2 * 4);
        assertThat(summary.done()).isEqualTo(8);
        List<JsonNode> lines = lines("out");
        assertThat(lines).hasSize(8 * 20);
        assertThat(lines.stream().map(line -> line.get("session").textValue()).distinct())
                .containsExactly(
                        "base~second.clock.talk.1",
                        "base~second.clock.walk.1",
                        "base~second.lamp.talk.1",
                        "base~second.lamp.walk.1",
                        "base~third.clock.talk.1",
                        "base~third.clock.walk.1",
                        "base~third.lamp.talk.1",
                        "base~third.lamp.walk.1");
        assertThat(lines.get(0).fieldNames())
                .toIterable()
                .containsExactly(
                        "study",
                        "session",
                        "model_a",
                        "model_b",
                        "character",
                        "category",
                        "topic",
                        "scenario",
                        "repetition",
                        "bot_name",
                        "user_name",
                        "greeting",
                        "continuation",
                        "turn",
                        "user",
                        "reply_a",
                        "stop_reason_a",
                        "prompt_tokens_a",
                        "reply_tokens_a",
                        "dropped_messages_a",
                        "seed_a",
                        "reply_b",
                        "stop_reason_b",
                        "prompt_tokens_b",
                        "reply_tokens_b",
                        "dropped_messages_b",
                        "seed_b",
                        "continued",
                        "seconds");
        assertThat(lines)
                .allMatch(line ->
                        line.get("seed_a").longValue() != line.get("seed_b").longValue());
        assertThat(lines.stream().map(line -> line.get("continued").textValue()))
                .as("either model continues about half of the time")
                .satisfies(sides ->
                        assertThat(sides.stream().filter("a"::equals).count()).isBetween(60L, 100L));
    }

    @Test
    void all_pairs_meet_where_the_study_says_so() throws IOException {
        SampleStudy.write(folder);
        SampleStudy.write(folder, STUDY.formatted("random").replace("baseline: base", "pairs: all"));
        RunSummary summary = new StudyRun(SampleStudy.load(folder), SCRIPTED, 3)
                .run(folder.resolve("out"), RunListener.NONE, () -> false);

        assertThat(summary.done()).isEqualTo(3 * 4);
        assertThat(lines("out").stream()
                        .map(line -> line.get("model_a").textValue() + " "
                                + line.get("model_b").textValue())
                        .distinct())
                .containsExactly("base second", "base third", "second third");
    }

    @Test
    void both_models_see_the_same_context_and_it_goes_on_with_the_reply_that_the_record_names() throws IOException {
        ConcurrentLinkedQueue<List<Message>> seen = new ConcurrentLinkedQueue<>();
        run("alternate", "out", spec -> new Listening(spec.id(), seen));

        Set<List<Message>> contexts = new HashSet<>();
        for (JsonNode line : lines("out")) {
            contexts.add(List.of(
                    Message.user(line.get("user").textValue()),
                    Message.character(line.get("reply_" + line.get("continued").textValue())
                            .textValue())));
            assertThat(line.get("continued").textValue())
                    .isEqualTo(line.get("turn").intValue() % 2 == 1 ? "a" : "b");
        }
        assertThat(seen).hasSize(2 * 160);
        for (List<Message> messages : seen) {
            for (int index = 1; index + 1 < messages.size(); index += 2) {
                assertThat(contexts).contains(messages.subList(index, index + 2));
            }
        }
        // Every context was asked twice, once by each model.
        assertThat(new HashSet<>(seen)).hasSizeLessThanOrEqualTo(160);
    }

    @Test
    void always_the_baseline_or_always_the_other_can_continue() throws IOException {
        run("model_a", "first", SCRIPTED);
        run("model_b", "second", SCRIPTED);
        assertThat(lines("first"))
                .allMatch(line -> line.get("continued").textValue().equals("a"));
        assertThat(lines("second"))
                .allMatch(line -> line.get("continued").textValue().equals("b"));
    }

    @Test
    void a_run_that_was_stopped_goes_on_to_the_bytes_of_one_that_was_not() throws IOException {
        SampleStudy.write(folder);
        SampleStudy.write(folder, STUDY.formatted("random"));
        AtomicInteger turns = new AtomicInteger();
        RunSummary first = new StudyRun(SampleStudy.load(folder), SCRIPTED, 3)
                .run(
                        folder.resolve("out"),
                        new RunListener() {
                            @Override
                            public void turnCompleted(SessionId session, int turn) {
                                turns.incrementAndGet();
                            }
                        },
                        () -> turns.get() >= 70);
        assertThat(first.interrupted()).isTrue();
        assertThat(first.turns()).isBetween(70, 72);

        RunSummary second = run("random", "out", SCRIPTED);

        assertThat(second.newTurns()).isEqualTo(160 - first.turns());
        run("random", "whole", SCRIPTED);
        assertThat(withoutSeconds("out")).isEqualTo(withoutSeconds("whole"));
    }

    @Test
    void another_policy_is_another_study() throws IOException {
        run("random", "out", SCRIPTED);
        SampleStudy.write(folder, STUDY.formatted("alternate"));
        assertThatThrownBy(() -> new StudyRun(SampleStudy.load(folder), SCRIPTED, 1)
                        .run(folder.resolve("out"), RunListener.NONE, () -> false))
                .hasMessageContaining(": continuation was random, now it is alternate");
    }

    private RunSummary run(String continuation, String out, ChatModelFactory models) throws IOException {
        SampleStudy.write(folder);
        SampleStudy.write(folder, STUDY.formatted(continuation));
        return new StudyRun(SampleStudy.load(folder), models, 3)
                .run(folder.resolve(out), RunListener.NONE, () -> false);
    }

    private List<JsonNode> lines(String out) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve(out).resolve("transcripts.jsonl"))) {
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }

    private String withoutSeconds(String out) throws IOException {
        return Files.readString(folder.resolve(out).resolve("transcripts.jsonl"))
                .replaceAll(",\"seconds\":[0-9.]+", "");
    }

    /** Notes what it was asked. */
    private record Listening(ScriptedChatModel model, ConcurrentLinkedQueue<List<Message>> seen) implements ChatModel {

        Listening(String id, ConcurrentLinkedQueue<List<Message>> seen) {
            this(new ScriptedChatModel(id), seen);
        }

        @Override
        public ModelDescription description() {
            return model.description();
        }

        @Override
        public ChatReply reply(ChatRequest request, TextListener listener) {
            seen.add(request.messages());
            return model.reply(request, listener);
        }

        @Override
        public void close() {}
    }
}
