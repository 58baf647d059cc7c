package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.charactermirror.character.CharacterEntry;
import org.charactermirror.character.CharacterLibrary;
import org.charactermirror.character.ProfileTemplate;
import org.charactermirror.problem.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CharactersCommandTest {

    private static final String FILE = """
            {"项羽": {"user_info": null, "bot_info": "西楚霸王", "user_name": "小舟", "bot_name": "霸王", "greeting": "坐。"}}
            """;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void an_import_names_its_files_and_a_dry_run_makes_none() throws IOException {
        Path file = Files.writeString(folder.resolve("character.json"), FILE);
        Path characters = folder.resolve("characters");
        Path made = characters.resolve("xiang-yu.yaml");
        String[] command = {
            "characters", "import", file.toString(), "--out", characters.toString(), "--id", "项羽=xiang-yu", "--dry-run"
        };
        assertThat(execute(command)).isZero();
        assertThat(out).hasToString("Would write " + made + ": 霸王\nNothing was written.\n");
        assertThat(characters).doesNotExist();

        command[7] = "--category=celebrities";
        out.getBuffer().setLength(0);
        assertThat(execute(command)).isZero();
        assertThat(out)
                .hasToString(
                        "Wrote " + made + ": 霸王\n1 character of the category celebrities. Next: charmirror validate,"
                                + " then name them in a study or with charmirror chat --character ID\n");
        assertThat(made).hasContent("""
                id: "xiang-yu"
                name: "霸王"
                json_key: "项羽"
                category: "celebrities"
                language: "zh"
                profile: "西楚霸王"
                user:
                  name: "小舟"
                greeting: "坐。"
                source: "imported from character.json"
                license: "unknown"
                """);

        assertThat(execute(command)).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(err)
                .hasToString(
                        made + ": is there already, and would be \"项羽\"; choose an id with --id \"项羽=ID\", or import"
                                + " into another folder\n");
    }

    @Test
    void an_export_has_the_text_that_models_are_given_and_never_replaces_a_file() throws IOException {
        Path file = folder.resolve("out.json");
        assertThat(execute("characters", "export", "li-bai", "xiang-yu", "--out", file.toString()))
                .isZero();
        JsonNode exported = new ObjectMapper().readTree(file.toFile());
        CharacterLibrary library = CharacterLibrary.load(
                Path.of(System.getProperty("charmirror.home")).resolve("characters"), new Problems());
        assertThat(exported.fieldNames()).toIterable().containsExactly("李白", "项羽");
        assertThat(exported.at("/项羽/bot_info").textValue())
                .isEqualTo(ProfileTemplate.ofLanguage("zh")
                        .orElseThrow()
                        .render(library.find("xiang-yu").orElseThrow()));
        assertThat(out.toString())
                .startsWith("Wrote " + file
                        + ": 2 characters, 2 of them with a bot_info made of attributes and behaviors.\n");

        assertThat(execute("characters", "export", "li-bia", "--language", "fr", "--out", file.toString()))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(execute(
                        "characters",
                        "export",
                        "li-bai",
                        "--language",
                        "fr",
                        "--out",
                        folder.resolve("fr.json").toString()))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(err)
                .hasToString(file + ": is there already; name another file with --out\n"
                        + "characters: unknown character \"li-bia\"; did you mean \"li-bai\"?\n"
                        + "characters: no version in the language fr: li-bai; leave them out by naming the others\n");
    }

    @Test
    void an_export_of_two_characters_with_one_key_names_both() {
        Problems problems = new Problems();
        CharacterEntry entry = new CharacterEntry("灯", "灯", "一盏灯", "小舟", Optional.empty(), "坐。");
        CharactersExportCommand.entries(
                List.of(
                        entry.toProfile("lamp", "c", "zh", "s", "l"),
                        entry.toProfile("torch", "c", "zh", "s", "l"),
                        entry.toProfile("lampe", "c", "fr", "s", "l")),
                problems);
        assertThat(problems.all())
                .extracting(Object::toString)
                .containsExactly(
                        "characters: lamp and torch would both have the key \"灯\"; leave one out, or give one a json_key",
                        "characters: lampe is in the language fr, for which there is no template");
    }

    @Test
    void the_list_has_every_character_with_its_languages() throws IOException {
        assertThat(execute("characters", "list")).isZero();
        assertThat(out.toString()).contains("li-bai: 李白, celebrities, en and zh\n");
        out.getBuffer().setLength(0);
        assertThat(execute("characters", "list", "--json")).isZero();
        JsonNode list = new ObjectMapper().readTree(out.toString());
        assertThat(list.path("format").textValue()).isEqualTo("charmirror.characters/1");
        assertThat(list.path("characters")).hasSize(24);
    }

    @Test
    void a_dialogue_in_a_language_that_a_character_does_not_have_names_those_it_has() {
        assertThat(execute("chat", "--character", "li-bai", "--language", "fr")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(execute("chat", "--character", "li-bia")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(err.toString())
                .startsWith("characters: the character li-bai has no version in the language fr; it has: en, zh\n"
                        + "characters: there is no character 'li-bia'; there are: ");
    }

    private int execute(String... arguments) {
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }
}
