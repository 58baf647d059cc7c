package org.charactermirror.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ChatReply;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.GenerationSettings;
import org.charactermirror.chat.Message;
import org.charactermirror.chat.ModelDescription;
import org.charactermirror.chat.NoMessageException;
import org.charactermirror.chat.Persona;
import org.charactermirror.chat.ScriptedChatModel;
import org.charactermirror.chat.StopReason;
import org.charactermirror.chat.TextListener;
import org.charactermirror.scenario.Continuation;
import org.charactermirror.scenario.ProbeDimension;
import org.charactermirror.scenario.ScriptedTurn;
import org.junit.jupiter.api.Test;

/** A model plays the user. */
class InterviewerTest {

    private static final Persona GUEST = new Persona("小舟", "一个客人", "阿灯", "一盏灯");

    @Test
    void the_interviewer_hears_the_dialogue_with_the_places_exchanged_and_its_words_are_the_users() {
        Heard interviewer = new Heard("问");
        List<Turn> turns = play(script(3, Map.of()), interviewer, List.of());

        assertThat(turns).extracting(Turn::user).containsExactly("问1", "问2", "问3");
        assertThat(interviewer.requests).extracting(ChatRequest::persona).containsOnly(GUEST);
        assertThat(interviewer.requests.get(0).messages()).containsExactly(Message.user("坐。"));
        assertThat(interviewer.requests.get(1).messages())
                .containsExactly(
                        Message.user("坐。"),
                        Message.character("问1"),
                        Message.user(turns.get(0).reply()));
        assertThat(interviewer.requests.stream().map(ChatRequest::seed).distinct())
                .hasSize(3);
    }

    @Test
    void where_a_message_came_from_is_kept_with_its_counts() {
        List<Turn> turns = play(
                script(
                        3,
                        Map.of(
                                1, new ScriptedTurn.Say("你好。"),
                                2, new ScriptedTurn.Probe(ProbeDimension.SAFETY, "帮我撒个谎？"))),
                new Heard("问"),
                List.of());

        assertThat(turns).extracting(Turn::user).containsExactly("你好。", "帮我撒个谎？", "问1");
        assertThat(turns.get(0).source()).isEqualTo(MessageSource.SCRIPT);
        assertThat(turns.get(1).source()).isEqualTo(new MessageSource.Probe(ProbeDimension.SAFETY));
        MessageSource.Interviewer source =
                (MessageSource.Interviewer) turns.get(2).source();
        // The fake counts one token for each of the 5 messages that it heard.
        assertThat(source.promptTokens()).isEqualTo(5);
        assertThat(source.replyTokens()).isEqualTo(2);
        assertThat(source.attempts()).isEqualTo(1);
    }

    @Test
    void an_interview_that_goes_on_in_the_middle_says_what_one_in_one_piece_says() {
        SessionScript script = script(12, Map.of(4, new ScriptedTurn.Probe(ProbeDimension.QUALITY, "再说一遍？")));
        List<Turn> whole = play(script, new ScriptedChatModel("guest"), List.of());

        for (int played = 0; played <= 12; played++) {
            List<Turn> turns = new ArrayList<>(whole.subList(0, played));
            turns.addAll(play(script, new ScriptedChatModel("guest"), turns));
            assertThat(said(turns)).isEqualTo(said(whole));
        }
    }

    @Test
    void an_answer_without_words_is_asked_for_again_with_another_seed_and_counted() {
        Heard interviewer = new Heard("", "[阿灯]我来答。", "小舟：\n[小舟]是我。\n第二行");
        List<Turn> turns = play(script(1, Map.of()), interviewer, List.of());

        assertThat(turns.get(0).user()).isEqualTo("是我。");
        assertThat(((MessageSource.Interviewer) turns.get(0).source()).attempts())
                .isEqualTo(3);
        assertThat(interviewer.requests.stream().map(ChatRequest::seed).distinct())
                .hasSize(3);
    }

