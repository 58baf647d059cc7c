package org.charactermirror.web.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.charactermirror.annotation.Sheet;
import org.charactermirror.annotation.Side;
import org.charactermirror.store.AnnotationItems;
import org.charactermirror.store.AnnotationStore;
import org.charactermirror.store.StudioAssignment;
import org.charactermirror.store.StudioAssignments;
import org.charactermirror.store.StudioAudit;
import org.charactermirror.store.StudioLeaks;
import org.charactermirror.store.StudioSetting;
import org.charactermirror.store.StudioSettings;
import org.charactermirror.web.Site;
import org.charactermirror.web.studio.StudioFixture.Annotator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dialogues that were played before are judged in browsers. */
class StudioModuleTest {

    private static final String PAIRS = "baseline: " + StudioFixture.FIRST_MODEL + "\ncontinuation: alternate";

    @TempDir
    Path folder;

    private StudioFixture open(String kind) {
        return StudioFixture.recorded(folder, kind, kind.equals("pairwise") ? PAIRS : "");
    }

    @Test
    void what_comes_before_the_work_comes_one_after_the_other() {
        try (StudioFixture fixture = open("rating")) {
            Annotator chen = fixture.invite("Chen");
            JsonNode me = chen.get("me");
            assertThat(me.path("state").asText()).isEqualTo("consent");
            assertThat(me.path("study").toString())
                    .contains("\"id\":\"small\"", "\"kind\":\"rating\"", "\"live\":false", "\"rounds\":3");
            assertThat(me.path("rubric").path("dimensions")).hasSize(7);
            assertThat(me.path("rubric").path("flags")).hasSize(6);
            assertThat(chen.getAnswer("items").body())
                    .isEqualTo("{\"error\":\"not_yet\",\"message\":\"Something comes first; load the page again.\"}");
            assertThat(chen.postAnswer("consent", "{\"sha256\":\"another text\"}")
                            .body())
                    .isEqualTo("{\"error\":\"changed\",\"message\":\"The text has changed meanwhile; please read it"
                            + " again.\"}");
            chen.post(
                    "consent",
                    "{\"sha256\":\"" + me.path("consent").path("sha256").asText() + "\"}");
            assertThat(chen.get("me").path("state").asText()).isEqualTo("instructions");
            assertThat(chen.get("instructions").path("paragraphs")).isNotEmpty();
            chen.post("instructions", "{}");
            assertThat(chen.get("me").path("state").asText()).isEqualTo("qualification");
            JsonNode questions = chen.get("qualification").path("questions");
            assertThat(questions).isNotEmpty();
            assertThat(questions.toString()).doesNotContain("right", "explanation");
            JsonNode failed = chen.post("qualification", "{\"answers\":{}}");
            assertThat(failed.path("passed").asBoolean()).isFalse();
            assertThat(failed.path("wrong")).hasSameSizeAs(questions);
            JsonNode passed = chen.post("qualification", chen.rightAnswers());
            assertThat(passed.toString()).isEqualTo("{\"passed\":true,\"attempts\":2,\"wrong\":[]}");
            assertThat(chen.get("me").path("state").asText()).isEqualTo("work");
            assertThat(chen.codes()).hasSize(8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rating", "turn_errors", "pairwise"})
    void nothing_that_the_server_says_tells_a_model(String kind) {
        try (StudioFixture fixture = open(kind)) {
            StudioSettings.set(fixture.held().database(), Map.of(StudioSetting.ATTENTION_EVERY, "2"));
            Annotator chen = fixture.inviteReady("Chen");
            for (String code : chen.codes()) {
                JsonNode item = chen.get("items/" + code);
                assertThat(item.path("turns").path(1).toString())
                        .contains("▇▇▇")
                        .contains("\"masked\":true");
                judge(chen, kind, item);
            }
            assertThat(chen.get("me").path("state").asText()).isEqualTo("done");
            chen.get("my-data");
            chen.postAnswer("items/nothing/undo", "{\"request\":\"r\"}");
            assertThat(String.join("\n", fixture.heard).toLowerCase(Locale.ROOT))
                    .doesNotContain("zephyr", "quokka", "embedded", "walk.1", "talk.1", "clock", "lamp")
                    .contains("老钟", "阿灯", "傍晚。");
            List<StudioLeaks.Leak> leaks = new StudioLeaks(fixture.held().database()).all();
            assertThat(leaks).hasSize(8).allMatch(leak -> leak.turn() == 2 && leak.count() == 1);
            assertThat(leaks).extracting(StudioLeaks.Leak::words).containsOnly("ZEPHYR-NINE", "QUOKKA-FOUR");
        }
    }

    /** Judges all that is asked, as the instruction says where there is one. */
    private static void judge(Annotator person, String kind, JsonNode item) {
        String code = item.path("code").asText();
        if (kind.equals("rating")) {
            person.score(code, "4");
            person.submit(code, 0, 30);
            return;
        }
        for (JsonNode turn : item.path("turns")) {
            if (turn.path("submitted").asBoolean()) {
                continue;
            }
            int number = turn.path("turn").asInt();
            if (kind.equals("pairwise")) {
                person.click(code, number, "better", "tie");
            } else {
                person.click(code, number, "ooc", "1");
            }
            person.submit(code, number, 5);
        }
    }

    @Test
    void nobody_reaches_the_items_of_others() {
        try (StudioFixture fixture = open("rating")) {
            StudioSettings.set(fixture.held().database(), Map.of(StudioSetting.PER_ITEM, "2"));
            Annotator chen = fixture.inviteReady("Chen");
            Annotator wang = fixture.inviteReady("Wang");
            String code = chen.codes().get(0);
            assertThat(wang.codes()).doesNotContainAnyElementsOf(chen.codes());
            String nothing = "{\"error\":\"not_found\",\"message\":\"There is nothing here.\"}";
            assertThat(wang.getAnswer("items/" + code).body()).isEqualTo(nothing);
            assertThat(wang.postAnswer("items/" + code + "/answers", Annotator.clickJson("r", 0, "overall", "4"))
                            .body())
                    .isEqualTo(nothing);
            assertThat(wang.postAnswer("items/" + code + "/undo", "{\"request\":\"r\"}")
                            .body())
                    .isEqualTo(nothing);
            assertThat(wang.submitAnswer(code, 0).body()).isEqualTo(nothing);
            assertThat(wang.sayAnswer(code, "r", "喂").body()).isEqualTo(nothing);
            Site nobody = new Site(fixture.url());
            for (String path : List.of("me", "items", "items/" + code, "my-data", "instructions", "qualification")) {
                assertThat(nobody.get("studio/api/" + path).statusCode())
                        .as(path)
                        .isEqualTo(401);
            }
            for (String path : List.of(
                    "items/" + code + "/answers", "items/" + code + "/submit", "withdraw", "language", "leave")) {
                assertThat(nobody.post("studio/api/" + path, "anonymous", "{}").statusCode())
                        .as(path)
                        .isEqualTo(401);
            }
            assertThat(nobody.post("studio/api/enter", "anonymous", "{\"token\":\"guess\"}")
                            .body())
                    .isEqualTo(
                            "{\"error\":\"unknown_token\",\"message\":\"This invitation is not known, or is no longer"
                                    + " good.\"}");
            assertThat(new StudioAudit(fixture.held().database()).all())
                    .extracting(StudioAudit.Entry::who, StudioAudit.Entry::action)
                    .contains(tuple("nobody", "refused"));
        }
    }

    @Test
    void clicks_that_are_sent_twice_count_once_and_are_taken_back_one_by_one() {
        try (StudioFixture fixture = open("rating")) {
            Annotator chen = fixture.inviteReady("Chen");
            String code = chen.codes().get(0);
            String click = Annotator.clickJson("same", 0, "overall", "4");
            long number = chen.post("items/" + code + "/answers", click)
                    .path("number")
                    .asLong();
            assertThat(chen.post("items/" + code + "/answers", click)
                            .path("number")
                            .asLong())
                    .isEqualTo(number);
            chen.click(code, 0, "overall", "2");
            assertThat(chen.get("items/" + code).path("answers").toString()).isEqualTo("{\"overall\":\"2\"}");
            String undo = "{\"request\":\"u1\"}";
            assertThat(chen.post("items/" + code + "/undo", undo).toString())
                    .isEqualTo("{\"turn\":0,\"field\":\"overall\",\"value\":\"4\"}");
            assertThat(chen.post("items/" + code + "/undo", undo).toString())
                    .isEqualTo("{\"turn\":0,\"field\":\"overall\",\"value\":\"4\"}");
            assertThat(chen.post("items/" + code + "/undo", "{\"request\":\"u2\"}")
                            .toString())
                    .isEqualTo("{\"turn\":0,\"field\":\"overall\",\"value\":null}");
            assertThat(chen.postAnswer("items/" + code + "/undo", "{\"request\":\"u3\"}")
                            .body())
                    .isEqualTo("{\"error\":\"nothing_to_undo\",\"message\":\"There is nothing to take back.\"}");
        }
    }

    @Test
    void what_is_no_answer_is_refused() {
        try (StudioFixture fixture = open("rating")) {
            Annotator chen = fixture.inviteReady("Chen");
            String path = "items/" + chen.codes().get(0) + "/answers";
            for (String click : List.of(
                    Annotator.clickJson("r", 0, "overall", "6"),
                    Annotator.clickJson("r", 1, "overall", "4"),
                    Annotator.clickJson("r", 0, "ooc", "1"),
                    Annotator.clickJson("r", 0, "say", "hello"))) {
                assertThat(chen.postAnswer(path, click).body())
                        .isEqualTo("{\"error\":\"no_answer\",\"message\":\"This dialogue has no such question, or the"
                                + " question no such answer.\"}");
            }
            assertThat(chen.postAnswer(path, Annotator.clickJson("r", 0, "comment", "x".repeat(5_001)))
                            .statusCode())
                    .isEqualTo(413);
            assertThat(chen.postAnswer(path, Annotator.clickJson("r", -1, "overall", "4"))
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void scores_become_a_row_when_they_are_handed_in_complete() throws IOException {
        try (StudioFixture fixture = open("rating")) {
            Annotator chen = fixture.inviteReady("Chen");
            String code = chen.codes().get(0);
            chen.click(code, 0, "overall", "4");
            assertThat(chen.submitAnswer(code, 0).body())
                    .isEqualTo(
                            "{\"error\":\"incomplete\",\"message\":\"Some questions have no answer yet.\",\"missing\":"
                                    + "[\"consistency\",\"human_likeness\",\"engagement\",\"quality\",\"safety\",\"correctness\"]}");
            chen.score(code, "5");
            chen.click(code, 0, "quality", "none");
            chen.click(code, 0, "comment", "很好，很“亮”");
            JsonNode submitted = chen.submit(code, 0, 61.26);
            assertThat(submitted.path("item_done").asBoolean()).isTrue();
            assertThat(submitted.path("next").asText()).isEqualTo(chen.codes().get(1));
            StudioAssignment item = assignments(fixture, chen).get(0);
            String[] parts = item.session().split("\\.");
            fixture.studio().exports().write();
            String annotator = chen.person.annotator();
            assertThat(Files.readAllLines(fixture.folder.resolve("annotations/ratings.csv")))
                    .containsExactly(
                            "study,session,annotator,model,character,category,topic,consistency,human_likeness,"
                                    + "engagement,quality,safety,correctness,overall,comment,origin,seconds",
                            "small," + item.session() + "," + annotator + "," + parts[0] + "," + parts[1] + ","
                                    + (parts[1].equals("clock") ? "celebrities" : "daily_life") + ","
                                    + (parts[2].equals("walk") ? "chat" : "interview")
                                    + ",5,5,5,,5,5,5,很好，很“亮”,human,61.3");
            JsonNode me = chen.get("me").path("progress");
            // One took 61.26 s: seven more take 428.82 s.
            assertThat(me.toString()).isEqualTo("{\"done\":1,\"total\":8,\"open\":7,\"seconds_left\":429}");
        }
    }

    @Test
    void confirming_a_reply_says_of_each_flag_whether_it_holds() throws IOException {
        try (StudioFixture fixture = open("turn_errors")) {
            Annotator chen = fixture.inviteReady("Chen");
            String code = chen.codes().get(0);
            chen.click(code, 1, "repetition", "1");
            chen.click(code, 1, "evidence.repetition", "茶1");
            chen.click(code, 1, "ooc", "1");
            chen.click(code, 1, "ooc", "0");
            chen.click(code, 1, "evidence.ooc", "茶");
            JsonNode turn = chen.submit(code, 1, 4).path("turn");
            assertThat(turn.path("submitted").asBoolean()).isTrue();
            assertThat(chen.submit(code, 2, 3).path("item_done").asBoolean()).isFalse();
            assertThat(chen.submit(code, 3, 2).path("item_done").asBoolean()).isTrue();
            fixture.studio().exports().write();
            List<String> rows = Files.readAllLines(fixture.folder.resolve("annotations/turn_errors.csv"));
            assertThat(rows).hasSize(4);
            assertThat(rows.get(1)).endsWith(",1,0,0,1,0,0,0,repetition: “茶1”,,human,4.0");
            assertThat(rows.get(3)).endsWith(",3,0,0,0,0,0,0,,,human,2.0");
            chen.click(code, 3, "proactivity", "1");
            assertThat(chen.get("items/" + code).path("done").asBoolean()).isFalse();
            assertThat(chen.submit(code, 3, 6).path("item_done").asBoolean()).isTrue();
            fixture.studio().exports().write();
            assertThat(Files.readAllLines(fixture.folder.resolve("annotations/turn_errors.csv"))
                            .get(3))
                    // 2 s at first, and 6 s when it was changed.
                    .endsWith(",3,0,0,0,0,0,1,,,human,8.0");
        }
    }

    @Test
    void a_choice_counts_for_the_model_whose_reply_stood_there() {
        try (StudioFixture fixture = open("pairwise")) {
            Annotator chen = fixture.inviteReady("Chen");
            assertThat(chen.codes()).hasSize(4);
            StudioAssignment item = assignments(fixture, chen).get(0);
            String secret = AnnotationItems.key(fixture.held().database());
            List<String> expected = new ArrayList<>();
            JsonNode seen = chen.get("items/" + item.code());
            List<String> choices = List.of("first", "second", "both_bad");
            for (int turn = 1; turn <= StudioFixture.ROUNDS; turn++) {
                Side first = Sheet.shownFirst(secret, chen.person.annotator(), item.session(), turn);
                String firstReply = seen.path("turns")
                        .path(turn - 1)
                        .path("replies")
                        .path(0)
                        .asText();
                assertThat(firstReply).contains(first == Side.A ? "清茶" : "浓茶");
                chen.click(item.code(), turn, "better", choices.get(turn - 1));
                chen.click(item.code(), turn, "reason", "因为" + turn);
                chen.submit(item.code(), turn, 5);
                boolean firstWins = turn == 1;
                String outcome = turn == 3 ? "both_bad" : firstWins == (first == Side.A) ? "win" : "lose";
                expected.add(turn + " " + outcome + " " + first.word() + " 因为" + turn);
            }
            assertThat(new AnnotationStore(fixture.held().database())
                            .annotations()
                            .preferences())
                    .extracting(row -> row.turn() + " " + row.outcome().word() + " "
                            + Objects.requireNonNull(row.shownFirst()).word() + " " + row.reason())
                    .containsExactlyElementsOf(expected);
            assertThat(chen.submitAnswer(assignments(fixture, chen).get(1).code(), 1)
                            .body())
                    .contains("\"missing\":[\"better\"]");
        }
    }

    @Test
    void all_is_as_it_was_after_a_restart_and_on_another_device() {
        try (StudioFixture fixture = open("rating")) {
            Annotator chen = fixture.inviteReady("Chen");
            List<String> codes = chen.codes();
            chen.click(codes.get(0), 0, "overall", "4");
            fixture.restart();
            assertThat(chen.codes()).isEqualTo(codes);
            assertThat(chen.get("items/" + codes.get(0)).path("answers").toString())
                    .isEqualTo("{\"overall\":\"4\"}");
            Annotator elsewhere = chen.on(fixture.enter(fixture.token("Chen")));
            assertThat(elsewhere.get("items/" + codes.get(0)).path("answers").toString())
                    .isEqualTo("{\"overall\":\"4\"}");
            elsewhere.post("leave", "{}");
            assertThat(elsewhere.getAnswer("me").statusCode()).isEqualTo(401);
            assertThat(chen.getAnswer("me").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whoever_withdraws_is_forgotten_and_others_get_what_was_theirs() {
        try (StudioFixture fixture = open("rating")) {
            Annotator chen = fixture.inviteReady("Chen");
            Annotator wang = fixture.inviteReady("Wang");
            String code = chen.codes().get(0);
            chen.score(code, "3");
            chen.submit(code, 0, 20);
            int before = wang.codes().size();
            JsonNode data = chen.get("my-data");
            assertThat(data.path("name").asText()).isEqualTo("Chen");
            assertThat(data.path("clicks")).hasSize(7);
            assertThat(data.path("handed_in")).hasSize(1);
            assertThat(chen.postAnswer("withdraw", "{\"confirm\":\"yes\"}").statusCode())
                    .isEqualTo(400);
            chen.post("withdraw", "{\"confirm\":\"withdraw\"}");
            assertThat(chen.getAnswer("me").statusCode()).isEqualTo(401);
            assertThat(fixture.folder.resolve("annotations/ratings.csv")).doesNotExist();
            assertThat(new AnnotationStore(fixture.held().database())
                            .annotations()
                            .size())
                    .isZero();
            assertThat(wang.codes().size()).isGreaterThanOrEqualTo(before).isEqualTo(8);
            assertThat(new Site(fixture.url())
                            .post("studio/api/enter", "anonymous", "{\"token\":\"" + fixture.token("Chen") + "\"}")
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void nobody_works_while_the_study_is_paused() {
        try (StudioFixture fixture = open("rating")) {
            Annotator chen = fixture.inviteReady("Chen");
            String code = chen.codes().get(0);
            StudioSettings.set(fixture.held().database(), Map.of(StudioSetting.PAUSED, "yes"));
            assertThat(chen.get("me").path("state").asText()).isEqualTo("paused");
            assertThat(chen.postAnswer("items/" + code + "/answers", Annotator.clickJson("r", 0, "overall", "4"))
                            .body())
                    .isEqualTo("{\"error\":\"paused\",\"message\":\"The study is paused; all that you have done is"
                            + " kept.\"}");
        }
    }

    private static List<StudioAssignment> assignments(StudioFixture fixture, Annotator person) {
        return new StudioAssignments(fixture.held().database()).of(person.person.id());
    }
}
