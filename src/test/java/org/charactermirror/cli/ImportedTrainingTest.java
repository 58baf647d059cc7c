package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.charactermirror.document.Sha256;
import org.junit.jupiter.api.Test;

/** Dialogues that were made elsewhere as training data. */
class ImportedTrainingTest extends TrainingExports {

    private static final String PROFILE = "你是一盏灯。\\n只说亮的事。";

    private void importRecords(String... records) throws IOException {
        study = folder.resolve("imported");
        assertThat(terminal.run(
                        "study",
                        "import",
                        Files.writeString(folder.resolve("dialogues.jsonl"), String.join("\n", records))
                                .toString(),
                        "--model",
                        "gpt-4",
                        "--out",
                        study.toString()))
                .as(terminal.err())
                .isZero();
    }

    private static String record(String system, String character, String reply) {
        return ("{\"messages\": [%s{\"role\": \"user\", \"content\": \"你好\"}, {\"role\": \"assistant\", \"content\": \"%s\"}],"
                        + " \"bot_name\": \"%s\", \"user_name\": \"小舟\"}")
                .formatted(
                        system.isEmpty() ? "" : "{\"role\": \"system\", \"content\": \"" + system + "\"}, ",
                        reply,
                        character);
    }

    private void rateAll() throws IOException {
        StringBuilder csv = new StringBuilder("session,annotator,model,overall\n");
        for (String line : Files.readAllLines(study.resolve("transcripts.jsonl"))) {
            csv.append(JSON.readTree(line).path("session").asText()).append(",w1,gpt-4,5\n");
        }
        annotate(csv.toString());
    }

    @Test
    void what_the_model_was_told_is_the_system_message_if_all_records_of_the_character_have_the_same()
            throws IOException {
        importRecords(
                record(PROFILE, "阿灯", "亮。"),
                record(PROFILE, "阿灯", "更亮。"),
                record("你是老钟。", "老钟", "当。"),
                record("你是新钟。", "老钟", "叮。"),
                record("你是猫。", "猫", "喵。"),
                record("", "猫", "呜。"));
        rateAll();

        assertThat(run("--split", "train=1")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err())
                .contains("(the profile that it was played from is not known 4; a licence is not known 2)");
        assertThat(run("--split", "train=1", "--licences", "unknown"))
                .as(terminal.err())
                .isEqualTo(ExitCode.DONE);

        assertThat(records("supervised.messages.train.jsonl")).hasSize(2);
        JsonNode first = records("supervised.messages.train.jsonl").get(0);
        String told = "你是一盏灯。\n只说亮的事。";
        assertThat(first.at("/messages/0/content").asText()).isEqualTo(told);
        assertThat(first.at("/messages/2/content").asText()).isEqualTo("亮。");
        assertThat(first.at("/meta/character_sha256").asText()).isEqualTo(Sha256.hex(told));
        assertThat(first.at("/meta/character_licence").asText()).isEqualTo("unknown");
        assertThat(records("supervised.session_meta.train.jsonl")
                        .get(0)
                        .at("/session_meta")
                        .toString())
                .isEqualTo(
                        "{\"user_info\":\"\",\"bot_info\":\"你是一盏灯。\\n只说亮的事。\",\"bot_name\":\"阿灯\",\"user_name\":\"小舟\"}");
    }

    @Test
    void a_profile_that_was_changed_in_the_record_of_the_import_is_refused() throws IOException {
        importRecords(record(PROFILE, "阿灯", "亮。"));
        rateAll();
        Path run = study.resolve("run.json");
        Files.writeString(run, Files.readString(run).replace("只说亮的事", "只说暗的事"));
        assertThat(run("--split", "train=1", "--licences", "unknown")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err())
                .startsWith(run + ": the profile of ")
                .endsWith(
                        " is not the one that was imported, whose SHA-256 stands beside it; bring the old file back, or"
                                + " import the dialogues again\n");
    }
}
