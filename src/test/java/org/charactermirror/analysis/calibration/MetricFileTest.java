package org.charactermirror.analysis.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.charactermirror.annotation.Subject;
import org.charactermirror.problem.Problem;
import org.charactermirror.problem.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricFileTest {

    private static final Subject SUBJECT = new Subject(null, "s", "a", null, null, null);

    @TempDir
    private Path folder;

    private final Problems problems = new Problems();

    private MetricTable read(String text) throws IOException {
        return MetricFile.read(Files.writeString(folder.resolve("m.jsonl"), text), problems);
    }

    private List<String> messages() {
        return problems.all().stream()
                .map(Problem::toString)
                .map(text -> text.replace(folder.resolve("m.jsonl").toString(), "m"))
                .toList();
    }

    @Test
    void a_dialogue_s_metric_is_the_mean_of_the_replies_for_which_it_is_defined() throws IOException {
        MetricTable table = read("""
                {"session":"s","model":"x","character":"c","topic":"chat","turn":1,"length":10,"overlap":null,"refusal":true}
                {"session":"s","model":"x","character":"c","topic":"chat","turn":3,"length":20,"overlap":0.5,"refusal":false}

                """);
        assertThat(problems.all()).isEmpty();
        assertThat(table.names()).containsExactly("length", "overlap", "refusal");
        assertThat(table.replies()).isEqualTo(2);
        assertThat(table.mean(SUBJECT, "x", "length")).hasValue(15);
        assertThat(table.mean(SUBJECT, "x", "overlap")).hasValue(0.5);
        assertThat(table.mean(SUBJECT, "x", "refusal")).hasValue(0.5);
        assertThat(table.value(SUBJECT, "x", 1, "overlap")).isEmpty();
        assertThat(table.value(SUBJECT, "x", 2, "length")).isEmpty();
        assertThat(table.value(SUBJECT, "x", 4, "length")).isEmpty();
        assertThat(table.mean(SUBJECT, "y", "length")).isEmpty();
    }

    @Test
    void everything_that_is_wrong_is_told_with_its_line() throws IOException {
        MetricTable table = read("""
                [1]
                {"session":"s","model":"x","turn":0,"length":1}
                {"session":"","turn":1,"length":"long","more":[1]}
                {"session":"s","model":"x","turn":1,"length":1}
                {"session":"s","model":"x","turn":1,"length":2}
                """);
        assertThat(messages())
                .containsExactly(
                        "m:1: is not a JSON object but [1]",
                        "m:2: turn is 0; it must be a whole number from 1",
                        "m:3: session is \"\"; it must be a text",
                        "m:3: model is missing; it must be a text",
                        "m:3: length is \"long\"; it must be a number, true, false or null",
                        "m:3: more is [1]; it must be a number, true, false or null",
                        "m:5: turn 1 of session s of model x stood in an earlier line; keep one of them");
        assertThat(table.replies()).isZero();
    }

    @Test
    void what_is_no_json_or_no_utf_8_or_empty_is_told() throws IOException {
        read("{\"session\":\n");
        assertThat(messages()).singleElement().asString().startsWith("m:1: is not one JSON object: ");
        Problems empty = new Problems();
        MetricFile.read(Files.writeString(folder.resolve("empty"), "\n"), empty);
        assertThat(empty.all())
                .singleElement()
                .extracting(Problem::message)
                .isEqualTo("holds no reply; write it with: charmirror metrics DIR --json");
        Problems gbk = new Problems();
        MetricFile.read(Files.writeString(folder.resolve("gbk"), "{\"session\":\"会话\"}", Charset.forName("GBK")), gbk);
        assertThat(gbk.all()).singleElement().extracting(Problem::message).isEqualTo("is not UTF-8; save it as UTF-8");
    }
}
