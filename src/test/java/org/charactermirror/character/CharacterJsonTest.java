package org.charactermirror.character;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.charactermirror.problem.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CharacterJsonTest {

    private static final String XIANG_YU = """
            {"user_info": null, "bot_info": "西楚霸王", "user_name": "小舟", "bot_name": "项羽", "greeting": "坐。"}""";

    private static final CharacterImport.Particulars PARTICULARS =
            new CharacterImport.Particulars("celebrities", "zh", "别处", "unknown");

    /** What could go wrong on the way through YAML: quotes, line breaks, what looks like another type, rare letters. */
    private static final List<String> PIECES = List.of(
            "西楚霸王，力能扛鼎。",
            "\n",
            "\r\n",
            "\t",
            "\"",
            "'",
            "\\",
            ": ",
            "# ",
            "- ",
            "{bot_name}",
            "𠮷",
            "😀",
            "\u0085",
            "\u2028",
            "\u0001",
            "\uFEFF",
            "no",
            "1e3",
            "~",
            "null",
            "  ",
            "：",
            "%",
            "@",
            "|",
            ">",
            "&a",
            "*a",
            "!x",
            "\u00A0",
            "字".repeat(200));

    @TempDir
    private Path folder;

    private final Problems problems = new Problems();

    @Test
    void what_is_imported_comes_out_again_with_the_same_values_and_reaches_models_word_for_word() throws IOException {
        SplittableRandom random = new SplittableRandom(20261125);
        Map<String, Map<String, Object>> file = new LinkedHashMap<>();
        for (int i = 0; i < 200; i++) {
            String name = "角色" + i;
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("user_info", i % 3 == 0 ? null : i % 3 == 1 ? "" : text(random));
            fields.put("bot_info", text(random));
            fields.put("user_name", "用户: " + i);
            fields.put("bot_name", i % 2 == 0 ? name : "别名 #" + i);
            fields.put("greeting", text(random));
            file.put(name, fields);
        }
        Path json = Files.write(folder.resolve("in.json"), new ObjectMapper().writeValueAsBytes(file));
        Path characters = folder.resolve("characters");

        CharacterImport.plan("in", read(json), Map.of(), PARTICULARS, characters, problems)
                .write();
        CharacterLibrary library = CharacterLibrary.load(characters, problems);
        ProfileTemplate template = ProfileTemplate.ofLanguage("zh").orElseThrow();
        List<CharacterEntry> exported = library.all().stream()
                .map(profile -> CharacterEntry.of(profile, template))
                .toList();

        assertThat(problems.all()).isEmpty();
        assertThat(new ObjectMapper().readTree(CharacterJson.write(exported)))
                .isEqualTo(new ObjectMapper().valueToTree(file));
        assertThat(library.all()).hasSize(200);
        assertThat(library.all().stream().map(template::render).sorted().toList())
                .isEqualTo(file.values().stream()
                        .map(fields -> String.valueOf(fields.get("bot_info")))
                        .sorted()
                        .toList());
    }

    @Test
    void a_name_in_latin_letters_is_its_id_and_any_other_its_code_points() {
        assertThat(CharacterIds.of("Li Bai")).isEqualTo("li-bai");
        assertThat(CharacterIds.of(" Dr. No! ")).isEqualTo("dr-no");
        assertThat(CharacterIds.of("李白")).isEqualTo("u674e-767d");
        assertThat(CharacterIds.of("𠮷A")).isEqualTo("u20bb7-41");
    }

    @Test
    void all_mistakes_are_told_with_their_place_and_nothing_is_read() throws IOException {
        assertThat(CharacterJson.read(json("""
                        {"项羽": {"user_info": 7, "bot_info": "", "user_name": "[小舟]", "bot_nmae": "项羽", "age": 31,
                          "greeting": null},
                         "虞姬": [1],
                         "项羽": %s,
                         " ": {"user_info": "", "bot_info": "\\ud800", "user_name": "a", "bot_name": "%s", "greeting": {},
                          "user_name": "b"}}
                        """.formatted(XIANG_YU, "长".repeat(65))), problems))
                .isEmpty();
        assertThat(messages())
                .containsExactly(
                        ":1:22: user_info of \"项羽\" is 7; expected text, or null where the character knows nothing of the"
                                + " user",
                        ":1:62: unknown key \"bot_nmae\" of \"项羽\"; did you mean \"bot_name\"?",
                        ":1:80: unknown key \"age\" of \"项羽\"; known are user_info, bot_info, user_name, bot_name, greeting;"
                                + " remove it, since nothing can be done with it",
                        ":2:15: greeting of \"项羽\" is null; expected the character's first words",
                        ":1:2: bot_name of \"项羽\" is missing; expected a name on one line, without [ and ], which mark"
                                + " speakers in prompts",
                        ":1:37: bot_info of \"项羽\" is \"\"; expected text that says what the character is like",
                        ":1:54: user_name of \"项羽\" is \"[小舟]\"; expected a name on one line, without [ and ], which mark"
                                + " speakers in prompts",
                        ":3:8: the character \"虞姬\" is not a map; expected the keys user_info, bot_info, user_name,"
                                + " bot_name, greeting",
                        ":4:2: duplicate character \"项羽\"; it already stands in line 1",
                        ":5:2: the name of a character is blank; expected a name",
                        ":5:158: greeting of \" \" is a map; expected the character's first words",
                        ":6:3: duplicate key \"user_name\"; it already stands in line 5",
                        ":5:37: bot_info of \" \" has half of a character (a lone surrogate); write it anew",
                        ":5:77: bot_name of \" \" has 65 characters; expected at most 64");
    }

    @Test
    void what_is_no_map_of_characters_is_told() throws IOException {
        for (String text : List.of("[]", "{}", "{} 1", "{\"a\": ", "")) {
            assertThat(CharacterJson.read(json(text), problems)).isEmpty();
        }
        assertThat(messages())
                .containsExactly(
                        ":1:1: expected a map from the names of characters to what is said of them: {\"name\": {...}}",
                        ":1:1: the file has no characters",
                        ":1:4: something follows the end of the map; expected one map in a file",
                        ":1:7: not valid JSON: Unexpected end-of-input within/between Object entries",
                        ":1:1: expected a map from the names of characters to what is said of them: {\"name\": {...}}");
    }

    @Test
    void a_missing_file_is_named() {
        assertThat(CharacterJson.read(folder.resolve("none.json"), problems)).isEmpty();
        assertThat(messages()).containsExactly(": no such file");
    }

    @Test
    void ids_that_are_not_free_stop_all_with_a_remedy() throws IOException {
        Path characters = Files.createDirectory(folder.resolve("characters"));
        Files.writeString(characters.resolve("u9879-7fbd.yaml"), "mine");
        Path json = json("{\"项羽\": X, \"Li Bai\": X, \"li bai!\": X, \"?!\": X, \"韩信\": X}".replace("X", XIANG_YU));

        CharacterImport.plan(
                "in.json", read(json), Map.of("韩信", "Han Xin", "刘邦", "liu-bang"), PARTICULARS, characters, problems);

        assertThat(problems.all())
                .extracting(Object::toString)
                .containsExactly(
                        characters.resolve("u9879-7fbd.yaml")
                                + ": is there already, and would be \"项羽\"; choose an id with"
                                + " --id \"项羽=ID\", or import into another folder",
                        "in.json: \"li bai!\" and \"Li Bai\" would both get the id li-bai; choose an id with --id \"li"
                                + " bai!=ID\"",
                        "in.json: \"?!\" would get the id \"\"; an id is at most 64 lower-case letters, digits and hyphens"
                                + " between them; choose an id with --id \"?!=ID\"",
                        "in.json: \"韩信\" would get the id \"Han Xin\"; an id is at most 64 lower-case letters, digits and"
                                + " hyphens between them; choose an id with --id \"韩信=ID\"",
                        "in.json: --id names \"刘邦\", which the file does not have");
        assertThat(characters.resolve("u9879-7fbd.yaml")).hasContent("mine");
    }

    @Test
    void a_file_that_appears_after_the_plan_stops_the_import_and_takes_its_files_away() throws IOException {
        Path characters = folder.resolve("characters");
        Path json = json("{\"a\": X, \"b\": X}".replace("X", XIANG_YU));
        CharacterImport planned =
                CharacterImport.plan("in.json", read(json), Map.of(), PARTICULARS, characters, problems);
        Files.createDirectory(characters);
        Files.writeString(characters.resolve("b.yaml"), "mine");

        assertThatThrownBy(planned::write)
                .hasMessage("cannot write into " + characters + ": " + characters.resolve("b.yaml")
                        + " has appeared meanwhile");
        assertThat(characters.resolve("a.yaml")).doesNotExist();
        assertThat(characters.resolve("b.yaml")).hasContent("mine");
    }

    @Test
    void particulars_are_checked_before_anything_is_made() {
        assertThatThrownBy(() -> new CharacterImport.Particulars("Games", "zh", "s", "l"))
                .hasMessage(
                        "category is \"Games\"; it must be lower-case letters, digits and underscores, as in daily_life");
        assertThatThrownBy(() -> new CharacterImport.Particulars("games", "Chinese", "s", "l"))
                .hasMessage("language is \"Chinese\"; it must be a language code such as zh or en");
        assertThatThrownBy(() -> new CharacterImport.Particulars("games", "zh", " ", "l"))
                .hasMessage("source is \" \"; it must be text on one line");
    }

    private static String text(SplittableRandom random) {
        List<String> pieces = new ArrayList<>(List.of("人"));
        for (int i = random.nextInt(12); i >= 0; i--) {
            pieces.add(random.nextInt(pieces.size() + 1), PIECES.get(random.nextInt(PIECES.size())));
        }
        return pieces.stream().collect(Collectors.joining());
    }

    private Path json(String text) throws IOException {
        return Files.writeString(folder.resolve("in.json"), text);
    }

    private List<CharacterEntry> read(Path file) {
        return CharacterJson.read(file, problems).orElseThrow(() -> new AssertionError(problems.all()));
    }

    private List<String> messages() {
        return problems.all().stream()
                .map(problem -> problem.toString().substring(problem.source().length()))
                .toList();
    }
}
