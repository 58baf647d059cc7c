package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.charactermirror.batch.RunListener;
import org.charactermirror.chat.ScriptedChatModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Studies that are sealed into one file, reported from it, and damaged in every way. */
class SealedStudyTest {

    @TempDir
    private Path folder;

    private final Terminal terminal = new Terminal();
    private String home = "";
    private Path study;
    private Path archive;

    @BeforeEach
    void playAndJudgeAStudyWithAnotherInside() throws IOException {
        home = System.getProperty("charmirror.home");
        System.setProperty("charmirror.home", folder.toString());
        SampleStudy.writeDemo(folder);
        study = folder.resolve("研究 1");
        archive = folder.resolve("sealed.zip");
        play("demo", study);
        play("demo-pairwise", study.resolve("pairwise"));
        importRows(study, "ratings.csv", """
                session,annotator,model,character,category,topic,consistency,overall,comment,shift
                tiny.clock.talk.1,王芳,tiny,clock,celebrities,interview,4,3,"说得好, \"\"真\"\"\",夜
                tiny.clock.talk.1,Li Wei,tiny,clock,celebrities,interview,2,,,日
                tiny.lamp.walk.1,Anna,tiny,lamp,daily_life,chat,5,5,,
                tiny.lamp.walk.1,王芳,tiny,lamp,daily_life,chat,1,2,,夜
                """);
        importRows(study, "errors.csv", """
                session,annotator,model,turn,ooc,repetition,evidence,origin
                tiny.clock.talk.1,王芳,tiny,2,1,0,第二句,human
                tiny.clock.talk.1,gpt-4,tiny,3,0,1,,judge
                """);
        importRows(study.resolve("pairwise"), "preferences.csv", """
                session,annotator,model_a,model_b,turn,outcome,shown_first,reason
                tiny~tinier.clock.talk.1,王芳,tiny,tinier,1,win,b,更像
                tiny~tinier.clock.talk.1,Anna,tiny,tinier,1,both_bad,a,
                """);
    }

    @AfterEach
    void goHome() {
        System.setProperty("charmirror.home", home);
    }

    @Test
    void an_archive_with_names_gives_the_same_report_as_the_folder_byte_for_byte() throws IOException {
        export("--annotator-names");
        Map<String, String> ofFolder = report(study);
        Map<String, String> ofArchive = report(archive);
        assertThat(ofFolder.keySet()).contains("index.html", "report.json", "tables/ratings.csv", "tables/errors.csv");
        assertThat(ofArchive).isEqualTo(ofFolder);
    }

    @Test
    void with_pseudonyms_only_the_names_differ_and_no_figure_does() throws IOException {
        export();
        Map<String, String> ofFolder = report(study);
        Map<String, String> ofArchive = report(archive);
        String all = String.join("\n", ofArchive.values());
        assertThat(all)
                .doesNotContain("王芳", "Li Wei", "Anna")
                .contains("gpt-4")
                .containsPattern("annotator-[0-9a-f]{8}");
        assertThat(ofArchive.keySet()).isEqualTo(ofFolder.keySet());
        for (String file : ofFolder.keySet()) {
            if (file.startsWith("tables/")) {
                assertThat(ofArchive.get(file)).as(file).isEqualTo(ofFolder.get(file));
            } else {
                assertThat(withoutNames(ofArchive.getOrDefault(file, "")))
                        .as(file)
                        .isEqualTo(withoutNames(ofFolder.getOrDefault(file, "")));
            }
        }
    }

    @Test
    void the_same_study_is_sealed_into_the_same_bytes_and_a_person_has_one_pseudonym_in_all_of_it() throws IOException {
        export();
        byte[] first = Files.readAllBytes(archive);
        Files.delete(archive);
        export();
        assertThat(Files.readAllBytes(archive)).isEqualTo(first);

        Map<String, String> files = ZipFiles.read(archive);
        String ratings = files.getOrDefault("annotations/ratings.csv", "");
        String pseudonym = ratings.lines()
                .filter(line -> line.contains("说得好"))
                .findFirst()
                .orElseThrow()
                .replaceFirst(".*(annotator-[0-9a-f]{8}).*", "$1");
        assertThat(files.get("pairwise/annotations/preferences.csv")).contains(pseudonym);
        assertThat(String.join("\n", files.values())).doesNotContain("王芳").doesNotContain(folder.toString());
    }

