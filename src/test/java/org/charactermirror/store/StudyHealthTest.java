package org.charactermirror.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.charactermirror.problem.BadInputException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes that change on the disk by themselves. */
class StudyHealthTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void playAStudy() {
        file = folder.resolve(StudyDatabase.FILE_NAME);
        try (StudyDatabase database = StoredStudy.open(folder, 2)) {
            SqliteRunStore store = new SqliteRunStore(database);
            StoredStudy.play(store, StoredStudy.alone(1));
            StoredStudy.play(store, StoredStudy.alone(2));
            store.keepPairTurn(StoredStudy.pair(), StoredStudy.pairTurn(1), false);
        }
    }

    @Test
    void a_sound_study_is_sound() throws IOException {
        StudyHealth health = StudyHealth.of(folder);
        assertThat(health.damage()).isEmpty();
        assertThat(health.changedTurns()).isEmpty();
        assertThat(health.uncheckedTurns()).isZero();
        assertThat(health.done()).isEqualTo(2);
    }

    @Test
    void a_byte_that_changed_inside_of_a_reply_is_told_with_its_session_and_turn() throws IOException {
        flip(position("chat-2的第7答"));
        StudyHealth health = StudyHealth.of(folder);
        assertThat(health.damage()).as("what SQLite's own check sees").isEmpty();
        assertThat(health.changedTurns()).containsExactly("tiny.li-bai.chat-2.1 turn 7");
    }

    @Test
    void a_byte_that_changed_in_one_of_two_replies_is_told_too() throws IOException {
        flip(position("乙的第1答"));
        assertThat(StudyHealth.of(folder).changedTurns()).containsExactly("tiny~tinier.li-bai.chat-1.1 turn 1");
    }

    @Test
    void a_changed_turn_is_not_played_on_nor_exported() throws IOException {
        flip(position("chat-2的第7答"));
        flip(position("乙的第1答"));
        try (StudyDatabase database = StudyDatabase.open(file)) {
            SqliteRunStore store = new SqliteRunStore(database);
            String remedy =
                    "has changed in the database since it was kept; restore the study from a backup, or start it"
                            + " again in another folder";
            assertThatThrownBy(() -> store.turns(StoredStudy.alone(2)))
                    .isInstanceOf(BadInputException.class)
                    .hasMessage("tiny.li-bai.chat-2.1 turn 7: " + remedy);
            assertThatThrownBy(() -> store.pairTurns(StoredStudy.pair()))
                    .isInstanceOf(BadInputException.class)
                    .hasMessage("tiny~tinier.li-bai.chat-1.1 turn 1: " + remedy);
            assertThatThrownBy(() -> store.forEachTranscript(transcript -> {}, pair -> {}))
                    .hasMessage("tiny.li-bai.chat-2.1 turn 7: " + remedy);
            assertThat(store.turns(StoredStudy.alone(1))).hasSize(StoredStudy.ROUNDS);
        }
    }

    @Test
    void wherever_a_byte_changes_no_turn_is_another_one_without_being_told() throws IOException {
        byte[] sound = Files.readAllBytes(file);
        List<String> before = replies();
        Random random = new Random(20_261_128);
        int told = 0;
        for (int attempt = 0; attempt < 150; attempt++) {
            byte[] damaged = sound.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, damaged);
            if (isTold()) {
                told++;
            } else {
                assertThat(replies()).as("attempt %d", attempt).isEqualTo(before);
            }
        }
        // Most of the bytes are free space in the pages of small tables, where a change does not matter.
        assertThat(told).isPositive();
    }

    @Test
    void a_changed_description_of_an_index_is_told_as_damage() throws IOException {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(bytes).contains("ifnull(");
        Files.writeString(file, bytes.replace("ifnull(", "ifoull("), StandardCharsets.ISO_8859_1);
        assertThat(StudyHealth.of(folder).damage())
                .singleElement()
                .asString()
                .startsWith("its tables cannot be read: ")
                .contains("unknown function: ifoull");
    }

    private boolean isTold() throws IOException {
        try {
            StudyHealth health = StudyHealth.of(folder);
            return !health.damage().isEmpty()
                    || health.danglingRows() > 0
                    || health.version() != health.newestVersion()
                    || !health.tooShort().isEmpty()
                    || !health.changedTurns().isEmpty();
        } catch (BadInputException e) {
            return true;
        }
    }

    private List<String> replies() {
        try (StudyDatabase database = StudyDatabase.openReadOnly(file)) {
            return database.read(
                    handle -> handle.createQuery("SELECT session || turn || user || reply || seed FROM turn"
                                    + " UNION ALL SELECT session || turn || side || reply FROM pair_reply ORDER BY 1")
                            .mapTo(String.class)
                            .list());
        }
    }

    private int position(String text) throws IOException {
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        int found = bytes.indexOf(new String(wanted, StandardCharsets.ISO_8859_1));
        assertThat(found).as(text).isPositive();
        return found + wanted.length - 5;
    }

    private void flip(int position) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[position] ^= 1;
        Files.write(file, bytes);
    }

    static int number(StudyDatabase database, String sql) {
        return database.read(
                handle -> handle.createQuery(sql).mapTo(Integer.class).one());
    }

    static String text(StudyDatabase database, String sql) {
        return database.read(
                handle -> handle.createQuery(sql).mapTo(String.class).one());
    }
}
