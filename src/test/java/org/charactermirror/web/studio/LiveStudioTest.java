package org.charactermirror.web.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.TurnError;
import org.charactermirror.batch.SessionState;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ChatReply;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.ContextTooLongException;
import org.charactermirror.chat.FailureKind;
import org.charactermirror.chat.GaveUpException;
import org.charactermirror.chat.ModelDescription;
import org.charactermirror.chat.TextListener;
import org.charactermirror.chat.glm.EmbeddedModels;
import org.charactermirror.chat.glm.GlmChatModel;
import org.charactermirror.chat.glm.GlmOptions;
import org.charactermirror.session.PairTurn;
import org.charactermirror.session.SessionId;
import org.charactermirror.store.AnnotationStore;
import org.charactermirror.store.SqliteRunStore;
import org.charactermirror.store.StudioAssignment;
import org.charactermirror.store.StudioAssignments;
import org.charactermirror.store.TypedSessions;
import org.charactermirror.web.studio.StudioFixture.Annotator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Annotators talk with the models and judge what they say. */
class LiveStudioTest {

    private static final String PAIRS = "baseline: " + StudioFixture.FIRST_MODEL + "\ncontinuation: annotator";

    private static final Map<String, ChatModel> MODELS = new TreeMap<>();

    @TempDir
    Path folder;

    @BeforeAll
    static void openModels() {
        MODELS.put(StudioFixture.FIRST_MODEL, open("embedded:tiny"));
        MODELS.put(StudioFixture.SECOND_MODEL, open("embedded:tinier"));
    }

    private static ChatModel open(String path) {
        return GlmChatModel.open(EmbeddedModels.resolve(path), GlmOptions.ofDefaults());
    }

    @AfterAll
    static void closeModels() {
        MODELS.values().forEach(ChatModel::close);
    }

    private static ChatModel model(String id) {
        return Objects.requireNonNull(MODELS.get(id));
    }

    private StudioFixture open(String kind, Function<String, ChatModel> models) {
        return StudioFixture.live(folder, kind, kind.equals("pairwise") ? PAIRS : "", models);
    }

    @Test
    void a_character_in_a_scenario_belongs_to_one_person_who_talks_there_with_all_models() {
        try (StudioFixture fixture = open("rating", LiveStudioTest::model)) {
            Annotator chen = fixture.invite("Chen");
            Annotator wang = fixture.invite("Wang");
            chen.getReady();
            wang.getReady();
            assertThat(chen.codes()).hasSize(4);
            assertThat(wang.codes()).hasSize(4);
            for (Annotator person : List.of(chen, wang)) {
                Map<String, Integer> blocks = new TreeMap<>();
                assignments(fixture, person)
                        .forEach(item -> blocks.merge(
                                item.session().substring(item.session().indexOf('.')), 1, Integer::sum));
                assertThat(blocks.values()).containsExactly(2, 2);
            }
        }
    }

    @Test
    void a_dialogue_is_talked_to_its_end_and_then_rated() {
        try (StudioFixture fixture = open("rating", LiveStudioTest::model)) {
            Annotator chen = fixture.inviteReady("Chen");
            String code = chen.codes().get(0);
            JsonNode item = chen.get("items/" + code);
            assertThat(item.path("live").asBoolean()).isTrue();
            assertThat(item.path("turns")).isEmpty();
            assertThat(item.path("finished_talking").asBoolean()).isFalse();
            assertThat(chen.submitAnswer(code, 0).body()).contains("\"not_finished\"");
            JsonNode turn = chen.say(code, "你好！").path("turn");
            assertThat(turn.path("turn").asInt()).isEqualTo(1);
            assertThat(turn.path("user").asText()).isEqualTo("你好！");
            assertThat(turn.path("reply").asText()).isNotEmpty();
            chen.say(code, "今天过得好吗？");
            chen.say(code, "再见。");
            assertThat(chen.sayAnswer(code, "more", "还有一句").body())
                    .isEqualTo("{\"error\":\"finished\",\"message\":\"This dialogue has all its turns.\"}");
            assertThat(chen.get("items/" + code).path("finished_talking").asBoolean())
                    .isTrue();
            chen.score(code, "4");
            assertThat(chen.submit(code, 0, 40).path("item_done").asBoolean()).isTrue();

            StudioAssignment played = assignments(fixture, chen).get(0);
            SqliteRunStore store = new SqliteRunStore(fixture.held().database());
            assertThat(store.states().get(played.session())).isEqualTo(new SessionState.Done());
            assertThat(new TypedSessions(fixture.held().database()).owners())
                    .isEqualTo(Map.of(played.session(), chen.person.annotator()));
            assertThat(new AnnotationStore(fixture.held().database())
                            .annotations()
                            .ratings())
                    .singleElement()
                    .matches(row -> row.model()
                            .equals(played.session()
                                    .substring(0, played.session().indexOf('.'))));
            assertThat(chen.get("items").path("items").path(0).toString()).contains("\"turns_done\":3,\"turns\":3");
            assertBlind(fixture);
        }
    }

