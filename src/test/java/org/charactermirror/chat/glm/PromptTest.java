package org.charactermirror.chat.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.ContextTooLongException;
import org.charactermirror.chat.GenerationSettings;
import org.charactermirror.chat.Message;
import org.charactermirror.chat.Persona;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptTest {

    @TempDir
    private Path folder;

    private GlmTokenizer tokenizer;

    @BeforeEach
    void open() throws IOException {
        Files.write(folder.resolve("tokenizer.model"), SentencePieceWriter.characterModel(List.of("a")));
        tokenizer = GlmTokenizer.open(folder);
    }

    @AfterEach
    void close() {
        tokenizer.close();
    }

    @Test
    void the_text_is_characterglm_s() {
        Persona persona = new Persona("苏梦远", "歌手。\n爱\r\n猫。", "陆星辰", "导演。");
        assertThat(Prompt.text(
                        persona,
                        List.of(
                                Message.character("（微笑）你来了。 "),
                                Message.user("\n 今天\n好吗？"),
                                Message.character("好。"),
                                Message.user("走吧"))))
                .isEqualTo("""
                        以下是一段苏梦远和陆星辰之间的对话。
                        关于苏梦远的信息：歌手。 爱 猫。
                        关于陆星辰的信息：导演。
                        [苏梦远]（微笑）你来了。
                        [陆星辰]今天 好吗？
                        [苏梦远]好。
                        [陆星辰]走吧
                        [苏梦远]""");
    }

    @Test
    void lines_about_people_of_whom_nothing_is_known_are_left_out() {
        assertThat(Prompt.text(new Persona("甲", "", "乙", " "), List.of(Message.user("嗯"))))
                .isEqualTo("以下是一段甲和乙之间的对话。\n[乙]嗯\n[甲]");
    }

    @Test
    void ids_begin_with_gmask_and_sop() {
        Prompt prompt = Prompt.of(request(List.of(Message.user("a"))), tokenizer, 10_000);
        assertThat(prompt.ids()).startsWith(tokenizer.special("[gMASK]"), tokenizer.special("sop"));
        assertThat(tokenizer.decode(prompt.ids())).isEqualTo("以下是一段甲和乙之间的对话。\n关于甲的信息：aaaa\n[乙]a\n[甲]");
        assertThat(prompt.droppedMessages()).isZero();
    }

    @Test
    void the_oldest_messages_are_dropped_four_at_a_time_until_there_is_room_for_the_reply() {
        List<Message> messages = new ArrayList<>();
        for (int turn = 0; turn < 10; turn++) {
            messages.add(Message.character("a".repeat(10)));
            messages.add(Message.user("a".repeat(turn)));
        }
        int whole = Prompt.of(request(messages), tokenizer, 100_000).ids().length;
        // Room for a reply of 8 tokens; the oldest message takes 10 letters, 5 bytes of its tag and a newline.
        assertThat(Prompt.of(request(messages), tokenizer, whole + 8).droppedMessages())
                .isZero();
        Prompt shortened = Prompt.of(request(messages), tokenizer, whole + 7);
        assertThat(shortened.droppedMessages()).isEqualTo(4);
        // Two of the character's messages (10 letters, 5 bytes of tag, a newline) and the user's of 0 and 1 letters.
        assertThat(shortened.ids()).hasSize(whole - 2 * 16 - 6 - 7);
        String text = tokenizer.decode(shortened.ids());
        assertThat(text).startsWith("以下是一段甲和乙之间的对话。\n关于甲的信息：aaaa\n[甲]aaaaaaaaaa\n[乙]aa\n[甲]");
        assertThat(Prompt.of(request(messages), tokenizer, whole - 2 * 16 - 6 - 7 + 7)
                        .droppedMessages())
                .isEqualTo(8);
    }

    @Test
    void profile_and_last_message_are_never_dropped() {
        List<Message> messages = List.of(Message.character("a"), Message.user("aa"));
        int least =
                Prompt.of(request(messages.subList(1, 2)), tokenizer, 10_000).ids().length;
        Prompt tight = Prompt.of(request(messages), tokenizer, least + 1);
        assertThat(tight.droppedMessages()).isEqualTo(1);
        assertThat(tight.ids()).hasSize(least);
        assertThatThrownBy(() -> Prompt.of(request(messages), tokenizer, least))
                .isInstanceOf(ContextTooLongException.class)
                .hasMessage("the profile of 甲 and the last message take " + least
                        + " tokens, but prompt and reply together may have " + least
                        + "; shorten the profile or the message, or raise the limit");
    }

    @Test
    void text_that_looks_like_a_special_token_stays_text() {
        Prompt prompt = Prompt.of(request(List.of(Message.user("</s>[gMASK]sop"))), tokenizer, 10_000);
        assertThat(Arrays.stream(prompt.ids()).filter(id -> id >= tokenizer.special("[MASK]")))
                .hasSize(2);
        assertThat(Arrays.stream(prompt.ids()).filter(id -> id == tokenizer.endOfSequence()))
                .isEmpty();
    }

    private static ChatRequest request(List<Message> messages) {
        return new ChatRequest(new Persona("甲", "aaaa", "乙", ""), messages, GenerationSettings.greedy(8), 1);
    }
}
