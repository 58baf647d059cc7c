package org.charactermirror.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.charactermirror.batch.SessionState;
import org.charactermirror.chat.FailureKind;
import org.charactermirror.session.SessionId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailureKindsTest {

    private static final String SESSION =
            "INSERT INTO session (session, position, model, character, category, scenario,"
                    + " topic, repetition, rounds, bot_name, user_name, greeting, state, reason) VALUES ('m.c.s.%d', %d, 'm', 'c',"
                    + " 'k', 's', 't', %d, 20, '钟', '舟', '早', '%s', '%s')";

    @TempDir
    Path folder;

    @Test
    void a_failure_is_kept_with_its_kind_and_reason() {
        SessionId session = new SessionId("m", "c", "s", 1);
        try (StudyDatabase database = StudyDatabase.open(folder.resolve("study.db"))) {
            database.write(handle -> handle.execute(SESSION.formatted(1, 0, 1, "planned", "")));
            SqliteRunStore store = new SqliteRunStore(database);

            store.keepFailure(session, FailureKind.REFUSED, "不行");
            assertThat(store.states().values()).containsExactly(new SessionState.Failed(FailureKind.REFUSED, "不行"));
        }
    }

    @Test
    void failures_of_runs_from_before_there_were_kinds_are_of_an_unknown_one() {
        Path file = folder.resolve("study.db");
        List<Migration> before = Migration.all().stream()
                .takeWhile(migration -> !migration.sql().contains("ADD COLUMN failure"))
                .toList();
        try (StudyDatabase database = StudyDatabase.open(file, before)) {
            database.write(handle -> {
                handle.execute(SESSION.formatted(1, 0, 1, "failed", "too long"));
                handle.execute(SESSION.formatted(2, 1, 2, "planned", ""));
            });
        }

        try (StudyDatabase database = StudyDatabase.open(file)) {
            assertThat(new SqliteRunStore(database).states().values())
                    .containsExactly(new SessionState.Failed(FailureKind.UNKNOWN, "too long"), new SessionState.Open());
        }
    }
}
