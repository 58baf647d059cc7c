package org.charactermirror.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Place;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.Subject;
import org.charactermirror.document.Sha256;
import org.charactermirror.scenario.StudyKind;
import org.charactermirror.store.StudioAssignment.Purpose;
import org.charactermirror.store.StudioAssignments.Given;
import org.charactermirror.store.StudioParticipants.Invitation;
import org.charactermirror.store.StudioSubmissions.HandIn;
import org.charactermirror.store.StudioSubmissions.Judged;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody who withdraws leaves behind where judgements carry names. */
class StudioWithdrawalTest {

    private static final String NAME = "陈静雯";
    private static final String FIRST = StoredStudy.alone(1).toString();

    @TempDir
    Path folder;

    private StudyDatabase database;
    private StudioParticipant chen;
    private StudioParticipant wang;

    @BeforeEach
    void invite() {
        database = StoredStudy.open(folder, 3);
        List<StudioParticipant> invited = new StudioParticipants(database)
                .invite(
                        List.of(
                                new Invitation(NAME, "zh", Sha256.hex("token of chen")),
                                new Invitation("Wang", "en", Sha256.hex("token of wang"))),
                        true);
        chen = invited.get(0);
        wang = invited.get(1);
        new StudioAssignments(database)
                .arrange(Map.of(
                        chen.id(),
                        List.of(
                                new Given(FIRST, Purpose.JUDGE),
                                new Given(StoredStudy.alone(2).toString(), Purpose.JUDGE))));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Rating rating(String file, String comment) {
        return new Rating(
                new Place(file, 1),
                new Subject("study", FIRST, chen.annotator(), null, null, null),
                "tiny",
                Map.of(Dimension.OVERALL, new BigDecimal(4)),
                comment,
                Origin.HUMAN,
                Map.of());
    }

    private void handIn(String comment) {
        String code = new StudioAssignments(database).of(chen.id()).get(0).code();
        new StudioSubmissions(database)
                .handIn(
                        new HandIn(chen.id(), code, 0, 10, Set.of(0), true),
                        (answers, seconds) -> new Judged.Complete(
                                Optional.of(rating(StudioWithdrawal.SOURCE, comment)), Optional.empty()));
    }

    @Test
    void what_others_did_about_somebody_is_noted_without_the_person_afterwards() {
        StudioAdmin admin = new StudioAdmin(database);
        StudioAudit audit = new StudioAudit(database);
        audit.note(StudioAudit.OWNER, "invited", chen.annotator());
        admin.pause(chen.id());
        admin.resume(chen.id());
        admin.reassign(chen.id(), wang.id(), new StudioRules(StudyKind.RATING, false, 7, List.of()));
        audit.note(StudioAudit.OWNER, "set", "per_item=2");

        new StudioWithdrawal(database).withdraw(chen.id());

        assertThat(audit.all())
                .extracting(StudioAudit.Entry::action, StudioAudit.Entry::detail)
                .containsExactly(
                        tuple("invited", ""),
                        tuple("paused", ""),
                        tuple("resumed", ""),
                        tuple("reassigned", ""),
                        tuple("set", "per_item=2"),
                        tuple("withdrew", ""));
    }

    @Test
    void what_was_said_first_and_then_otherwise_is_in_no_corner_of_the_file() throws IOException {
        handIn("这条长长的备注写过之后又改成了别的内容，谁也不该再读到它");
        handIn("短");
        new StudioWithdrawal(database).withdraw(chen.id());
        assertThat(bytes()).doesNotContain("谁也不该再读到它").doesNotContain(NAME);
    }

    @Test
    void judgements_that_a_file_has_completed_since_go_too() {
        handIn("备注");
        new AnnotationStore(database).save(List.of(), List.of(rating("ratings.csv", "备注")));
        new StudioWithdrawal(database).withdraw(chen.id());
        assertThat(new AnnotationStore(database).annotations().size()).isZero();
    }

    /** Of the database and its log, as they are while the server runs. */
    private String bytes() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String name : List.of("study.db", "study.db-wal")) {
            Path file = folder.resolve(name);
            if (Files.exists(file)) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
            }
        }
        return all.toString();
    }
}
