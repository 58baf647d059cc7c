package org.charactermirror.batch.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.charactermirror.batch.RunListener;
import org.charactermirror.batch.RunSummary;
import org.charactermirror.batch.SessionState;
import org.charactermirror.batch.StudyPlan;
import org.charactermirror.character.CharacterLibrary;
import org.charactermirror.chat.FailureKind;
import org.charactermirror.chat.ModelUsage;
import org.charactermirror.chat.StopReason;
import org.charactermirror.document.YamlDocument;
import org.charactermirror.problem.Problems;
import org.charactermirror.scenario.SampleFiles;
import org.charactermirror.scenario.ScenarioLibrary;
import org.charactermirror.scenario.Study;
import org.charactermirror.scenario.StudyLoader;
import org.charactermirror.session.SessionId;
import org.charactermirror.session.Turn;
import org.charactermirror.store.SqliteRunStore;
import org.charactermirror.store.StudyDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the driver makes of what executors tell, in whatever order it comes. */
class CoordinatorTest {

    private static final SessionId LAMP = new SessionId("m", "lamp", "walk", 1);
    private static final SessionId CLOCK = new SessionId("m", "clock", "walk", 1);

    @TempDir
    Path folder;

    private final List<String> notices = new ArrayList<>();
    private StudyDatabase database;
    private SqliteRunStore store;
    private StudyPlan plan;
    private Coordinator driver;

    @BeforeEach
    void start() throws IOException {
        SampleFiles.write(folder);
        plan = StudyPlan.of(study());
        database = StudyDatabase.open(folder.resolve(StudyDatabase.FILE_NAME));
        store = new SqliteRunStore(database);
        store.keepPlan(plan, Map.of("study", "s"));
        driver = coordinator();
    }