    @Test
    void the_archive_has_everything_that_the_study_was_made_from_and_says_what_it_is() throws IOException {
        export();
        Map<String, String> files = ZipFiles.read(archive);
        assertThat(files.keySet())
                .contains(
                        "study.yaml",
                        "run.json",
                        "transcripts.jsonl",
                        "characters/clock.yaml",
                        "characters/lamp.yaml",
                        "scenarios/talk.yaml",
                        "scenarios/walk.yaml",
                        "prompts/profile-template.zh.txt",
                        "annotations/ratings.csv",
                        "annotations/turn_errors.csv",
                        "annotations/raw/rating.csv",
                        "tables/session.jsonl",
                        "pairwise/study.yaml",
                        "pairwise/transcripts.jsonl",
                        "pairwise/annotations/preferences.csv")
                .doesNotContain("study.db", "tables/annotation_key.jsonl");
        for (String name : List.of("study.yaml", "run.json", "transcripts.jsonl", "pairwise/transcripts.jsonl")) {
            assertThat(files.get(name)).as(name).isEqualTo(Files.readString(study.resolve(name)));
        }
        assertThat(files.get("characters/clock.yaml"))
                .isEqualTo(Files.readString(folder.resolve("characters").resolve("clock.yaml")));
        assertThat(files.get("annotations/raw/rating.csv"))
                .contains("ratings.csv,2,")
                .contains("夜");
        JsonNode manifest = new ObjectMapper().readTree(files.get("manifest.json"));
        assertThat(manifest.get("format").textValue()).isEqualTo("charmirror.study/1");
        assertThat(manifest.get("annotators").textValue()).isEqualTo("pseudonyms");
        assertThat(manifest.get("exclusions")).isEmpty();
        assertThat(manifest.get("left_out")).isEmpty();
        assertThat(manifest.get("studies").toString()).isEqualTo("[\"pairwise\"]");
        assertThat(manifest.get("files").size()).isEqualTo(files.size() - 1);
    }

    @Test
    void a_sound_archive_and_a_sound_folder_are_verified() {
        export();
        assertThat(terminal.run("study", "verify", archive.toString()))
                .as(terminal.err())
                .isEqualTo(ExitCode.DONE);
        assertThat(terminal.out())
                .matches("\\Q" + archive
                        + "\\E: all [0-9]+ files are as they were sealed; annotators have pseudonyms\\.\n"
                        + "SHA-256 [0-9a-f]{64}\n");
        assertThat(terminal.run("study", "verify", study.toString()))
                .as(terminal.err())
                .isEqualTo(ExitCode.DONE);
        assertThat(terminal.out()).isEqualTo(study + ": database, exports and record agree, in 2 studies.\n");
    }

    @Test
    void a_byte_that_changed_in_any_file_is_told_with_its_name() throws IOException {
        export();
        byte[] sound = Files.readAllBytes(archive);
        for (Map.Entry<String, String> file : ZipFiles.read(archive).entrySet()) {
            byte[] name = file.getKey().getBytes(StandardCharsets.UTF_8);
            byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
            if (content.length < 20) {
                continue;
            }
            byte[] damaged = sound.clone();
            damaged[position(sound, "\0\0" + file.getKey() + file.getValue()) + 2 + name.length + content.length / 2] ^=
                    1;
            Files.write(archive, damaged);
            assertThat(terminal.run("study", "verify", archive.toString()))
                    .as(file.getKey())
                    .isEqualTo(ExitCode.BAD_INPUT);
            if (file.getKey().equals("manifest.json")) {
                assertThat(terminal.err()).isNotBlank();
            } else {
                assertThat(terminal.err())
                        .contains(archive + ": " + file.getKey() + " is not what was sealed (SHA-256 ");
            }
            assertThat(terminal.run(
                            "report",
                            archive.toString(),
                            "--out",
                            folder.resolve("r").toString()))
                    .isEqualTo(ExitCode.BAD_INPUT);
        }
        assertThat(folder.resolve("r")).doesNotExist();
    }

