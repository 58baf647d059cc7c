package org.charactermirror.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparableTextTest {

    @Test
    void only_letters_and_digits_remain_in_their_plain_form() {
        assertThat(ComparableText.normalise("（按剑）哈哈，Ｈｅｌｌｏ 项羽！１２……")).isEqualTo("按剑哈哈hello项羽12");
        assertThat(ComparableText.normalise("𠮷野家 Café")).isEqualTo("𠮷野家café");
        assertThat(ComparableText.normalise("……！")).isEmpty();
    }

    @Test
    void runs_are_counted_by_character_and_not_by_code_unit() {
        assertThat(ComparableText.grams("𠮷好𠮷好𠮷", 2)).isEqualTo(Map.of("𠮷好", 2, "好𠮷", 2));
    }

    @Test
    void a_short_text_is_its_own_only_run_and_an_empty_one_has_none() {
        assertThat(ComparableText.grams("是啊", 4)).isEqualTo(Map.of("是啊", 1));
        assertThat(ComparableText.grams("是啊是啊", 4)).isEqualTo(Map.of("是啊是啊", 1));
        assertThat(ComparableText.grams("", 4)).isEmpty();
    }
}
