package org.charactermirror.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.charactermirror.chat.Persona;
import org.junit.jupiter.api.Test;

class WindowTest {

    private static final String TEXT = """
            以下是一段灯和小舟之间的对话。
            关于灯的信息：一盏灯。
            [小舟]你好
            [灯]嗯。
            """;

    private final CharacterVocabulary vocabulary = CharacterVocabulary.of(List.of(TEXT));

    @Test
    void a_window_holds_the_prompt_of_its_dialogue_and_marks_what_is_said_with_its_newline() {
        assertThat(ids(window(200, false)))
                .startsWith(vocabulary.gMask(), vocabulary.startOfPiece())
                .endsWith(vocabulary.encode(TEXT))
                .hasSize(2 + vocabulary.encode(TEXT).length);
        assertThat(learnt(window(200, false))).isEqualTo("你好\n嗯。\n");
        assertThat(learnt(window(200, true))).isEqualTo("嗯。\n");
    }

    @Test
    void what_does_not_fit_is_cut_off() {
        Window window = window(10, false);
        assertThat(window.isFull()).isTrue();
        assertThat(ids(window)).hasSize(10).endsWith(vocabulary.encode("以下是一段灯和小"));
    }

    private Window window(int capacity, boolean repliesOnly) {
        Window window = new Window(capacity, vocabulary, repliesOnly);
        window.start(new Persona("灯", "一盏灯。", "小舟", ""));
        window.say("小舟", "你好", false);
        window.say("灯", "嗯。", true);
        return window;
    }

    private static int[] ids(Window window) {
        return IntStream.range(0, window.length()).map(window::id).toArray();
    }

    private String learnt(Window window) {
        StringBuilder text = new StringBuilder();
        IntStream.range(0, window.length())
                .filter(window::learnt)
                .map(window::id)
                .mapToObj(id -> id == vocabulary.encode("\n")[0] ? "\n" : character(id))
                .forEach(text::append);
        return text.toString();
    }

    private String character(int id) {
        return vocabulary.characters().stream()
                .filter(character -> vocabulary.encode(character)[0] == id)
                .findFirst()
                .orElseThrow();
    }
}