    @Test
    void a_message_that_is_sent_twice_is_said_once_also_over_a_restart() {
        try (StudioFixture fixture = open("rating", LiveStudioTest::model)) {
            Annotator chen = fixture.inviteReady("Chen");
            String code = chen.codes().get(0);
            String first = chen.sayAnswer(code, "r1", "你好！").body();
            assertThat(chen.sayAnswer(code, "r1", "你好！").body()).isEqualTo(first);
            fixture.restart();
            assertThat(chen.sayAnswer(code, "r1", "你好！").body()).isEqualTo(first);
            assertThat(chen.get("items/" + code).path("turns")).hasSize(1);
        }
    }

    @Test
    void replies_are_flagged_while_the_talk_goes_on() {
        try (StudioFixture fixture = open("turn_errors", LiveStudioTest::model)) {
            Annotator chen = fixture.inviteReady("Chen");
            String code = chen.codes().get(0);
            assertThat(chen.postAnswer("items/" + code + "/answers", Annotator.clickJson("r", 1, "ooc", "1"))
                            .body())
                    .contains("This reply is not written yet.");
            assertThat(chen.submitAnswer(code, 1).body()).contains("\"not_finished\"");
            for (int turn = 1; turn <= StudioFixture.ROUNDS; turn++) {
                chen.say(code, "第" + turn + "句");
                if (turn == 2) {
                    chen.click(code, turn, "less_information", "1");
                }
                boolean last = turn == StudioFixture.ROUNDS;
                assertThat(chen.submit(code, turn, 5).path("item_done").asBoolean())
                        .isEqualTo(last);
            }
            assertThat(new AnnotationStore(fixture.held().database())
                            .annotations()
                            .turnErrors())
                    .extracting(
                            TurnError::turn,
                            row -> row.flags().values().stream()
                                    .filter(set -> set)
                                    .count())
                    .containsExactly(tuple(1, 0L), tuple(2, 1L), tuple(3, 0L));
            assertBlind(fixture);
        }
    }

    @Test
    void two_replies_wait_over_a_restart_and_the_dialogue_goes_on_with_the_chosen_one() {
        try (StudioFixture fixture = open("pairwise", LiveStudioTest::model)) {
            Annotator chen = fixture.inviteReady("Chen");
            String code = chen.codes().get(0);
            JsonNode waiting = chen.say(code, "你是谁？").path("waiting");
            assertThat(waiting.path("user").asText()).isEqualTo("你是谁？");
            assertThat(waiting.path("replies")).hasSize(2);
            assertThat(chen.sayAnswer(code, "other", "换一句").body()).contains("\"choose_first\"");
            fixture.restart();
            JsonNode again = chen.get("items/" + code).path("waiting");
            assertThat(again.path("replies")).isEqualTo(waiting.path("replies"));
            assertThat(chen.submitAnswer(code, 1).body()).contains("\"missing\":[\"better\"]");
            chen.click(code, 1, "better", "second");
            JsonNode turn = chen.submit(code, 1, 8).path("turn");
            assertThat(turn.path("continued").asText()).isEqualTo("second");
            assertThat(turn.path("replies")).isEqualTo(waiting.path("replies"));
            assertThat(chen.postAnswer("items/" + code + "/answers", Annotator.clickJson("r", 1, "better", "first"))
                            .body())
                    .contains("\"decided\"");
            // The same seeds: whatever was chosen, the second turn is what it would have been without a stop.
            String session = assignments(fixture, chen).get(0).session();
            List<PairTurn> kept = new SqliteRunStore(fixture.held().database()).pairTurns(id(session));
            assertThat(kept).hasSize(1);
            assertThat(kept.get(0).said().reply())
                    .isEqualTo(waiting.path("replies").path(1).asText());
            for (int number = 2; number <= StudioFixture.ROUNDS; number++) {
                chen.say(code, "第" + number + "句");
                chen.click(code, number, "better", "tie");
                chen.submit(code, number, 8);
            }
            assertThat(chen.get("items/" + code).path("done").asBoolean()).isTrue();
            assertThat(new AnnotationStore(fixture.held().database())
                            .annotations()
                            .preferences())
                    .extracting(Preference::turn)
                    .containsExactly(1, 2, 3);
            assertBlind(fixture);
        }
    }

