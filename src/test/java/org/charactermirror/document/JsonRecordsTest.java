package org.charactermirror.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.charactermirror.problem.Problem;
import org.charactermirror.problem.Problems;
import org.junit.jupiter.api.Test;

class JsonRecordsTest {

    private final Problems problems = new Problems();
    private final Problems rows = new Problems();

    @Test
    void objects_come_one_a_line_or_in_a_list_or_alone_each_with_its_line() {
        assertThat(lines("{\"a\": 1}\n\n{\"a\": 2}\r\n")).containsExactly(1, 3);
        assertThat(lines("\n[\n  {\"a\": 1},\n  {\n  \"a\": 2},\n {}\n]\n")).containsExactly(3, 4, 6);
        assertThat(lines("\n{\n \"a\": 1\n}\n")).containsExactly(2);
        assertThat(messages(problems)).isEmpty();
        assertThat(messages(rows)).isEmpty();
    }

    @Test
    void a_list_within_an_object_has_lines_too() {
        String text = "{\"n\": NaN, \"rows\": {\"x\": [1]},\n \"outputs\": [\n  {\"a\": 1},\n 7]}";
        assertThat(JsonRecords.within("f", text, "outputs", problems, rows))
                .extracting(JsonRecord::line)
                .containsExactly(3);
        assertThat(messages(rows)).containsExactly("f:4: 7 stands in the list; expected an object");
        assertThat(messages(problems)).isEmpty();
    }

    @Test
    void a_bad_line_is_one_of_many_and_a_broken_file_is_told_as_a_whole() {
        assertThat(lines("{\"a\": }\n{\"a\": 1}\n{\"a\": 1, \"a\": 2}\n{} {}\n"))
                .containsExactly(2);
        assertThat(messages(rows))
                .containsExactly(
                        "f:1:7: not valid JSON: Unexpected character ('}' (code 125)): expected a valid value (JSON String,"
                                + " Number (or 'NaN'/'+INF'/'-INF'), Array, Object or token 'null', 'true' or 'false')",
                        "f:3:13: not valid JSON: Duplicate field 'a'",
                        "f:4: the line is \"{} {}\"; expected one object");
        assertThat(messages(problems)).isEmpty();

        assertThat(lines("[\n{\"a\": 1},\n{\"a\" 2}]")).containsExactly(2);
        assertThat(lines("[{}]\n[{}]")).containsExactly(1);
        assertThat(lines("{\n\"a\": 1\n}\n{}")).isEmpty();
        assertThat(lines("  ")).isEmpty();
        assertThat(messages(problems))
                .containsExactly(
                        "f:3:6: not valid JSON: Unexpected character ('2' (code 50)): was expecting a colon to separate"
                                + " field name and value",
                        "f:2: something follows the end of the list",
                        "f:4: something follows the end of the object; expected one object, a list of them, or one a line",
                        "f: the file is empty");
    }

    private List<Integer> lines(String text) {
        return JsonRecords.of("f", text, problems, rows).stream()
                .map(JsonRecord::line)
                .toList();
    }

    private static List<String> messages(Problems problems) {
        return problems.all().stream().map(Problem::toString).toList();
    }
}
