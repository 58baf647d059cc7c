package org.charactermirror.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.charactermirror.problem.Problem;
import org.charactermirror.problem.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgesReaderTest {

    @TempDir
    Path folder;

    private final Problems problems = new Problems();

    private List<JudgeSpec> read(String yaml) throws IOException {
        Path file = folder.resolve("judges.yaml");
        Files.writeString(file, yaml);
        return JudgesReader.read(file, problems);
    }

    private List<String> told() {
        String file = folder.resolve("judges.yaml").toString();
        return problems.all().stream()
                .map(Problem::toString)
                .map(line -> line.replace(file, "F"))
                .toList();
    }

    @Test
    void a_judge_is_a_model_with_the_usual_way_of_asking_unless_it_says_otherwise() throws IOException {
        List<JudgeSpec> judges = read("""
                judges:
                  - {id: plain, provider: local, path: "embedded:tiny"}
                  - {id: far, provider: openai, base_url: "http://127.0.0.1:1/v1", model: big-1, family: big, wording: 3,
                     temperature: 0.7, samples: 5, order: b_first, order_rule: drop, max_new_tokens: 900, reasks: 0, bar: 0.667}
                """);

        problems.throwIfErrors();
        assertThat(judges.get(0))
                .isEqualTo(JudgeSpec.of(new ModelSpec.Local("plain", "embedded:tiny", ModelSpec.Precision.F32)));
        JudgeSpec far = judges.get(1);
        assertThat(far.family()).contains("big");
        assertThat(far.settings())
                .hasToString("{wording=3, temperature=0.7, samples=5, order=b_first, order_rule=drop,"
                        + " max_new_tokens=900, reasks=0}");
        assertThat(far.bar()).contains(new BigDecimal("0.667"));
        assertThat(((ModelSpec.OpenAi) far.model()).systemPrompt()).contains("{bot_info}");
        assertThat(far.keys()).doesNotContainKey("system_prompt").containsEntry("order_rule", "drop");
    }

    @Test
    void everything_that_is_wrong_is_told_with_its_place() throws IOException {
        read("""
                judges:
                  - {id: a, provider: replay, path: x}
                  - {id: b, provider: local, path: x, wording: 4, samples: 2, order: any}
                  - {id: c, provider: openai, base_url: "http://h/v1", model: m, system_prompt: "be kind", bar: 67}
                """);

        assertThat(told())
                .containsExactly(
                        "F:2:23: provider of item 1 of judges is \"replay\"; expected local, openai or characterglm",
                        "F:3:48: wording of item 2 of judges is 4; expected 1, 2 or 3: in which of the shipped wordings it"
                                + " is asked",
                        "F:3:60: samples of item 2 of judges is 2; expected 1, 3, 5, 7 or 9: how often every question is"
                                + " asked, the middle answer being the judgement",
                        "F:3:70: order of item 2 of judges is \"any\"; expected both, a_first or b_first: in which order it"
                                + " sees two replies",
                        "F:4:66: unknown key \"system_prompt\"; known here: id, provider, base_url, model, api_key_file,"
                                + " stream, send, omit, limits, price, family, wording, temperature, samples, order,"
                                + " order_rule, max_new_tokens, reasks, bar",
                        "F:4:97: bar of item 3 of judges is 67; expected a number from 0 to 1: the agreement with people"
                                + " that calibration asks for");
    }

    @Test
    void what_a_schema_cannot_say_is_checked_as_well() throws IOException {
        read("""
                judges:
                  - {id: a, provider: local, path: x, samples: 3}
                  - {id: b, provider: local, path: x}
                  - {id: b, provider: local, path: y}
                """);

        assertThat(told())
                .containsExactly(
                        "F:2:48: samples is 3, but temperature is 0, so that all answers would be the same; set"
                                + " temperature above 0, or samples to 1",
                        "F:4:10: duplicate judge id b; it already stands in line 3");
    }

    @Test
    void a_judge_is_not_called_like_a_model_of_the_study() {
        ModelSpec model = new ModelSpec.Local("tiny", "x", ModelSpec.Precision.F32);

        JudgesReader.checkNames("study.yaml", List.of(JudgeSpec.of(model)), List.of(model), problems);

        assertThat(told())
                .containsExactly("study.yaml: the judge tiny has the id of a model of the study; give it another one");
    }

    @Test
    void a_study_and_a_file_of_its_own_declare_the_same_judges() throws IOException {
        JsonNode own = schema("judges.schema.json");
        JsonNode study = schema("study.schema.json");
        assertThat(study.at("/properties/judges")).isEqualTo(own.at("/properties/judges"));
        own.get("$defs")
                .properties()
                .forEach(entry -> assertThat(study.at("/$defs/" + entry.getKey()))
                        .as(entry.getKey())
                        .isEqualTo(entry.getValue()));
    }

    private static JsonNode schema(String name) throws IOException {
        try (InputStream in = JudgesReader.class.getResourceAsStream(name)) {
            return new ObjectMapper().readTree(in);
        }
    }
}
