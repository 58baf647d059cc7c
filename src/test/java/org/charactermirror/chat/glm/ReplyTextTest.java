package org.charactermirror.chat.glm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.charactermirror.chat.StopReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplyTextTest {

    private static final int END = 2;

    @TempDir
    private Path folder;

    private GlmTokenizer tokenizer;
    private final List<String> heard = new ArrayList<>();
    private ReplyText reply;

    @BeforeEach
    void open() throws IOException {
        Files.write(folder.resolve("tokenizer.model"), SentencePieceWriter.characterModel(List.of("好", "[", "]")));
        tokenizer = GlmTokenizer.open(folder);
        reply = new ReplyText(tokenizer, List.of("[甲]", "[乙]"), heard::add);
    }

    @AfterEach
    void close() {
        tokenizer.close();
    }

    @Test
    void a_character_is_heard_when_its_last_byte_has_come() {
        assertThat(say("好𠮷")).isEmpty();
        assertThat(heard).containsExactly("好", "𠮷");
        assertThat(reply.finish()).isEqualTo("好𠮷");
    }

    @Test
    void the_end_of_sequence_ends_it() {
        say("好");
        assertThat(reply.add(END)).contains(StopReason.END_OF_SEQUENCE);
        assertThat(reply.finish()).isEqualTo("好");
        assertThat(heard).containsExactly("好");
    }

    @Test
    void a_newline_ends_it_and_is_not_heard() {
        assertThat(say("好 \n")).contains(StopReason.NEWLINE);
        assertThat(reply.finish()).isEqualTo("好");
        assertThat(heard).containsExactly("好");
    }

    @Test
    void a_newline_before_anything_else_is_an_empty_reply() {
        assertThat(say("\n")).contains(StopReason.NEWLINE);
        assertThat(reply.finish()).isEmpty();
        assertThat(heard).isEmpty();
    }

    @Test
    void anybody_s_tag_ends_it_and_what_came_before_is_kept() {
        assertThat(say("好[乙]")).contains(StopReason.SPEAKER_TAG);
        assertThat(reply.finish()).isEqualTo("好");
        assertThat(heard).containsExactly("好");
    }

    @Test
    void the_character_s_own_tag_ends_it_too() {
        assertThat(say("好 [甲]")).contains(StopReason.SPEAKER_TAG);
        assertThat(reply.finish()).isEqualTo("好");
    }

    @Test
    void a_bracket_that_is_no_tag_is_heard_as_soon_as_that_is_certain() {
        say("好[");
        assertThat(heard).containsExactly("好");
        say("好");
        assertThat(heard).containsExactly("好", "[好");
        say("[[甲");
        assertThat(heard).containsExactly("好", "[好", "[");
        assertThat(reply.finish()).isEqualTo("好[好[[甲");
        assertThat(String.join("", heard)).isEqualTo("好[好[[甲");
    }

    @Test
    void white_space_is_heard_only_between_other_text() {
        say(" \t好  ");
        assertThat(heard).containsExactly("好");
        say("好\u3000");
        assertThat(heard).containsExactly("好", "  好");
        assertThat(reply.finish()).isEqualTo("好  好");
        assertThat(String.join("", heard)).isEqualTo("好  好");
    }

    @Test
    void bytes_that_are_no_character_become_the_replacement_character() {
        reply.add(3 + 0xe5);
        say("好");
        assertThat(reply.finish()).isEqualTo("\ufffd好");
        assertThat(String.join("", heard)).isEqualTo("\ufffd好");
    }

    @Test
    void a_character_that_was_cut_off_by_the_length_is_left_out() {
        say("好");
        byte[] bytes = "甲".getBytes(StandardCharsets.UTF_8);
        reply.add(3 + Byte.toUnsignedInt(bytes[0]));
        reply.add(3 + Byte.toUnsignedInt(bytes[1]));
        assertThat(reply.finish()).isEqualTo("好");
    }

    private Optional<StopReason> say(String text) {
        Optional<StopReason> stop = Optional.empty();
        for (int id : tokenizer.encode(text)) {
            stop = reply.add(id);
        }
        return stop;
    }
}
