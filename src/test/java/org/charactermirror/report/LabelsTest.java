package org.charactermirror.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.charactermirror.analysis.Analysis;
import org.charactermirror.analysis.AnalysisSettings;
import org.charactermirror.analysis.Rows;
import org.charactermirror.annotation.Annotations;
import org.junit.jupiter.api.Test;

class LabelsTest {

    private static final Path SOURCES = Path.of(System.getProperty("charmirror.home"), "src", "main");

    private final Map<String, String> english = Labels.of(Language.EN).startingWith("");
    private final Map<String, String> chinese = Labels.of(Language.ZH).startingWith("");

    @Test
    void both_languages_have_the_same_labels_with_the_same_values_in_them() {
        assertThat(chinese.keySet()).isEqualTo(english.keySet());
        english.forEach((key, text) ->
                assertThat(places(chinese.getOrDefault(key, ""))).as(key).isEqualTo(places(text)));
        assertThat(english.values()).noneMatch(String::isEmpty);
        assertThat(chinese.values()).noneMatch(String::isEmpty);
    }

    /** What is the same in both languages are names, units and signs. */
    @Test
    void every_label_is_translated() {
        Set<String> same = english.entrySet().stream()
                .filter(label -> label.getValue().equals(chinese.get(label.getKey())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(same)
                .containsExactlyInAnyOrder(
                        "head.n",
                        "setting.djl",
                        "setting.generation.top_k",
                        "setting.generation.top_p",
                        "setting.java",
                        "setting.libtorch",
                        "word.n");
        chinese.forEach((key, text) -> {
            if (!same.contains(key)) {
                assertThat(text).as(key).containsPattern("[\\p{IsHan}。、：；（]");
            }
        });
    }

    @Test
    void the_scripts_use_every_label_made_for_them_and_no_other() throws IOException {
        String code;
        try (Stream<Path> files = Files.walk(SOURCES)) {
            code = files.filter(file -> file.toString().matches(".*\\.(js|jte)|.*[/\\\\]report[/\\\\][A-Za-z]+\\.java"))
                    .map(LabelsTest::read)
                    .collect(Collectors.joining());
        }
        Set<String> used = new TreeSet<>();
        Matcher calls = Pattern.compile("(?:label|counted|step)\\('([a-z_.]+)'|\\? '(both_bad)' : '(tied)'")
                .matcher(code);
        while (calls.find()) {
            Stream.of(1, 2, 3)
                    .map(calls::group)
                    .filter(key -> key != null)
                    .forEach(key ->
                            used.addAll(key.equals("flagged") ? List.of("flagged.one", "flagged.many") : List.of(key)));
        }
        Matcher templates = Pattern.compile("get\\(\"browser\\.([a-z_.]+)\"").matcher(code);
        while (templates.find()) {
            used.add(templates.group(1));
        }
        used.addAll(List.of("part", "model", "character", "category", "topic", "scenario", "state", "stop", "flag"));
        assertThat(Labels.of(Language.EN).startingWith("browser.").keySet()).isEqualTo(used);
    }

    @Test
    void a_chinese_report_has_no_english_label() {
        Annotations rows = Rows.of(
                "annotator,model,session,overall\n甲,GPT-4,1,4\n甲,MiniMax,1,4\n",
                "annotator,model,session,turn,ooc,origin\n甲,模型,s,1,1,automatic\n甲,模型,s,2,1,judge\n",
                """
                annotator,model_a,model_b,session,topic,outcome,origin
                甲,模型,乙,1,chat,win,synthetic
                甲,模型,乙,2,,both_bad,synthetic
                """);
        Report report = Report.of(new ReportInput(
                "试验",
                Analysis.of(rows, AnalysisSettings.ofDefaults()),
                List.of(),
                0,
                List.of(StudyParts.pairAndSingle(), StudyParts.named("成对")),
                new Stamp("2024", "1.0", "…"),
                Language.ZH));
        String markdown = report.files().getOrDefault("report.md", "");
        Set<String> latin = new TreeSet<>();
        Matcher words =
                Pattern.compile("[A-Za-z][A-Za-z_-]+").matcher(markdown.replaceAll("\\]\\(charts/[^)]*\\)", ""));
        while (words.find()) {
            latin.add(words.group());
        }
        // Names, commands, file names, and what models and programs said.
        assertThat(latin)
                .isSubsetOf(
                        "CharacterGLM",
                        "arXiv",
                        "GPT-",
                        "MiniMax",
                        "tiny",
                        "tinier",
                        "aixi",
                        "chat-",
                        "demo",
                        "Apache-",
                        "demonstration",
                        "OpenAI",
                        "Inc",
                        "SHA-",
                        "analysis",
                        "charmirror",
                        "out",
                        "of",
                        "memory",
                        "report",
                        "json",
                        "tables",
                        "_detail",
                        "detail",
                        "csv",
                        "rows",
                        "UTC",
                        "TZ",
                        "A-",
                        "b",
                        "u",
                        "τ-b");
    }

    @Test
    void a_label_that_is_not_there_is_an_error() {
        assertThatThrownBy(() -> Labels.of(Language.EN).get("no.such"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no label no.such");
    }

    @Test
    void words_of_a_study_that_have_no_label_keep_their_letters() {
        assertThat(Labels.of(Language.ZH).word("less_quality")).isEqualTo("低质量");
        assertThat(Labels.of(Language.ZH).word("悬疑")).isEqualTo("悬疑");
        assertThat(Labels.of(Language.EN).word("board_games")).isEqualTo("Board games");
    }

    @Test
    void a_text_in_another_language_than_the_report_is_told_by_its_letters() {
        assertThat(Language.EN.foreign("霸王别姬")).contains("zh");
        assertThat(Language.EN.foreign("tiny")).isEmpty();
        assertThat(Language.ZH.foreign("A demonstration model")).contains("en");
        assertThat(Language.ZH.foreign("GPT-4")).isEmpty();
        assertThat(Language.ZH.foreign("模型 GPT-4 and more")).isEmpty();
    }

    private static Set<String> places(String text) {
        Set<String> places = new TreeSet<>();
        Matcher matcher = Pattern.compile("\\{\\d}").matcher(text);
        while (matcher.find()) {
            places.add(matcher.group());
        }
        return places;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
