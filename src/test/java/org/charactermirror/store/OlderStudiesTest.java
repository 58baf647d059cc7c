package org.charactermirror.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Outcome;
import org.charactermirror.session.PairSide;
import org.charactermirror.session.PairTranscript;
import org.charactermirror.session.Transcript;
import org.charactermirror.session.Turn;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases that the tables of every released version were made in, with a row in each table. */
class OlderStudiesTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void an_older_study_opens_and_keeps_its_rows(int version) throws IOException {
        Path file = copy(version);
        List<Map<String, Object>> before = rows(file);

        try (StudyDatabase database = StudyDatabase.open(file)) {
            assertThat(StudyHealthTest.number(database, "PRAGMA user_version"))
                    .isEqualTo(Migration.all().size());
            assertThat(StudyHealthTest.text(database, "PRAGMA integrity_check")).isEqualTo("ok");
        }
        assertThat(rows(file)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void what_an_older_study_holds_is_read_as_what_it_was(int version) throws IOException {
        try (StudyDatabase database = StudyDatabase.open(copy(version))) {
            SqliteRunStore store = new SqliteRunStore(database);
            List<Transcript> alone = new ArrayList<>();
            List<PairTranscript> pairs = new ArrayList<>();
            store.forEachTranscript(alone::add, pairs::add);
            assertThat(alone.get(0).turns()).extracting(Turn::reply).containsExactly("第1答。", "第2答。");
            assertThat(alone.get(0).study()).isEqualTo("older");
            assertThat(store.states().get("tiny.li-bai.chat-2.1")).hasToString("Failed[kind=UNKNOWN, reason=模型没有回答]");
            assertThat(pairs).hasSize(version >= 3 ? 1 : 0);
            for (PairTranscript pair : pairs) {
                assertThat(pair.turns().get(0).continued()).isEqualTo(PairSide.B);
                assertThat(pair.turns().get(0).a().reply()).isEqualTo("甲答。");
            }
            Annotations rows = new AnnotationStore(database).annotations();
            assertThat(rows.size()).isEqualTo(version >= 2 ? 3 : 0);
            if (version >= 2) {
                assertThat(rows.ratings().get(0).extra()).containsEntry("shift", "夜");
                assertThat(rows.preferences().get(0).outcome()).isEqualTo(Outcome.BOTH_BAD);
            }
            if (version >= 4) {
                assertThat(AnnotationItems.of(database).find("k7")).isPresent();
            }
            if (version >= 5) {
                assertThat(AnnotationItems.key(database)).isEqualTo("0123456789abcdef".repeat(4));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void turns_of_an_older_study_have_no_checksums_and_are_counted_as_such(int version) throws IOException {
        Path file = copy(version);
        StudyDatabase.open(file).close();
        StudyHealth health = StudyHealth.of(folder);
        assertThat(health.damage()).isEmpty();
        assertThat(health.changedTurns()).isEmpty();
        assertThat(health.uncheckedTurns()).as("3 of one model, 1 of two").isEqualTo(version >= 3 ? 4 : 3);
    }

    private Path copy(int version) throws IOException {
        Path file = folder.resolve(StudyDatabase.FILE_NAME);
        return Files.write(
                file,
                Objects.requireNonNull(getClass().getResourceAsStream("/older-studies/v" + version + ".db"))
                        .readAllBytes());
    }

    /** Returns every row that the older version could hold, without what was added to it since. */
    private static List<Map<String, Object>> rows(Path file) {
        try (StudyDatabase database = StudyDatabase.openReadOnly(file)) {
            return database.read(handle -> {
                List<Map<String, Object>> all = new ArrayList<>();
                for (String table : handle.createQuery("SELECT name FROM sqlite_schema WHERE type = 'table' AND name IN"
                                + " ('session', 'turn', 'ingredient', 'event', 'rating', 'turn_error', 'preference',"
                                + " 'pair_session', 'pair_turn', 'pair_reply', 'annotation_item') ORDER BY name")
                        .mapTo(String.class)
                        .list()) {
                    for (Map<String, Object> row : handle.createQuery("SELECT * FROM " + table)
                            .mapToMap()
                            .list()) {
                        row.values().removeIf(Objects::isNull);
                        row.remove("failure");
                        assertThat(row).isNotEmpty();
                        all.add(row);
                    }
                }
                assertThat(all).hasSizeGreaterThanOrEqualTo(8);
                return all;
            });
        }
    }
}
