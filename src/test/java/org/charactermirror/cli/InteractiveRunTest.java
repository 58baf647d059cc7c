package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.charactermirror.batch.ChatModelFactory;
import org.charactermirror.batch.RunListener;
import org.charactermirror.batch.RunSummary;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ChatReply;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.ContextTooLongException;
import org.charactermirror.chat.ModelDescription;
import org.charactermirror.chat.ScriptedChatModel;
import org.charactermirror.chat.TextListener;
import org.charactermirror.problem.BadInputException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person plays the user, through piped lines. */
class InteractiveRunTest {

    private static final String STUDY = """
        id: small
        kind: %s
        models:
          - {id: base, provider: local, path: a}
          - {id: second, provider: local, path: b}
        characters: [lamp]
        scenarios: [walk]
        rounds: 3
        seed: 7
        %s
        """;

    private static final ChatModelFactory SCRIPTED = spec -> new ScriptedChatModel(spec.id());

    @TempDir
    Path folder;

    private String shown = "";

    @BeforeEach
    void writeTheStudy() throws IOException {
        SampleStudy.write(folder);
        SampleStudy.write(folder, STUDY.formatted("rating", ""));
    }

    @Test
    void a_dialogue_is_played_blind_and_then_rated() throws IOException {
        RunSummary summary =
                type("甲", "你好", "", "/situation", "再来", "最后一句", "4", "6", "5", "", "３", "-1", "2", "", "", "好聊");

        assertThat(summary.done()).isEqualTo(1);
        assertThat(summary.newTurns()).isEqualTo(3);
        assertThat(summary.interrupted()).isTrue();
        List<JsonNode> lines = transcripts();
        assertThat(lines).extracting(line -> line.get("user").textValue()).containsExactly("你好", "再来", "最后一句");
        assertThat(lines).allMatch(line -> line.get("user_by").textValue().equals("person"));
        assertThat(shown)
                .startsWith("Hello 甲, 2 dialogues can be played. Which model answers is not shown. ")
                .contains("\nDialogue 1 of 2: you are 小舟 and talk with 阿灯, 3 messages.\n傍晚。\n[阿灯]坐近些，我陪着你。\n")
                .contains("[阿灯]" + lines.get(0).get("reply").textValue() + "\n")
                .contains("Now judge the whole dialogue: a whole number from 1 to 5 for each, Enter alone where you"
                        + " cannot judge.\n整体：总的来说，这段对话怎么样？（1 = 很差，5 = 很好）\n")
                .contains("\"6\" is no score; expected a whole number from 1 to 5, or Enter alone where you cannot"
                        + " judge\n")
                .doesNotContain("base", "second");
        String model = lines.get(0).get("model").textValue();
        // overall 4, consistency 6 refused then 5, human_likeness none, engagement 3, quality -1 refused then 2.
        assertThat(Files.readString(folder.resolve("out/annotations/ratings.csv")))
                .isEqualTo(
                        "study,session,annotator,model,character,category,topic,consistency,human_likeness,engagement,"
                                + "quality,safety,correctness,overall,comment,origin\n"
                                + "small," + model + ".lamp.walk.1,甲," + model
                                + ",lamp,daily_life,chat,5,,3,2,,,4,好聊,human\n");
    }

    @Test
    void whoever_stops_goes_on_at_the_same_turn_and_hears_the_same_replies() throws IOException {
        type("甲", "一", "二", "/stop");
        assertThat(transcripts()).hasSize(2);
        type("甲");
        assertThat(shown).contains("[小舟]一\n", "[小舟]二\n");
        type("甲", "三");
        List<String> resumed = RunFiles.transcripts(folder.resolve("out"));

        run(folder.resolve("whole"), "甲", "一", "二", "三");
        assertThat(resumed).hasSize(3).isEqualTo(RunFiles.transcripts(folder.resolve("whole")));
    }

    @Test
    void scores_that_were_not_given_to_the_end_are_asked_for_again() throws IOException {
        type("甲", "一", "二", "三", "4", "5");
        assertThat(folder.resolve("out/annotations")).doesNotExist();

        RunSummary summary = type("甲", "1", "1", "1", "1", "1", "1", "1", "");
        assertThat(summary.newTurns()).isZero();
        assertThat(shown).startsWith("Hello 甲, 2 dialogues can be played.").contains("[小舟]三\n");
        assertThat(Files.readString(folder.resolve("out/annotations/ratings.csv")))
                .contains(",1,1,1,1,1,1,1,,human\n");
    }

