package org.charactermirror.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCardTest {

    private static final Pattern PLACE = Pattern.compile("\\{\\d}");

    @TempDir
    private Path folder;

    private static Properties words(String language) throws IOException {
        Properties words = new Properties();
        try (var in = CardWords.class.getResourceAsStream("card." + language + ".properties")) {
            words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return words;
    }

    @Test
    void both_languages_say_the_same_things_with_the_same_places() throws IOException {
        Properties english = words("en");
        Properties chinese = words("zh");
        assertThat(chinese.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            assertThat(places(chinese.getProperty(key))).as(key).isEqualTo(places(english.getProperty(key)));
        }
    }

    private static List<String> places(String text) {
        return PLACE.matcher(text)
                .results()
                .map(place -> place.group())
                .sorted()
                .distinct()
                .toList();
    }

    @Test
    void there_are_words_for_every_kind_reason_and_fate() {
        CardWords words = CardWords.of("zh");
        for (DatasetKind kind : DatasetKind.values()) {
            assertThat(words.of(kind)).isNotBlank();
        }
        for (Reason reason : Reason.values()) {
            assertThat(words.of(reason)).isNotBlank();
        }
        for (RowFate fate : RowFate.values()) {
            assertThat(words.of(fate)).isNotBlank();
        }
        for (Origin origin : Origin.values()) {
            assertThat(origin == Origin.HUMAN
                            || !words.text("origin." + origin.word()).isBlank())
                    .isTrue();
        }
    }

    @Test
    void a_value_that_looks_like_a_place_or_has_several_lines_stays_as_it_is_in_one_line() {
        CardWords words = CardWords.of("en");
        assertThat(words.text("intro", "a {1} and $1\n# b", "1.0"))
                .startsWith("Made of the dialogues and judgements of a {1} and $1 # b by charmirror 1.0.");
        assertThat(CardWords.row("a|b", "c\nd")).isEqualTo("| a\\|b | c d |");
    }

    private DatasetExport export(RatedDialogues dialogues, RatedDialogues.Outcomes made) {
        List<RecordFiles.RecordFile> files = made.files().entrySet().stream()
                .map(file -> new RecordFiles.RecordFile(
                        file.getKey(),
                        List.of(Layout.values()).stream()
                                .filter(layout -> layout.fileName("train").equals(file.getKey()))
                                .findFirst()
                                .orElseThrow(),
                        "train",
                        file.getValue().size(),
                        100,
                        "c".repeat(64)))
                .toList();
        return new DatasetExport(
                "my-run",
                List.of("s"),
                "zh",
                new TreeMap<>(Map.of("run.json", "d".repeat(64))),
                dialogues.recipe(),
                Map.of("train", List.of("clock", "lamp")),
                List.of(List.of("clock", "old-clock")),
                new DatasetExport.Rows(5, 2, 1, "study.yaml"),
                made.summary(),
                files,
                true,
                true,
                "1.0");
    }

    @Test
    void the_card_tells_what_is_there_and_what_is_not() {
        RatedDialogues dialogues = new RatedDialogues()
                .dialogue("lamp", RatedDialogues.turn(1, "问", "答"))
                .dialogue("clock", RatedDialogues.turn(1, "问", "答"))
                .pair(RatedDialogues.pairTurn(1, "甲", "乙"))
                .rated(RatedDialogues.SESSION, "甲", Dimension.OVERALL, 5)
                .compared(1, "甲", Outcome.TIE);
        dialogues.origins = List.of(Origin.HUMAN, Origin.SYNTHETIC);
        DatasetExport export = export(dialogues, dialogues.made(folder));

        assertThat(export.card("en"))
                .startsWith("""
                        ---
                        language: [zh]
                        configs:
                          - config_name: supervised_messages
                            data_files:
                              - {split: train, path: supervised.messages.train.jsonl}
                        """)
                .contains(
                        "# Training data from my-run\n",
                        "**Judgements of the origin synthetic were made by a program as a sample: no person gave them,",
                        "| records | train |\n| --- | --- |\n| supervised dialogues | 1 (1) |\n| preference pairs | 0 (0) |\n",
                        """
                        | not judged by the origins in use | 1 | 0 | 2 | 1 |
                        | most say tie | 0 | 1 | 0 | 0 |
                        | all left out | 1 | 1 | 2 | 1 |
                        | records | 1 | 0 | 0 | 1 |
                        """,
                        """
                        | read | 5 |
                        | checks of annotators, which are never data | 2 |
                        | of annotators who are left out by the rules of exclusion | 1 |
                        | about a dialogue, a reply or a pair of the study | 2 |
                        """,
                        """
                        | clock | train | 0 | 0 | 0 | 0 |
                        | lamp | train | 1 | 0 | 0 | 1 |

                        - The same profile: clock, old-clock. They are in one split and count as one character.
                        """,
                        "| Apache-2.0 | 1 | 0 | 0 | 1 |\n| CC0-1.0 | 1 | 0 | 0 | 1 |\n| MIT | 1 | 0 | 0 | 1 |\n",
                        "supervised_messages = load_dataset(\"OUT\", \"supervised_messages\")\n",
                        "`dataset_info.json` names: supervised_train.",
                        "- Annotators were left out, and checks of annotators named, by the rules of `study.yaml`.\n",
                        "archive, which does not know who has withdrawn",
                        "- Some dialogues were played with profiles in other words: ");
        assertThat(export.card("zh"))
                .contains(
                        "# 训练数据：my-run\n",
                        "| 监督对话 | 1（1） |",
                        "**来源为 synthetic 的评判是程序生成的样例",
                        "| 多数认为不分高下 | 0 | 1 | 0 | 0 |");
        assertThat(export.datasetInfo())
                .isEqualTo(Map.of(
                        "supervised_train",
                        Map.of(
                                "file_name", "supervised.llama_factory.train.jsonl",
                                "formatting", "sharegpt",
                                "columns", Map.of("messages", "conversations", "system", "system"))));
        assertThat(export.toMap())
                .containsEntry("format", "charmirror.training/1")
                .containsEntry("sealed", true);
    }
}