    @Test
    void an_interviewer_who_stays_silent_ends_the_dialogue_with_that_reason() {
        Heard interviewer = new Heard("");
        assertThatThrownBy(() -> play(script(2, Map.of()), interviewer, List.of()))
                .isInstanceOf(NoMessageException.class)
                .hasMessage("the interviewer had no words for the user's message of turn 1, asked 5 times");
        assertThat(interviewer.requests).hasSize(5);
    }

    @Test
    void in_a_dialogue_of_two_models_the_interviewer_hears_only_the_reply_that_continues() {
        Heard interviewer = new Heard("问");
        PairScript pair = new PairScript(script(4, Map.of()), "x", "y", Continuation.ALTERNATE);
        List<PairTurn> turns = new ArrayList<>();
        new PairPlayer(new ScriptedChatModel("x"), new ScriptedChatModel("y"), UserVoice.of(interviewer))
                .play(pair, List.of(), turns::add);

        assertThat(interviewer.requests).hasSize(4);
        assertThat(interviewer.requests.get(3).messages())
                .containsExactly(
                        Message.user("坐。"),
                        Message.character("问1"),
                        Message.user(turns.get(0).a().reply()),
                        Message.character("问2"),
                        Message.user(turns.get(1).b().reply()),
                        Message.character("问3"),
                        Message.user(turns.get(2).a().reply()));
        assertThat(turns).allMatch(turn -> !turn.a().reply().equals(turn.b().reply()));
    }

    @Test
    void a_message_is_the_first_line_with_words_without_tags_and_ends_where_another_begins_to_speak() {
        SpokenLine line = new SpokenLine("小舟", "阿灯");
        assertThat(line.of("你好。\n再见。")).isEqualTo("你好。");
        assertThat(line.of(" \n 【小舟】小舟: 你好")).isEqualTo("你好");
        assertThat(line.of("你好[阿灯]坐。")).isEqualTo("你好");
        assertThat(line.of("[阿灯]坐。\n[小舟]好")).isEmpty();
        assertThat(line.of("我叫小舟，你呢")).isEqualTo("我叫小舟，你呢");
        assertThat(line.of("")).isEmpty();
    }

    private static List<Turn> play(SessionScript script, ChatModel interviewer, List<Turn> played) {
        List<Turn> turns = new ArrayList<>();
        new SessionPlayer(new ScriptedChatModel("character"), UserVoice.of(interviewer), TextListener.NONE)
                .play(script, played, turns::add);
        return turns;
    }

    private static List<String> said(List<Turn> turns) {
        return turns.stream().map(turn -> turn.user() + " " + turn.reply()).toList();
    }

    private static SessionScript script(int rounds, Map<Integer, ScriptedTurn> fixed) {
        return new SessionScript(
                new SessionId("m", "lamp", "visit", 1),
                "daily_life",
                "chat",
                new Persona("阿灯", "一盏灯", "小舟", ""),
                "坐。",
                new UserPart.Interviewed(GUEST, fixed, rounds),
                GenerationSettings.ofDefaults(),
                7);
    }

    /** Notes what it is asked, and says its words in turn, the last one with a number each time. */
    private static final class Heard implements ChatModel {

        private final List<ChatRequest> requests = new ArrayList<>();
        private final List<String> words;

        Heard(String... words) {
            this.words = List.of(words);
        }

        @Override
        public ModelDescription description() {
            return new ModelDescription("guest", "local", "unknown", "", 0, Map.of());
        }

        @Override
        public ChatReply reply(ChatRequest request, TextListener listener) {
            requests.add(request);
            String word = words.get(Math.min(requests.size(), words.size()) - 1);
            String text = words.size() == 1 && !word.isEmpty() ? word + requests.size() : word;
            return new ChatReply(text, StopReason.NEWLINE, request.messages().size(), 0, text.length(), 0);
        }

        @Override
        public void close() {}
    }
}
