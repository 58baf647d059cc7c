package org.charactermirror.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.charactermirror.problem.Problems;
import org.junit.jupiter.api.Test;

class YamlDocumentTest {

    private final Problems problems = new Problems();

    @Test
    void every_value_and_key_knows_its_line_and_column() {
        YamlDocument document = parse("id: a\nuser:\n  name: 小舟\n  info: 他\nturns:\n  - 一\n  - 二\n");

        assertThat(document.place("/id")).isEqualTo(new Place(1, 5));
        assertThat(document.keyPlace("/user/name")).isEqualTo(new Place(3, 3));
        assertThat(document.place("/user/name")).isEqualTo(new Place(3, 9));
        assertThat(document.place("/turns/1")).isEqualTo(new Place(7, 5));
        assertThat(document.place("/user/age")).isEqualTo(new Place(3, 3));
    }

    @Test
    void columns_count_characters_outside_the_basic_plane_once() {
        assertThat(parse("{𠮷: 1, b: 2}\n").keyPlace("/b")).isEqualTo(new Place(1, 8));
    }

    @Test
    void plain_scalars_follow_the_json_schema_of_yaml() {
        assertThat(parse("[1, -2.5, 1e3, true, null, ~, no, 010, 2024-01-01, .nan, '7']")
                        .root()
                        .toString())
                .isEqualTo("[1,-2.5,1E+3,true,null,null,\"no\",\"010\",\"2024-01-01\",\".nan\",\"7\"]");
    }

    @Test
    void a_byte_order_mark_is_accepted() {
        assertThat(parse("\uFEFFid: a\n").text("/id")).isEqualTo("a");
    }

    @Test
    void a_missing_file_is_named() {
        assertThat(YamlDocument.read(Path.of("no", "such.yaml"), problems)).isEmpty();
        assertThat(messages()).isEqualTo(Path.of("no", "such.yaml") + ": no such file");
    }

    @Test
    void an_empty_file_is_a_problem() {
        assertThat(broken("# nothing but a comment\n")).isEqualTo("x.yaml: the file is empty");
    }

    @Test
    void broken_syntax_is_told_with_its_place() {
        assertThat(broken("id: a\nname: [b\nc: d\n"))
                .isEqualTo("x.yaml:3:2: not valid YAML: while parsing a flow sequence, expected ',' or ']', but got :");
    }

    @Test
    void a_duplicate_key_names_the_first_ones_line() {
        assertThat(broken("id: a\nname: b\nid: c\n"))
                .isEqualTo("x.yaml:3:1: duplicate key \"id\"; it already stands in line 1");
    }

    @Test
    void a_folder_is_no_document() {
        Path folder = Path.of("").toAbsolutePath();
        assertThat(YamlDocument.read(folder, problems)).isEmpty();
        assertThat(messages()).isEqualTo(folder + ": cannot be read: Is a directory");
    }

    @Test
    void a_list_is_no_key() {
        assertThat(broken("{[a]: 1}\n")).isEqualTo("x.yaml:1:2: a key must be a plain word");
    }

    @Test
    void an_alias_is_refused() {
        assertThat(broken("a: &x [1]\nb: *x\n"))
                .isEqualTo("x.yaml:1:4: an alias (*name) repeats this part; write it out where it is needed");
    }

    @Test
    void an_alias_to_its_own_list_is_refused_rather_than_followed() {
        assertThat(broken("a: &x [*x]\n")).contains("an alias (*name) repeats this part");
    }

    @Test
    void a_tag_of_a_program_is_refused() {
        assertThat(broken("a: !java/object 1\n"))
                .isEqualTo("x.yaml:1:4: the tag !java/object is not supported; remove it");
    }

    @Test
    void two_documents_in_a_file_are_refused() {
        assertThat(broken("a: 1\n---\nb: 2\n"))
                .isEqualTo("x.yaml:2:1: not valid YAML: expected a single document in the stream, but found another"
                        + " document");
    }

    @Test
    void another_encoding_is_told_with_the_place_of_the_first_wrong_byte() {
        assertThat(YamlDocument.parse("x.yaml", "id: a\nname: 项羽\n".getBytes(Charset.forName("GB18030")), problems))
                .isEmpty();
        assertThat(messages()).isEqualTo("x.yaml:2:7: byte 0xCF is not UTF-8; save the file with the encoding UTF-8");
    }

    @Test
    void a_control_character_is_told_with_its_place() {
        assertThat(broken("id: a\nname: b\u0001c\n"))
                .isEqualTo("x.yaml:2:8: the control character U+0001 is not allowed in YAML; remove it");
    }

    private YamlDocument parse(String text) {
        return YamlDocument.parse("x.yaml", text.getBytes(StandardCharsets.UTF_8), problems)
                .orElseThrow(() -> new AssertionError(messages()));
    }

    private String broken(String text) {
        assertThat(YamlDocument.parse("x.yaml", text.getBytes(StandardCharsets.UTF_8), problems))
                .isEmpty();
        return messages();
    }

    private String messages() {
        return problems.all().stream().map(Object::toString).collect(Collectors.joining("\n"));
    }
}
