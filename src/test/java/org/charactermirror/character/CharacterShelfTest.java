package org.charactermirror.character;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import org.charactermirror.character.CharacterDraft.FieldProblem;
import org.charactermirror.character.CharacterShelf.Reason;
import org.charactermirror.character.CharacterShelf.Saving;
import org.charactermirror.problem.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CharacterShelfTest {

    @TempDir
    Path own;

    @TempDir
    Path shipped;

    private static CharacterDraft draft(String id, String language, String category) {
        return new CharacterDraft(
                id,
                "Lin",
                category,
                language,
                "A captain.\n\"Slow\" to speak: # yes",
                "Zhou",
                "",
                "Ahoy.",
                "Mine",
                "CC0-1.0");
    }

    private static final CharacterDraft LIN = draft("lin", "en", "daily_life");

    private CharacterShelf shelf() {
        return new CharacterShelf(own, List.of(shipped));
    }

    private static void inParts(Path file) throws IOException {
        Files.copy(Path.of(System.getProperty("charmirror.home", "."), "characters", "xiang-yu.yaml"), file);
    }

    @Test
    void what_is_saved_is_read_as_the_same_character_and_validate_finds_nothing() {
        assertThat(shelf().save(LIN, Optional.empty())).isInstanceOf(Saving.Done.class);
        Problems problems = new Problems();
        CharacterProfile read = CharacterLibrary.load(own, problems).find("lin").orElseThrow();
        assertThat(problems.all()).isEmpty();
        assertThat(read)
                .isEqualTo(new CharacterProfile(
                        "lin",
                        "Lin",
                        "daily_life",
                        "en",
                        new Description.FreeForm("A captain.\n\"Slow\" to speak: # yes"),
                        new UserProfile("Zhou", Optional.empty()),
                        "Ahoy.",
                        "Mine",
                        "CC0-1.0",
                        Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"　", "\u2003", "\u2028", "\u001c"})
    void what_only_looks_empty_is_empty_and_keeps_no_other_character_from_being_read(String blank) {
        assertThat(shelf().save(LIN, Optional.empty())).isInstanceOf(Saving.Done.class);
        CharacterDraft draft =
                new CharacterDraft("empty", blank, "daily_life", "en", blank, blank, "", blank, blank, blank);
        assertThat(draft.problemsOfSaving())
                .extracting(FieldProblem::field)
                .containsExactly("name", "profile", "user_name", "greeting", "source", "license");
        assertThat(shelf().save(draft, Optional.empty())).isInstanceOf(Saving.Faulty.class);
        assertThat(shelf().library().find("lin")).isPresent();
    }

    @Test
    void problems_name_the_field_and_say_what_validate_says() {
        CharacterDraft draft =
                new CharacterDraft("Lin!", "a\nb", "Daily Life", "english", " ", "", "", "", "one\ntwo", "");
        assertThat(draft.problemsOfSaving())
                .containsExactly(
                        new FieldProblem(
                                "id",
                                "id is \"Lin!\"; expected lower-case letters, digits and hyphens, as in xiang-yu"),
                        new FieldProblem(
                                "name",
                                "name is \"a\\nb\"; expected a name on one line, without [ and ], which mark speakers in prompts"),
                        new FieldProblem(
                                "category",
                                "category is \"Daily Life\"; expected a category such as celebrities, daily_life,"
                                        + " games_videos or virtual_love (lower-case letters, digits and underscores)"),
                        new FieldProblem(
                                "language", "language is \"english\"; expected a language code such as zh or en"),
                        new FieldProblem(
                                "profile", "profile is \" \"; expected text that says what the character is like"),
                        new FieldProblem(
                                "user_name",
                                "user.name is \"\"; expected a name on one line, without [ and ], which mark speakers in prompts"),
                        new FieldProblem("greeting", "greeting is \"\"; expected the character's first words"),
                        new FieldProblem("source", "source is \"one\\ntwo\"; expected text on one line"),
                        new FieldProblem("license", "license is \"\"; expected text on one line"));
        assertThat(draft.problemsOfTalking())
                .extracting(FieldProblem::field)
                .containsExactly("name", "language", "profile", "user_name", "greeting");
    }

    @Test
    void a_file_described_in_parts_is_not_replaced_by_a_text_whoever_has_seen_it() throws IOException {
        inParts(own.resolve("xiang-yu.yaml"));
        CharacterShelf shelf = shelf();
        String hash = shelf.library().sha256(shelf.library().find("xiang-yu").orElseThrow());
        assertThat(shelf.save(draft("xiang-yu", "zh", "celebrities"), Optional.of(hash)))
                .isEqualTo(new Saving.Refused(Reason.IN_PARTS));
    }

    @Test
    void a_character_of_the_program_is_not_hidden() throws IOException {
        inParts(shipped.resolve("xiang-yu.yaml"));
        assertThat(shelf().save(draft("xiang-yu", "zh", "celebrities"), Optional.empty()))
                .isEqualTo(new Saving.Refused(Reason.SHIPPED));
        assertThat(own).isEmptyDirectory();
    }

    @Test
    void the_same_folder_under_two_names_is_one() {
        CharacterShelf shelf = new CharacterShelf(own, List.of(own.resolve("..").resolve(own.getFileName())));
        assertThat(shelf.save(LIN, Optional.empty())).isInstanceOf(Saving.Done.class);
        assertThat(shelf.isEditable(shelf.library().find("lin").orElseThrow())).isTrue();
    }

    @Test
    void a_file_that_cannot_be_read_as_a_character_is_not_written_over_either() throws IOException {
        Files.writeString(own.resolve("lin.yaml"), "half a file");
        assertThat(shelf().save(LIN, Optional.empty())).isEqualTo(new Saving.Refused(Reason.EXISTS));
        assertThat(own.resolve("lin.yaml")).hasContent("half a file");
    }

    @Test
    void a_character_stays_in_step_with_its_versions_in_other_languages() throws IOException {
        CharacterShelf shelf = shelf();
        Saving.Done done = (Saving.Done) shelf.save(draft("wu", "zh", "daily_life"), Optional.empty());
        Files.writeString(
                own.resolve("wu.en.yaml"), draft("wu", "en", "daily_life").yaml());
        assertThat(shelf.save(draft("wu", "en", "celebrities"), Optional.of(done.sha256())))
                .isEqualTo(new Saving.Faulty(List.of(
                        new FieldProblem(
                                "language",
                                "language is \"en\", but wu.en.yaml is the version in that language; choose another language"
                                        + " or id"),
                        new FieldProblem(
                                "category",
                                "category is \"celebrities\", but wu.en.yaml says daily_life; versions of a character share"
                                        + " its category"))));
    }

    @Test
    void files_that_change_while_the_program_runs_are_read_again() throws IOException {
        CharacterShelf shelf = shelf();
        shelf.save(LIN, Optional.empty());
        assertThat(shelf.library().find("lin").orElseThrow().name()).isEqualTo("Lin");
        Path file = own.resolve("lin.yaml");
        Files.writeString(file, Files.readString(file).replace("\"Lin\"", "\"Lan\""));
        // The same length, and perhaps the same moment as before: another one, to be sure.
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
        assertThat(shelf.library().find("lin").orElseThrow().name()).isEqualTo("Lan");
    }

    @Test
    void a_folder_that_is_not_there_yet_is_made_with_the_first_character() {
        CharacterShelf shelf = new CharacterShelf(own.resolve("characters"), List.of(shipped));
        assertThat(shelf.library().all()).isEmpty();
        assertThat(shelf.problems()).isEmpty();
        shelf.save(LIN, Optional.empty());
        assertThat(shelf.library().ids()).containsExactly("lin");
    }
}
