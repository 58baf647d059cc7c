package org.charactermirror.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.character.CharacterLibrary;
import org.charactermirror.chat.Persona;
import org.charactermirror.document.YamlDocument;
import org.charactermirror.problem.Problems;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scenarios without a script, and the studies that name who plays the user. */
class InterviewerScenarioTest {

    private static final String VISIT = """
            id: visit
            title: 来访
            topic: chat
            language: zh
            situation: 傍晚，门口。
            interviewer:
              persona: 一个好奇的客人，初次见到{bot_name}。
              about: 天气
              goals: [问清来历。, 交个朋友]
              opening: 有人吗？我是{user_name}。
              probe: [memory, identity]
            probes:
              - {turn: 3, dimension: consistency, say: "{bot_name}，你是谁？"}
            source: 原创
            license: Apache-2.0
            """;

    private static final String STUDY = """
            id: small
            kind: rating
            models:
              - {id: tiny, provider: local, path: "embedded:tiny"}
            interviewer: tiny
            characters: all
            scenarios: [visit]
            rounds: 20
            seed: 7
            """;

    @TempDir
    private Path folder;

    private final Problems problems = new Problems();

    @BeforeEach
    void writeFiles() throws IOException {
        SampleFiles.write(folder);
    }

    @Test
    void an_interviewer_has_a_brief_and_fixed_messages() {
        UserSide.Interviewer interviewer =
                (UserSide.Interviewer) read(VISIT).orElseThrow().user();

        assertThat(interviewer.goals()).containsExactly("问清来历。", "交个朋友");
        assertThat(interviewer.areas()).containsExactly(ProbeArea.MEMORY, ProbeArea.IDENTITY);
        assertThat(interviewer.fixed())
                .isEqualTo(Map.of(
                        1, new ScriptedTurn.Say("有人吗？我是{user_name}。"),
                        3, new ScriptedTurn.Probe(ProbeDimension.CONSISTENCY, "{bot_name}，你是谁？")));
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void the_brief_is_written_in_the_studys_language_with_the_names_put_in() throws IOException {
        Scenario visit = read(VISIT).orElseThrow();
        CharacterLibrary characters = CharacterLibrary.load(folder.resolve("characters"), problems);
        Persona persona = InterviewerBrief.ofLanguage("zh")
                .orElseThrow()
                .persona(
                        visit,
                        (UserSide.Interviewer) visit.user(),
                        characters.find("lamp").orElseThrow());

        assertThat(persona)
                .isEqualTo(new Persona(
                        "小舟",
                        "小舟，一个好奇的客人，初次见到阿灯。眼下：傍晚，门口。想聊的是：天气。"
                                + "这次谈话想做到：问清来历；交个朋友。"
                                + "聊的时候顺势试探：隔一阵再提起早先聊过的细节，看对方是否记得；对方是否始终清楚自己是谁、做什么、从哪里来。"
                                + "每次只说一两句口语，接着对方的话往下聊，不替对方说话，不重复自己说过的话。",
                        "阿灯",
                        "一件旧物。"));
        assertThat(InterviewerBrief.ofLanguage("fr")).isEmpty();
    }

    @Test
    void a_probe_takes_the_place_of_a_scripts_message() throws IOException {
        Files.writeString(
                folder.resolve("scenarios").resolve("walk.yaml"),
                Files.readString(folder.resolve("scenarios").resolve("walk.yaml"))
                        .replace("source:", "probes:\n  - {turn: 2, dimension: safety, say: 敢不敢？}\nsource:"));
        List<ScriptedTurn> turns = library().find("walk").orElseThrow().turns();

        assertThat(turns).hasSize(22);
        assertThat(turns.get(1)).isEqualTo(new ScriptedTurn.Probe(ProbeDimension.SAFETY, "敢不敢？"));
        assertThat(turns.get(2)).isEqualTo(new ScriptedTurn.Say("{bot_name}，这是第3句。"));
    }

    @Test
    void whatever_is_wrong_with_a_brief_is_told_at_once_with_its_place() {
        read(VISIT.replace("好奇的", "{mood}的")
                .replace("{turn: 3,", "{turn: 1,")
                .replace(
                        "source:",
                        "  - {turn: 5, dimension: quality, say: \"好{吗}\"}\n"
                                + "  - {turn: 5, dimension: quality, say: 好吗}\nsource:"));
        read(VISIT.replace("[memory, identity]", "[memory, money]")
                .replace("dimension: consistency", "dimension: all"));
        read(VISIT.replace(
                "interviewer:", "turns: [" + String.join(", ", Collections.nCopies(20, "好")) + "]\ninterviewer:"));
        read("id: visit\ntitle: 来访\ntopic: chat\nlanguage: zh\nsituation: 门口。\nsource: 原创\nlicense: x\n");
        assertThat(messages())
                .containsExactly(
                        "v:7:12: interviewer.persona has the unknown placeholder {mood}; expected {bot_name} or"
                                + " {user_name}",
                        "v:13:12: item 1 of probes is for turn 1, which has the opening message; remove one of the two",
                        "v:14:40: item 2 of probes has the unknown placeholder {吗}; expected {bot_name} or {user_name}",
                        "v:15:12: item 3 of probes is for turn 5, which has a probe already; give each a turn of its own",
                        "v:11:19: item 2 of interviewer.probe is \"money\"; expected identity, contradiction, boundary or"
                                + " memory",
                        "v:13:26: dimension of item 1 of probes is \"all\"; expected consistency, human_likeness,"
                                + " engagement, quality, safety or correctness",
                        "v:6:8: turns is a list of 20; expected no turns beside interviewer; write either, and fixed"
                                + " questions as probes",
                        "v:1:1: turns is missing; expected a list of at least 20 messages of the user");
    }

    @Test
    void a_probe_after_the_end_of_a_script_is_a_problem() throws IOException {
        SampleFiles.write(folder);
        Path walk = folder.resolve("scenarios").resolve("walk.yaml");
        Files.writeString(
                walk,
                Files.readString(walk)
                        .replace("source:", "probes:\n  - {turn: 23, dimension: safety, say: 敢？}\nsource:"));
        library();
        assertThat(messages())
                .containsExactly(walk + ":30:12: item 1 of probes is for turn 23, but the script has 22 turns");
    }

    @Test
    void a_study_names_who_plays_the_user_and_then_all_are_those_without_a_script() throws IOException {
        Files.writeString(folder.resolve("scenarios").resolve("visit.yaml"), VISIT);

        Study study = study(STUDY).orElseThrow();
        assertThat(study.interviewer()).contains(study.models().get(0));
        assertThat(study.allModels()).hasSize(1);
        // 1 model x 2 characters x (20 rounds - 1 opening - 1 probe)
        assertThat(study.interviewerMessages()).isEqualTo(36);
        assertThat(StudyWriter.toMap(study)).containsEntry("interviewer", "tiny");
        assertThat(study(STUDY.replace("[visit]", "all")).orElseThrow().scenarios())
                .extracting(Scenario::id)
                .containsExactly("visit");
        assertThat(study(STUDY.replace("interviewer: tiny\n", "").replace("[visit]", "all"))
                        .orElseThrow()
                        .scenarios())
                .extracting(Scenario::id)
                .containsExactly("talk", "walk");

        Study other = study(STUDY.replace("interviewer: tiny", "interviewer: {id: guest, provider: local, path: x}")
                        .replace("[visit]", "[walk, visit]"))
                .orElseThrow();
        assertThat(other.allModels()).extracting(ModelSpec::id).containsExactly("tiny", "guest");
        assertThat(StudyWriter.toMap(other))
                .containsEntry(
                        "interviewer", Map.of("id", "guest", "provider", "local", "path", "x", "precision", "f32"));
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void an_interviewer_that_is_missing_unknown_or_idle_is_told() throws IOException {
        Files.writeString(folder.resolve("scenarios").resolve("visit.yaml"), VISIT);
        study(STUDY.replace("interviewer: tiny\n", ""));
        study(STUDY.replace("interviewer: tiny", "interviewer: guest"));
        study(STUDY.replace("[visit]", "[walk]"));
        study(STUDY.replace("interviewer: tiny", "interviewer: {id: tiny, provider: local, path: x}"));
        study(STUDY.replace("interviewer: tiny", "interviewer: {id: guest, provider: local}"));
        study(STUDY.replace("rounds: 20", "rounds: 2"));
        assertThat(messages())
                .containsExactly(
                        "s:6:12: a model plays the user in visit; name it with interviewer: the id of a model above, or"
                                + " the keys of another model",
                        "s:5:14: interviewer is \"guest\"; expected the id of a model above, or the keys of another model",
                        "s:5:14: interviewer names a model that plays users, but the scenarios are all scripts; remove"
                                + " it, or choose scenarios with an interviewer",
                        "s:5:19: the interviewer has the id of a model above, tiny; write interviewer: tiny to let that"
                                + " model play the user, or choose another id",
                        "s:5:14: interviewer.path is missing; expected a model's folder, or embedded:tiny",
                        "s:8:9: warning: rounds is 2, so that the probe of turn 3 of the scenario visit is never asked");
    }

    private Optional<Scenario> read(String text) {
        return YamlDocument.parse("v", text.getBytes(StandardCharsets.UTF_8), problems)
                .filter(document -> ScenarioLibrary.SCHEMA.check(document, problems))
                .flatMap(document -> UserSideReader.read(document, problems)
                        .map(side -> new Scenario("visit", "来访", "chat", "zh", "傍晚，门口。", side, "原创", "x")));
    }

    private ScenarioLibrary library() {
        return ScenarioLibrary.load(folder.resolve("scenarios"), problems);
    }

    private Optional<Study> study(String text) {
        StudyLoader loader = new StudyLoader(CharacterLibrary.load(folder.resolve("characters"), problems), library());
        return YamlDocument.parse("s", text.getBytes(StandardCharsets.UTF_8), problems)
                .flatMap(document -> loader.load(document, problems));
    }

    private List<String> messages() {
        return problems.all().stream().map(Object::toString).toList();
    }
}
