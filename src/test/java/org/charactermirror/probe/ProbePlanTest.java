package org.charactermirror.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.charactermirror.chat.GenerationSettings;
import org.charactermirror.chat.Persona;
import org.charactermirror.problem.Problem;
import org.charactermirror.problem.Problems;
import org.charactermirror.scenario.Condition;
import org.charactermirror.scenario.ScriptedTurn;
import org.charactermirror.session.SessionId;
import org.charactermirror.session.SessionScript;
import org.charactermirror.session.UserPart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbePlanTest {

    @TempDir
    Path folder;

    private final Problems problems = new Problems();

    @Test
    void questions_stand_between_the_scenarios_messages_which_keep_their_order() throws IOException {
        SessionScript script = script("tiny", "lamp", 12, 7);
        ProbePlan plan = plan(script).orElseThrow();

        List<String> said = messages(plan.script(script));
        assertThat(said).hasSize(12).contains("阿灯，你换过几个主人？", "我家的猫叫煤球。", "我家的猫叫什么？");
        assertThat(said.stream().filter(message -> message.startsWith("第")))
                .containsExactly("第1句", "第2句", "第3句", "第4句", "第5句", "第6句");
        assertThat(said.get(0)).isEqualTo("第1句");
        for (ProbePlan.PlannedProbe planned : plan.probes(script.id())) {
            assertThat(said.get(planned.turn() - 1)).isEqualTo(planned.question());
            if (planned.plantTurn() > 0) {
                assertThat(planned.turn() - planned.plantTurn())
                        .isEqualTo(planned.probe().distance());
                assertThat(said.get(planned.plantTurn() - 1)).isEqualTo(planned.plant());
            }
        }
    }

    @Test
    void all_models_are_asked_the_same_in_the_same_turns_and_another_seed_changes_the_order() throws IOException {
        SessionScript tiny = script("tiny", "lamp", 20, 7);
        SessionScript other = script("other", "lamp", 20, 7);
        ProbePlan plan = plan(tiny, other).orElseThrow();
        assertThat(messages(plan.script(other))).isEqualTo(messages(plan.script(tiny)));
        assertThat(messages(plan(tiny).orElseThrow().script(tiny))).isEqualTo(messages(plan.script(tiny)));
        assertThat(IntStream.range(0, 5)
                        .mapToObj(seed -> script("tiny", "lamp", 20, seed))
                        .map(script -> messages(plan(script).orElseThrow().script(script)))
                        .distinct()
                        .count())
                .isGreaterThan(1);
    }

    @Test
    void too_few_rounds_and_missing_probes_are_told_together() throws IOException {
        // Four probes, two of them with a message before: 6 messages, and the first turn is the scenario's.
        assertThat(plan(script("tiny", "lamp", 6, 7), script("tiny", "chair", 6, 7)))
                .isEmpty();
        assertThat(problems.all())
                .extracting(Problem::toString)
                .containsExactly(
                        "small: has 6 rounds, but the probes of lamp need 7; raise rounds, or leave the character out",
                        "small: asks the probes of the character chair, which has none in the language zh; write"
                                + " scenarios/probes/chair.yaml, or leave the character out");
    }

    @Test
    void a_condition_asks_of_the_reply_that_it_asked_of_before() {
        // The script's second message looks at the reply to the first, and its third at that to the second.
        ScriptedTurn.Say first = new ScriptedTurn.Say("吃了吗？");
        Condition.Test eaten = new Condition.Test.Contains(List.of("吃了"));
        ScriptedTurn second = new ScriptedTurn.Branch(
                new Condition.OfReply(Condition.OfReply.LAST, eaten),
                new ScriptedTurn.Say("吃的什么？"),
                new ScriptedTurn.Say("快去吃。"));
        ScriptedTurn third = new ScriptedTurn.Branch(
                new Condition.Not(new Condition.OfReply(1, eaten)),
                new ScriptedTurn.Say("真不饿？"),
                new ScriptedTurn.Say("饱了就好。"));
        ScriptedTurn probe = new ScriptedTurn.Say("你多大？");

        List<ScriptedTurn> woven =
                ShiftedScript.weave(List.of(first, second, third, new ScriptedTurn.Say("再见。")), Map.of(2, probe));

        assertThat(woven).hasSize(4);
        assertThat(woven.get(1)).isEqualTo(probe);
        assertThat(woven.get(2).message(List.of("吃了", "三岁"))).isEqualTo("吃的什么？");
        assertThat(woven.get(2).message(List.of("没有", "吃了"))).isEqualTo("快去吃。");
        assertThat(woven.get(3).message(List.of("吃了", "三岁", "面"))).isEqualTo("饱了就好。");
    }

    private Optional<ProbePlan> plan(SessionScript... scripts) {
        try {
            return ProbePlan.of(List.of(scripts), SampleProbes.load(folder), "zh", "small", problems);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> messages(SessionScript script) {
        List<String> messages = new ArrayList<>();
        ((UserPart.Scripted) script.user()).turns().forEach(turn -> messages.add(turn.message(List.of())));
        return messages;
    }

    private static SessionScript script(String model, String character, int rounds, long seed) {
        return new SessionScript(
                new SessionId(model, character, "walk", 1),
                "daily_life",
                "chat",
                new Persona("阿灯", "一盏灯。", "小舟", ""),
                "坐近些。",
                new UserPart.Scripted(IntStream.rangeClosed(1, rounds)
                        .<ScriptedTurn>mapToObj(turn -> new ScriptedTurn.Say("第" + turn + "句"))
                        .toList()),
                GenerationSettings.ofDefaults(),
                seed);
    }
}
