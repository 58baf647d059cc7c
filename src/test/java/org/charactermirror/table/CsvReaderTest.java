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

    private static final Charset GB18030 = Charset.forName("GB18030");

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
        CsvTable table = CsvReader.read(file, "bom.csv", CsvSettings.ofDefaults(), new Problems())
                .orElseThrow();
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
    void a_character_cut_off_at_the_end_is_an_error() throws IOException {
        byte[] cut = {'a', ',', 'b', '\n', (byte) 0xE4, (byte) 0xB8};
        assertThat(badBytes(cut, CsvSettings.ofDefaults()))
                .containsExactly(
                        "f.csv:2: byte 0xE4 is not UTF-8 and the file does not look like GB18030 either; save it"
                                + " as UTF-8, or name its encoding with --encoding");
    }

    @Test
    void a_chinese_code_page_is_detected() throws IOException {
        CsvTable table = goodBytes("标注员,备注\n甲,𠮷与😀\n".getBytes(GB18030), CsvSettings.ofDefaults());
        assertThat(table.rows()).containsExactly(new CsvRow(2, List.of("甲", "𠮷与😀")));
        assertThat(table.dialect()).hasToString("GB18030, separated by commas");
    }

    @Test
    void what_only_happens_to_be_gb18030_is_not_taken_for_it() throws IOException {
        // In Latin-1, each é is followed by a letter: both together are a rare character of GB18030.
        byte[] latin = "a,b\n1,été élu\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(badBytes(latin, CsvSettings.ofDefaults()))
                .containsExactly(
                        "f.csv:2: byte 0xE9 is not UTF-8 and the file does not look like GB18030 either; save it"
                                + " as UTF-8, or name its encoding with --encoding");
        assertThat(goodBytes(latin, new CsvSettings(StandardCharsets.ISO_8859_1, null))
                        .rows())
                .containsExactly(new CsvRow(2, List.of("1", "été élu")));
    }

    @Test
    void unicode_text_of_excel_is_read() throws IOException {
        byte[] bytes = "\uFEFF标注员\t备注\r\n甲\t好\r\n".getBytes(StandardCharsets.UTF_16LE);
        CsvTable table = goodBytes(bytes, CsvSettings.ofDefaults());
        assertThat(table.header()).containsExactly("标注员", "备注");
        assertThat(table.dialect()).hasToString("UTF-16LE with a byte-order mark, separated by tabs");
        assertThat(goodBytes(bytes, new CsvSettings(StandardCharsets.UTF_16, null))
                        .rows())
                .hasSize(1);
    }

    @Test
    void utf_16_without_a_mark_is_named() throws IOException {
        byte[] bytes = "a,b\n1,2\n".getBytes(StandardCharsets.UTF_16LE);
        assertThat(badBytes(bytes, CsvSettings.ofDefaults()))
                .containsExactly("f.csv: has bytes that are zero: not text, or UTF-16 without a byte-order mark, which"
                        + " --encoding UTF-16LE reads");
        assertThat(goodBytes(bytes, new CsvSettings(StandardCharsets.UTF_16LE, null))
                        .rows())
                .hasSize(1);
    }

    @Test
    void an_encoding_that_is_named_wrongly_is_an_error() throws IOException {
        assertThat(badBytes("\uFEFFa,b\n".getBytes(StandardCharsets.UTF_8), new CsvSettings(GB18030, null)))
                .containsExactly(
                        "f.csv: begins with the byte-order mark of UTF-8, so it is not GB18030; leave --encoding"
                                + " out");
        assertThat(badBytes("a,b\n中,2\n".getBytes(GB18030), new CsvSettings(StandardCharsets.UTF_8, null)))
                .containsExactly("f.csv:2: byte 0xD6 is not UTF-8; save the file as UTF-8, or name its encoding with"
                        + " --encoding");
    }

    @Test
    void workbooks_are_told_from_text() throws IOException {
        byte[] old = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0};
        assertThat(badBytes(old, CsvSettings.ofDefaults()))
                .containsExactly("f.csv: is a workbook of an old Excel (.xls), not text; save it as CSV (UTF-8) in the"
                        + " program that made it");
        byte[] zip = {'P', 'K', 3, 4, 0, 0};
        assertThat(badBytes(zip, CsvSettings.ofDefaults()))
                .containsExactly(
                        "f.csv: is a workbook (.xlsx) or another archive, not text; save it as CSV (UTF-8) in the"
                                + " program that made it");
    }

    @Test
    void the_header_tells_the_separator() {
        assertThat(good("a;\"b,c,d\"\n1;2,5\n").rows()).containsExactly(new CsvRow(2, List.of("1", "2,5")));
        assertThat(good("a\tb\n1\t\"2\t3\"\n").rows()).containsExactly(new CsvRow(2, List.of("1", "2\t3")));
    }

    @Test
    void the_first_line_of_excel_tells_the_separator() {
        CsvTable table = good("sep=;\r\na,b;c\r\n1;2\r\n");
        assertThat(table.header()).containsExactly("a,b", "c");
        assertThat(table.headerLine()).isEqualTo(2);
        assertThat(table.rows()).containsExactly(new CsvRow(3, List.of("1", "2")));
        assertThat(bad("sep=|\na|b\n"))
                .containsExactly("f.csv:1: the separator is \"|\"; expected is a comma, a semicolon or a tab");
    }

    @Test
    void a_separator_can_be_named() throws IOException {
        byte[] bytes = "a,b;c\n1,2;3\n".getBytes(StandardCharsets.UTF_8);
        assertThat(goodBytes(bytes, new CsvSettings(null, Separator.SEMICOLON)).header())
                .containsExactly("a,b", "c");
    }

    @Test
    void empty_columns_and_rows_of_a_spreadsheet_are_left_out() {
        CsvTable table = good("\na,b,,\n1,2,,\n,,,\n\u3000,\u00A0,,\n3,4\n".replace("3,4", "3,4,,,,"));
        assertThat(table.header()).containsExactly("a", "b");
        assertThat(table.rows()).containsExactly(new CsvRow(3, List.of("1", "2")), new CsvRow(6, List.of("3", "4")));
    }

    @Test
    void rows_that_excel_cut_short_in_blocks_of_sixteen_are_whole() {
        String full = "a,b\n" + "1,2\n".repeat(15);
        assertThat(good(full + "1\n".repeat(16)).raggedRows()).isEmpty();
        assertThat(good(full + "1\n".repeat(16)).rows()).hasSize(31).last().isEqualTo(new CsvRow(32, List.of("1", "")));
        // A short row among whole ones, or one that a file breaks off in, has lost something.
        assertThat(good(full + "1\n" + "1,2\n").raggedRows()).hasSize(1);
        assertThat(good(full + "1").raggedRows()).hasSize(1);
    }

    @Test
    void what_a_spreadsheet_would_run_is_neutralised_and_reads_back() {
        List<String> cells = List.of("=1+1", "+1", "-1", "@a", "\tx", "\ry", "＝1", "'=1", "''@b", "'text", "", "'");
        List<String> header = List.of("=h", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l");
        CsvWriter writer = CsvWriter.forSpreadsheets(header);
        writer.row(cells);
        String text = writer.toString();
        assertThat(text).startsWith("\uFEFF'=h,").contains("\n'=1+1,'+1,'-1,'@a,'\tx,");
        CsvTable table = good(text.substring(1));
        assertThat(table.header()).isEqualTo(header);
        assertThat(table.rows()).containsExactly(new CsvRow(2, cells));
        // Elsewhere an apostrophe is an apostrophe.
        assertThat(good("a\n'=1\n").rows()).containsExactly(new CsvRow(2, List.of("'=1")));
    }

    @Test
    void a_folder_is_no_file() {
        Problems problems = new Problems();
        assertThat(CsvReader.read(folder, "dir", CsvSettings.ofDefaults(), problems))
                .isEmpty();
        assertThat(problems.all()).extracting(Problem::toString).containsExactly("dir: cannot be read: it is a folder");
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
        assertThat(CsvReader.read(folder.resolve("none.csv"), "none.csv", CsvSettings.ofDefaults(), problems))
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

    private CsvTable goodBytes(byte[] bytes, CsvSettings settings) throws IOException {
        Problems problems = new Problems();
        Path file = Files.write(folder.resolve("f.csv"), bytes);
        CsvTable table = CsvReader.read(file, "f.csv", settings, problems).orElseThrow();
        assertThat(problems.all()).isEmpty();
        return table;
    }

    private List<String> badBytes(byte[] bytes, CsvSettings settings) throws IOException {
        Problems problems = new Problems();
        Path file = Files.write(folder.resolve("f.csv"), bytes);
        assertThat(CsvReader.read(file, "f.csv", settings, problems)).isEmpty();
        return problems.all().stream().map(Problem::toString).toList();
    }
}
