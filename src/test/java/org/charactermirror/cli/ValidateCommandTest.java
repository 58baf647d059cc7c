package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ValidateCommandTest {

    private static final String STUDY = """
        id: small
        kind: rating
        models:
          - {id: tiny, provider: local, path: "embedded:tiny"}
          - {id: away, provider: local, path: no/such/model}
          - {id: far, provider: openai, base_url: "http://127.0.0.1:1/v1", model: m}
        characters: [xiang-yu, li-bai, aixi]
        scenarios: {topic: chat}
        rounds: 5
        seed: 7
        generation: {max_new_tokens: 16}
        """;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();

    @Test
    void a_study_is_told_with_its_cells_its_contexts_and_its_weaknesses() throws IOException {
        Path study = Files.writeString(folder.resolve("small.yaml"), STUDY);
        assertThat(execute("validate", study.toString())).isEqualTo(ExitCode.DONE);
        assertThat(out.toString())
                .startsWith("""
                    Study small: dialogues of every model, by category and topic
                                      chat  interview    love
                      celebrities        6          0       0
                      daily_life         0          0       0
                    """)
                .contains("  tiny: context of 768 tokens, prompts of the first round ")
                .contains("; all 5 rounds fit\n")
                .contains("  away: profiles not measured, no/such/model is not here\n")
                .contains("  far: profiles not measured, provider openai, whose context is not known here\n")
                .contains(study + ":9:9: warning: rounds is 5; the paper's dialogues have at least 20\n");
    }

    @Test
    void how_its_annotators_would_share_the_work_is_told_with_how_even_that_is() throws IOException {
        // 27 dialogues, 9 of each model and of each character, 3 of each with each, for two: every half rounded up and
        // down;
        // where they talk themselves, 9 blocks of 3 dialogues, 3 blocks of each character.
        Path study = Files.writeString(folder.resolve("small.yaml"), STUDY + "annotators: 2\n");
        assertThat(execute("validate", study.toString())).isEqualTo(ExitCode.DONE);
        assertThat(out.toString()).contains("""
              assignment of played dialogues, seed 7:
                27 dialogues, 1 annotator for each, 2 in all: 13 to 14 for one
                two annotators' dialogues of a model differ by at most 1 (one has 4 to 5), of a character by 1 (4 to 5), of a model with a character by 1
            """).contains("""
                      assignment where annotators talk themselves:
                        27 dialogues, 1 annotator for each, 2 in all: 12 to 15 for one
                        two annotators' dialogues of a model differ by at most 1 (one has 4 to 5), of a character by 3 (3 to 6), of a model with a character by 1
                    """);
    }

    @Test
    void findings_are_also_json() throws IOException {
        Path study = Files.writeString(folder.resolve("small.yaml"), STUDY.replace("rounds: 5", "rounds: 20"));
        assertThat(execute("validate", "--json", study.toString())).isEqualTo(ExitCode.DONE);
        JsonNode findings = new ObjectMapper().readTree(out.toString());
        assertThat(findings.path("format").textValue()).isEqualTo("charmirror.validation/1");
        assertThat(findings.path("errors").intValue()).isZero();
        assertThat(findings.at("/problems/0/severity").textValue()).isEqualTo("warning");
        assertThat(findings.at("/problems/0/line").intValue()).isEqualTo(7);
        assertThat(findings.at("/studies/0/cells/celebrities/chat").intValue()).isEqualTo(6);
        assertThat(findings.at("/studies/0/models/0/context_length").intValue()).isEqualTo(768);
        assertThat(findings.at("/studies/0/models/1/not_measured").textValue()).isEqualTo("no/such/model is not here");
    }

    @Test
    void a_profile_that_a_model_has_no_room_for_is_an_error() throws IOException {
        Path study = Files.writeString(
                folder.resolve("small.yaml"),
                STUDY.replace("generation: {", "generation: {max_length: 60, ")
                        .replace("[xiang-yu, li-bai, aixi]", "[xiang-yu]"));
        assertThat(execute("validate", study.toString())).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(out.toString())
                .containsPattern(":7:13: the profile of xiang-yu and one message take [0-9]+ tokens of the model tiny,"
                        + " whose prompt and reply together may have 60; shorten the profile, or leave the character or"
                        + " the model out\n");
    }

    @Test
    void another_model_can_be_measured_too_and_must_be_there() throws IOException {
        Path study = Files.writeString(folder.resolve("small.yaml"), STUDY);
        assertThat(execute("validate", study.toString(), "--model", "embedded:tiny"))
                .isEqualTo(ExitCode.DONE);
        assertThat(out.toString()).contains("  embedded:tiny: context of 768 tokens, ");
        assertThat(execute("validate", study.toString(), "--model", "no/such/model"))
                .isEqualTo(ExitCode.MODEL_UNAVAILABLE);
    }

    @Test
    void files_of_characters_and_scenarios_that_lie_elsewhere_are_checked_by_what_they_hold() throws IOException {
        Path scenario = Files.writeString(folder.resolve("walk.yaml"), "id: walk\nturns: []\n");
        Path character = Files.writeString(folder.resolve("lamp.yaml"), "id: Lamp\ngreeting: 坐。\n");
        Path json = Files.writeString(folder.resolve("character.json"), "{}");
        assertThat(execute("validate", scenario.toString(), character.toString(), json.toString()))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(out.toString())
                .contains(
                        scenario + ":2:8: turns is a list of 0; expected a list of at least 20 messages of the user\n")
                .contains(character + ":1:5: id is \"Lamp\"; expected lower-case letters, digits and hyphens, as in"
                        + " xiang-yu\n")
                .contains(json + ":1:1: the file has no characters\n");
    }

    private int execute(String... arguments) {
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(new StringWriter(), true));
        return commandLine.execute(arguments);
    }
}