    @Test
    void a_model_that_fails_is_told_without_its_name_and_the_message_can_be_sent_again() {
        AtomicBoolean fails = new AtomicBoolean(true);
        AtomicInteger calls = new AtomicInteger();
        Function<String, ChatModel> models = id -> new Unreliable(model(id), () -> {
            calls.incrementAndGet();
            if (fails.get()) {
                throw new GaveUpException("zephyr-nine at 10.0.0.1 does not answer", 3);
            }
        });
        try (StudioFixture fixture = open("rating", models)) {
            Annotator chen = fixture.inviteReady("Chen");
            String code = chen.codes().get(0);
            assertThat(chen.sayAnswer(code, "r1", "你好！").body())
                    .isEqualTo("{\"error\":\"model_unavailable\",\"message\":\"No reply can be given at the moment; try"
                            + " again in a while.\"}");
            SqliteRunStore store = new SqliteRunStore(fixture.held().database());
            String session = assignments(fixture, chen).get(0).session();
            assertThat(store.states().get(session))
                    .isEqualTo(new SessionState.Failed(FailureKind.GAVE_UP, "zephyr-nine at 10.0.0.1 does not answer"));
            fails.set(false);
            assertThat(chen.sayAnswer(code, "r1", "你好！").statusCode()).isEqualTo(200);
            assertThat(store.states().get(session)).isEqualTo(new SessionState.Open());
            assertThat(calls).hasValue(2);
            assertBlind(fixture);
        }
    }

    @Test
    void a_message_that_does_not_fit_is_told_and_forgotten() {
        Function<String, ChatModel> models = id -> new Unreliable(model(id), () -> {
            throw new ContextTooLongException("the prompt of zephyr-nine is too long");
        });
        try (StudioFixture fixture = open("rating", models)) {
            Annotator chen = fixture.inviteReady("Chen");
            String code = chen.codes().get(0);
            assertThat(chen.sayAnswer(code, "r1", "很长的话").body())
                    .isEqualTo(
                            "{\"error\":\"too_long\",\"message\":\"This message does not fit what can be read at once;"
                                    + " say it shorter.\"}");
            assertThat(chen.get("items/" + code).path("turns")).isEmpty();
        }
    }

    @Test
    void a_dialogue_is_free_again_when_its_person_withdraws() {
        try (StudioFixture fixture = open("rating", LiveStudioTest::model)) {
            Annotator chen = fixture.inviteReady("Chen");
            chen.say(chen.codes().get(0), "这句话以后要删掉");
            SqliteRunStore store = new SqliteRunStore(fixture.held().database());
            assertThat(store.turnCounts()).hasSize(1);
            chen.post("withdraw", "{\"confirm\":\"withdraw\"}");
            assertThat(store.turnCounts()).isEmpty();
            Annotator wang = fixture.inviteReady("Wang");
            assertThat(wang.codes()).hasSize(8);
        }
    }

    /** A model before which something else happens. */
    private record Unreliable(ChatModel model, Runnable before) implements ChatModel {

        @Override
        public ModelDescription description() {
            return model.description();
        }

        @Override
        public ChatReply reply(ChatRequest request, TextListener listener) {
            before.run();
            return model.reply(request, listener);
        }

        @Override
        public void close() {}
    }

    private static SessionId id(String session) {
        List<String> parts = List.of(session.split("\\."));
        return new SessionId(parts.get(0), parts.get(1), parts.get(2), Integer.parseInt(parts.get(3)));
    }

    private static void assertBlind(StudioFixture fixture) {
        assertThat(String.join("\n", fixture.heard).toLowerCase(Locale.ROOT))
                .doesNotContain("zephyr", "quokka", "embedded", "walk.1", "talk.1", "10.0.0.1");
    }

    private static List<StudioAssignment> assignments(StudioFixture fixture, Annotator person) {
        return new StudioAssignments(fixture.held().database()).of(person.person.id());
    }
}
