package org.charactermirror.web.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.charactermirror.annotation.AnnotatorGuide;
import org.charactermirror.store.StudioSetting;
import org.charactermirror.store.StudioSettings;
import org.charactermirror.web.studio.StudioFixture.Annotator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What annotators are told and shown, and what is kept, say the same. */
class StudioPromisesTest {

    @TempDir
    Path folder;

    @Test
    void whoever_was_invited_under_a_pseudonym_agrees_to_that_also_where_others_will_carry_names() {
        try (StudioFixture fixture = StudioFixture.recorded(folder, "rating", "")) {
            Annotator chen = fixture.invite("Chen");
            StudioSettings.set(fixture.held().database(), Map.of(StudioSetting.NAMES, "as_given"));
            assertThat(chen.get("me").path("consent").path("text").asText())
                    .isEqualTo(AnnotatorGuide.ofLanguage("en").consent(false, true))
                    .contains("under a pseudonym");
            chen.getReady();
        }
    }

    @Test
    void words_that_show_an_error_are_the_replys_as_it_was_shown() {
        try (StudioFixture fixture = StudioFixture.recorded(folder, "turn_errors", "")) {
            Annotator chen = fixture.inviteReady("Chen");
            String code = chen.codes().get(0);
            String reply = chen.get("items/" + code)
                    .path("turns")
                    .path(1)
                    .path("reply")
                    .asText();
            assertThat(reply).startsWith("其实我是");
            chen.click(code, 2, "evidence.ooc", reply);
            chen.click(code, 2, "evidence.ooc", "其 实\\n我是");
            for (String other : List.of("其实我不是", "茶1", "ZEPHYR-NINE", "QUOKKA-FOUR")) {
                assertThat(chen.postAnswer(
                                        "items/" + code + "/answers",
                                        Annotator.clickJson("r" + other, 2, "evidence.ooc", other))
                                .body())
                        .isEqualTo("{\"error\":\"not_in_reply\",\"message\":\"These words are not in the reply.\"}");
            }
            assertThat(chen.postAnswer("items/" + code + "/answers", Annotator.clickJson("r9", 9, "evidence.ooc", "其实"))
                            .body())
                    .contains("not_in_reply");
        }
    }
}
