package org.charactermirror.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.charactermirror.character.CharacterLibrary;
import org.charactermirror.document.YamlDocument;
import org.charactermirror.problem.Problems;
import org.charactermirror.scenario.SampleFiles;
import org.charactermirror.scenario.ScenarioLibrary;
import org.charactermirror.scenario.ScriptedTurn;
import org.charactermirror.scenario.Study;
import org.charactermirror.scenario.StudyLoader;
import org.charactermirror.session.UserPart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyPlanTest {

    @TempDir
    Path folder;

    /** Random studies, the same every time: a plan is the product of its lists, in their order, without repetition. */
    @Test
    void a_plan_is_the_ordered_product_of_models_characters_scenarios_and_repetitions() throws IOException {
        SampleFiles.write(folder);
        SplittableRandom random = new SplittableRandom(1);
        for (int trial = 0; trial < 50; trial++) {
            List<String> models = IntStream.range(0, 1 + random.nextInt(4))
                    .mapToObj(i -> "m" + i + "." + i)
                    .toList();
            List<String> characters = some(List.of("lamp", "clock"), random);
            List<String> scenarios = some(List.of("walk", "talk"), random);
            int repetitions = 1 + random.nextInt(3);
            int rounds = 1 + random.nextInt(22);

            StudyPlan plan = StudyPlan.of(study(models, characters, scenarios, repetitions, rounds));

            List<String> expected = new ArrayList<>();
            models.forEach(model -> characters.forEach(character -> scenarios.forEach(scenario -> IntStream.rangeClosed(
                            1, repetitions)
                    .forEach(number -> expected.add(model + "." + character + "." + scenario + "." + number)))));
            assertThat(plan.sessions())
                    .extracting(session -> session.id().toString())
                    .isEqualTo(expected);
            assertThat(plan.turns()).isEqualTo(expected.size() * rounds);
            assertThat(plan.turns()).isEqualTo((int) plan.study().replies());
        }
    }

    @Test
    void a_session_has_the_profile_as_prompt_and_the_names_in_its_messages() throws IOException {
        SampleFiles.write(folder);
        StudyPlan plan = StudyPlan.of(study(List.of("m"), List.of("lamp"), List.of("walk"), 1, 2));

        assertThat(plan.sessions().get(0).persona().botName()).isEqualTo("阿灯");
        assertThat(plan.sessions().get(0).persona().botInfo()).startsWith("阿灯，一件旧物。");
        assertThat(plan.sessions().get(0).persona().userInfo()).isEqualTo("一个爱熬夜的学生");
        assertThat(plan.sessions().get(0).user())
                .isEqualTo(new UserPart.Scripted(
                        List.of(new ScriptedTurn.Say("阿灯，这是第1句。"), new ScriptedTurn.Say("阿灯，这是第2句。"))));
        assertThat(plan.sessions().get(0).rounds()).isEqualTo(2);
        assertThat(plan.sessions().get(0).greeting()).isEqualTo("坐近些，我陪着你。");
    }

    private static List<String> some(List<String> all, SplittableRandom random) {
        List<String> chosen = new ArrayList<>(random.nextBoolean() ? all : List.of(all.get(1), all.get(0)));
        if (random.nextBoolean()) {
            chosen.remove(random.nextInt(2));
        }
        return chosen;
    }

    private Study study(
            List<String> models, List<String> characters, List<String> scenarios, int repetitions, int rounds) {
        StringBuilder text = new StringBuilder("id: s\nkind: rating\nmodels:\n");
        models.forEach(id -> text.append("  - {id: ").append(id).append(", provider: local, path: x}\n"));
        text.append("characters: ").append(characters).append("\nscenarios: ").append(scenarios);
        text.append("\nrounds: ")
                .append(rounds)
                .append("\nrepetitions: ")
                .append(repetitions)
                .append("\nseed: 1\n");
        Problems problems = new Problems();
        CharacterLibrary characterLibrary = CharacterLibrary.load(folder.resolve("characters"), problems);
        ScenarioLibrary scenarioLibrary = ScenarioLibrary.load(folder.resolve("scenarios"), problems);
        return YamlDocument.parse("s", text.toString().getBytes(StandardCharsets.UTF_8), problems)
                .flatMap(document -> new StudyLoader(characterLibrary, scenarioLibrary).load(document, problems))
                .orElseThrow(() -> new AssertionError(problems.all()));
    }
}
