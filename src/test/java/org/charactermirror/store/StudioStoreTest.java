package org.charactermirror.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Place;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.Subject;
import org.charactermirror.batch.SessionState;
import org.charactermirror.chat.StopReason;
import org.charactermirror.document.Sha256;
import org.charactermirror.session.MessageSource;
import org.charactermirror.session.PairReplies;
import org.charactermirror.session.PairSide;
import org.charactermirror.session.PairTurn;
import org.charactermirror.session.Turn;
import org.charactermirror.store.StudioAnswers.Click;
import org.charactermirror.store.StudioAnswers.Held;
import org.charactermirror.store.StudioAnswers.Said;
import org.charactermirror.store.StudioAssignment.Purpose;
import org.charactermirror.store.StudioAssignment.State;
import org.charactermirror.store.StudioAssignments.Given;
import org.charactermirror.store.StudioParticipants.Invitation;
import org.charactermirror.store.StudioSubmissions.HandIn;
import org.charactermirror.store.StudioSubmissions.Judge;
import org.charactermirror.store.StudioSubmissions.Judged;
import org.charactermirror.store.StudioSubmissions.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudioStoreTest {

    private static final String FIRST = StoredStudy.alone(1).toString();
    private static final String SECOND = StoredStudy.alone(2).toString();
    private static final String THIRD = StoredStudy.alone(3).toString();

    @TempDir
    Path folder;

    private StudyDatabase database;
    private StudioAnswers answers;
    private StudioSubmissions submissions;
    private StudioParticipant chen;
    private StudioParticipant wang;

    @BeforeEach
    void invite() {
        database = StoredStudy.open(folder, 3);
        open();
        List<StudioParticipant> invited = new StudioParticipants(database)
                .invite(
                        List.of(
                                new Invitation("陈 静", "zh", Sha256.hex("token of chen")),
                                new Invitation("Wang", "en", Sha256.hex("token of wang"))),
                        false);
        chen = invited.get(0);
        wang = invited.get(1);
        new StudioAssignments(database)
                .arrange(Map.of(
                        chen.id(), List.of(judge(FIRST), judge(SECOND)),
                        wang.id(), List.of(judge(THIRD))));
    }

    private void open() {
        answers = new StudioAnswers(database);
        submissions = new StudioSubmissions(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_click_that_is_sent_twice_counts_once() {
        String code = codes(chen).get(0);
        OptionalLong first = answers.keep(chen.id(), click("r1", code, "overall", "4"));
        assertThat(first).hasValue(1);
        assertThat(answers.keep(chen.id(), click("r2", code, "overall", "5"))).hasValue(2);
        assertThat(answers.keep(chen.id(), click("r1", code, "overall", "4"))).hasValue(1);
        assertThat(answers.values(code)).isEqualTo(Map.of(0, Map.of("overall", "5")));
        assertThat(states(chen)).containsExactly(State.BEGUN, State.OPEN);
    }

    @Test
    void nobody_answers_what_is_somebody_elses() {
        assertThat(answers.keep(wang.id(), click("r1", codes(chen).get(0), "overall", "4")))
                .isEmpty();
        assertThat(answers.undo(wang.id(), codes(chen).get(0), "r2")).isEmpty();
        assertThat(answers.say(wang.id(), codes(chen).get(0), "r3", 1, "喂")).isEmpty();
        assertThat(submissions.handIn(handIn(wang, codes(chen).get(0)), rating(wang)))
                .isEqualTo(new Outcome.NotTheirs());
        assertThat(new StudioAssignments(database).find(wang.id(), codes(chen).get(0)))
                .isEmpty();
        assertThat(StudyHealthTest.number(database, "SELECT count(*) FROM answer"))
                .isZero();
    }

    @Test
    void undo_takes_clicks_back_one_after_the_other() {
        String code = codes(chen).get(0);
        answers.keep(chen.id(), click("r1", code, "overall", "4"));
        answers.keep(chen.id(), click("r2", code, "overall", "5"));
        answers.say(chen.id(), code, "r3", 1, "说的话不会收回");
        assertThat(answers.undo(chen.id(), code, "u1")).contains(new Held(0, "overall", Optional.of("4")));
        assertThat(answers.undo(chen.id(), code, "u1"))
                .as("sent twice")
                .contains(new Held(0, "overall", Optional.of("4")));
        assertThat(answers.values(code)).isEqualTo(Map.of(0, Map.of("overall", "4")));
        assertThat(answers.undo(chen.id(), code, "u2")).contains(new Held(0, "overall", Optional.empty()));
        assertThat(answers.undo(chen.id(), code, "u3")).isEmpty();
        assertThat(answers.values(code)).isEqualTo(Map.of(0, Map.of()));
    }

    @Test
    void what_is_handed_in_stands_among_the_judgements_and_takes_the_place_of_the_earlier_one() {
        AnnotationStore rows = new AnnotationStore(database);
        long version = rows.version();
        String code = codes(chen).get(0);
        answers.keep(chen.id(), click("r1", code, "overall", "4"));
        assertThat(submissions.handIn(handIn(chen, code), rating(chen))).isEqualTo(new Outcome.HandedIn(true));
        assertThat(rows.version()).isEqualTo(version + 1);
        assertThat(scores(rows)).containsExactly("4");
        assertThat(states(chen)).containsExactly(State.DONE, State.OPEN);

        answers.keep(chen.id(), click("r2", code, "overall", "2"));
        assertThat(submissions.of(code)).as("changed since").isEmpty();
        assertThat(states(chen)).containsExactly(State.BEGUN, State.OPEN);
        assertThat(scores(rows)).containsExactly("4");
        assertThat(submissions.handIn(handIn(chen, code), rating(chen))).isEqualTo(new Outcome.HandedIn(true));
        assertThat(scores(rows)).containsExactly("2");
        assertThat(rows.annotations().ratings().get(0).extra())
                .as("the time of both looks")
                .isEqualTo(Map.of("seconds", "25.0"));
        submissions.handIn(handIn(chen, code), rating(chen));
        assertThat(new StudioAssignments(database).seconds(chen.id()))
                .as("sent twice")
                .containsExactly(25.0);
        assertThat(submissions.of(code)).containsExactly(0);
        assertThat(rows.version()).isEqualTo(version + 3);
        assertThat(new SqliteRunStore(database).events())
                .as("no event for each")
                .isEmpty();
    }

    @Test
    void what_is_not_answered_is_named_and_nothing_is_kept() {
        String code = codes(chen).get(0);
        assertThat(submissions.handIn(handIn(chen, code), rating(chen)))
                .isEqualTo(new Outcome.Incomplete(List.of("overall")));
        assertThat(submissions.of(code)).isEmpty();
        assertThat(new AnnotationStore(database).annotations().size()).isZero();
    }

    @Test
    void a_dialogue_is_done_when_each_of_its_turns_is_handed_in() {
        String code = codes(chen).get(0);
        Judge none = (values, seconds) -> new Judged.Complete(Optional.empty(), Optional.empty());
        Set<Integer> turns = Set.of(1, 2);
        assertThat(submissions.handIn(new HandIn(chen.id(), code, 2, 3, turns, true), none))
                .isEqualTo(new Outcome.HandedIn(false));
        assertThat(submissions.handIn(new HandIn(chen.id(), code, 1, 1.5, turns, false), none))
                .as("some turns are still to come")
                .isEqualTo(new Outcome.HandedIn(false));
        assertThat(submissions.handIn(new HandIn(chen.id(), code, 1, 1.5, turns, true), none))
                .isEqualTo(new Outcome.HandedIn(true));
        assertThat(new StudioAssignments(database).seconds(chen.id())).containsExactly(1.5, 3.0);
        assertThat(new StudioAssignments(database).handedIn(chen.id())).isEqualTo(Map.of(code, 2));
    }

    @Test
    void what_was_said_with_a_request_stays_what_it_was() {
        String code = codes(chen).get(0);
        assertThat(answers.say(chen.id(), code, "r1", 1, "你好")).contains(new Said(1, "你好"));
        assertThat(answers.say(chen.id(), code, "r1", 2, "换了一句")).contains(new Said(1, "你好"));
        assertThat(answers.values(code)).isEmpty();
    }

    @Test
    void what_is_begun_stays_when_work_is_given_anew() {
        StudioAssignments assignments = new StudioAssignments(database);
        String begun = codes(chen).get(1);
        answers.keep(chen.id(), click("r1", begun, "overall", "4"));
        String open = codes(chen).get(0);
        assignments.arrange(Map.of(
                chen.id(), List.of(judge(SECOND), judge(THIRD)),
                wang.id(), List.of(judge(FIRST), new Given(THIRD, Purpose.GOLD))));
        assertThat(assignments.of(chen.id()))
                .extracting(StudioAssignment::session)
                .containsExactly(SECOND, THIRD);
        assertThat(assignments.of(chen.id()))
                .extracting(StudioAssignment::position)
                .containsExactly(2, 3);
        assertThat(assignments.find(chen.id(), open)).isEmpty();
        assertThat(assignments.find(chen.id(), begun)).isPresent();
        assertThat(assignments.of(wang.id()))
                .extracting(StudioAssignment::session, StudioAssignment::purpose)
                .containsExactly(tuple(FIRST, Purpose.JUDGE), tuple(THIRD, Purpose.GOLD));
    }

    @Test
    void work_is_not_given_to_others_that_somebody_began_since_it_was_thought_out() {
        StudioAssignments assignments = new StudioAssignments(database);
        Map<String, List<Given>> others =
                Map.of(chen.id(), List.of(judge(SECOND)), wang.id(), List.of(judge(THIRD), judge(FIRST)));
        String begun = codes(chen).get(0);
        answers.keep(chen.id(), click("r1", begun, "overall", "4"));
        assertThat(assignments.arrange(others, Set.of())).isFalse();
        assertThat(assignments.of(wang.id()))
                .extracting(StudioAssignment::session)
                .containsExactly(THIRD);
        assertThat(assignments.arrange(others, Set.of(begun))).isTrue();
        assertThat(assignments.of(wang.id()))
                .extracting(StudioAssignment::session)
                .containsExactly(THIRD, FIRST);
        assertThat(assignments.of(chen.id()))
                .as("what is begun stays")
                .extracting(StudioAssignment::session)
                .containsExactly(FIRST, SECOND);
    }

    @Test
    void two_hundred_people_click_at_once_and_every_click_is_there_afterwards() throws Exception {
        StudioParticipants participants = new StudioParticipants(database);
        List<Invitation> invitations = new ArrayList<>();
        for (int number = 0; number < 200; number++) {
            invitations.add(new Invitation("p" + number, "en", Sha256.hex("p" + number)));
        }
        List<StudioParticipant> people = participants.invite(invitations, false);
        StudioAssignments assignments = new StudioAssignments(database);
        Map<String, List<Given>> wanted = new HashMap<>();
        people.forEach(person -> wanted.put(person.id(), List.of(judge(FIRST))));
        assignments.arrange(wanted);
        ExecutorService pool = Executors.newFixedThreadPool(200);
        try {
            List<Future<Boolean>> clicks = new ArrayList<>();
            for (StudioParticipant person : people) {
                String code = assignments.of(person.id()).get(0).code();
                clicks.add(pool.submit(() -> {
                    boolean all = true;
                    for (int i = 1; i <= 5; i++) {
                        all &= answers.keep(person.id(), click("r" + i, code, "overall", "" + i))
                                .isPresent();
                    }
                    return all;
                }));
            }
            for (Future<Boolean> click : clicks) {
                assertThat(click.get()).isTrue();
            }
        } finally {
            pool.shutdown();
        }
        assertThat(StudyHealthTest.number(database, "SELECT count(*) FROM answer"))
                .isEqualTo(1000);
        assertThat(StudyHealthTest.number(database, "SELECT max(number) FROM answer"))
                .isEqualTo(1000);
    }

    @Test
    void whoever_withdraws_leaves_nothing_but_the_fact() throws Exception {
        String code = codes(chen).get(0);
        answers.keep(chen.id(), click("r1", code, "overall", "4"));
        answers.keep(chen.id(), click("r2", code, "comment", "只有我会这么写"));
        answers.undo(chen.id(), code, "u1");
        submissions.handIn(handIn(chen, code), rating(chen));
        answers.keep(wang.id(), click("r1", codes(wang).get(0), "overall", "3"));
        submissions.handIn(handIn(wang, codes(wang).get(0)), rating(wang));
        new TypedSessions(database).claim(SECOND, chen.annotator());
        SqliteRunStore store = new SqliteRunStore(database);
        StoredStudy.play(store, StoredStudy.alone(2));
        new StudioAudit(database).note(chen.annotator(), "signed in", "");
        long version = new AnnotationStore(database).version();

        assertThat(new StudioWithdrawal(database).withdraw(chen.id())).isTrue();
        assertThat(new StudioWithdrawal(database).withdraw(chen.id())).isFalse();

        assertThat(new AnnotationStore(database).version()).isGreaterThan(version);
        assertThat(scores(new AnnotationStore(database))).containsExactly("3");
        assertThat(store.turnCounts()).isEmpty();
        assertThat(store.states().get(SECOND)).isEqualTo(new SessionState.Open());
        assertThat(new TypedSessions(database).owners()).isEmpty();
        assertThat(new StudioAssignments(database).of(chen.id())).isEmpty();
        StudioParticipant gone =
                new StudioParticipants(database).find(chen.id()).orElseThrow();
        assertThat(gone.name()).isEmpty();
        assertThat(gone.annotator()).isNotEqualTo(chen.annotator());
        assertThat(gone.withdrawn()).isPresent();
        assertThat(new StudioAudit(database).all())
                .extracting(StudioAudit.Entry::who, StudioAudit.Entry::action, StudioAudit.Entry::detail)
                .containsExactly(tuple("annotator", "withdrew", ""));
        database.close();
        byte[] file = Files.readAllBytes(folder.resolve("study.db"));
        String bytes = new String(file, StandardCharsets.UTF_8);
        assertThat(bytes).doesNotContain("只有我会这么写").doesNotContain("陈 静").doesNotContain(chen.annotator());
        assertThat(Soundness.damage(reopened())).isEmpty();
    }

    @Test
    void two_replies_wait_for_a_choice_over_a_restart_and_no_longer_when_it_is_made() {
        SqliteRunStore store = new SqliteRunStore(database);
        PairReplies replies = new PairReplies(spoken("甲答", 11), spoken("乙答", 12));
        store.keepWaitingPair(StoredStudy.pair(), replies);
        restart();
        store = new SqliteRunStore(database);
        assertThat(store.waitingPair(StoredStudy.pair())).contains(replies);
        store.keepPairTurn(StoredStudy.pair(), new PairTurn(replies.a(), replies.b(), PairSide.B), false);
        assertThat(store.waitingPair(StoredStudy.pair())).isEmpty();
    }

    private static Turn spoken(String reply, long seed) {
        return new Turn(1, "问", new MessageSource.Person(), reply, StopReason.NEWLINE, 5, 3, 1, seed, 2, 0.1);
    }

    private static Given judge(String session) {
        return new Given(session, Purpose.JUDGE);
    }

    private static Click click(String request, String code, String field, String value) {
        return new Click(request, code, 0, field, Optional.of(value));
    }

    private static HandIn handIn(StudioParticipant person, String code) {
        return new HandIn(person.id(), code, 0, 12.5, Set.of(0), true);
    }

    private static Judge rating(StudioParticipant person) {
        return (values, seconds) -> values.containsKey("overall")
                ? new Judged.Complete(
                        Optional.of(new Rating(
                                new Place(StudioWithdrawal.SOURCE, 1),
                                new Subject("s", FIRST, person.annotator(), "li-bai", "celebrities", "chat"),
                                "tiny",
                                Map.of(Dimension.OVERALL, new BigDecimal(values.getOrDefault("overall", ""))),
                                values.get("comment"),
                                Origin.HUMAN,
                                Map.of("seconds", Double.toString(seconds)))),
                        Optional.empty())
                : new Judged.Incomplete(List.of("overall"));
    }

    private List<String> codes(StudioParticipant person) {
        return new StudioAssignments(database)
                .of(person.id()).stream().map(StudioAssignment::code).toList();
    }

    private List<State> states(StudioParticipant person) {
        return new StudioAssignments(database)
                .of(person.id()).stream().map(StudioAssignment::state).toList();
    }

    private static List<String> scores(AnnotationStore rows) {
        return rows.annotations().ratings().stream()
                .map(row -> String.valueOf(row.scores().get(Dimension.OVERALL)))
                .toList();
    }

    private void restart() {
        database.close();
        reopened();
    }

    private StudyDatabase reopened() {
        database = StudyDatabase.open(folder.resolve(StudyDatabase.FILE_NAME));
        open();
        return database;
    }
}