    @Test
    void whoever_began_a_character_in_a_scenario_talks_there_with_all_models() throws IOException {
        type("甲", "一");
        type("乙", "一");
        assertThat(shown).isEqualTo("No dialogue waits for 乙: all are played, or begun by somebody else.\n");
        assertThat(transcripts()).hasSize(1);

        type("甲", all(3, "话"), all(8, "3"), all(3, "话"), all(8, "3"));
        assertThat(Files.readAllLines(folder.resolve("out/annotations/ratings.csv")))
                .hasSize(3);
    }

    @Test
    void the_order_is_drawn_for_each_person_and_stays_the_same() throws IOException {
        SampleStudy.write(folder, STUDY.formatted("rating", "repetitions: 4").replace("[walk]", "all"));
        List<List<String>> orders = new ArrayList<>();
        for (String name : List.of("甲", "乙", "丙", "甲")) {
            orders.add(InteractiveOrder.of(SampleStudy.load(folder).plan(), name, Map.of(), script -> false).stream()
                    .map(script -> script.id().toString())
                    .toList());
        }
        // 2 models x 1 character x 2 scenarios x 4 repetitions, the two models of a group one after the other.
        assertThat(orders.get(0)).hasSize(16).doesNotHaveDuplicates().isEqualTo(orders.get(3));
        assertThat(orders.stream().distinct()).hasSize(3);
        for (int index = 0; index < 16; index += 2) {
            assertThat(orders.get(0).get(index).replaceFirst("^[a-z]+", ""))
                    .isEqualTo(orders.get(0).get(index + 1).replaceFirst("^[a-z]+", ""));
        }
    }

    @Test
    void a_message_that_does_not_fit_can_be_said_shorter_and_if_none_fits_the_dialogue_has_failed() throws IOException {
        ChatModelFactory narrow = spec -> new Narrow(new ScriptedChatModel(spec.id()));
        RunSummary summary = run(narrow, folder.resolve("out"), "甲", "一", "太长太长太长", "二", "太长太长太长", "太长太长太长", "太长太长太长");

        assertThat(shown)
                .contains("\nThis message does not fit what the model can read; say it shorter.\n")
                .contains("\nThis dialogue cannot go on for now: the model does not answer.\n\nDialogue 2 of 2: ");
        assertThat(summary.failed()).hasSize(1).containsValue("the message is too long");
        assertThat(transcripts())
                .extracting(line -> line.get("user").textValue())
                .containsExactly("一", "二");
    }

    @Test
    void replies_are_judged_one_by_one_in_a_study_of_errors() throws IOException {
        SampleStudy.write(folder, STUDY.formatted("turn_errors", ""));
        type("甲", "一", "o x", "O，c", "二", "-", "三", "");

        String model = transcripts().get(0).get("model").textValue();
        assertThat(shown)
                .contains("""
                    The letters of all that hold of this reply, - for none, Enter alone where you cannot judge.
                    o 不像这个角色, c 与前文或设定矛盾, r 重复说过的话, q 不通顺或不切题, i 没有内容, p 主动带起话题（优点）
                    """)
                .contains(
                        "\"o x\" has other letters than o, c, r, q, i, p; expected some of these, - for none, or Enter"
                                + " alone\n");
        String start = "small," + model + ".lamp.walk.1,甲," + model + ",lamp,daily_life,chat,";
        assertThat(Files.readAllLines(folder.resolve("out/annotations/turn_errors.csv")))
                .containsExactly(
                        "study,session,annotator,model,character,category,topic,turn,ooc,contradiction,repetition,"
                                + "less_quality,less_information,proactivity,evidence,comment,origin",
                        start + "1,1,1,0,0,0,0,,,human",
                        start + "2,0,0,0,0,0,0,,,human");
    }

