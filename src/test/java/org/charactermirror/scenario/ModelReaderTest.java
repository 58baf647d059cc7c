package org.charactermirror.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.charactermirror.character.CharacterLibrary;
import org.charactermirror.chat.CallLimits;
import org.charactermirror.chat.Parameter;
import org.charactermirror.document.YamlDocument;
import org.charactermirror.problem.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelReaderTest {

    private static final String REST = """
            characters: all
            scenarios: [walk]
            rounds: 20
            seed: 7
            """;

    @TempDir
    Path folder;

    private final Problems problems = new Problems();

    @Test
    void everything_that_can_be_said_of_an_endpoint_is_read_and_written_back() throws IOException {
        String models = """
                id: small
                kind: rating
                models:
                  - id: far
                    provider: openai
                    base_url: http://127.0.0.1:8080/v1
                    model: far-1
                    api_key_file: "-"
                    stream: true
                    send: [top_k, max_completion_tokens]
                    omit: [seed]
                    limits: {requests_per_minute: 60, tokens_per_minute: 90000, concurrency: 4, timeout_seconds: 30, attempts: 3, patience_minutes: 5}
                    price: {prompt_per_million: 0.15, reply_per_million: 0.6, currency: USD}
                    system_prompt: |
                      你是{bot_name}。
                      {user_info}
                budget: 12.5
                """;
        Study study = load(models + REST).orElseThrow();

        ModelSpec.OpenAi far = (ModelSpec.OpenAi) study.models().get(0);
        assertThat(far.endpoint().parameters())
                .containsExactlyInAnyOrder(
                        Parameter.TEMPERATURE,
                        Parameter.TOP_P,
                        Parameter.MAX_COMPLETION_TOKENS,
                        Parameter.STREAM_OPTIONS,
                        Parameter.TOP_K);
        assertThat(far.concurrency()).isEqualTo(OptionalInt.of(4));
        assertThat(far.systemPrompt()).contains("你是{bot_name}。\n{user_info}\n");
        assertThat(far.endpoint().price().orElseThrow().of(1_000_000, 0)).isEqualByComparingTo("0.15");
        assertThat(study.budget().orElseThrow()).isEqualByComparingTo("12.5");
        assertThat(far.ingredients())
                .as("what replies depend on")
                .containsOnlyKeys("provider", "base_url", "model", "send", "omit");
        assertThat(load(StudyWriter.toYaml(study))).contains(study);
    }

    @Test
    void what_is_not_said_is_as_documented() throws IOException {
        Study study = load("""
                id: small
                kind: rating
                models:
                  - {id: far, provider: characterglm, base_url: "http://127.0.0.1:8080/v4", model: charglm-3}
                """ + REST).orElseThrow();

        ModelSpec.Remote far = (ModelSpec.Remote) study.models().get(0);
        assertThat(far.endpoint().limits()).isEqualTo(CallLimits.ofDefaults());
        assertThat(far.endpoint().parameters()).isEqualTo(Parameter.USUAL);
        assertThat(far.endpoint().price()).isEmpty();
        assertThat(far.concurrency()).isEmpty();
        assertThat(study.budget()).isEmpty();
    }

    @Test
    void mistakes_about_endpoints_are_told_all_at_once() throws IOException {
        load("""
                id: small
                kind: rating
                models:
                  - {id: a, provider: openai, base_url: "http://x/v1", model: m, send: [seed], limits: {attempts: 0}}
                  - {id: b, provider: openai, base_url: "http://x/v1", model: m, price: {currency: dollars, prompt_per_million: -1}}
                budget: 0
                """ + REST);

        assertThat(messages())
                .containsExactly(
                        "s:4:73: item 1 of send of item 1 of models is \"seed\"; expected max_completion_tokens, top_k or"
                                + " repetition_penalty",
                        "s:4:99: limits.attempts of item 1 of models is 0; expected a whole number from 1 to 100: how often a"
                                + " call is tried in all",
                        "s:5:73: price.reply_per_million of item 2 of models is missing; expected a number, 0 or more: for a"
                                + " million tokens of replies",
                        "s:5:84: price.currency of item 2 of models is \"dollars\"; expected three capital letters, as in USD",
                        "s:5:113: price.prompt_per_million of item 2 of models is -1; expected a number, 0 or more: for a"
                                + " million tokens of prompts",
                        "s:6:9: budget is 0; expected a number above 0: what remote models may cost in all, in the currency of"
                                + " their prices");
    }

    @Test
    void contradictions_are_told_all_at_once() throws IOException {
        load("""
                id: small
                kind: rating
                models:
                  - {id: a, provider: openai, base_url: "http://x/v1", model: m, api_key_file: "-", system_prompt: "{name}"}
                  - {id: b, provider: openai, base_url: "http://x/v1", model: m, api_key_file: "-", price: {prompt_per_million: 1, reply_per_million: 1, currency: USD}}
                  - {id: c, provider: characterglm, base_url: "http://x/v4", model: m, system_prompt: hello, price: {prompt_per_million: 1, reply_per_million: 1, currency: CNY}}
                budget: 100
                """ + REST);

        assertThat(messages())
                .containsExactly(
                        "s:4:100: system_prompt has {name}; expected {bot_name}, {bot_info}, {user_name} or {user_info}",
                        "s:5:80: api_key_file is \"-\" as it is of a; standard input has one key: give the others a file",
                        "s:6:87: system_prompt belongs to models of the provider openai; others take the profile as it is:"
                                + " remove it",
                        "s:7:9: budget is 100, but there is no price of a; add price: {prompt_per_million: ...,"
                                + " reply_per_million: ..., currency: ...}, with 0 for what is free",
                        "s:7:9: budget is 100, but the prices are in CNY and USD; give all of them in one currency");
    }

    private Optional<Study> load(String text) throws IOException {
        SampleFiles.write(folder);
        StudyLoader loader = new StudyLoader(
                CharacterLibrary.load(folder.resolve("characters"), problems),
                ScenarioLibrary.load(folder.resolve("scenarios"), problems));
        return YamlDocument.parse("s", text.getBytes(StandardCharsets.UTF_8), problems)
                .flatMap(document -> loader.load(document, problems));
    }

    private List<String> messages() {
        return problems.all().stream().map(Object::toString).toList();
    }
}
