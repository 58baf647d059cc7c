package org.charactermirror.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every model must do; a model's test extends this and says how to open one. */
public abstract class ChatModelContract {

    private static final Persona PERSONA = new Persona("项羽", "项羽，西楚霸王。平日喜欢骑马、练剑。", "小舟", "一个学历史的学生");

    /** Opens the model; the tests close it. */
    protected abstract ChatModel open();

    @Test
    void the_description_names_the_model_and_its_licence() {
        try (ChatModel model = open()) {
            assertThat(model.description().name()).isNotBlank();
            assertThat(model.description().provider()).isIn("local", "openai", "characterglm", "replay");
            assertThat(model.description().licence()).isNotBlank();
        }
    }

    @Test
    void the_same_request_gives_the_same_reply() {
        try (ChatModel model = open()) {
            ChatReply first = reply(model, dialogue(1), 7);
            assertThat(reply(model, dialogue(1), 7).text()).isEqualTo(first.text());
        }
    }

    @Test
    void what_was_asked_before_never_changes_a_reply() {
        List<String> warm = new ArrayList<>();
        try (ChatModel model = open()) {
            for (int rounds = 1; rounds <= 4; rounds++) {
                warm.add(reply(model, dialogue(rounds), rounds).text());
            }
        }
        for (int rounds = 1; rounds <= 4; rounds++) {
            try (ChatModel model = open()) {
                assertThat(reply(model, dialogue(rounds), rounds).text())
                        .as("round %d, asked of a fresh model", rounds)
                        .isEqualTo(warm.get(rounds - 1));
            }
        }
    }

    @Test
    void replies_asked_for_at_the_same_time_are_those_asked_for_one_after_another() throws Exception {
        List<String> alone = new ArrayList<>();
        List<Future<String>> together = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (ChatModel model = open()) {
            for (int number = 0; number < 24; number++) {
                alone.add(reply(model, dialogue(1 + number % 5), number).text());
            }
            for (int number = 0; number < 24; number++) {
                int seed = number;
                together.add(threads.submit(
                        () -> reply(model, dialogue(1 + seed % 5), seed).text()));
            }
            for (int number = 0; number < 24; number++) {
                assertThat(together.get(number).get()).as("reply %d", number).isEqualTo(alone.get(number));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void pieces_heard_make_up_the_reply() {
        try (ChatModel model = open()) {
            StringBuilder heard = new StringBuilder();
            ChatReply reply = model.reply(new ChatRequest(PERSONA, dialogue(1), settings(16), 3), heard::append);
            assertThat(heard.toString().strip()).isEqualTo(reply.text());
        }
    }

    @Test
    void a_reply_keeps_to_its_bound_and_says_so() {
        try (ChatModel model = open()) {
            ChatReply reply = model.reply(new ChatRequest(PERSONA, dialogue(1), settings(4), 3), TextListener.NONE);
            assertThat(reply.replyTokens()).isBetween(0, 4);
            assertThat(reply.text()).isEqualTo(reply.text().strip());
            assertThat(reply.promptTokens()).isPositive();
        }
    }

    private static ChatReply reply(ChatModel model, List<Message> dialogue, long seed) {
        return model.reply(new ChatRequest(PERSONA, dialogue, settings(32), seed), TextListener.NONE);
    }

    private static GenerationSettings settings(int maxNewTokens) {
        return new GenerationSettings(0.9, 0.8, 0, 1.05, maxNewTokens, 0);
    }

    private static List<Message> dialogue(int rounds) {
        List<Message> messages = new ArrayList<>(List.of(Message.character("你来了，坐下喝酒。")));
        for (int round = 1; round < rounds; round++) {
            messages.add(Message.user("霸王，你今天骑马了吗？这是第" + round + "次问。"));
            messages.add(Message.character("骑了，乌骓跑得痛快。"));
        }
        messages.add(Message.user("你老家在哪里？"));
        return messages;
    }
}