    @Test
    void a_reply_that_was_not_judged_before_the_end_of_the_input_is_asked_about_first() throws IOException {
        SampleStudy.write(folder, STUDY.formatted("turn_errors", ""));
        type("甲", "一");
        type("甲", "r", "二", "-");
        assertThat(transcripts()).hasSize(2);
        assertThat(Files.readAllLines(folder.resolve("out/annotations/turn_errors.csv")))
                .hasSize(3)
                .anyMatch(line -> line.contains(",1,0,0,1,0,0,0,"));
    }

    @Test
    void the_better_of_two_replies_goes_on_where_the_person_decides() throws IOException {
        SampleStudy.write(folder, STUDY.formatted("pairwise", "baseline: base\ncontinuation: annotator"));
        type("甲", "一", "3", "1", "二", "2", "三", "=");

        List<JsonNode> lines = transcripts();
        assertThat(lines).hasSize(3);
        List<String> rows = Files.readAllLines(folder.resolve("out/annotations/preferences.csv"));
        for (int turn = 1; turn <= 3; turn++) {
            JsonNode line = lines.get(turn - 1);
            String first = line.get("shown_first").textValue();
            String second = first.equals("a") ? "b" : "a";
            assertThat(shown)
                    .contains("(1) " + line.get("reply_" + first).textValue() + "\n(2) "
                            + line.get("reply_" + second).textValue()
                            + "\n哪一条回复更好？ 1 the first, 2 the second, = a tie, 0"
                            + " both are bad. Enter alone where you cannot judge.\n");
            String chosen = turn == 1 ? first : second;
            String outcome = turn == 3 ? "tie" : chosen.equals("a") ? "win" : "lose";
            if (turn < 3) {
                assertThat(line.get("continued").textValue()).isEqualTo(chosen);
            }
            assertThat(rows.get(turn))
                    .isEqualTo("small,base~second.lamp.walk.1,甲,base,second,lamp,daily_life,chat," + turn + ","
                            + outcome + "," + first + ",,human");
        }
        assertThat(shown)
                .contains("\"3\" is no choice; expected 1, 2, = or 0, or Enter alone where you cannot judge\n");
    }

    @Test
    void a_turn_of_which_no_reply_was_chosen_is_not_played() throws IOException {
        SampleStudy.write(folder, STUDY.formatted("pairwise", "baseline: base\ncontinuation: annotator"));
        type("甲", "一", "0", "二");
        assertThat(transcripts()).hasSize(1);
        assertThat(Files.readAllLines(folder.resolve("out/annotations/preferences.csv")))
                .hasSize(2)
                .anyMatch(line -> line.contains(",1,both_bad,"));
    }

    @Test
    void replies_that_wait_for_a_choice_are_the_same_after_a_stop_and_not_written_again() throws IOException {
        SampleStudy.write(folder, STUDY.formatted("pairwise", "baseline: base\ncontinuation: annotator"));
        List<String> asked = new ArrayList<>();
        ChatModelFactory counted = spec -> new Counted(SCRIPTED.open(spec), asked);
        run(counted, folder.resolve("out"), "甲", "一");
        String before = shown.substring(shown.indexOf("(1) "), shown.indexOf("哪一条"));

        run(counted, folder.resolve("out"), "甲", "1", "二", "2");
        assertThat(asked).containsExactly("一", "一", "二", "二");
        assertThat(shown).contains("[小舟]一\n" + before);
        run(folder.resolve("whole"), "甲", "一", "1", "二", "2");
        assertThat(RunFiles.transcripts(folder.resolve("out")))
                .hasSize(2)
                .isEqualTo(RunFiles.transcripts(folder.resolve("whole")));
    }

