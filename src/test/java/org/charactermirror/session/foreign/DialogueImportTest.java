package org.charactermirror.session.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.chat.StopReason;
import org.charactermirror.problem.Problem;
import org.charactermirror.problem.Problems;
import org.charactermirror.session.Transcript;
import org.charactermirror.session.Turn;
import org.junit.jupiter.api.Test;

/** The layouts are those of the programs; what is said in them was written for these tests. */
class DialogueImportTest {

    private static final DialogueImport.Settings SETTINGS = new DialogueImport.Settings(
            "study", Optional.empty(), Optional.empty(), Optional.empty(), "imported", "imported");

    private final Problems problems = new Problems();
    private final Problems rows = new Problems();
    private final List<DialogueImport.Input> inputs = new ArrayList<>();

    @Test
    void messages_become_a_greeting_and_rounds() {
        file("talk.jsonl", """
                {"id": "chat-1", "model": "m", "character": "阿灯", "user_name": "小舟", "category": "daily_life", "topic": "chat",
                """.strip() + """
                 "messages": [{"role": "system", "content": "一盏灯。"}, {"role": "assistant", "content": "坐。"},
                """.strip() + """
                 {"role": "user", "content": "好"}, {"role": "assistant", "content": "读什么？"}]}
                """);
        DialogueImport read = read(SETTINGS);

        assertThat(messages()).isEmpty();
        Transcript dialogue = only(read);
        assertThat(dialogue.session()).hasToString("m.u963f-706f.chat-1.1");
        assertThat(dialogue.botName()).isEqualTo("阿灯");
        assertThat(dialogue.userName()).isEqualTo("小舟");
        assertThat(dialogue.category()).isEqualTo("daily_life");
        assertThat(dialogue.topic()).isEqualTo("chat");
        assertThat(dialogue.greeting()).isEqualTo("坐。");
        assertThat(dialogue.turns()).containsExactly(Turn.notRecorded(1, "好", "读什么？"));
        assertThat(dialogue.turns().get(0).stopReason()).isEqualTo(StopReason.NOT_RECORDED);
        assertThat(read.characters())
                .containsExactly(new ImportedCharacter("u963f-706f", "阿灯", "daily_life", List.of("一盏灯。")));
    }

    @Test
    void messages_in_a_row_are_one_and_an_unanswered_last_one_is_left_out_and_both_are_counted() {
        file("talk.jsonl", openAi("user:好", "user:在吗", "assistant:在。", "assistant:坐。", "user:再见"));
        DialogueImport read = read(SETTINGS);

        assertThat(only(read).greeting()).isEmpty();
        assertThat(only(read).turns()).containsExactly(Turn.notRecorded(1, "好\n在吗", "在。\n坐。"));
        assertThat(read.tally().counts().toString())
                .isEqualTo("{last messages without a reply that were left out=1,"
                        + " messages of one speaker in a row that became one=2}");
    }

    @Test
    void a_refusal_fails_the_dialogue_and_is_no_reply() {
        file("talk.jsonl", """
                {"model": "m", "character": "阿灯", "messages": [{"role": "user", "content": "好"},
                """.strip() + """
                 {"role": "assistant", "content": "好。"}, {"role": "user", "content": "骂人"},
                """.strip() + """
                 {"role": "assistant", "content": null, "refusal": "不行"}]}
                """);
        DialogueImport read = read(SETTINGS);

        assertThat(read.dialogues()).hasSize(1);
        assertThat(read.dialogues().get(0).isDone()).isFalse();
        assertThat(read.dialogues().get(0).failure()).isEqualTo("the model refused: 不行");
        assertThat(read.dialogues().get(0).transcript().turns()).containsExactly(Turn.notRecorded(1, "好", "好。"));
        assertThat(read.tally().counts()).isEmpty();
    }

    @Test
    void records_without_ids_are_told_apart_by_their_numbers_and_equal_ids_are_repetitions() {
        file("my talk.jsonl", openAi("user:好", "assistant:一") + openAi("user:好", "assistant:二"));
        file(
                "more.jsonl",
                openAi("user:好", "assistant:三")
                        .replace("{\"model\"", "{\"id\": \"c.1\", \"model\"")
                        .repeat(2));
        DialogueImport read = read(SETTINGS);

        assertThat(read.dialogues())
                .extracting(dialogue -> dialogue.transcript().session().toString())
                .containsExactly(
                        "m.u963f-706f.my-talk-1.1",
                        "m.u963f-706f.my-talk-2.1",
                        "m.u963f-706f.c-1.1",
                        "m.u963f-706f.c-1.2");
    }

