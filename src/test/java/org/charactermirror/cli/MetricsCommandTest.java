package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.charactermirror.metric.MetricDescription;
import org.charactermirror.metric.Metrics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsCommandTest {

    private static final List<String> OF_MODELS = List.of("profile_similarity", "history_similarity", "perplexity");

    private static final String ONE_REPLY = """
            {"study":"s","session":"m.c.t-1.1","model":"m","character":"c","category":"k","topic":"chat","scenario":"t-1","repetition":1,"bot_name":"甲","user_name":"乙","greeting":"来","turn":1,"user":"问","reply":"我叫乙。","stop_reason":"not_recorded"}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // injected by JUnit
    private Path folder;

    private final Terminal terminal = new Terminal();
    private Path study = Path.of("");

    @BeforeEach
    void play() {
        study = folder.resolve("study");
        TwoModelStudy.write(study);
    }

    private List<JsonNode> lines(String... arguments) throws IOException {
        assertThat(terminal.run(arguments)).as(terminal.err()).isEqualTo(ExitCode.DONE);
        List<JsonNode> objects = new ArrayList<>();
        for (String line : terminal.out().split("\n")) {
            objects.add(new ObjectMapper().readTree(line));
        }
        return objects;
    }

    @Test
    void json_has_an_object_for_each_reply_with_exactly_the_declared_keys_in_the_order_of_the_plan()
            throws IOException {
        List<JsonNode> objects = lines("metrics", study.toString(), "--json", "--no-embeddings");
        // Two models, two characters, two turns; and two characters, two turns with a reply of each model.
        assertThat(objects).hasSize(16);
        List<String> keys = new ArrayList<>(List.of("session", "model", "character", "topic", "turn"));
        Metrics.descriptions().stream()
                .map(MetricDescription::key)
                .filter(key -> !OF_MODELS.contains(key))
                .forEach(keys::add);
        assertThat(objects)
                .allSatisfy(
                        object -> assertThat(object.fieldNames()).toIterable().containsExactlyElementsOf(keys));
        assertThat(objects.stream()
                        .map(object -> object.get("session").asText() + " "
                                + object.get("model").asText() + " "
                                + object.get("turn").asInt()))
                .startsWith(
                        "alpha.li-bai.chat-1.1 alpha 1",
                        "alpha.li-bai.chat-1.1 alpha 2",
                        "alpha.xiang-yu.chat-1.1 alpha 1")
                .endsWith(
                        "alpha~beta.xiang-yu.chat-1.1 alpha 1",
                        "alpha~beta.xiang-yu.chat-1.1 beta 1",
                        "alpha~beta.xiang-yu.chat-1.1 alpha 2",
                        "alpha~beta.xiang-yu.chat-1.1 beta 2");
    }

    /** 答1 then 答2: a letter and a digit, a character of two in common; two characters long, one word and one number each. */
    @Test
    void values_are_numbers_and_what_has_none_is_null() throws IOException {
        List<JsonNode> objects = lines("metrics", study.toString(), "--json", "--no-embeddings");
        JsonNode second = objects.get(1);
        assertThat(second.get("length_characters").intValue()).isEqualTo(2);
        assertThat(second.get("repetition_span").intValue()).isEqualTo(1);
        assertThat(second.get("distinct_1").decimalValue()).isEqualByComparingTo("0.75");
        assertThat(second.get("profile_overlap").isNull())
                .as("no record of the run, so no profile")
                .isTrue();
        assertThat(second.get("length_drift").isNull()).isTrue();
        assertThat(terminal.err())
                .isEqualTo("study has no record of its run, which would tell the language: metrics that need it have"
                        + " no value; name it with --dialogue-language\n"
                        + "The profiles of study are not at hand as they were played, so that metrics of the profile have no"
                        + " value: li-bai, xiang-yu; run this from the folder whose characters/ were played\n"
                        + "Scored 16 replies.\n"
                        + "Next: charmirror metrics --list says what each metric is; charmirror report " + study
                        + " has them beside people's judgements.\n");
    }

    @Test
    void dialogues_of_which_nothing_tells_the_language_have_no_values_that_need_it() throws IOException {
        JsonNode unknown =
                lines("metrics", study.toString(), "--json", "--no-embeddings").get(1);
        assertThat(unknown.get("other_script").isNull()).isTrue();
        assertThat(lines("metrics", study.toString(), "--json", "--no-embeddings", "--dialogue-language", "en")
                        .get(1)
                        .get("other_script")
                        .intValue())
                .isEqualTo(1);
        assertThat(terminal.run("metrics", study.toString(), "--dialogue-language", "Chinese"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err())
                .startsWith(
                        "Invalid value for option '--dialogue-language': \"Chinese\"; expected a language's tag, such as"
                                + " zh or en\n");
    }

    @Test
    void a_language_that_the_record_of_the_run_contradicts_is_refused() throws IOException {
        Files.writeString(study.resolve("run.json"), "{\"study\": {\"id\": \"study\", \"language\": \"zh\"}}");
        assertThat(terminal.run("metrics", study.toString(), "--dialogue-language", "en"))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err())
                .isEqualTo(study + ": was played in zh, but --dialogue-language is en; leave the option out\n");
    }

    @Test
    void metrics_of_meaning_are_there_unless_they_are_left_out() throws IOException {
        List<JsonNode> objects = lines("metrics", study.toString(), "--json", "--dialogue-language", "zh");
        assertThat(objects.get(1).get("history_similarity").doubleValue()).isBetween(0.1, 1.0);
        assertThat(objects.get(1).get("profile_similarity").isNull()).isTrue();
    }

    @Test
    void the_same_study_gives_the_same_bytes_and_a_file_what_would_be_printed() throws IOException {
        Path out = folder.resolve("new/metrics.jsonl");
        lines("metrics", study.toString(), "--json", "--no-embeddings");
        String printed = terminal.out();
        assertThat(terminal.run("metrics", study.toString(), "--json", "--no-embeddings", "--out", out.toString()))
                .isEqualTo(ExitCode.DONE);
        assertThat(out).hasContent(printed);
        assertThat(terminal.err()).contains("Scored 16 replies; wrote " + out + ".\n");
    }

    @Test
    void the_table_has_a_line_for_each_model_and_counts_what_has_no_value() {
        assertThat(terminal.run("metrics", study.toString(), "--no-embeddings")).isEqualTo(ExitCode.DONE);
        assertThat(terminal.out())
                .startsWith("study (intervals: 95 %, drawing characters)\n")
                .contains("length_characters: length (characters)\n  alpha       2.000  [2.000, 2.000]*        n 8\n")
                .contains("n 0; without a value: profile not at hand 8\n");
        assertThat(terminal.run("metrics", study.toString(), "--no-embeddings", "--lang", "zh"))
                .isEqualTo(ExitCode.DONE);
        assertThat(terminal.out()).startsWith("study（区间：95 %，重抽角色）\n").contains("length_characters：长度（字符）\n");
    }

    @Test
    void readers_of_chinese_are_told_in_chinese_what_was_scored_flagged_and_written() throws IOException {
        Path out = folder.resolve("metrics.txt");
        assertThat(terminal.run(
                        "metrics",
                        study.toString(),
                        "--no-embeddings",
                        "--lang",
                        "zh",
                        "--dialogue-language",
                        "zh",
                        "--flag",
                        "--out",
                        out.toString()))
                .as(terminal.err())
                .isEqualTo(ExitCode.DONE);
        assertThat(terminal.out())
                .isEqualTo("已计算 16 条回复的指标，写入 " + out + "。\n下一步：charmirror metrics --list --lang zh"
                        + " 说明每项指标是什么；charmirror report " + study + " 把指标与人的评判放在一起。\n");
        assertThat(terminal.err())
                .endsWith("已在 " + study + " 中标记：8 条回复中有 0 条重复此前的回复（metric-repetition-1，重合度不低于 0.7）。\n");
        assertThat(out).content().startsWith("study（区间：95 %，重抽角色）\n");

        Path alone = Files.createDirectory(folder.resolve("alone"));
        Files.writeString(alone.resolve("transcripts.jsonl"), ONE_REPLY);
        assertThat(terminal.run("metrics", alone.toString(), "--no-embeddings", "--lang", "zh"))
                .as(terminal.err())
                .isEqualTo(ExitCode.DONE);
        assertThat(terminal.err()).endsWith("已计算 1 条回复的指标。\n下一步：charmirror metrics --list --lang zh 说明每项指标是什么。\n");
    }

    @Test
    void transcripts_without_their_database_are_scored_too() throws IOException {
        Path copied = Files.createDirectory(folder.resolve("copied"));
        Files.writeString(copied.resolve("transcripts.jsonl"), ONE_REPLY);
        List<JsonNode> objects = lines("metrics", copied.toString(), "--json", "--no-embeddings");
        assertThat(objects).hasSize(1);
        assertThat(objects.get(0).get("length_characters").intValue()).isEqualTo(4);
    }

    @Test
    void broken_transcripts_are_told_line_by_line() throws IOException {
        Path broken = Files.createDirectory(folder.resolve("broken"));
        Files.writeString(broken.resolve("transcripts.jsonl"), "{\"study\": 1}\nno json\n");
        assertThat(terminal.run("metrics", broken.toString())).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.out()).isEmpty();
        assertThat(terminal.err())
                .contains(broken.resolve("transcripts.jsonl") + ":1")
                .contains(broken.resolve("transcripts.jsonl") + ":2");
    }

    @Test
    void a_folder_without_dialogues_is_refused() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(terminal.run("metrics", empty.toString())).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err())
                .isEqualTo(empty + ": has no dialogues: neither a study.db with turns nor a transcripts.jsonl; name the"
                        + " folder of a study that was run\n");
        Path nowhere = folder.resolve("nowhere");
        assertThat(terminal.run("metrics", nowhere.toString())).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err()).isEqualTo(nowhere + ": no such folder\n");
    }

    @Test
    void a_file_of_the_study_is_not_written_over() {
        Path record = study.resolve("study.db");
        assertThat(terminal.run("metrics", study.toString(), "--out", record.toString()))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err())
                .isEqualTo(record + ": is a file of the study; name another one with --out, such as metrics.jsonl\n");
        assertThat(terminal.run("metrics", study.toString(), "--out", study.toString()))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err()).isEqualTo(study + ": is a folder; name a file with --out\n");
    }

    /** 答1 and 答2 are two letters each: the second is not the first, so none repeats. Two turns of two dialogues of two models. */
    @Test
    void flags_are_written_into_the_study_once_and_the_study_stays_sound() throws IOException {
        String told = "Flagged in " + study
                + ": 0 of 8 replies repeat an earlier one (metric-repetition-1, overlap of 0.7 or" + " more).\n";
        for (int time = 1; time <= 2; time++) {
            assertThat(terminal.run("metrics", study.toString(), "--no-embeddings", "--flag"))
                    .as(terminal.err())
                    .isEqualTo(ExitCode.DONE);
            assertThat(terminal.err()).contains(told);
            assertThat(Files.readAllLines(study.resolve("annotations/turn_errors.csv")))
                    .hasSize(9)
                    .anyMatch(line -> line.contains("metric-repetition-1") && line.contains("automatic"));
        }
        Path copied = Files.createDirectory(folder.resolve("transcripts-only"));
        assertThat(terminal.run("metrics", copied.toString(), "--flag")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err()).isEqualTo(copied + ": has no study.db to write flags into; leave out --flag\n");
    }

    @Test
    void options_that_do_not_go_together_are_told() {
        usage("Missing required parameter: 'DIR'", "metrics");
        usage(
                "--cluster is annotator or both, but metrics have no annotators; use character",
                "metrics",
                study.toString(),
                "--cluster",
                "both");
        usage("--model and --precision need --perplexity", "metrics", study.toString(), "--model", "embedded:tiny");
        usage("--replies and --embeddings need --metrics", "bench", "--replies", "3");
        usage("--replies is 0; it must be from 1 to 1000000", "bench", "--metrics", "--replies", "0");
        usage(
                "--metrics measures automatic scores only: --shape, --config, --model, --study, --layers, --harness and"
                        + " --analysis are not for it",
                "bench",
                "--metrics",
                "--analysis");
    }

    private void usage(String message, String... arguments) {
        assertThat(terminal.run(arguments)).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).startsWith(message + "\n");
    }

    @Test
    void an_unknown_model_for_perplexity_is_unavailable() {
        assertThat(terminal.run("metrics", study.toString(), "--perplexity", "--model", "embedded:huge"))
                .isEqualTo(ExitCode.MODEL_UNAVAILABLE);
        assertThat(terminal.err()).contains("no embedded model is named 'huge'");
    }

    @Test
    void the_list_says_of_each_metric_what_it_is_and_when_not_to_use_it() throws IOException {
        assertThat(terminal.run("metrics", "--list")).isEqualTo(ExitCode.DONE);
        assertThat(terminal.out()).contains("""
                        distinct_1: distinct-1
                          unit     share
                          range    0 … 1
                          of       the dialogue up to the reply
                          formula  different words / all words, in the dialogue's replies up to this one
                          source   Li et al. 2016, NAACL, section 5.2
                          caution  Falls with the amount of text: compare only dialogues of like length.
                        """);
        assertThat(terminal.run("metrics", "--list", "--lang", "zh")).isEqualTo(ExitCode.DONE);
        assertThat(terminal.out()).contains("  注意       随文本变长而下降：只宜比较长度相近的对话。\n");
        assertThat(terminal.run("metrics", "--list", "--json")).isEqualTo(ExitCode.DONE);
        JsonNode json = new ObjectMapper().readTree(terminal.out());
        assertThat(json.get("format").asText()).isEqualTo("charmirror.metrics/1");
        assertThat(json.get("metrics")).hasSize(22);
        assertThat(json.at("/sha256/refusal.txt").asText()).hasSize(64);
    }

    @Test
    void the_report_on_a_study_has_its_metrics_without_being_asked() throws IOException {
        Path out = folder.resolve("report");
        assertThat(terminal.run("report", study.toString(), "--out", out.toString()))
                .as(terminal.err())
                .isEqualTo(ExitCode.DONE);
        JsonNode json = new ObjectMapper().readTree(out.resolve("report.json").toFile());
        assertThat(json.at("/automatic/0/metrics/length_characters/models/alpha/mean")
                        .intValue())
                .isEqualTo(2);
        assertThat(Files.readString(out.resolve("report.md"))).contains("## What programs say of the replies");
    }

    @Test
    void the_bench_prints_ratios_to_a_plain_pass_with_stable_keys() throws IOException {
        assertThat(terminal.run("bench", "--metrics", "--replies", "45", "--json"))
                .isEqualTo(ExitCode.DONE);
        JsonNode json = new ObjectMapper().readTree(terminal.out());
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "format",
                        "replies",
                        "letters",
                        "processors",
                        "plain_seconds",
                        "plain_processor_seconds",
                        "plain_ratio",
                        "words_seconds",
                        "words_processor_seconds",
                        "words_ratio",
                        "text_seconds",
                        "text_processor_seconds",
                        "text_ratio");
        assertThat(json.get("replies").intValue()).isEqualTo(45);
        // 60 to 100 characters each, about one in twelve a sign.
        assertThat(json.get("letters").intValue()).isBetween(45 * 50, 45 * 100);
    }
}
