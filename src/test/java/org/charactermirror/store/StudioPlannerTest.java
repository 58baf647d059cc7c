package org.charactermirror.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.charactermirror.annotation.assignment.DesignCheck;
import org.charactermirror.annotation.assignment.Spread;
import org.charactermirror.scenario.AnnotatorRules.GoldItem;
import org.charactermirror.scenario.StudyKind;
import org.charactermirror.store.StudioAssignment.Purpose;
import org.charactermirror.store.StudioAssignment.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudioPlannerTest {

    private static final GoldItem GOLD =
            new GoldItem("m1.c1.chat-1.1", Optional.empty(), OptionalInt.empty(), Map.of("overall", "5"));

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init") // every test opens one
    private StudyDatabase database;

    private void open(int models, int characters, String state) {
        database = PlayedStudy.alone(folder, PlayedStudy.names("m", models), PlayedStudy.names("c", characters), state);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private StudioPlanner planner(boolean live, GoldItem... gold) {
        return new StudioPlanner(database, new StudioRules(StudyKind.RATING, live, 7, List.of(gold)));
    }

    private List<StudioAssignment> work(String participant) {
        return new StudioAssignments(database).of(participant);
    }

    private void set(StudioSetting setting, String value) {
        StudioSettings.set(database, Map.of(setting, value));
    }

    private void begin(String code) {
        database.write(handle -> handle.execute("UPDATE assignment SET state = 'begun' WHERE code = ?", code));
    }

    private static Set<String> sessions(List<StudioAssignment> work, Purpose purpose) {
        return work.stream()
                .filter(one -> one.purpose() == purpose)
                .map(StudioAssignment::session)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void every_dialogue_gets_as_many_people_as_asked_for_and_loads_are_even() {
        open(3, 4, "done");
        set(StudioSetting.PER_ITEM, "2");
        set(StudioSetting.ATTENTION_EVERY, "0");
        List<String> people = PlayedStudy.invite(database, "a", "b", "c");
        DesignCheck check = planner(false).plan();
        Map<String, Integer> judges = new HashMap<>();
        people.forEach(person ->
                sessions(work(person), Purpose.JUDGE).forEach(session -> judges.merge(session, 1, Integer::sum)));
        assertThat(judges).hasSize(12);
        assertThat(judges.values()).containsOnly(2);
        // 12 dialogues of 2 people among 3: 8 for each.
        assertThat(people).allSatisfy(person -> assertThat(work(person)).hasSize(8));
        assertThat(check.loads()).isEqualTo(new Spread(8, 8));
    }

    @Test
    void asked_again_without_a_change_nothing_changes() {
        open(3, 4, "done");
        set(StudioSetting.ATTENTION_EVERY, "2");
        PlayedStudy.invite(database, "a", "b");
        planner(false, GOLD).plan();
        List<StudioAssignment> before = new StudioAssignments(database).all();
        planner(false, GOLD).plan();
        assertThat(new StudioAssignments(database).all()).isEqualTo(before);
    }

    @Test
    void what_is_begun_stays_when_somebody_comes_later_and_the_rest_is_shared() {
        open(3, 4, "done");
        set(StudioSetting.ATTENTION_EVERY, "0");
        List<String> first = PlayedStudy.invite(database, "a");
        planner(false).plan();
        List<StudioAssignment> alone = work(first.get(0));
        assertThat(alone).hasSize(12);
        alone.subList(0, 4).forEach(one -> begin(one.code()));
        List<String> second = PlayedStudy.invite(database, "b");
        planner(false).plan();
        assertThat(work(first.get(0)).subList(0, 4))
                .extracting(StudioAssignment::code)
                .isEqualTo(
                        alone.subList(0, 4).stream().map(StudioAssignment::code).toList());
        assertThat(work(first.get(0))).hasSize(6);
        assertThat(work(second.get(0))).hasSize(6);
    }

    @Test
    void the_work_of_somebody_who_is_dropped_goes_to_others_and_what_is_done_counts() {
        open(3, 4, "done");
        set(StudioSetting.ATTENTION_EVERY, "0");
        List<String> people = PlayedStudy.invite(database, "a", "b");
        planner(false).plan();
        StudioAssignment done = work(people.get(0)).get(0);
        database.write(handle -> handle.execute("UPDATE assignment SET state = 'done' WHERE code = ?", done.code()));
        begin(work(people.get(0)).get(1).code());
        assertThat(new StudioAdmin(database).drop(people.get(0), false)).isTrue();
        planner(false).plan();
        assertThat(work(people.get(0))).extracting(StudioAssignment::code).containsExactly(done.code());
        assertThat(sessions(work(people.get(1)), Purpose.JUDGE)).hasSize(11).doesNotContain(done.session());
        assertThat(new StudioAdmin(database).resume(people.get(0))).isTrue();
        planner(false).plan();
        assertThat(work(people.get(0))).hasSize(6);
    }

    @Test
    void gold_dialogues_go_to_everybody_and_are_judged_as_nothing_else() {
        open(3, 4, "done");
        List<String> people = PlayedStudy.invite(database, "a", "b", "c");
        planner(false, GOLD).plan();
        for (String person : people) {
            assertThat(sessions(work(person), Purpose.GOLD)).containsExactly("m1.c1.chat-1.1");
            assertThat(sessions(work(person), Purpose.JUDGE)).doesNotContain("m1.c1.chat-1.1");
        }
    }

    @Test
    void one_instruction_comes_in_each_so_many_dialogues_and_rather_in_one_that_the_person_does_not_judge() {
        open(4, 6, "done");
        set(StudioSetting.ATTENTION_EVERY, "4");
        List<String> people = PlayedStudy.invite(database, "a", "b");
        planner(false).plan();
        for (String person : people) {
            List<StudioAssignment> work = work(person);
            // 24 dialogues for 2: 12 for each, in three groups of four.
            assertThat(sessions(work, Purpose.JUDGE)).hasSize(12);
            assertThat(sessions(work, Purpose.ATTENTION))
                    .hasSize(3)
                    .doesNotContainAnyElementsOf(sessions(work, Purpose.JUDGE));
            int judged = 0;
            int group = 0;
            for (StudioAssignment one : work) {
                if (one.purpose() == Purpose.ATTENTION) {
                    assertThat((judged - 1) / 4).isEqualTo(group++);
                } else {
                    judged++;
                }
            }
        }
    }

    @Test
    void who_judges_everything_finds_instructions_in_dialogues_that_come_twice() {
        open(4, 6, "done");
        set(StudioSetting.ATTENTION_EVERY, "4");
        List<String> people = PlayedStudy.invite(database, "a");
        planner(false).plan();
        assertThat(sessions(work(people.get(0)), Purpose.JUDGE)).hasSize(24);
        assertThat(sessions(work(people.get(0)), Purpose.ATTENTION)).hasSize(6);
    }

    @Test
    void what_is_played_later_is_given_when_somebody_looks() {
        open(3, 4, "done");
        set(StudioSetting.ATTENTION_EVERY, "0");
        database.write(handle -> handle.execute("UPDATE session SET state = 'planned' WHERE session LIKE 'm1.%'"));
        List<String> people = PlayedStudy.invite(database, "a");
        StudioPlanner planner = planner(false);
        assertThat(planner.check().items()).isEqualTo(8);
        database.write(handle -> handle.execute("UPDATE session SET state = 'done'"));
        assertThat(planner.check().items()).isEqualTo(12);
        assertThat(work(people.get(0))).hasSize(12);
    }

    @Test
    void who_plays_talks_with_a_character_on_all_models() {
        open(3, 4, "planned");
        List<String> people = PlayedStudy.invite(database, "a", "b");
        planner(true, GOLD).plan();
        for (String person : people) {
            Map<String, Long> byCharacter = work(person).stream()
                    .collect(Collectors.groupingBy(one -> one.session().split("\\.")[1], Collectors.counting()));
            assertThat(byCharacter).hasSize(2);
            assertThat(byCharacter.values()).containsOnly(3L);
        }
    }

    @Test
    void what_somebody_began_to_play_at_a_terminal_is_nobody_elses() {
        open(3, 4, "planned");
        new TypedSessions(database).claim("m2.c3.chat-1.1", "chen");
        List<String> people = PlayedStudy.invite(database, "a", "b");
        planner(true).plan();
        assertThat(people)
                .allSatisfy(person -> assertThat(sessions(work(person), Purpose.JUDGE))
                        .noneMatch(session -> session.contains(".c3.")));
    }

    @Test
    void work_that_was_handed_over_stays_there_when_work_is_given_anew() {
        open(3, 4, "done");
        set(StudioSetting.ATTENTION_EVERY, "0");
        List<String> people = PlayedStudy.invite(database, "a", "b", "c");
        StudioRules rules = new StudioRules(StudyKind.RATING, false, 7, List.of());
        planner(false).plan();
        Set<String> before = sessions(work(people.get(0)), Purpose.JUDGE);
        begin(work(people.get(0)).get(0).code());
        // 12 dialogues for 3: 4 for each, one of which is begun.
        assertThat(new StudioAdmin(database).reassign(people.get(0), people.get(1), rules))
                .isEqualTo(3);
        PlayedStudy.invite(database, "d");
        planner(false).plan();
        before.remove(work(people.get(0)).get(0).session());
        assertThat(sessions(work(people.get(1)), Purpose.JUDGE)).containsAll(before);
        assertThat(new StudioAudit(database).all())
                .extracting(StudioAudit.Entry::action, StudioAudit.Entry::detail)
                .contains(tuple("reassigned", "a to b: 3"));
    }

    @Test
    void only_finished_dialogues_are_judged_unless_people_play_them() {
        open(3, 4, "done");
        database.write(handle -> handle.execute("UPDATE session SET state = 'failed' WHERE session LIKE 'm1.%'"));
        List<String> people = PlayedStudy.invite(database, "a");
        planner(false).plan();
        assertThat(sessions(work(people.get(0)), Purpose.JUDGE)).hasSize(8).noneMatch(one -> one.startsWith("m1."));
        assertThat(work(people.get(0))).extracting(StudioAssignment::state).containsOnly(State.OPEN);
    }
}