    @Test
    void a_byte_that_changed_between_the_files_is_told_too() throws IOException {
        export();
        byte[] sound = Files.readAllBytes(archive);
        // The time of the first entry, the archive's end, and something behind it.
        for (int at : new int[] {11, sound.length - 1}) {
            byte[] damaged = sound.clone();
            damaged[at] ^= 1;
            Files.write(archive, damaged);
            assertThat(terminal.run("study", "verify", archive.toString()))
                    .as("byte %d: %s", at, terminal.err())
                    .isEqualTo(ExitCode.BAD_INPUT);
        }
        for (int cut : new int[] {0, 100, sound.length / 2, sound.length - 1}) {
            Files.write(archive, Arrays.copyOf(sound, cut));
            assertThat(terminal.run("study", "verify", archive.toString()))
                    .as("%d bytes", cut)
                    .isEqualTo(ExitCode.BAD_INPUT);
            assertThat(terminal.err()).startsWith(archive + ": is no zip archive, or a damaged one (");
        }
    }

    @Test
    void missing_added_and_dangerous_entries_are_refused() throws IOException {
        export();
        Map<String, byte[]> files = new TreeMap<>();
        ZipFiles.read(archive).forEach((name, text) -> files.put(name, text.getBytes(StandardCharsets.UTF_8)));

        byte[] removed = files.remove("transcripts.jsonl");
        refused(files, "transcripts.jsonl is missing");
        files.put("transcripts.jsonl", removed);

        files.put("annotations/more.csv", new byte[] {1});
        refused(files, "annotations/more.csv was not sealed with the others");
        files.remove("annotations/more.csv");

        for (String name : List.of("../evil", "/evil", "a/../../evil", "C:/evil", "a\\..\\evil", "a//b")) {
            files.put(name, new byte[] {1});
            refused(files, "has an entry \"" + name + "\", which would be written outside of its folder or is no file");
            files.remove(name);
        }
        assertThat(folder.resolve("evil")).doesNotExist();

        byte[] manifest = files.remove("manifest.json");
        refused(files, "has no manifest.json; it is no sealed study");
        files.put("manifest.json", "{\"format\": \"other/1\"}".getBytes(StandardCharsets.UTF_8));
        refused(files, "manifest.json has the format \"other/1\", this program reads charmirror.study/1");
        files.put("manifest.json", manifest);
        ZipFiles.write(archive, files, ZipEntry.STORED);
        assertThat(terminal.run("study", "verify", archive.toString())).isEqualTo(ExitCode.DONE);
    }