    @Test
    void everything_that_is_wrong_is_told_with_file_line_value_and_remedy() {
        file(
                "bad.jsonl",
                openAi("user:好")
                        + openAi("tool:x", "user: ", "assistant:a")
                        + openAi("user:a", "assistant:b", "system:c")
                        + "{\"model\": \"m\", \"character\": \"灯\", \"messages\": [{\"role\": \"user\", \"content\": {}}]}\n"
                        + "{\"model\": {}, \"character\": \"灯\", \"messages\": 7}\n"
                        + "[1]\n"
                        + "{\"messages\": [}\n"
                        + openAi("user:a", "assistant:b"));
        DialogueImport read = read(SETTINGS);

        assertThat(messages())
                .containsExactly(
                        "bad.jsonl:6: the line is \"[1]\"; expected one object",
                        "bad.jsonl:7:15: not valid JSON: Unexpected close marker '}': expected ']'",
                        "bad.jsonl:1: messages has no reply of the assistant to a message of the user; leave the record"
                                + " out",
                        "bad.jsonl:2: messages[0].role is \"tool\"; expected system, user or assistant",
                        "bad.jsonl:2: messages[1].content is \" \"; expected what the user says",
                        "bad.jsonl:3: messages[2] is a system message within the dialogue; expected it at the start",
                        "bad.jsonl:4: messages[0].content is {}; expected text",
                        "bad.jsonl:5: messages is 7; expected a list of messages",
                        "bad.jsonl:5: model is {}; expected text");
        assertThat(problems.all()).isEmpty();
        assertThat(read.dialogues()).hasSize(1);
    }

    @Test
    void of_charactereval_only_the_output_is_the_models_and_the_rest_stands_before() {
        file("generation.jsonl", """
                [
                  {
                    "id": 7, "role": "阿灯", "novel_name": "灯下集",
                    "context": "阿灯：坐近些。\\n小舟：好，\\n真好。\\n阿灯：读什么？\\n老钟：当——\\n小舟：他说：读诗。",
                    "model_output": "哪一首？"
                  },
                  {"id": 8, "role": "阿灯", "context": "阿灯：坐。\\n小舟：好。", "model_output": "ERROR"}
                ]
                """);
        file("character_profiles.json", "{\"阿灯\": {\"身份\": \"一盏灯\", \"年龄\": 9}, \"老钟\": \"一座钟\"}");
        DialogueImport read = read(named("glm3"));

        assertThat(messages()).isEmpty();
        Transcript first = read.dialogues().get(0).transcript();
        assertThat(first.session()).hasToString("glm3.u963f-706f.7.1");
        assertThat(first.userName()).isEqualTo("小舟、老钟");
        assertThat(first.greeting()).isEqualTo("（上文）\n阿灯：坐近些。\n小舟：好，\n真好。\n阿灯：读什么？");
        assertThat(first.turns()).containsExactly(Turn.notRecorded(1, "老钟：当——\n小舟：他说：读诗。", "哪一首？"));
        Transcript second = read.dialogues().get(1).transcript();
        assertThat(second.greeting()).isEqualTo("坐。");
        assertThat(second.userName()).isEqualTo("小舟");
        assertThat(second.turns()).isEmpty();
        assertThat(read.dialogues().get(1).failure())
                .isEqualTo("model_output is ERROR: the program that asked the model got no reply");
        assertThat(read.characters().get(0).profiles()).containsExactly("身份：一盏灯\n年龄：9");
    }

    @Test
    void scored_records_of_charactereval_become_one_dialogue_and_their_scores_are_left_out() {
        String record = "{\"id\": 7, \"role\": \"阿灯\", \"context\": \"小舟：好。\", \"model_output\": \"坐。\"%s}";
        file(
                "evaluation.jsonl",
                "[" + record.formatted(", \"metric_en\": \"Fluency\", \"Fluency\": 3.9") + ",\n"
                        + record.formatted(", \"metric_en\": \"Human-likeness\", \"Human-likeness\": 2.1") + ",\n"
                        + record.formatted("").replace("坐。", "站。") + "]");
        DialogueImport read = read(named("glm3"));

        assertThat(read.dialogues())
                .extracting(dialogue -> dialogue.transcript().session().repetition())
                .containsExactly(1, 2);
        assertThat(read.tally().counts().toString())
                .isEqualTo("{records that repeat a dialogue for another metric=1,"
                        + " scores left out: Fluency (reward model)=1,"
                        + " scores left out: Human-likeness (reward model)=1}");
    }

