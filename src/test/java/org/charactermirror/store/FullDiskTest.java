package org.charactermirror.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.charactermirror.problem.BadInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk with no room left, as SQLite tells it when a database may not have more pages. */
class FullDiskTest {

    @TempDir
    private Path folder;

    @Test
    void turns_that_were_kept_stay_when_the_disk_is_full_and_the_run_goes_on_when_there_is_room() {
        try (StudyDatabase database = StoredStudy.open(folder, 2)) {
            SqliteRunStore store = new SqliteRunStore(database);
            store.keepTurn(StoredStudy.alone(1), StoredStudy.turn(1, "第一答。"), false);
            int pages = StudyHealthTest.number(database, "PRAGMA page_count");
            assertThat(StudyHealthTest.number(database, "PRAGMA max_page_count = " + pages))
                    .isEqualTo(pages);

            assertThatThrownBy(
                            () -> store.keepTurn(StoredStudy.alone(1), StoredStudy.turn(2, "长".repeat(20_000)), false))
                    .isInstanceOf(BadInputException.class)
                    .hasMessage(database.file() + ": cannot be written: the disk is full; free some space and run the"
                            + " command again");

            assertThat(StoredStudy.kept(database, StoredStudy.alone(1))).contains(1);
            assertThat(StudyHealthTest.number(database, "PRAGMA max_page_count = 1000000"))
                    .isEqualTo(1_000_000);
            store.keepTurn(StoredStudy.alone(1), StoredStudy.turn(2, "长".repeat(20_000)), false);
            assertThat(store.turns(StoredStudy.alone(1))).hasSize(2);
            assertThat(StudyHealthTest.text(database, "PRAGMA integrity_check")).isEqualTo("ok");
        }
    }
}
