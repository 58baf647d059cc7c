package org.charactermirror.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.charactermirror.problem.Problem;
import org.charactermirror.problem.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvReaderTest {

    @TempDir
    private Path folder;

    @Test
    void rows_carry_the_line_on_which_they_start() {
        CsvTable table = good("a,b\n1,\"two\nlines\"\n3,4\n");
        assertThat(table.rows())
                .containsExactly(new CsvRow(2, List.of("1", "two\nlines")), new CsvRow(4, List.of("3", "4")));
    }

    @Test
    void windows_line_ends_count_as_one_and_survive_in_quotes() {
        CsvTable table = good("a,b\r\n\"x\r\ny\",1\r\nz,2");
        assertThat(table.rows())
                .containsExactly(new CsvRow(2, List.of("x\r\ny", "1")), new CsvRow(4, List.of("z", "2")));
    }

    @Test
    void old_mac_line_ends_are_lines_too() {
        assertThat(good("a,b\r1,2\r3,4").rows())
                .containsExactly(new CsvRow(2, List.of("1", "2")), new CsvRow(3, List.of("3", "4")));
    }

    @Test
    void blank_rows_are_left_out_and_counted_as_lines() {
        assertThat(good("a,b\n\n,\n1,2\n").rows()).containsExactly(new CsvRow(4, List.of("1", "2")));
    }

    @Test
    void a_byte_order_mark_is_no_part_of_the_first_column() throws IOException {
        Path file = Files.writeString(folder.resolve("bom.csv"), "\uFEFFa,b\n1,2\n");
        CsvTable table = CsvReader.read(file, "bom.csv", new Problems()).orElseThrow();
        assertThat(table.header()).containsExactly("a", "b");
    }

    @Test
    void quoted_commas_and_doubled_quotes_are_text() {
        assertThat(good("a,b\n\"x, \"\"y\"\"\",2\n").rows()).containsExactly(new CsvRow(2, List.of("x, \"y\"", "2")));
    }

    @Test
    void ragged_rows_are_named_with_line_and_counts() {
        CsvTable table = good("a,b,c\n1,2\n1,2,3\n1,2,3,4\n");
        assertThat(table.rows()).hasSize(1);
        assertThat(table.raggedRows())
                .extracting(Problem::toString)
                .containsExactly(
                        "f.csv:2: the row has 2 cells, the header has 3 columns; put text that contains commas or line"
                                + " breaks in double quotes",
                        "f.csv:4: the row has 4 cells, the header has 3 columns; put text that contains commas or line"
                                + " breaks in double quotes");
    }

    @Test
    void a_quote_that_never_ends_is_an_error() {
        assertThat(bad("a,b\n1,2\n\"x,2\n3,4\n"))
                .containsExactly("f.csv:2: a quoted cell that starts on this line or later never ends; close it with a"
                        + " double quote");
    }

    @Test
    void text_after_a_closing_quote_is_an_error() {
        assertThat(bad("a,b\n\"x\"y,2\n"))
                .containsExactly("f.csv:1: text follows the closing double quote of a cell on this line or later; write"
                        + " a double quote within a quoted cell twice");
    }

    @Test
    void bytes_of_another_encoding_are_an_error_with_their_line() throws IOException {
        Path file = Files.write(folder.resolve("gbk.csv"), "a,b\n1,2\n一致,4\n".getBytes(Charset.forName("GB18030")));
        Problems problems = new Problems();
        assertThat(CsvReader.read(file, "gbk.csv", problems)).isEmpty();
        assertThat(problems.all())
                .extracting(Problem::toString)
                .containsExactly("gbk.csv:3: byte 0xD6 is not UTF-8; save the file as UTF-8 (for a file in a Chinese"
                        + " code page: iconv -f GB18030 -t UTF-8)");
    }

    @Test
    void a_character_cut_off_at_the_end_is_an_error() throws IOException {
        byte[] cut = {'a', ',', 'b', '\n', (byte) 0xE4, (byte) 0xB8};
        Path file = Files.write(folder.resolve("cut.csv"), cut);
        Problems problems = new Problems();
        assertThat(CsvReader.read(file, "cut.csv", problems)).isEmpty();
        assertThat(problems.all())
                .extracting(Problem::toString)
                .containsExactly("cut.csv:2: byte 0xE4 is not UTF-8; save the file as UTF-8 (for a file in a Chinese"
                        + " code page: iconv -f GB18030 -t UTF-8)");
    }

    @Test
    void an_empty_file_needs_a_header() {
        assertThat(bad("")).containsExactly("f.csv: the file is empty; it needs a header row that names its columns");
    }

    @Test
    void columns_need_names_of_their_own() {
        assertThat(bad("a,,A\n1,2,3\n"))
                .containsExactly(
                        "f.csv:1: column 2 of 3 has no name; name it or remove the column",
                        "f.csv:1: columns 1 and 3 are both named \"A\"; each column needs a name of its own");
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        Problems problems = new Problems();
        assertThat(CsvReader.read(folder.resolve("none.csv"), "none.csv", problems))
                .isEmpty();
        assertThat(problems.all()).extracting(Problem::toString).containsExactly("none.csv: no such file");
    }

    @Test
    void what_the_writer_writes_reads_back() {
        List<String> cells = List.of("", "a,b", "\"q\"", " space ", "two\nlines", "中文", "=1+1", "\r");
        CsvWriter writer = new CsvWriter(List.of("1", "2", "3", "4", "5", "6", "7", "8"));
        writer.row(cells);
        assertThat(good(writer.toString()).rows()).containsExactly(new CsvRow(2, cells));
        assertThat(writer.toString().getBytes(StandardCharsets.UTF_8)).endsWith((byte) '\n');
    }

    private static CsvTable good(String text) {
        Problems problems = new Problems();
        CsvTable table = CsvReader.parse(text, "f.csv", problems).orElseThrow();
        assertThat(problems.all()).isEmpty();
        return table;
    }

    private static List<String> bad(String text) {
        Problems problems = new Problems();
        assertThat(CsvReader.parse(text, "f.csv", problems)).isEmpty();
        return problems.all().stream().map(Problem::toString).toList();
    }
}