    @Test
    void compressed_entries_are_refused_before_anything_is_unpacked() throws IOException {
        ZipFiles.write(archive, Map.of("manifest.json", new byte[50_000_000]), ZipEntry.DEFLATED);
        assertThat(terminal.run("study", "verify", archive.toString())).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err())
                .startsWith(archive + ": has a compressed entry manifest.json; sealed studies are not compressed\n");
    }

    @Test
    void a_character_that_changed_since_the_run_is_named_and_left_out_only_on_request() throws IOException {
        SampleStudy.replace(folder, "characters/lamp.yaml", "说话慢。", "说话快。");
        assertThat(terminal.run("study", "export", study.toString(), "--out", archive.toString()))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err())
                .contains(
                        study + ": characters/lamp: no file has the SHA-256 that the run was made from any more (",
                        study + ": pairwise/characters/lamp: no file has ",
                        study + ": nothing was sealed; put the files back as they were, or leave them out with"
                                + " --skip-changed");
        assertThat(archive).doesNotExist();
        export("--skip-changed");
        JsonNode manifest = new ObjectMapper().readTree(ZipFiles.read(archive).get("manifest.json"));
        assertThat(manifest.get("left_out")).hasSize(2);
        assertThat(terminal.run("study", "verify", archive.toString())).isEqualTo(ExitCode.DONE);
    }

    @Test
    void a_byte_that_is_no_text_any_more_is_told_with_its_file() throws Exception {
        for (String name : List.of("transcripts.jsonl", "run.json", "study.yaml", "annotations/ratings.csv")) {
            Path file = study.resolve(name);
            byte[] before = Files.readAllBytes(file);
            byte[] after = before.clone();
            after[after.length / 2] = (byte) 0xFF;
            Files.write(file, after);
            assertThat(terminal.run("study", "verify", study.toString()))
                    .as(name)
                    .isEqualTo(ExitCode.BAD_INPUT);
            assertThat(terminal.err()).startsWith(file + ": ");
            Files.write(file, before);
        }
    }

    @Test
    void a_folder_whose_files_do_not_say_what_its_database_says_is_told_file_by_file() throws Exception {
        for (String name : List.of("transcripts.jsonl", "run.json", "study.yaml", "annotations/ratings.csv")) {
            Path file = study.resolve(name);
            String before = Files.readString(file);
            Files.writeString(
                    file,
                    before.replaceFirst("tiny", "tony")
                            .replaceFirst("id: demo", "id: domo")
                            .replaceFirst("\"seed\" : 7", "\"seed\" : 8"));
            assertThat(terminal.run("study", "verify", study.toString()))
                    .as(name)
                    .isEqualTo(ExitCode.BAD_INPUT);
            assertThat(terminal.err()).startsWith(file + ": ");
            Files.writeString(file, before);
        }
        assertThat(terminal.run("study", "verify", study.toString(), "--json")).isEqualTo(ExitCode.DONE);
        assertThat(new ObjectMapper().readTree(terminal.out()).get("sound").booleanValue())
                .isTrue();
        Files.delete(study.resolve("pairwise").resolve("transcripts.jsonl"));
        assertThat(terminal.run("study", "verify", study.toString(), "--json")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(new ObjectMapper()
                        .readTree(terminal.out())
                        .get("differences")
                        .toString())
                .contains("pairwise/transcripts.jsonl: is missing; run the study's command again to write it");
    }

    private void play(String name, Path out) {
        LoadedStudy loaded = LoadedStudy.load(new Installation(folder, Optional.empty()), name);
        new StudyRun(loaded, spec -> new ScriptedChatModel(spec.id()), 3).run(out, RunListener.NONE, () -> false);
    }

    private void importRows(Path into, String name, String rows) throws IOException {
        AnnotationImport.into(into, List.of(Files.writeString(folder.resolve(name), rows)), false);
    }

    private void export(String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("study", "export", study.toString(), "--out", archive.toString()));
        arguments.addAll(List.of(options));
        assertThat(terminal.run(arguments.toArray(String[]::new)))
                .as(terminal.err())
                .isEqualTo(ExitCode.DONE);
    }

    /** Returns every file of a report, without what says when and with which command line it was made. */
    private Map<String, String> report(Path source) throws IOException {
        Path out = folder.resolve("report");
        assertThat(terminal.run("report", source.toString(), "--out", out.toString()))
                .as(terminal.err())
                .isEqualTo(ExitCode.DONE);
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(out)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                files.put(
                        out.relativize(file).toString().replace('\\', '/'),
                        Files.readString(file)
                                .replaceAll("charmirror report [^\\n]*?--out [^\\s\"<`]+", "COMMAND")
                                .replace(" lang=\"zh\">COMMAND<", ">COMMAND<")
                                .replaceAll("20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ", "TIME"));
                Files.delete(file);
            }
        }
        return files;
    }

    /**
     * Rows of annotators are listed by name, so their order differs with the names; a Chinese name is marked as Chinese,
     * and the page has a hash of what it shows. Where charts of every two annotators have what depends on how long names are.
     */
    private static List<String> withoutNames(String text) {
        return text.replaceAll("(?s)<svg[^>]*>\\s*<title[^>]*>Cohen’s κ.*?</svg>", "")
                .lines()
                .map(line -> line.replaceAll("王芳|Li Wei|Anna|annotator-[0-9a-f]{8}", "NAME")
                        .replace(" lang=\"zh\">NAME<", ">NAME<")
                        .replace("{ctexart}", "{article}")
                        .replaceAll("sha256-[A-Za-z0-9+/]+=", "HASH"))
                .sorted()
                .toList();
    }

    private void refused(Map<String, byte[]> files, String message) throws IOException {
        ZipFiles.write(archive, files, ZipEntry.STORED);
        assertThat(terminal.run("study", "verify", archive.toString())).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err()).isEqualTo(archive + ": " + message + "\n");
    }

    /** Two empty bytes, a name and the content follow each other, since nothing is compressed. */
    private static int position(byte[] archive, String nameAndContent) {
        String all = new String(archive, StandardCharsets.ISO_8859_1);
        int found =
                all.indexOf(new String(nameAndContent.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        assertThat(found).isPositive();
        return found;
    }
}
