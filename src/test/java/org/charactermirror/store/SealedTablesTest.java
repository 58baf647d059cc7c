package org.charactermirror.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.charactermirror.annotation.Kind;
import org.charactermirror.chat.FailureKind;
import org.charactermirror.store.StudioAdjudications.About;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedTablesTest {

    @TempDir
    private Path folder;

    @Test
    void every_table_is_sealed_or_kept_back_on_purpose() {
        try (StudyDatabase database = StudyDatabase.open(folder.resolve("study.db"))) {
            List<String> tables =
                    Soundness.strings(database, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
            assertThat(tables)
                    .as("a new table belongs into one of the lists of SealedTables")
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.of(SealedTables.RUN, SealedTables.ANNOTATIONS, SealedTables.KEPT_BACK)
                                    .flatMap(List::stream)
                                    .toList());
        }
    }

    @Test
    void tables_come_back_as_they_were_with_their_checksums() throws IOException {
        Path written = Files.createDirectory(folder.resolve("written"));
        Path again = Files.createDirectory(folder.resolve("again"));
        try (StudyDatabase database = StoredStudy.open(folder, 2)) {
            SqliteRunStore store = new SqliteRunStore(database);
            StoredStudy.play(store, StoredStudy.alone(1));
            store.keepFailure(StoredStudy.alone(2), FailureKind.GAVE_UP, "模型没有回答\n\"什么\"");
            store.keepPairTurn(StoredStudy.pair(), StoredStudy.pairTurn(1), false);
            String session = StoredStudy.alone(1).toString();
            new StudioLeaks(database).keep(session, 2, "tiny", Map.of("ChatGPT", 1));
            new StudioAdjudications(database).decide(new About(session, 0, Kind.RATINGS, "overall"), "3", "两可");
            SealedTables.write(database, written, Pseudonyms.none());
        }
        try (StudyDatabase copy = StudyDatabase.open(again.resolve("study.db"))) {
            SealedTables.read(written, copy);
            assertThat(Soundness.changedTurns(copy)).isEmpty();
            assertThat(new SqliteRunStore(copy).turns(StoredStudy.alone(1))).hasSize(StoredStudy.ROUNDS);
            assertThat(new StudioLeaks(copy).all()).hasSize(1);
            assertThat(new StudioAdjudications(copy).all()).hasSize(1);
            SealedTables.write(copy, again, Pseudonyms.none());
        }
        for (String table : SealedTables.RUN) {
            Path file = Path.of("tables", table + ".jsonl");
            assertThat(Files.readString(again.resolve(file))).isEqualTo(Files.readString(written.resolve(file)));
        }
    }

    @Test
    void a_sheet_that_is_named_by_its_annotator_gets_the_pseudonym() {
        Pseudonyms plain = Pseudonyms.of("secret", List.of("王芳", "Li Wei"), List.of());
        assertThat(plain.ofFile("ratings-王芳.csv")).isEqualTo("ratings-" + plain.of("王芳") + ".csv");
        assertThat(plain.ofFile("ratings-Li_Wei.csv")).isEqualTo("ratings-" + plain.of("Li Wei") + ".csv");
        assertThat(plain.ofFile("ratings.csv")).isEqualTo("ratings.csv");
        assertThat(Pseudonyms.none().ofFile("ratings-王芳.csv")).isEqualTo("ratings-王芳.csv");
    }

    @Test
    void a_name_that_begins_with_another_or_is_a_word_of_a_pseudonym_leaves_no_trace_in_a_file_name() {
        Pseudonyms plain =
                Pseudonyms.of("secret", List.of("anna", "Anna Maria", "anna maria", "annotator", "--"), List.of());
        assertThat(plain.ofFile("ratings-anna_maria.csv")).isEqualTo("ratings-" + plain.of("anna maria") + ".csv");
        assertThat(plain.ofFile("ratings-anna.csv")).isEqualTo("ratings-" + plain.of("anna") + ".csv");
        assertThat(plain.ofFile("ratings-annotator.csv")).isEqualTo("ratings-" + plain.of("annotator") + ".csv");
    }

    @Test
    void pseudonyms_are_longer_where_two_would_be_the_same() {
        Pseudonyms plain = Pseudonyms.of("secret", List.of("王芳", "Anna"), List.of());
        assertThat(plain.of("王芳")).matches("annotator-[0-9a-f]{8}").isNotEqualTo(plain.of("Anna"));
        assertThat(plain.of("gpt-4")).isEqualTo("gpt-4");
        Pseudonyms beside = Pseudonyms.of("secret", List.of("王芳"), List.of(plain.of("王芳")));
        assertThat(beside.of("王芳")).matches(plain.of("王芳") + "[0-9a-f]");
        assertThat(Pseudonyms.of("other", List.of("王芳"), List.of()).of("王芳")).isNotEqualTo(plain.of("王芳"));
    }
}