    @Test
    void a_person_is_needed_where_a_person_decides() throws IOException {
        SampleStudy.write(folder, STUDY.formatted("pairwise", "baseline: base\ncontinuation: annotator"));
        assertThatThrownBy(() -> new StudyRun(SampleStudy.load(folder), SCRIPTED, 1)
                        .run(folder.resolve("out"), RunListener.NONE, () -> false))
                .isInstanceOf(BadInputException.class)
                .hasMessage("small: continuation is annotator: a person chooses whose reply goes on while the dialogues"
                        + " are played; run the study with --interactive, or choose random, alternate, model_a or"
                        + " model_b");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void dialogues_of_scripts_and_of_people_do_not_mix() {
        new StudyRun(SampleStudy.load(folder), SCRIPTED, 1).run(folder.resolve("out"), RunListener.NONE, () -> false);
        assertThatThrownBy(() -> type("甲", "一"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(": played by was not in the run that is kept here");
    }

    @Test
    void what_comes_through_a_pipe_is_played_and_what_was_answered_survives_a_kill() throws Exception {
        Files.writeString(
                folder.resolve("real.yaml"),
                STUDY.formatted("rating", "")
                        .replace("path: a", "path: \"embedded:tiny\"")
                        .replace("path: b", "path: \"embedded:tinier\"")
                        .replace("[lamp]", "[li-bai]")
                        .replace("[walk]", "[chat-1]"));
        Process process = ProgramProcess.of(
                        Main.class, "run", "real.yaml", "--out", "real", "--interactive", "--annotator", "甲")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out = ProgramProcess.reader(process.getInputStream());
                PrintWriter in = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8)) {
            in.println("先生好！");
            in.println("近来可好？");
            StringBuilder said = new StringBuilder();
            // The greeting and two replies.
            int spoken = 0;
            while (spoken < 3) {
                String line = String.valueOf(out.readLine());
                assertThat(line).as(said.toString()).isNotEqualTo("null");
                said.append(line).append('\n');
                spoken += line.startsWith("[李白]") ? 1 : 0;
            }
            while (RunFiles.turns(folder.resolve("real")) < 2) {
                Thread.onSpinWait();
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        Process again = ProgramProcess.of(
                        Main.class, "run", "real.yaml", "--out", "real", "--interactive", "--annotator", "甲")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        again.getOutputStream().close();
        try (BufferedReader out = ProgramProcess.reader(again.getInputStream())) {
            String said = out.lines().collect(Collectors.joining("\n"));
            assertThat(again.waitFor()).as(said).isZero();
            assertThat(said)
                    .contains("warning: the study has 3 rounds; the paper's dialogues have at least 20")
                    .contains("先生好！", "近来可好？", "0 of 2 sessions done, 2 turns (0 new).")
                    .contains("Stopped. To go on: charmirror run real.yaml --out real --interactive --annotator 甲");
        }
    }

    private static String all(int times, String line) {
        return IntStream.range(0, times).mapToObj(ignored -> line).collect(Collectors.joining("\n"));
    }

    private RunSummary type(String annotator, String... lines) {
        return run(folder.resolve("out"), annotator, lines);
    }

    private RunSummary run(Path out, String annotator, String... lines) {
        return run(SCRIPTED, out, annotator, lines);
    }

    private RunSummary run(ChatModelFactory models, Path out, String annotator, String... lines) {
        StringWriter screen = new StringWriter();
        String input = lines.length == 0 ? "" : String.join("\n", lines) + "\n";
        RunSummary summary = new InteractiveRun(
                        SampleStudy.load(folder),
                        models,
                        annotator,
                        new PersonTerminal(
                                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                                false,
                                new PrintWriter(screen, true)),
                        Optional.empty())
                .run(out)
                .summary();
        shown = screen.toString().replace("\r\n", "\n");
        return summary;
    }

    /** Tells what it is asked. */
    private record Counted(ChatModel model, List<String> asked) implements ChatModel {

        @Override
        public ModelDescription description() {
            return model.description();
        }

        @Override
        public ChatReply reply(ChatRequest request, TextListener listener) {
            asked.add(request.messages().get(request.messages().size() - 1).text());
            return model.reply(request, listener);
        }

        @Override
        public void close() {}
    }

    /** Takes no message of more than four characters. */
    private record Narrow(ChatModel model) implements ChatModel {

        @Override
        public ModelDescription description() {
            return model.description();
        }

        @Override
        public ChatReply reply(ChatRequest request, TextListener listener) {
            if (request.messages().get(request.messages().size() - 1).text().length() > 4) {
                throw new ContextTooLongException("the message is too long");
            }
            return model.reply(request, listener);
        }

        @Override
        public void close() {}
    }

    private List<JsonNode> transcripts() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("out").resolve("transcripts.jsonl"))) {
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }
}
