package org.charactermirror.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.document.Sha256;
import org.charactermirror.store.StudioParticipants.Invitation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who takes part in a studio, and how it is set. */
class StudioPeopleTest {

    @TempDir
    Path folder;

    private StudyDatabase database;
    private StudioParticipant chen;
    private StudioParticipant wang;

    @BeforeEach
    void invite() {
        database = StoredStudy.open(folder, 1);
        List<StudioParticipant> invited = new StudioParticipants(database)
                .invite(
                        List.of(
                                new Invitation("陈 静", "zh", Sha256.hex("token of chen")),
                                new Invitation("Wang", "en", Sha256.hex("token of wang"))),
                        false);
        chen = invited.get(0);
        wang = invited.get(1);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whoever_is_invited_is_found_by_the_token_until_it_is_revoked() {
        StudioParticipants participants = new StudioParticipants(database);
        assertThat(participants.byTokenHash(Sha256.hex("token of chen"))).contains(chen);
        assertThat(participants.byTokenHash(Sha256.hex("another token"))).isEmpty();
        assertThat(participants.byTokenHash("")).isEmpty();
        database.write(
                handle -> handle.execute("UPDATE participant SET token_hash = NULL WHERE participant = ?", chen.id()));
        assertThat(participants.byTokenHash(Sha256.hex("token of chen"))).isEmpty();
        assertThat(participants.byTokenHash("")).isEmpty();
    }

    @Test
    void judgements_carry_pseudonyms_unless_names_are_wanted() {
        assertThat(chen.name()).isEqualTo("陈 静");
        assertThat(chen.annotator()).matches("annotator-[a-z0-9]{4}").isNotEqualTo(wang.annotator());
        StudioParticipants participants = new StudioParticipants(database);
        assertThat(participants.invite(List.of(new Invitation("Li", "en", Sha256.hex("3"))), true))
                .extracting(StudioParticipant::annotator)
                .containsExactly("Li");
        assertThatThrownBy(() -> participants.invite(
                        List.of(
                                new Invitation("Zhao", "en", Sha256.hex("4")),
                                new Invitation(" Li ", "en", Sha256.hex("5"))),
                        true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Li is somebody's name in this study already; choose another name");
        assertThat(participants.all()).hasSize(3);
    }

    @Test
    void steps_before_the_work_are_kept_with_the_time_of_the_first_one() {
        StudioParticipants participants = new StudioParticipants(database);
        participants.consent(chen.id(), Sha256.hex("text"));
        participants.consent(chen.id(), Sha256.hex("later text"));
        participants.instruct(chen.id());
        participants.attempt(chen.id(), false);
        participants.attempt(chen.id(), true);
        participants.setLanguage(chen.id(), "en");
        StudioParticipant now = participants.find(chen.id()).orElseThrow();
        assertThat(now.consent()).contains(Sha256.hex("text"));
        assertThat(now.consented()).isPresent();
        assertThat(now.instructed()).isPresent();
        assertThat(now.qualified()).isPresent();
        assertThat(now.attempts()).isEqualTo(2);
        assertThat(now.language()).isEqualTo("en");
    }

    @Test
    void a_browser_stays_signed_in_after_a_restart_until_its_person_is_shut_out() {
        StudioBrowsers.SignedIn browser =
                new StudioBrowsers.SignedIn(Sha256.hex("cookie"), Optional.of(chen.id()), "check");
        new StudioBrowsers(database).keep(browser);
        database.close();
        database = StudyDatabase.open(folder.resolve(StudyDatabase.FILE_NAME));
        StudioBrowsers browsers = new StudioBrowsers(database);
        assertThat(browsers.find(Sha256.hex("cookie"))).contains(browser);
        assertThat(browsers.find(Sha256.hex("other"))).isEmpty();
        database.write(
                handle -> handle.execute("UPDATE participant SET token_hash = NULL WHERE participant = ?", chen.id()));
        assertThat(browsers.find(Sha256.hex("cookie"))).isEmpty();
    }

    @Test
    void a_setting_has_what_is_usual_until_it_is_set_and_never_what_it_cannot_be() {
        StudioSettings usual = StudioSettings.of(database);
        assertThat(usual.perItem()).isEqualTo(1);
        assertThat(usual.mostItems()).isEmpty();
        assertThat(usual.attentionEvery()).isEqualTo(10);
        assertThat(usual.qualifies()).isTrue();
        StudioSettings.set(database, Map.of(StudioSetting.PER_ITEM, "3", StudioSetting.SEED, "9007199254740991"));
        assertThat(StudioSettings.of(database).perItem()).isEqualTo(3);
        assertThat(StudioSettings.of(database).seed()).hasValue(9_007_199_254_740_991L);
        assertThatThrownBy(() ->
                        StudioSettings.set(database, Map.of(StudioSetting.PER_ITEM, "0", StudioSetting.PAUSED, "yes")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("per_item is \"0\"; expected is a whole number from 1 to 1000");
        assertThat(StudioSettings.of(database).paused()).isFalse();
        assertThat(StudioSetting.words())
                .containsExactly(
                        "per_item",
                        "most_items",
                        "names",
                        "consent.en",
                        "consent.zh",
                        "qualification",
                        "attention_every",
                        "paused",
                        "seed",
                        "languages");
        assertThat(StudioSetting.SEED.problem("9007199254740992")).isPresent();
    }
}
