package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.charactermirror.annotation.AnnotationFiles;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.Scale;
import org.charactermirror.problem.Problems;
import org.charactermirror.store.AnnotationStore;
import org.charactermirror.store.StudyDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AnnotateExportCommandTest {

    private static final Charset GB18030 = Charset.forName("GB18030");

    /** Pieces of text that files, spreadsheets or code pages trip over. */
    private static final List<String> NASTY = List.of(
            "一", "角色扮演", "𠮷", "😀", "\"", "\"\"", "\n", "\r\n", "\r", ",", ";", "\t", "=", "+", "-", "@", "'", " ",
            "　", "，", "＝", "a", "SUM(A1)", "sep=;", "é");

    @TempDir
    private Path folder;

    private Path study;
    private Path out;
    private final StringWriter stdout = new StringWriter();
    private final StringWriter stderr = new StringWriter();

    @BeforeEach
    void play_two_models_one_by_one_and_on_one_context() {
        study = folder.resolve("study");
        out = folder.resolve("sheets");
        try {
            Files.createDirectory(study);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        try (StudyDatabase database = StudyDatabase.open(study.resolve("study.db"))) {
            database.write(handle -> {
                for (String[] one : new String[][] {{"study", "s"}, {"kind", "rating"}, {"seed", "7"}}) {
                    handle.execute("INSERT INTO ingredient (name, value) VALUES (?, ?)", one[0], one[1]);
                }
                int position = 0;
                for (String model : List.of("alpha", "beta", "alpha~beta")) {
                    for (String character : List.of("li-bai", "xiang-yu")) {
                        String session = model + "." + character + ".chat-1.1";
                        handle.execute(
                                "INSERT INTO session (session, position, model, character, category, scenario, topic,"
                                        + " repetition, rounds, bot_name, user_name, greeting, state) VALUES (?, ?, ?, ?,"
                                        + " 'celebrities', 'chat-1', 'chat', 1, 2, '李白', '你', '=来', 'done')",
                                session,
                                position++,
                                model,
                                character);
                        boolean pair = model.contains("~");
                        if (pair) {
                            handle.execute(
                                    "INSERT INTO pair_session VALUES (?, 'alpha', 'beta', 'alternate')", session);
                        }
                        for (int turn = 1; turn <= 2; turn++) {
                            if (!pair) {
                                handle.execute(
                                        "INSERT INTO turn (session, turn, user, reply, stop_reason, prompt_tokens,"
                                                + " cached_tokens, reply_tokens, dropped_messages, seed, seconds)"
                                                + " VALUES (?, ?, ?, ?, 'NEWLINE', 1, 0, 1, 0, 1, 0)",
                                        session,
                                        turn,
                                        "问" + turn,
                                        "答" + turn);
                                continue;
                            }
                            handle.execute(
                                    "INSERT INTO pair_turn (session, turn, user, continued) VALUES (?, ?, ?, ?)",
                                    session,
                                    turn,
                                    "问" + turn,
                                    turn == 1 ? "b" : "a");
                            for (String side : List.of("a", "b")) {
                                handle.execute(
                                        "INSERT INTO pair_reply VALUES (?, ?, ?, ?, 'NEWLINE', 1, 0, 1, 0, 1, 0)",
                                        session,
                                        turn,
                                        side,
                                        (side.equals("a") ? "甲" : "乙") + turn);
                            }
                        }
                    }
                }
            });
        }
    }

    @Test
    void sheets_tell_nothing_of_the_models_and_are_the_same_each_time() throws IOException {
        assertThat(export("--annotators", "张三,p2")).isZero();
        String first = Files.readString(out.resolve("ratings-张三.csv"));
        assertThat(first).doesNotContain("alpha").doesNotContain("beta").doesNotContain("chat-1");
        assertThat(first)
                .startsWith(
                        "dialogue,annotator,character_name,transcript,consistency,human_likeness,engagement,quality,"
                                + "safety,correctness,overall,comment,item\n1,张三,李白,\"李白: =来\n你: 问1\n李白: 答1\n你: 问2\n李白: 答2\",,,");
        assertThat(codes("ratings-张三.csv")).hasSize(4).doesNotContainAnyElementsOf(codes("ratings-p2.csv"));
        assertThat(stdout.toString())
                .isEqualTo("Wrote 2 sheets with 4 rows of ratings each: " + out.resolve("ratings-张三.csv") + ", "
                        + out.resolve("ratings-p2.csv") + ".\n"
                        + "To fill in: a whole number from 1 to 5 for each score. Leave cells empty where nothing was"
                        + " judged, and the column item as it is.\n"
                        + "Next: give the sheets to the annotators; filled in, charmirror annotate import " + study
                        + " "
                        + out.resolve("ratings-张三.csv") + " ...\n");
        Path again = folder.resolve("again");
        assertThat(run("annotate", "export", study.toString(), "--out", again.toString(), "--annotators", "张三"))
                .isZero();
        assertThat(again.resolve("ratings-张三.csv")).hasContent(first);
        assertThat(export("--annotators", "张三,p2")).isZero();
    }

    @Test
    void filled_in_sheets_come_back_as_they_were_filled_in_however_they_were_saved() throws IOException {
        Random random = new Random(20231128);
        for (int round = 0; round < 40; round++) {
            String annotator = "p" + round;
            boolean excel = round % 2 == 1;
            List<String> arguments = new ArrayList<>(List.of("--annotators", annotator));
            if (excel) {
                arguments.add("--excel");
            }
            assertThat(export(arguments.toArray(String[]::new))).isZero();
            Path sheet = out.resolve("ratings-" + annotator + ".csv");
            List<List<String>> table = Spreadsheet.open(Files.readString(sheet));
            List<String> header = table.get(0);
            Map<String, String> comments = new TreeMap<>();
            for (List<String> row : table.subList(1, table.size() - 1)) {
                String comment = nasty(random);
                row.set(header.indexOf("quality"), Integer.toString(1 + random.nextInt(5)));
                // A person who types into a spreadsheet cannot enter a formula's beginning as text without an
                // apostrophe.
                row.set(
                        header.indexOf("comment"),
                        excel && comment.matches("(?s)'*[=+\\-@\\t\\r＝].*") ? "'" + comment : comment);
                comments.put(row.get(header.indexOf("item")), row.get(header.indexOf("quality")) + comment);
            }
            char separator = ",;\t".charAt(round % 3);
            Charset charset =
                    round % 5 == 0 ? StandardCharsets.UTF_8 : round % 5 == 1 ? StandardCharsets.UTF_16 : GB18030;
            Files.write(sheet, Spreadsheet.save(table, separator).getBytes(charset));
            stderr.getBuffer().setLength(0);
            assertThat(run("annotate", "import", study.toString(), sheet.toString(), "--encoding", charset.name()))
                    .as(stderr.toString())
                    .isZero();
            assertThat(stdout.toString()).contains("3 rows of ratings, 1 row not judged.");
            List<String> found = rows().ratings().stream()
                    .filter(row -> row.subject().annotator().equals(annotator))
                    .map(row -> row.scores().get(Dimension.QUALITY) + (row.comment() == null ? "" : row.comment()))
                    .sorted()
                    .toList();
            assertThat(found).isEqualTo(comments.values().stream().sorted().toList());
            Files.delete(sheet);
        }
    }

    @Test
    void codes_come_from_a_secret_that_only_the_study_has() throws IOException {
        export("--annotators", "p");
        List<String> codes = codes("ratings-p.csv");
        export("--annotators", "p");
        assertThat(codes("ratings-p.csv")).isEqualTo(codes);
        try (StudyDatabase database = StudyDatabase.open(study.resolve("study.db"))) {
            database.write(handle -> handle.execute("UPDATE annotation_key SET key = 'of another study'"));
        }
        export("--annotators", "p");
        assertThat(codes("ratings-p.csv")).doesNotContainAnyElementsOf(codes);
    }

    @Test
    void the_reply_that_was_shown_first_is_known_again_on_import() throws IOException {
        assertThat(export("--annotators", "p,q,r", "--kind", "preferences")).isZero();
        for (String annotator : List.of("p", "q", "r")) {
            Path sheet = out.resolve("preferences-" + annotator + ".csv");
            List<List<String>> table = Spreadsheet.open(Files.readString(sheet));
            List<String> header = table.get(0);
            // This annotator always likes the replies of alpha, which begin with 甲.
            for (List<String> row : table.subList(1, table.size())) {
                boolean first = row.get(header.indexOf("first_reply")).startsWith("甲");
                row.set(header.indexOf("better"), first ? "first" : "回复二");
                String context = row.get(header.indexOf("turn")).equals("1") ? "李白: =来" : "李白: =来\n你: 问1\n李白: 乙1";
                assertThat(row.get(header.indexOf("context"))).isEqualTo(context);
            }
            Files.writeString(sheet, Spreadsheet.save(table, ';'));
            assertThat(run("annotate", "import", study.toString(), sheet.toString()))
                    .as(stderr.toString())
                    .isZero();
        }
        List<Preference> rows = rows().preferences();
        assertThat(rows)
                .hasSize(12)
                .allMatch(row -> row.modelA().equals("alpha")
                        && row.modelB().equals("beta")
                        && row.outcome().word().equals("win"));
        assertThat(rows.stream().map(Preference::shownFirst).collect(Collectors.toSet()))
                .hasSize(2);
    }

    @Test
    void replies_are_judged_one_by_one_in_their_order() throws IOException {
        assertThat(export("--annotators", "p", "--kind", "turn_errors")).isZero();
        Path sheet = out.resolve("turn_errors-p.csv");
        List<List<String>> table = Spreadsheet.open(Files.readString(sheet));
        List<String> header = table.get(0);
        assertThat(table).hasSize(9);
        assertThat(table.subList(1, 9))
                .extracting(row -> row.get(header.indexOf("turn")))
                .containsExactly("1", "2", "1", "2", "1", "2", "1", "2");
        table.get(2).set(header.indexOf("ooc"), "是");
        Files.writeString(sheet, Spreadsheet.save(table, ','));
        assertThat(run("annotate", "import", study.toString(), sheet.toString()))
                .isZero();
        assertThat(rows().turnErrors()).hasSize(1).allMatch(row -> row.turn() == 2);
    }

    @Test
    void rows_that_do_not_fit_their_codes_are_told() throws IOException {
        export("--annotators", "p", "--kind", "turn_errors");
        export("--annotators", "p");
        String code = codes("turn_errors-p.csv").get(0);
        String other = codes("ratings-p.csv").get(0);
        Path sheet = Files.writeString(
                folder.resolve("s.csv"),
                "annotator,turn,ooc,item\n,1,1," + code + "\np,2,1," + code + "\np,1,1,\np,1,,xyz\np,1,1," + other
                        + "\n");
        assertThat(run("annotate", "import", study.toString(), sheet.toString()))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(stderr.toString())
                .isEqualTo(sheet + ":2: annotator is empty; every row names who judged\n"
                        + sheet + ":3: turn is \"2\"; the item " + code
                        + " is turn 1; keep rows together when you sort a"
                        + " sheet\n"
                        + sheet + ":4: item is empty; every row of a sheet keeps the code that it was exported with\n"
                        + sheet + ":5: item is \"xyz\"; no sheet of this study has that code; import the sheet into the"
                        + " study that it was exported from, with the column item as it was\n"
                        + sheet + ":6: item is \"" + other + "\"; that code belongs to a sheet of ratings, not of turn"
                        + " errors\n");
        stderr.getBuffer().setLength(0);
        export("--annotators", "p", "--kind", "preferences");
        String pair = codes("preferences-p.csv").get(0);
        Files.writeString(sheet, "annotator,better,reason,item\np,left,," + pair + "\np,,dull," + pair + "\n");
        assertThat(run("annotate", "import", study.toString(), sheet.toString()))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(stderr.toString())
                .isEqualTo(sheet + ":2: better is \"left\"; expected is first, second, tie or both_bad\n" + sheet
                        + ":3: better is empty; expected is first, second, tie or both_bad\n");
    }

    @Test
    void judgements_are_exported_and_come_back_unchanged() throws IOException {
        Path file = Files.writeString(
                folder.resolve("r.csv"),
                "annotator,model,overall,comment,Weather,=x\np,alpha,5,'=a,rain,-1\nq,alpha,4,\"=b\n\",,@\n");
        Path more = Files.writeString(folder.resolve("m.csv"), "annotator,model,overall,weather\nr,beta,1,'sun\n");
        assertThat(run("annotate", "import", study.toString(), file.toString(), more.toString()))
                .isZero();
        Annotations before = rows();
        for (String flag : List.of("--rows", "--excel")) {
            Path target = folder.resolve("rows" + flag);
            assertThat(run(
                            "annotate",
                            "export",
                            study.toString(),
                            "--out",
                            target.toString(),
                            "--rows",
                            flag.equals("--excel") ? flag : "--json"))
                    .isZero();
            Problems problems = new Problems();
            List<Object> read = AnnotationFiles.read(target.resolve("ratings.csv"), "f", Scale.ofDefaults(), problems)
                    .orElseThrow()
                    .rows()
                    .stream()
                    .map(row -> row.content())
                    .toList();
            assertThat(read)
                    .isEqualTo(before.ratings().stream().map(Rating::content).toList());
            assertThat(run(
                            "annotate",
                            "import",
                            study.toString(),
                            target.resolve("ratings.csv").toString()))
                    .isZero();
        }
        assertThat(rows().size()).isEqualTo(3);
        assertThat(Files.readString(folder.resolve("rows--excel/ratings.csv"))).startsWith("\uFEFFstudy,");
    }

    @Test
    void exports_keep_off_folders_of_others_and_sheets_that_were_filled_in() throws IOException {
        assertThat(run(
                        "annotate",
                        "export",
                        study.toString(),
                        "--out",
                        study.resolve("x").toString(),
                        "--annotators",
                        "p"))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(stderr.toString())
                .isEqualTo(study.resolve("x") + ": lies in the study's own folder; name another folder with --out\n");
        stderr.getBuffer().setLength(0);
        Path full = Files.createDirectory(folder.resolve("full"));
        Files.writeString(full.resolve("notes.txt"), "mine");
        assertThat(run("annotate", "export", study.toString(), "--out", full.toString(), "--annotators", "p"))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(stderr.toString())
                .isEqualTo(full + ": is not empty and has no earlier export; name another folder with --out\n");
        stderr.getBuffer().setLength(0);
        export("--annotators", "p");
        Path sheet = out.resolve("ratings-p.csv");
        Files.writeString(sheet, Files.readString(sheet) + "\n");
        assertThat(export("--annotators", "p")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(stderr.toString())
                .isEqualTo(sheet + ": was changed since it was exported; import it, then move it away or name another"
                        + " folder with --out\n");
    }

    @Test
    void what_is_missing_for_an_export_is_told() {
        assertThat(export()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(export("--annotators", "a/b,,p,P")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run("annotate", "export", folder.toString(), "--out", out.toString()))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(export("--rows")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(stderr.toString())
                .isEqualTo(study + ": the study does not say how many people judge; name them with --annotators a,b,c\n"
                        + study
                        + ": annotator \"a/b\" has a character that file names may not have; leave out / \\ : * ? \""
                        + " < > |\n"
                        + study + ": an annotator's name is empty; name each with --annotators a,b,c\n"
                        + study + ": annotator \"P\" is named twice; each gets one sheet\n"
                        + folder + ": is not the folder of a study that was run or imported into (it has no study.db)\n"
                        + study + ": has no judgements yet; charmirror annotate import brings some in\n");
        assertThat(out).doesNotExist();
    }

    @Test
    void a_preview_shows_what_is_read_as_what_and_writes_nothing() throws IOException {
        Path file = folder.resolve("r.csv");
        Files.write(file, "标注员;模型;整体;天气\n甲;alpha;5;晴\n乙;gamma;9;雨\n".getBytes(GB18030));
        assertThat(run("annotate", "import", study.toString(), file.toString(), "--dry-run"))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(stdout.toString())
                .isEqualTo(file + "\n  ratings, wide form; GB18030, separated by semicolons\n"
                        + "  column 标注员: read as annotator\n  column 模型: read as model\n  column 整体: read as overall\n"
                        + "  column 天气: kept as it is\n"
                        + "  2 rows read: 1 new, 0 completing earlier ones, 0 already there, 0 not judged, 0 contradicting others, 1 bad\n"
                        + "  " + file
                        + ":3: overall is \"9\"; expected is a whole number from 1 to 5, or nothing where it"
                        + " was not judged\n\n"
                        + "Nothing was written. An import would be refused for the problems above.\n");
        stdout.getBuffer().setLength(0);
        assertThat(run(
                        "annotate",
                        "import",
                        study.toString(),
                        file.toString(),
                        "--dry-run",
                        "--skip-bad-rows",
                        "--json"))
                .isZero();
        assertThat(stdout.toString())
                .contains("\"format\" : \"charmirror.annotation-preview/1\"")
                .contains("\"separator\" : \";\"")
                .contains("\"would_succeed\" : true");
        assertThat(rows().size()).isZero();
    }

    private int export(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("annotate", "export", study.toString(), "--out", out.toString()));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private Annotations rows() {
        try (StudyDatabase database = StudyDatabase.open(study.resolve("study.db"))) {
            return new AnnotationStore(database).annotations();
        }
    }

    private List<String> codes(String file) throws IOException {
        List<List<String>> table = Spreadsheet.open(Files.readString(out.resolve(file)));
        int item = table.get(0).indexOf("item");
        return table.subList(1, table.size()).stream().map(row -> row.get(item)).toList();
    }

    private static String nasty(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append(NASTY.get(random.nextInt(NASTY.size())));
        }
        return text.toString();
    }

    private int run(String... arguments) {
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(stdout, true));
        commandLine.setErr(new PrintWriter(stderr, true));
        return commandLine.execute(arguments);
    }
}