    @Test
    void records_of_charactereval_without_a_reply_or_a_question_are_refused() {
        file("test_data.jsonl", """
                [{"id": 1, "role": "阿灯", "context": "小舟：好。"},
                 {"id": 2, "role": "阿灯", "context": "小舟：好。\\n阿灯：坐。", "model_output": "x"},
                 {"role": "阿灯", "context": "天黑了。", "model_output": "x"}]
                """);
        read(named("glm3"));

        assertThat(messages())
                .containsExactly(
                        "test_data.jsonl:1: model_output is missing; expected the model's reply, which only files of"
                                + " generated replies have",
                        "test_data.jsonl:2: context ends with words of 阿灯 themselves; expected somebody else's, to which"
                                + " model_output is the reply",
                        "test_data.jsonl:3: id is missing; expected the record's number in the benchmark",
                        "test_data.jsonl:3: context begins with \"天黑了。\"; expected a name, ： and what was said");
    }

    @Test
    void pingpongs_results_name_their_player_and_its_scores_are_left_out() {
        file("gpt_4o.json", """
                {
                  "outputs": [
                    {"messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello."}],
                     "character": {"char_name": "Lamp", "system_prompt": "A lamp.", "initial_message": "Sit."},
                     "situation": {"text": "At night.", "num_turns": 1},
                     "scores": {"in_character": [4], "fluency": [5], "is_refusal": [0]}},
                    {"messages": [], "character": {"char_name": ""}, "situation": "At night."}
                  ],
                  "version": 2,
                  "player": {"model_name": "openai/gpt-4o"},
                  "judge": {"model_name": "someone"}
                }
                """);
        DialogueImport read = read(SETTINGS);

        assertThat(only(read).session()).hasToString("openai-gpt-4o.lamp.at-night.1");
        assertThat(only(read).greeting()).isEmpty();
        assertThat(only(read).turns()).containsExactly(Turn.notRecorded(1, "Hi", "Hello."));
        assertThat(read.models()).containsExactly(Map.entry("openai-gpt-4o", "openai/gpt-4o"));
        assertThat(read.characters().get(0).profiles()).containsExactly("A lamp.");
        assertThat(read.tally().counts().keySet())
                .containsExactly("scores left out: fluency (judge)", "scores left out: in_character (judge)");
        assertThat(messages())
                .containsExactly(
                        "gpt_4o.json:7: messages has no reply of the assistant to a message of the user; leave the record"
                                + " out",
                        "gpt_4o.json:7: char_name is \"\"; expected text that is not blank",
                        "gpt_4o.json:7: situation is \"At night.\"; expected a map with the key text");
    }

    @Test
    void pingpongs_annotated_records_need_the_models_name_and_its_refusals_stay_replies() {
        file(
                "annotations.jsonl",
                "{\"messages\": [{\"role\": \"user\", \"content\": \"Hi\"}, {\"role\": \"bot\", \"content\": \"I cannot.\"}],"
                        + " \"character\": {\"char_name\": \"Lamp\", \"system_prompt\": \"\"},"
                        + " \"situation\": {\"text\": \"At night.\"}, \"has_refusal\": true,"
                        + " \"human_scores\": {\"entertaining\": 2.5}}");
        assertThat(read(SETTINGS).dialogues()).isEmpty();
        assertThat(messages())
                .containsExactly("annotations.jsonl: no record names the model that wrote the replies; name it with"
                        + " --model ID");

        DialogueImport read = read(named("gpt-4o"));
        assertThat(only(read).turns()).containsExactly(Turn.notRecorded(1, "Hi", "I cannot."));
        assertThat(read.tally().counts().keySet())
                .containsExactly(
                        "dialogues in which the judge saw a refusal", "scores left out: entertaining (people)");
    }

    @Test
    void of_characterbench_only_the_response_is_the_models() {
        String record = """
                [{"character_name": "阿灯", "character_profile": "一盏灯", "user_name": "%s", "greeting": "坐。",
                  "dialogue": [{"turn": 1, "speaker": "user", "utterance": "好"},
                               {"turn": 1, "speaker": "阿灯", "utterance": "读什么？"},
                               {"turn": 2, "speaker": "%s", "utterance": "读诗"}],
                  "response_messages": {"model": "minimax", "speaker": "character", "response": "哪一首？"},
                  "annotation_score": 4, "id": 325%s}]
                """;
        file("engagement_test.json", record.formatted("None", "user", ", \"translation_en\": {}"));
        DialogueImport read = read(SETTINGS);

        assertThat(messages()).isEmpty();
        assertThat(only(read).session()).hasToString("minimax.u963f-706f.engagement-test-325.1");
        assertThat(only(read).userName()).isEqualTo("user");
        assertThat(only(read).greeting()).isEqualTo("（上文）\n阿灯：坐。\nuser：好\n阿灯：读什么？");
        assertThat(only(read).turns()).containsExactly(Turn.notRecorded(1, "读诗", "哪一首？"));
        assertThat(read.tally().counts().keySet())
                .containsExactly("English translations left out", "scores left out: engagement (annotation_score)");

        inputs.clear();
        file("engagement_test.json", record.formatted("小舟", "小舟", ", \"response_zh\": {\"response\": \"再读一遍。\"}"));
        assertThat(only(read(named("glm4"))).turns()).containsExactly(Turn.notRecorded(1, "读诗", "再读一遍。"));

        inputs.clear();
        file("engagement_test.json", record.formatted("小舟", "路人", ""));
        read(SETTINGS);
        assertThat(messages())
                .containsExactly(
                        "engagement_test.json:1: dialogue[2].speaker is \"路人\"; expected user, character or 阿灯");
    }