    private Coordinator coordinator() {
        return new Coordinator(
                plan,
                store,
                RunListener.NONE,
                () -> false,
                () -> false,
                new Checks(Map.of("charmirror", "1"), Map.of()),
                notices::add);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void the_first_whole_result_counts_and_later_ones_change_nothing() {
        play("p1", LAMP, turns(1, 2, "erst"), new SessionState.Done());
        play("p2", LAMP, turns(1, 2, "zweit"), new SessionState.Done());
        play("p2", LAMP, List.of(), failed());

        assertThat(store.turns(LAMP)).extracting(Turn::reply).containsExactly("erst 1", "erst 2");
        assertThat(store.states()).containsEntry(LAMP.toString(), new SessionState.Done());
        assertThat(driver.newTurns()).isEqualTo(2);
    }

    @Test
    void a_dialogue_that_failed_in_one_task_and_came_to_its_end_in_another_is_done() {
        play("p1", LAMP, List.of(), failed());
        assertThat(store.states()).containsEntry(LAMP.toString(), failed());

        play("p2", LAMP, turns(1, 1, "halb"), new SessionState.Open());
        assertThat(store.states()).as("a part of it is no better").containsEntry(LAMP.toString(), failed());

        play("p2", LAMP, turns(1, 2, "ganz"), new SessionState.Done());
        assertThat(store.states()).containsEntry(LAMP.toString(), new SessionState.Done());
        assertThat(RunSummary.of(store, 0).failed()).isEmpty();
        assertThat(driver.open()).containsExactly(CLOCK.toString());
    }

    @Test
    void parts_of_two_tasks_are_never_put_together() {
        play("p1", LAMP, turns(1, 1, "eins"), failed());
        play("p2", LAMP, turns(1, 2, "zwei"), new SessionState.Done());

        assertThat(store.turns(LAMP)).extracting(Turn::reply).containsExactly("eins 1");
        assertThat(store.states()).containsEntry(LAMP.toString(), failed());
    }

    @Test
    void a_tally_that_is_overtaken_by_a_later_one_takes_nothing_back() {
        driver.answer(new Message.Beat("p1", new TreeMap<>(), tally(2, 7)));
        driver.answer(new Message.Beat("p1", new TreeMap<>(), tally(1, 5)));
        driver.answer(new Message.Beat("p2", new TreeMap<>(), tally(1, 10)));

        assertThat(driver.usage().get("m")).isEqualTo(calls(17));

        driver.answer(new Message.Beat("p1", new TreeMap<>(), tally(3, 9)));
        assertThat(driver.usage()).containsExactly(Map.entry("m", calls(19)));
    }

    @Test
    void executors_are_refused_all_only_if_each_that_there_is_was() {
        hello("p0", "0");
        driver.answer(new Message.Ingredients("p0", new TreeMap<>(Map.of("charmirror", "2"))));

        assertThat(driver.refusedAll(Set.of("0", "1")))
                .as("the second one has not said anything yet")
                .isFalse();
        assertThat(driver.hasFailed()).as("another one may come").isFalse();
        assertThat(driver.refusedAll(Set.of("1"))).as("the first one is gone").isFalse();
        assertThat(driver.refusedAll(Set.of("0"))).isTrue();
        assertThat(notices)
                .containsExactly("executor 0 on host plays nothing: charmirror is 2 there, and 1 on the driver");
    }

    @Test
    void what_nothing_can_play_fails_with_the_reason_and_is_tried_again_by_the_next_run() {
        play("p1", LAMP, turns(1, 2, "ganz"), new SessionState.Done());
        driver.failAll("java.io.IOException: No space left on device");

        assertThat(store.states())
                .containsEntry(LAMP.toString(), new SessionState.Done())
                .containsEntry(
                        CLOCK.toString(),
                        new SessionState.Failed(
                                FailureKind.UNAVAILABLE,
                                "no executor could play it: java.io.IOException: No space left on device"));
        assertThat(driver.open()).isEmpty();
        assertThat(coordinator().open()).containsExactly(CLOCK.toString());
    }

    @Test
    void everything_that_is_found_out_counts_as_progress_even_if_a_suspect_is_cleared_by_it() {
        hello("p0", "0");
        driver.answer(new Message.Start("p0", LAMP.toString(), false));
        int before = driver.progress();
        driver.executorLost("0", "killed");
        int suspected = driver.progress();
        assertThat(suspected).isGreaterThan(before);

        play("p1", LAMP, List.of(), failed());
        assertThat(driver.progress()).isGreaterThan(suspected);
    }

    @Test
    void a_beat_that_was_under_way_when_its_process_was_lost_takes_no_part_of_a_limit() {
        hello("p0", "0");
        hello("p1", "1");
        assertThat(beat("p0", 0).shares()).containsEntry("m", new Share(0, 1, true));
        beat("p0", 1);
        driver.executorLost("0", "killed");

        Message.Orders late = beat("p0", 1);
        assertThat(late.shares()).isEmpty();
        assertThat(late.stop()).as("what is believed lost asks nothing more").isTrue();
        assertThat(beat("p1", 0).shares()).containsEntry("m", new Share(0, 1, true));
    }

    @Test
    void a_process_that_is_believed_lost_begins_nothing_and_its_parts_do_not_stand_in_the_way_of_a_whole_result() {
        hello("p0", "0");
        driver.answer(new Message.Start("p0", LAMP.toString(), false));
        driver.executorLost("0", "no sign of life");

        assertThat(driver.answer(new Message.Start("p0", CLOCK.toString(), false)))
                .isEqualTo(new Message.Order(false, false, Message.Dialogue.NONE));
        play("p0", LAMP, turns(1, 1, "halb"), new SessionState.Open());
        play("p1", LAMP, turns(1, 2, "ganz"), new SessionState.Done());
        assertThat(store.turns(LAMP)).extracting(Turn::reply).containsExactly("ganz 1", "ganz 2");
    }

    private Message.Orders beat(String process, int applied) {
        return (Message.Orders)
                driver.answer(new Message.Beat(process, new TreeMap<>(Map.of("m", applied)), tally(0, 0)));
    }

    private void hello(String process, String executor) {
        driver.answer(new Message.Hello(process, executor, "host"));
    }

    private void play(String process, SessionId session, List<Turn> turns, SessionState end) {
        driver.answer(new Message.Played(
                process, session.toString(), Message.Dialogue.of(turns, List.of(), end), false, tally(0, 0)));
    }

    private static SessionState failed() {
        return new SessionState.Failed(FailureKind.GAVE_UP, "m: gave up after 10 attempts");
    }

    private static List<Turn> turns(int first, int last, String reply) {
        List<Turn> turns = new ArrayList<>();
        for (int number = first; number <= last; number++) {
            turns.add(new Turn(number, "u", reply + " " + number, StopReason.NEWLINE, 4, 2, 0, number, 0, 0.25));
        }
        return turns;
    }

    private static Message.Tally tally(int number, long calls) {
        return new Message.Tally(number, new TreeMap<>(Map.of("m", calls(calls))), new TreeMap<>());
    }

    private static ModelUsage calls(long calls) {
        return new ModelUsage(calls, calls, Map.of(), 0, 0, 0, 0);
    }

    private Study study() {
        String text = """
                id: s
                kind: rating
                models:
                  - {id: m, provider: local, path: x}
                characters: [lamp, clock]
                scenarios: [walk]
                rounds: 2
                repetitions: 1
                seed: 1
                """;
        Problems problems = new Problems();
        CharacterLibrary characters = CharacterLibrary.load(folder.resolve("characters"), problems);
        ScenarioLibrary scenarios = ScenarioLibrary.load(folder.resolve("scenarios"), problems);
        return YamlDocument.parse("s", text.getBytes(StandardCharsets.UTF_8), problems)
                .flatMap(document -> new StudyLoader(characters, scenarios).load(document, problems))
                .orElseThrow(() -> new AssertionError(problems.all()));
    }
}
