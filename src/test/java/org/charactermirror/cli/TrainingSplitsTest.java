package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.charactermirror.document.Sha256;
import org.charactermirror.store.StudyDatabase;
import org.junit.jupiter.api.Test;

class TrainingSplitsTest extends TrainingExports {

    private String splits() throws IOException {
        return JSON.readTree(out.resolve("export.json").toFile()).path("splits").toString();
    }

    @Test
    void characters_stay_in_the_splits_of_earlier_data() throws IOException {
        annotateAll();
        assertThat(run("--split", "train=0.5,test=0.5")).isEqualTo(ExitCode.DONE);
        String drawn = splits();
        // SHA-256 of "1 ID" begins with 965c for li-bai and f8f5 for xiang-yu.
        assertThat(drawn)
                .isEqualTo("[{\"name\":\"train\",\"share\":0.5,\"characters\":[\"li-bai\"]},"
                        + "{\"name\":\"test\",\"share\":0.5,\"characters\":[\"xiang-yu\"]}]");
        Path earlier = Files.move(out, folder.resolve("earlier"));
        assertThat(run("--split", "train=0.5,test=0.5", "--assign", "train=xiang-yu", "--assign", "test=li-bai"))
                .isEqualTo(ExitCode.DONE);
        assertThat(splits()).isNotEqualTo(drawn);
        assertThat(run("--split", "test=0.5,train=0.5", "--splits-of", earlier.toString()))
                .as(terminal.err())
                .isEqualTo(ExitCode.DONE);
        assertThat(splits())
                .isEqualTo("[{\"name\":\"test\",\"share\":0.5,\"characters\":[\"xiang-yu\"]},"
                        + "{\"name\":\"train\",\"share\":0.5,\"characters\":[\"li-bai\"]}]");
        assertThat(run("--split", "dev=1", "--splits-of", earlier.toString())).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err()).isEqualTo("""
                EARLIER: has the split train, which --split does not name (dev)
                EARLIER: has the split test, which --split does not name (dev)
                """.replace("EARLIER", earlier.toString()));
    }

    @Test
    void splits_of_what_is_no_training_data_are_refused() throws IOException {
        annotateAll();
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(run("--split", "train=1", "--splits-of", empty.toString())).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err())
                .isEqualTo(empty + ": holds no training data (it has no export.json), and --splits-of names it\n");
        Files.writeString(empty.resolve("export.json"), "{\"format\": \"charmirror.annotation-export/1\"}");
        assertThat(run("--split", "train=1", "--splits-of", empty.toString())).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err())
                .isEqualTo(empty.resolve("export.json")
                        + ": is not the record of training data, which --splits-of needs\n");
        Files.writeString(empty.resolve("export.json"), "{");
        assertThat(run("--split", "train=1", "--splits-of", empty.toString())).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err())
                .startsWith(empty.resolve("export.json") + ": is not JSON (")
                .endsWith("), and so no record of training data; name another folder\n");
        assertThat(out).doesNotExist();
    }

    /** Gives a copy of Li Bai's file, under another id, to the dialogues of Xiang Yu. */
    private void makeTwins() throws IOException {
        Path characters = Files.createDirectory(study.resolve("characters"));
        String file = Files.readString(Path.of("characters", "li-bai.yaml"));
        Files.writeString(characters.resolve("li-bai.yaml"), file);
        String twin = file.replace("id: li-bai", "id: xiang-yu").replace("category: ", "category:  ");
        Files.writeString(characters.resolve("xiang-yu.yaml"), twin);
        try (StudyDatabase database = StudyDatabase.open(study.resolve("study.db"))) {
            database.write(handle -> handle.execute(
                    "UPDATE ingredient SET value = ? WHERE name = 'character xiang-yu'", Sha256.hex(twin)));
        }
    }

    @Test
    void characters_with_the_same_profile_are_in_one_split() throws IOException {
        makeTwins();
        annotateAll();
        assertThat(run("--split", "train=0.5,test=0.5")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err())
                .isEqualTo(study
                        + ": has 1 character, too few for the 2 splits train, test, which keep characters apart; name"
                        + " fewer, such as --split train=1\n");
        assertThat(run("--split", "train=0.5,test=0.5", "--assign", "train=li-bai", "--assign", "test=xiang-yu"))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err())
                .endsWith(study
                        + ": li-bai and xiang-yu have the same profile, and are put into test and train; name one split"
                        + " for them with --assign\n");
        assertThat(run("--split", "train=1")).as(terminal.err()).isEqualTo(ExitCode.DONE);
        assertThat(files().get("README.md"))
                .contains(
                        "\n- The same profile: li-bai, xiang-yu. They are in one split and count as one character.\n");
    }
}
