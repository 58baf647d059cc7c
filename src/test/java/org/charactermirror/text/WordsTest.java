package org.charactermirror.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void chinese_is_divided_by_the_dictionary_and_signs_are_no_words() {
        assertThat(Words.of("我们喜欢月亮。")).containsExactly("我们", "喜欢", "月亮");
        assertThat(Words.of("（微笑）今天天气很好……")).containsExactly("微笑", "今天", "天气", "很", "好");
    }

    @Test
    void words_of_letters_and_digits_stay_whole_in_lower_case() {
        assertThat(Words.of("I don’t like Wi-Fi 5G!")).containsExactly("i", "don't", "like", "wi", "fi", "5g");
        assertThat(Words.of("'Tis the poets' moon")).containsExactly("tis", "the", "poets", "moon");
    }

    @Test
    void scripts_beside_each_other_are_divided_where_they_meet() {
        assertThat(Words.of("我们喜欢ＪＡＶＡ语言")).containsExactly("我们", "喜欢", "java", "语言");
    }

    @Test
    void what_has_no_letters_has_no_words() {
        assertThat(Words.of("")).isEmpty();
        assertThat(Words.of("……！？ 🙂")).isEmpty();
    }

    /** Unicode has 〇 among the numbers that are letters, and not among the letters. */
    @Test
    void the_chinese_zero_is_written_like_any_other_numeral() {
        assertThat(String.join("", Words.of("一九〇〇年"))).isEqualTo("一九〇〇年");
        assertThat(ComparableText.normalise("一九〇〇年")).isEqualTo("一九〇〇年");
    }

    @Test
    void a_letter_beyond_the_basic_plane_is_a_word() {
        assertThat(Words.of("𠮷")).containsExactly("𠮷");
    }
}
