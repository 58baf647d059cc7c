package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Place;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.Subject;
import org.charactermirror.document.Sha256;
import org.charactermirror.store.AnnotationStore;
import org.charactermirror.store.StudioParticipant;
import org.charactermirror.store.StudioParticipants;
import org.charactermirror.store.StudyDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnotateInviteCommandTest {

    private static final Pattern LINE =
            Pattern.compile("陈静 \\((annotator-\\w+)\\): http://127\\.0\\.0\\.1:8080/studio#([A-Za-z0-9_-]{22})\n");

    @TempDir
    private Path folder;

    private final Terminal terminal = new Terminal();

    private int invite(Path study, String names) {
        return terminal.run("annotate", "invite", study.toString(), "--names", names, "--language", "zh");
    }

    @Test
    void a_link_that_was_printed_is_the_invited_persons() {
        Path study = folder.resolve("s");
        TwoModelStudy.write(study);
        assertThat(invite(study, "陈静, Wang")).as(terminal.err()).isEqualTo(ExitCode.DONE);
        Matcher line = LINE.matcher(terminal.out());
        assertThat(line.find()).as(terminal.out()).isTrue();
        assertThat(terminal.out()).endsWith("Next: give each person their own link; charmirror serve " + study + "\n");
        try (StudyDatabase database = StudyDatabase.open(study.resolve("study.db"))) {
            assertThat(new StudioParticipants(database).byTokenHash(Sha256.hex(line.group(2))))
                    .get()
                    .extracting(StudioParticipant::name, StudioParticipant::annotator, StudioParticipant::language)
                    .containsExactly("陈静", line.group(1), "zh");
        }
        terminal.run("doctor", study.toString());
        assertThat(terminal.out()).contains("ok       studio: 2 people, 0 of 0 judgements of dialogues done\n");
    }

    @Test
    void files_that_lag_behind_are_told_with_the_server_that_may_still_write_them() {
        Path study = folder.resolve("s");
        TwoModelStudy.write(study);
        invite(study, "陈静");
        try (StudyDatabase database = StudyDatabase.open(study.resolve("study.db"))) {
            new AnnotationStore(database)
                    .add(List.of(new Rating(
                            new Place("serve", 1),
                            new Subject("demo", "tiny.li-bai.chat.1", "annotator-abcd", null, null, null),
                            "tiny",
                            Map.of(Dimension.OVERALL, new BigDecimal(4)),
                            null,
                            Origin.HUMAN,
                            Map.of())));
        }
        assertThat(terminal.run("study", "verify", study.toString())).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err())
                .contains(study.resolve("annotations/ratings.csv")
                        + ": is missing, or does not say what the database says; if charmirror serve runs on this folder,"
                        + " it follows within 20 seconds: look again then, or end the server, which writes it\n");
    }

    @Test
    void names_that_cannot_be_are_told_and_nobody_is_invited() {
        Path study = folder.resolve("s");
        TwoModelStudy.write(study);
        assertThat(invite(study, "a, A,\u202eb")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err())
                .contains(
                        "--names: \"A\" is there already; tell the two apart\n",
                        "--names: \"b\" is no name: 1 to 80 letters without control characters\n");
        try (StudyDatabase database = StudyDatabase.open(study.resolve("study.db"))) {
            assertThat(new StudioParticipants(database).all()).isEmpty();
        }
        assertThat(invite(folder.resolve("nothing"), "a")).isEqualTo(ExitCode.BAD_INPUT);
    }
}
