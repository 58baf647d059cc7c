package org.charactermirror.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.charactermirror.character.CharacterLibrary;
import org.charactermirror.character.CharacterProfile;
import org.charactermirror.chat.GenerationSettings;
import org.charactermirror.document.YamlDocument;
import org.charactermirror.problem.Problems;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyLoaderTest {

    private static final String STUDY = """
            id: small
            kind: rating
            models:
              - {id: tiny, provider: local, path: "embedded:tiny"}
            characters: all
            scenarios: [walk]
            rounds: 20
            seed: 7
            """;

    @TempDir
    Path folder;

    private final Problems problems = new Problems();
    private StudyLoader loader =
            new StudyLoader(CharacterLibrary.load(List.of(), problems), ScenarioLibrary.load(List.of(), problems));

    @BeforeEach
    void loadLibraries() throws IOException {
        SampleFiles.write(folder);
        loader = new StudyLoader(
                CharacterLibrary.load(folder.resolve("characters"), problems),
                ScenarioLibrary.load(folder.resolve("scenarios"), problems));
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void the_least_study_gets_the_documented_defaults() {
        Study study = load(STUDY).orElseThrow();

        assertThat(study.language()).isEqualTo("zh");
        assertThat(study.repetitions()).isEqualTo(1);
        assertThat(study.generation()).isEqualTo(GenerationSettings.ofDefaults());
        assertThat(study.models())
                .containsExactly(new ModelSpec.Local("tiny", "embedded:tiny", ModelSpec.Precision.F32));
        assertThat(study.characters()).extracting(CharacterProfile::id).containsExactly("clock", "lamp");
        assertThat(study.replies()).isEqualTo(40);
    }

    @Test
    void beams_are_read_and_written_and_not_mentioned_where_there_is_no_search() {
        Study study =
                load(STUDY + "generation: {temperature: 0, num_beams: 3}\n").orElseThrow();

        assertThat(study.generation()).isEqualTo(new GenerationSettings(0, 0.8, 0, 1, 128, 0, 3));
        assertThat(StudyWriter.toMap(study.generation())).containsEntry("num_beams", 3);
        assertThat(StudyWriter.toMap(GenerationSettings.ofDefaults())).doesNotContainKey("num_beams");
        assertThat(load(StudyWriter.toYaml(study))).contains(study);
    }

    @Test
    void beams_beside_a_temperature_are_refused_where_they_stand() {
        assertThat(load(STUDY + "generation:\n  num_beams: 2\n")).isEmpty();

        assertThat(messages())
                .containsExactly(
                        "s:10:14: num_beams is 2, but temperature is 0.9; beam search draws nothing: set temperature to 0,"
                                + " or num_beams to 1");
    }

    @Test
    void every_provider_is_read_with_its_keys() {
        Study study = load(STUDY.replace("models:\n", """
                        models:
                          - {id: GPT-4, provider: openai, base_url: "http://127.0.0.1:8080/v1", model: gpt-4, api_key_file: keys/a}
                          - {id: glm, provider: characterglm, base_url: "https://example.org", model: charglm-3}
                          - {id: old, provider: replay, path: runs/old.jsonl}
                          - {id: older, provider: replay, path: runs/old.jsonl, model: tiny~x}
                          - {id: big, provider: local, path: models/big, precision: int8}
                        """)).orElseThrow();

        assertThat(study.models())
                .extracting(ModelSpec::keys)
                .extracting(Object::toString)
                .containsExactly(
                        "{id=GPT-4, provider=openai, base_url=http://127.0.0.1:8080/v1, model=gpt-4, api_key_file=keys/a}",
                        "{id=glm, provider=characterglm, base_url=https://example.org, model=charglm-3}",
                        "{id=old, provider=replay, path=runs/old.jsonl}",
                        "{id=older, provider=replay, path=runs/old.jsonl, model=tiny~x}",
                        "{id=big, provider=local, path=models/big, precision=int8}",
                        "{id=tiny, provider=local, path=embedded:tiny, precision=f32}");
    }

    @Test
    void a_resolved_study_reads_back_as_itself() {
        Study study = load(STUDY.replace(
                                        "kind: rating",
                                        "kind: pairwise\ndescription: 'a: b # \"c\" 007'\nbaseline: '10'\ncontinuation: model_b")
                                .replace("models:\n", "models:\n  - {id: '10', provider: replay, path: 'a: b'}\n")
                                .replace("characters: all", "characters: {category: daily_life}")
                                .replace("seed: 7", "seed: 9007199254740991\nannotators: 10")
                        + "generation: {temperature: 0.05, top_k: 40}\n")
                .orElseThrow();

        String yaml = StudyWriter.toYaml(study);

        assertThat(load(yaml)).as(yaml).contains(study);
    }

    @Test
    void groups_choose_by_category_and_topic() {
        Study study = load(STUDY.replace("characters: all", "characters: {category: celebrities}")
                        .replace("scenarios: [walk]", "scenarios: {topic: chat}"))
                .orElseThrow();
        assertThat(study.characters()).extracting(CharacterProfile::id).containsExactly("clock");
        assertThat(study.scenarios()).extracting(Scenario::id).containsExactly("walk");
    }

    @Test
    void all_mistakes_of_form_are_told_with_place_and_value() {
        assertThat(load("""
                        id: small
                        kind: score
                        models:
                          - {id: tiny, provider: lokal, path: x}
                          - {id: a b, provider: openai, base_url: "127.0.0.1", model: m, api_key: sk-1}
                          - {id: c, provider: local}
                          - {id: d, provider: openai, base_url: "http://x/v1/chat/completions", model: m}
                        characters: some
                        scenarios: {subject: chat}
                        rounds: 0
                        seed: -1
                        generation: {temperature: hot, top_p: 0}
                        """)).isEmpty();
        assertThat(messages())
                .containsExactly(
                        "s:2:7: kind is \"score\"; expected rating, turn_errors or pairwise",
                        "s:4:26: provider of item 1 of models is \"lokal\"; expected local, openai, characterglm or replay",
                        "s:5:10: id of item 2 of models is \"a b\"; expected letters, digits, hyphens, dots and"
                                + " underscores, as in tiny or GPT-3.5",
                        "s:5:43: base_url of item 2 of models is \"127.0.0.1\"; expected an address such as"
                                + " http://127.0.0.1:8080/v1, without /chat/completions",
                        "s:5:66: unknown key \"api_key\"; known here: id, provider, base_url, model, api_key_file, system_prompt,"
                                + " stream, send, omit, limits, price",
                        "s:6:5: path of item 3 of models is missing; expected a model's folder, or embedded:tiny",
                        "s:7:41: base_url of item 4 of models is \"http://x/v1/chat/completions\"; expected an address"
                                + " such as http://127.0.0.1:8080/v1, without /chat/completions",
                        "s:8:13: characters is \"some\"; expected all, a list of ids, or {category: ...}",
                        "s:9:12: scenarios.topic is missing; expected a topic such as chat",
                        "s:9:13: unknown key \"subject\"; known here: topic",
                        "s:10:9: rounds is 0; expected a whole number from 1 to 1000: how many messages of the user are"
                                + " played",
                        "s:11:7: seed is -1; expected a whole number from 0 to 9007199254740991",
                        "s:12:27: generation.temperature is \"hot\"; expected a number from 0 (always the likeliest token)"
                                + " to 10",
                        "s:12:39: generation.top_p is 0; expected a number above 0 and at most 1");
    }

    @Test
    void unknown_and_duplicate_ids_are_told_with_their_place() {
        assertThat(load("""
                        id: small
                        kind: rating
                        models:
                          - {id: tiny, provider: local, path: x}
                          - {id: tiny, provider: local, path: y}
                        characters: [lamp, lmap, king, lamp]
                        scenarios: {topic: opera}
                        rounds: 20
                        seed: 7
                        """)).isEmpty();
        assertThat(messages())
                .containsExactly(
                        "s:5:10: duplicate model id tiny; it already stands in line 4",
                        "s:6:20: unknown character \"lmap\"; did you mean \"lamp\"?",
                        "s:6:26: unknown character \"king\"; there are: clock, lamp",
                        "s:6:32: duplicate character \"lamp\"; name it once",
                        "s:7:12: no scenario has the topic \"opera\"; there are: chat, interview");
    }

    @Test
    void unknown_ids_are_told_although_the_file_has_other_mistakes() {
        load(STUDY.replace("rounds: 20", "rounds: x")
                .replace("characters: all", "characters: [lmap, 7]")
                .replace("[walk]", "{topic: opera}"));
        assertThat(messages())
                .containsExactly(
                        "s:5:14: unknown character \"lmap\"; did you mean \"lamp\"?",
                        "s:5:20: item 2 of characters is 7; expected the id of a character",
                        "s:6:12: no scenario has the topic \"opera\"; there are: chat, interview",
                        "s:7:9: rounds is \"x\"; expected a whole number from 1 to 1000: how many messages of the user are"
                                + " played");
    }

    @Test
    void more_rounds_than_messages_are_a_problem() {
        load(STUDY.replace("rounds: 20", "rounds: 23"));
        assertThat(messages())
                .containsExactly("s:7:9: rounds is 23, but the scenario walk has 22 messages; lower rounds or leave the"
                        + " scenario out");
    }

    @Test
    void the_studys_language_chooses_the_versions() {
        load(STUDY.replace("characters: all", "language: en\ncharacters: all").replace("[walk]", "[walk, talk]"));
        assertThat(messages())
                .containsExactly(
                        "s:6:13: a character has no version in the study's language en: clock; add"
                                + " characters/ID.en.yaml for each, or leave them out",
                        "s:7:12: 2 scenarios have no version in the study's language en: walk, talk; add"
                                + " scenarios/ID.en.yaml for each, or leave them out");
    }

    @Test
    void a_pairwise_study_needs_a_baseline_among_its_models() {
        load(STUDY.replace("kind: rating", "kind: pairwise"));
        load(STUDY.replace("kind: rating", "kind: pairwise\nbaseline: GPT-4"));
        load(STUDY.replace("kind: rating", "kind: pairwise\nbaseline: tiny"));
        load(STUDY.replace("kind: rating", "kind: rating\nbaseline: tiny"));
        assertThat(messages())
                .containsExactly(
                        "s:1:1: baseline is missing; expected the model that is compared with the others",
                        "s:3:11: baseline is \"GPT-4\"; expected the id of a model above",
                        "s:5:3: models has only the baseline; expected another one to compare it with",
                        "s:3:11: baseline belongs to pairwise studies; remove it");
    }

    @Test
    void a_pairwise_study_says_whose_reply_continues_and_draws_it_otherwise() {
        String pairwise = STUDY.replace("kind: rating", "kind: pairwise\nbaseline: tiny")
                .replace("models:\n", "models:\n  - {id: old, provider: replay, path: x}\n");

        assertThat(load(pairwise).orElseThrow().continuation()).contains(Continuation.RANDOM);
        assertThat(load(pairwise + "continuation: alternate\n").orElseThrow().continuation())
                .contains(Continuation.ALTERNATE);
        assertThat(load(STUDY).orElseThrow().continuation()).isEmpty();
        load(pairwise + "continuation: winner\n");
        load(STUDY + "continuation: random\n");
        assertThat(messages())
                .containsExactly(
                        "s:11:15: continuation is \"winner\"; expected random, alternate, model_a, model_b or annotator:"
                                + " whose reply the shared dialogue of a pairwise study goes on with",
                        "s:9:15: continuation belongs to pairwise studies; remove it");
    }

    @Test
    void all_pairs_need_no_baseline_and_one_that_takes_part_stands_first() {
        String all = STUDY.replace("kind: rating", "kind: pairwise\npairs: all")
                .replace(
                        "models:\n",
                        "models:\n  - {id: a, provider: replay, path: x}\n  - {id: b, provider: replay, path: x}\n");

        assertThat(load(all).orElseThrow().opponents())
                .containsExactly(new Opponents("a", "b"), new Opponents("a", "tiny"), new Opponents("b", "tiny"));
        Study withBaseline = load(all + "baseline: tiny\n").orElseThrow();
        assertThat(withBaseline.opponents())
                .containsExactly(new Opponents("tiny", "a"), new Opponents("tiny", "b"), new Opponents("a", "b"));
        // 3 pairs x 2 replies x 2 characters x 1 scenario x 20 rounds
        assertThat(withBaseline.replies()).isEqualTo(240);
        assertThat(StudyWriter.toMap(withBaseline)).containsEntry("pairs", "all");
        assertThat(messages()).isEmpty();
    }

    @Test
    void pairs_are_told_where_there_are_none() {
        load(STUDY + "pairs: all\n");
        load(STUDY.replace("kind: rating", "kind: pairwise\npairs: all"));
        load(STUDY.replace("kind: rating", "kind: pairwise\npairs: some"));
        assertThat(messages())
                .containsExactly(
                        "s:9:8: pairs belongs to pairwise studies; remove it",
                        "s:5:3: models has only one; expected another one to compare it with",
                        "s:3:8: pairs is \"some\"; expected baseline or all: which models of a pairwise study answer on"
                                + " one context");
    }

    @Test
    void a_language_without_a_template_is_a_problem() {
        load(STUDY.replace("characters: all", "language: fr\ncharacters: all"));
        assertThat(messages())
                .contains("s:5:11: language is \"fr\", for which there is no prompt template; expected zh or en");
    }

    @Test
    void a_study_of_all_needs_something_to_choose_from() {
        loader = new StudyLoader(CharacterLibrary.load(List.of(), problems), ScenarioLibrary.load(List.of(), problems));
        load(STUDY.replace("[walk]", "all"));
        assertThat(messages())
                .containsExactly(
                        "s:5:13: there are no characters to choose from",
                        "s:6:12: there are no scenarios to choose from");
    }

    @Test
    void a_missing_study_is_named() {
        Path missing = folder.resolve("none.yaml");
        assertThat(Files.exists(missing)).isFalse();
        assertThat(loader.load(missing, problems)).isEmpty();
        assertThat(messages()).containsExactly(missing + ": no such file");
    }

    private Optional<Study> load(String text) {
        return YamlDocument.parse("s", text.getBytes(StandardCharsets.UTF_8), problems)
                .flatMap(document -> loader.load(document, problems));
    }

    private List<String> messages() {
        return problems.all().stream().map(Object::toString).toList();
    }

    @Test
    void exclusions_and_gold_items_are_written_as_they_were_read() {
        Study study = load(STUDY + """
                exclusions:
                  minimum_items: 20
                  maximum_straight_lining: 0.5
                  annotators: [{name: 甲, reason: "withdrew: consent"}]
                gold:
                  - {session: tiny.clock.walk.1, expect: {safety: 5, overall: 4.5-5}}
                  - {session: tiny.clock.walk.1, turn: 3, expect: {ooc: 0}}
                  - {session: a~4.clock.walk.1, model: a, turn: 3, expect: {better: "4"}}
                """).orElseThrow();
        assertThat(study.rules().bounds()).hasSize(2);
        assertThat(study.rules().gold()).hasSize(3);
        assertThat(load(StudyWriter.toYaml(study))).contains(study);
    }
}