    @Test
    void names_that_would_get_one_id_get_two() {
        file(
                "talk.jsonl",
                openAi("user:a", "assistant:b").replace("阿灯", "Li Bai")
                        + openAi("user:a", "assistant:b").replace("阿灯", "li-bai")
                        + openAi("user:a", "assistant:b").replace("阿灯", "？！"));
        List<String> ids =
                read(SETTINGS).characters().stream().map(ImportedCharacter::id).toList();

        // The first 8 digits of: printf 'Li Bai' | sha256sum, and of li-bai.
        assertThat(ids).containsExactly("li-bai-d267d8ef", "li-bai-ea23c15e", "uff1f-ff01");
    }

    @Test
    void one_model_for_all_records_must_not_hide_several() {
        file(
                "talk.jsonl",
                openAi("user:a", "assistant:b")
                        + openAi("user:a", "assistant:b").replace("\"m\"", "\"n\""));
        read(named("x"));
        assertThat(messages())
                .containsExactly(
                        "talk.jsonl: the records name the models m, n, which --model x would make one; leave it"
                                + " out, or import them one by one");
    }

    @Test
    void a_record_among_others_that_does_not_name_its_character_is_told_alone() {
        file(
                "talk.jsonl",
                openAi("user:a", "assistant:b")
                        + openAi("user:a", "assistant:b").replace("\"character\": \"阿灯\", ", ""));
        assertThat(read(SETTINGS).dialogues()).hasSize(1);
        assertThat(messages())
                .containsExactly("talk.jsonl:2: the record does not name its character; add it, or name it with"
                        + " --character NAME");
    }

    @Test
    void half_of_a_character_is_refused_since_no_file_could_hold_it() {
        file("talk.jsonl", openAi("user:a", "assistant:\\ud83d\\ude00") + openAi("user:a", "assistant:\\ud83d"));
        assertThat(only(read(SETTINGS)).turns().get(0).reply()).isEqualTo("\ud83d\ude00");
        assertThat(messages())
                .containsExactly("talk.jsonl:2: the record has half of a character (a lone surrogate); write it anew");
    }

    @Test
    void a_file_of_no_known_format_is_told_by_its_keys() {
        file("a.json", "{\"rows\": [1], \"total\": 1}");
        file("b.json", "{\"阿灯\": \"一盏灯\"}");
        file("c.json", " \n");
        file("d.json", "[]");
        read(SETTINGS);
        assertThat(messages())
                .containsExactly(
                        "a.json:1: the format cannot be told by the keys rows, total; name it with --format"
                                + " openai|charactereval|pingpong|characterbench|charmirror",
                        "c.json: the file is empty",
                        "d.json: has no records",
                        "b.json: is a map of profiles or of something else, and no file has records of CharacterEval that"
                                + " would need it; leave it out, or name its format with --format");
    }

    private void file(String name, String text) {
        inputs.add(new DialogueImport.Input(name, name.replaceFirst("\\.[^.]*$", ""), text));
    }

    /** A line of messages, each written as {@code role:content}, by the model m as 阿灯. */
    private static String openAi(String... said) {
        List<String> messages = new ArrayList<>();
        for (String one : said) {
            messages.add(
                    "{\"role\": \"" + one.split(":", -1)[0] + "\", \"content\": \"" + one.split(":", -1)[1] + "\"}");
        }
        return "{\"model\": \"m\", \"character\": \"阿灯\", \"messages\": [" + String.join(", ", messages) + "]}\n";
    }

    private static DialogueImport.Settings named(String model) {
        return new DialogueImport.Settings(
                "study", Optional.empty(), Optional.of(model), Optional.empty(), "imported", "imported");
    }

    private DialogueImport read(DialogueImport.Settings settings) {
        return DialogueImport.read(inputs, settings, problems, rows);
    }

    private static Transcript only(DialogueImport read) {
        assertThat(read.dialogues()).hasSize(1);
        return read.dialogues().get(0).transcript();
    }

    /** What is wrong with records, then what is wrong with files. */
    private List<String> messages() {
        List<Problem> all = new ArrayList<>(rows.all());
        all.addAll(problems.all());
        return all.stream().map(Problem::toString).toList();
    }
}
