package org.charactermirror.web.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.charactermirror.annotation.Outcome;
import org.charactermirror.annotation.Preference;
import org.charactermirror.batch.SessionState;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ChatReply;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.GaveUpException;
import org.charactermirror.chat.ModelDescription;
import org.charactermirror.chat.StopReason;
import org.charactermirror.chat.TextListener;
import org.charactermirror.session.PairSide;
import org.charactermirror.session.SessionId;
import org.charactermirror.store.AnnotationStore;
import org.charactermirror.store.SqliteRunStore;
import org.charactermirror.store.StudioAssignment;
import org.charactermirror.store.StudioAssignments;
import org.charactermirror.store.TypedSessions;
import org.charactermirror.web.studio.StudioFixture.Annotator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people do while a model still writes, or after a dialogue has gone on. */
class LiveTroubleTest {

    @TempDir
    Path folder;

    /** Happens once before the next reply. */
    private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});

    private StudioFixture open(String kind) {
        String more =
                kind.equals("pairwise") ? "baseline: " + StudioFixture.FIRST_MODEL + "\ncontinuation: annotator" : "";
        return StudioFixture.live(folder, kind, more, Interrupted::new);
    }

    /** A fake: says its name's length, after whatever happens meanwhile. */
    private final class Interrupted implements ChatModel {

        private final String id;

        Interrupted(String id) {
            this.id = id;
        }

        @Override
        public ModelDescription description() {
            return new ModelDescription(id, "local", "Apache-2.0", "A fake for tests.", 768, Map.of());
        }

        @Override
        public ChatReply reply(ChatRequest request, TextListener listener) {
            meanwhile.getAndSet(() -> {}).run();
            String text = "我的回答有" + id.length() + "个字";
            listener.onText(text);
            return new ChatReply(text, StopReason.END_OF_SEQUENCE, 10, 0, 4, 0);
        }

        @Override
        public void close() {}
    }

    private static StudioAssignment first(StudioFixture fixture, Annotator person) {
        return new StudioAssignments(fixture.held().database())
                .of(person.person.id())
                .get(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rating", "pairwise"})
    void whoever_withdraws_while_a_model_writes_leaves_nothing_that_was_said(String kind) throws IOException {
        try (StudioFixture fixture = open(kind)) {
            Annotator chen = fixture.inviteReady("Chen");
            Annotator other = chen.on(fixture.enter(fixture.token("Chen")));
            String code = chen.codes().get(0);
            meanwhile.set(() -> other.post("withdraw", "{\"confirm\":\"withdraw\"}"));
            assertThat(chen.sayAnswer(code, "r1", "这句话谁也不该再读到").statusCode()).isEqualTo(404);
            SqliteRunStore store = new SqliteRunStore(fixture.held().database());
            assertThat(store.turnCounts()).isEmpty();
            assertThat(new TypedSessions(fixture.held().database()).owners()).isEmpty();
            assertThat(bytes(fixture.folder)).doesNotContain("谁也不该再读到");
        }
    }

    @Test
    void a_failure_that_comes_after_a_withdrawal_is_nobodys() {
        try (StudioFixture fixture = open("rating")) {
            Annotator chen = fixture.inviteReady("Chen");
            Annotator other = chen.on(fixture.enter(fixture.token("Chen")));
            String code = chen.codes().get(0);
            String session = first(fixture, chen).session();
            meanwhile.set(() -> {
                other.post("withdraw", "{\"confirm\":\"withdraw\"}");
                throw new GaveUpException("no answer to 这句话", 3);
            });
            assertThat(chen.sayAnswer(code, "r1", "这句话").statusCode()).isEqualTo(404);
            SqliteRunStore store = new SqliteRunStore(fixture.held().database());
            assertThat(store.states().get(session)).isEqualTo(new SessionState.Open());
        }
    }

    @Test
    void transcripts_lack_whoever_has_withdrawn_also_where_another_has_said_as_much_since() throws IOException {
        try (StudioFixture fixture = open("rating")) {
            Annotator chen = fixture.inviteReady("Chen");
            Annotator wang = fixture.inviteReady("Wang");
            chen.say(chen.codes().get(0), "陈的话");
            fixture.studio().exports().write();
            wang.say(wang.codes().get(0), "王的话");
            chen.post("withdraw", "{\"confirm\":\"withdraw\"}");
            assertThat(Files.readString(fixture.folder.resolve("transcripts.jsonl")))
                    .contains("王的话")
                    .doesNotContain("陈的话");
        }
    }

    @Test
    void a_choice_that_the_dialogue_has_gone_on_from_is_not_taken_back() {
        try (StudioFixture fixture = open("pairwise")) {
            Annotator chen = fixture.inviteReady("Chen");
            String code = chen.codes().get(0);
            chen.say(code, "第一句");
            chen.click(code, 1, "better", "first");
            chen.click(code, 1, "better", "second");
            chen.submit(code, 1, 8);
            chen.click(code, 1, "reason", "更像");
            assertThat(chen.post("items/" + code + "/undo", "{\"request\":\"u1\"}")
                            .toString())
                    .isEqualTo("{\"turn\":1,\"field\":\"reason\",\"value\":null}");
            assertThat(chen.postAnswer("items/" + code + "/undo", "{\"request\":\"u2\"}")
                            .body())
                    .contains("\"nothing_to_undo\"");
            chen.submit(code, 1, 8);
            chen.say(code, "第二句");
            chen.click(code, 2, "better", "tie");
            assertThat(chen.post("items/" + code + "/undo", "{\"request\":\"u3\"}")
                            .toString())
                    .isEqualTo("{\"turn\":2,\"field\":\"better\",\"value\":null}");
            PairSide continued = new SqliteRunStore(fixture.held().database())
                    .pairTurns(id(first(fixture, chen).session()))
                    .get(0)
                    .continued();
            assertThat(new AnnotationStore(fixture.held().database())
                            .annotations()
                            .preferences())
                    .extracting(Preference::outcome)
                    .isEqualTo(List.of(continued == PairSide.A ? Outcome.WIN : Outcome.LOSE));
        }
    }

    private static SessionId id(String session) {
        List<String> parts = List.of(session.split("\\."));
        return new SessionId(parts.get(0), parts.get(1), parts.get(2), Integer.parseInt(parts.get(3)));
    }

    private static String bytes(Path folder) throws IOException {
        StringBuilder all = new StringBuilder();
        for (String name : List.of("study.db", "study.db-wal")) {
            all.append(new String(Files.readAllBytes(folder.resolve(name)), StandardCharsets.UTF_8));
        }
        return all.toString();
    }
}
