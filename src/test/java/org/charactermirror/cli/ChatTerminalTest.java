package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ChatReply;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.ContextTooLongException;
import org.charactermirror.chat.GenerationSettings;
import org.charactermirror.chat.Message;
import org.charactermirror.chat.ModelDescription;
import org.charactermirror.chat.Persona;
import org.charactermirror.chat.StopReason;
import org.charactermirror.chat.TextListener;
import org.junit.jupiter.api.Test;

class ChatTerminalTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Echo model = new Echo();

    @Test
    void every_line_is_answered_after_the_greeting() {
        talk("你好\n  \n 再来 \n");
        assertThat(out).hasToString("[甲]来了。%n[甲]1：你好%n[甲]3：再来%n".formatted());
        assertThat(model.requests.get(1).messages())
                .containsExactly(
                        Message.character("来了。"), Message.user("你好"), Message.character("1：你好"), Message.user("再来"));
    }

    @Test
    void clear_begins_anew_and_stop_ends() {
        talk("你好\nclear\n你好\nstop\n你好\n");
        assertThat(out).hasToString("[甲]来了。%n[甲]1：你好%n[甲]来了。%n[甲]1：你好%n".formatted());
    }

    @Test
    void the_notes_of_the_model_are_told_first() {
        talk("");
        assertThat(err)
                .hasToString(
                        "echo: licence unknown%nA fake.%nYou are 乙. 'clear' begins anew, 'stop' ends.%n".formatted());
    }

    @Test
    void every_turn_has_a_seed_of_its_own() {
        talk("你好\n你好\n");
        assertThat(model.requests.stream().map(ChatRequest::seed).distinct()).hasSize(2);
    }

    @Test
    void a_message_that_is_too_long_is_told_and_forgotten() {
        talk("长\n你好\n");
        assertThat(err.toString()).endsWith("too long%n".formatted());
        assertThat(out).hasToString("[甲]来了。%n[甲]%n[甲]1：你好%n".formatted());
    }

    @Test
    void a_person_who_types_sees_whose_turn_it_is() {
        terminal().talk(new ByteArrayInputStream("你好\n".getBytes(StandardCharsets.UTF_8)), true);
        assertThat(out).hasToString("[甲]来了。%n[乙][甲]1：你好%n[乙]".formatted());
    }

    private void talk(String input) {
        terminal().talk(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), false);
    }

    private ChatTerminal terminal() {
        return new ChatTerminal(
                model,
                new Persona("甲", "", "乙", ""),
                "来了。",
                GenerationSettings.ofDefaults(),
                1,
                new PrintWriter(out, true),
                new PrintWriter(err, true));
    }

    /** Repeats the last message after the number of messages before it. */
    private static final class Echo implements ChatModel {

        private final List<ChatRequest> requests = new ArrayList<>();

        @Override
        public ModelDescription description() {
            return new ModelDescription("echo", "local", "unknown", "A fake.", 0, Map.of());
        }

        @Override
        public ChatReply reply(ChatRequest request, TextListener listener) {
            int before = request.messages().size() - 1;
            String last = request.messages().get(before).text();
            if (last.equals("长")) {
                throw new ContextTooLongException("too long");
            }
            requests.add(request);
            listener.onText(before + "：");
            listener.onText(last);
            return new ChatReply(before + "：" + last, StopReason.NEWLINE, 1, 0, 1, 0);
        }

        @Override
        public void close() {}
    }
}
