package org.charactermirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.charactermirror.character.CharacterLibrary;
import org.charactermirror.character.CharacterProfile;
import org.charactermirror.character.ProfileTemplate;
import org.charactermirror.problem.Problems;
import org.charactermirror.scenario.ModelSpec;
import org.charactermirror.scenario.ProbeDimension;
import org.charactermirror.scenario.Scenario;
import org.charactermirror.scenario.ScenarioLibrary;
import org.charactermirror.scenario.ScriptedTurn;
import org.charactermirror.scenario.Study;
import org.charactermirror.scenario.StudyKind;
import org.charactermirror.scenario.StudyLoader;
import org.charactermirror.scenario.UserSide;
import org.junit.jupiter.api.Test;

/** The characters, scenarios and studies that the program ships with. */
class ShippedContentTest {

    private static final Path HOME = Path.of(System.getProperty("charmirror.home"));

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[a-z_]+}");

    /** Ideographs and the punctuation that goes with them. */
    private static final Pattern CHINESE = Pattern.compile("[\\p{IsHan}\\u3000-\\u303f\\uff00-\\uffef]");

    private final Problems problems = new Problems();
    private final CharacterLibrary characters = CharacterLibrary.load(HOME.resolve("characters"), problems);
    private final ScenarioLibrary scenarios = ScenarioLibrary.load(HOME.resolve("scenarios"), problems);

    @Test
    void there_are_24_characters_six_of_each_category() {
        assertThat(problems.all()).isEmpty();
        assertThat(count(characters.all(), CharacterProfile::category))
                .isEqualTo(Map.of("celebrities", 6L, "daily_life", 6L, "games_videos", 6L, "virtual_love", 6L));
        assertThat(characters.all().stream().map(CharacterProfile::name).distinct())
                .hasSize(24);
    }

    @Test
    void there_are_nine_scenarios_three_of_each_topic() {
        assertThat(problems.all()).isEmpty();
        assertThat(count(scenarios.all(), Scenario::topic)).isEqualTo(Map.of("chat", 3L, "interview", 3L, "love", 3L));
    }

    @Test
    void every_character_has_an_english_version_of_the_same_category_without_chinese_text() {
        ProfileTemplate template = ProfileTemplate.ofLanguage("en").orElseThrow();
        assertThat(characters.ids()).allSatisfy(id -> {
            CharacterProfile base = characters.find(id).orElseThrow();
            CharacterProfile english = characters
                    .find(id, "en")
                    .orElseThrow(() -> new AssertionError("characters/" + id + ".en.yaml is missing"));
            assertThat(english.category()).isEqualTo(base.category());
            assertThat(english.license()).isEqualTo(base.license());
            assertThat(template.render(english)).startsWith(english.name() + ": ");
            assertThat(List.of(
                            template.render(english),
                            english.user().name(),
                            english.user().info().orElse(""),
                            english.greeting(),
                            english.source()))
                    .noneMatch(ShippedContentTest::hasChinese);
        });
        assertThat(characters.ids().stream()
                        .map(id -> characters.find(id, "en").orElseThrow().name())
                        .distinct())
                .hasSize(24);
    }

    @Test
    void every_scenario_has_an_english_version_of_the_same_topic_with_the_same_turns_and_placeholders() {
        assertThat(scenarios.ids()).allSatisfy(id -> {
            Scenario base = scenarios.find(id).orElseThrow();
            Scenario english = scenarios
                    .find(id, "en")
                    .orElseThrow(() -> new AssertionError("scenarios/" + id + ".en.yaml is missing"));
            assertThat(english.topic()).isEqualTo(base.topic());
            assertThat(english.license()).isEqualTo(base.license());
            assertThat(placeholders(english)).isEqualTo(placeholders(base));
            assertThat(english.turns().stream().flatMap(ScriptedTurn::messages))
                    .noneMatch(ShippedContentTest::hasChinese);
            assertThat(List.of(english.title(), english.situation(), english.source()))
                    .noneMatch(ShippedContentTest::hasChinese);
        });
    }

    @Test
    void there_is_an_interviewer_for_each_topic_in_chinese_and_english_with_the_same_probes() {
        assertThat(count(scenarios.interviews(), Scenario::topic))
                .isEqualTo(Map.of("chat", 1L, "interview", 1L, "love", 1L));
        assertThat(scenarios.interviews()).allSatisfy(base -> {
            UserSide.Interviewer chinese = (UserSide.Interviewer) base.user();
            UserSide.Interviewer english = (UserSide.Interviewer)
                    scenarios.find(base.id(), "en").orElseThrow().user();
            assertThat(english.texts())
                    .hasSameSizeAs(chinese.texts().toList())
                    .noneMatch(ShippedContentTest::hasChinese);
            assertThat(english.areas()).isEqualTo(chinese.areas());
            assertThat(probes(english)).isEqualTo(probes(chinese)).hasSize(2);
        });
    }

    @Test
    void the_demonstration_of_interviews_has_a_brief_for_each_of_18_dialogues() {
        Study study = study("interview-demo");
        assertThat(study.interviewer()).contains(study.models().get(0));
        assertThat(study.replies()).isEqualTo(360);
        // 18 dialogues of 20 rounds, of which one is the opening and two are probes
        assertThat(study.interviewerMessages()).isEqualTo(306);
    }

    private static Map<Integer, ProbeDimension> probes(UserSide.Interviewer interviewer) {
        Map<Integer, ProbeDimension> probes = new TreeMap<>();
        interviewer.fixed().forEach((turn, message) -> {
            if (message instanceof ScriptedTurn.Probe probe) {
                probes.put(turn, probe.dimension());
            }
        });
        return probes;
    }

    @Test
    void every_profile_fits_a_short_prompt() {
        ProfileTemplate template = ProfileTemplate.ofLanguage("zh").orElseThrow();
        assertThat(characters.all())
                .allSatisfy(character -> assertThat(template.render(character))
                        .hasSizeBetween(200, 379)
                        .startsWith(character.name())
                        .doesNotContain("。。", "{", "}"));
    }

    @Test
    void the_demonstration_has_2880_replies_and_plays_both_models_on_one_context() {
        Study demo = study("demo");
        assertThat(demo.replies()).isEqualTo(2880);
        assertThat(demo.models())
                .containsExactly(
                        new ModelSpec.Local("tiny", "embedded:tiny", ModelSpec.Precision.F32),
                        new ModelSpec.Local("tinier", "embedded:tinier", ModelSpec.Precision.F32));
        Study pairs = study("demo-pairwise");
        assertThat(pairs.kind()).isEqualTo(StudyKind.PAIRWISE);
        assertThat(pairs.models()).isEqualTo(demo.models());
        assertThat(pairs.baseline()).contains("tiny");
    }

    /** Models in the order of the published tables. */
    @Test
    void the_papers_studies_have_its_models() {
        assertThat(study("paper-rating").models())
                .extracting(ModelSpec::id)
                .containsExactly(
                        "ChatGLM2",
                        "GPT-3.5",
                        "SparkDesk",
                        "ERNIEBot",
                        "Baichuan",
                        "Qwen",
                        "Xingchen",
                        "MiniMax",
                        "Claude-2",
                        "GPT-4",
                        "CharacterGLM-6B",
                        "CharacterGLM-12B",
                        "CharacterGLM-66B");
        assertThat(study("paper-errors").models()).hasSize(11);
        assertThat(study("paper-errors").kind()).isEqualTo(StudyKind.TURN_ERRORS);
        assertThat(study("paper-pairwise").baseline()).contains("CharacterGLM-66B");
        assertThat(study("paper-pairwise").models())
                .extracting(ModelSpec::id)
                .containsExactly(
                        "CharacterGLM-66B", "GPT-3.5", "MiniMax", "GPT-4", "CharacterGLM-6B", "CharacterGLM-12B");
    }

    private Study study(String name) {
        Path file = HOME.resolve("scenarios").resolve("studies").resolve(name + ".yaml");
        return new StudyLoader(characters, scenarios)
                .load(file, problems)
                .orElseThrow(() -> new AssertionError(problems.all()));
    }

    /** Returns the placeholders of each turn, an empty list for a turn without any. */
    private static List<List<String>> placeholders(Scenario scenario) {
        return scenario.turns().stream()
                .map(turn -> PLACEHOLDER
                        .matcher(turn.messages().collect(Collectors.joining()))
                        .results()
                        .map(MatchResult::group)
                        .toList())
                .toList();
    }

    private static boolean hasChinese(String text) {
        return CHINESE.matcher(text).find();
    }

    private static <T> Map<String, Long> count(List<T> things, Function<T, String> group) {
        return things.stream().collect(Collectors.groupingBy(group, TreeMap::new, Collectors.counting()));
    }
}
