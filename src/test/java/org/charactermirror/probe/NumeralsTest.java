package org.charactermirror.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumeralsTest {

    @ParameterizedTest
    @CsvSource({
        "我今年二十九岁, 29",
        "十盏, 10",
        "十九岁, 19",
        "一百零八级, 108",
        "一百三十天, 130",
        "六千一百台, 6100",
        "三千盏, 3000",
        "八十万公里, 800000",
        "五十六万人, 560000",
        "一亿两千万, 120000000",
        "两千五百颗, 2500",
        "廿七, 27",
        "一九三八年, 1938",
        "二〇二六年, 2026",
        "80万公里, 800000",
        "共27条, 27",
        "'1,936 people', 1936",
        "twenty seven boats, 27",
        "one hundred and eight steps, 108",
        "a hundred and thirty six, 136",
        "six thousand one hundred operations, 6100",
        "eight hundred thousand, 800000",
        "five hundred and sixty thousand, 560000",
        "nineteen, 19",
        "3千盏, 3000",
        "6千1百台, 6100",
        "3百万, 3000000",
        "1亿2千万, 120000000",
        "兩千五百顆, 2500",
        "八十萬公里, 800000",
        "一百○八级, 108",
        "卅六, 36",
        "百零八将, 108",
        "一九号, 19",
    })
    void a_number_is_the_same_however_it_is_written(String text, long value) {
        assertThat(values(text)).containsExactly(value);
    }

    @ParameterizedTest
    @CsvSource({"一百三, 130", "三千五, 3500", "两万七, 27000", "一百零三, 103"})
    void a_last_digit_without_its_unit_counts_as_people_mean_it(String text, long value) {
        assertThat(values(text)).containsExactly(value);
    }

    @Test
    void what_says_only_about_how_many_is_no_number() {
        assertThat(values("三十多岁")).isEmpty();
        assertThat(values("二十几条")).isEmpty();
        assertThat(values("十一二岁")).isEmpty();
        assertThat(values("27.5 degrees")).isEmpty();
    }

    /** Three or four is neither 34 nor 3, and "several tens" is not ten. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "三四年",
                "七八岁",
                "一两年",
                "三五天",
                "两三个",
                "三三两两",
                "几十年",
                "数十年",
                "十数年",
                "四十来天",
                "三到五年",
                "3-5年",
                "3~5年",
                "three or four years",
                "three to five years",
                "thirty odd years",
                "twenty-fifth",
                "3千五百",
                "2千5"
            })
    void a_range_is_none_of_its_numbers(String text) {
        assertThat(values(NormalText.of(text))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"我十分抱歉", "乱七八糟", "一一记着", "再三叮嘱", "百姓", "千里迢迢", "十字路口", "信心十足"})
    void a_phrase_with_a_numeral_is_no_number(String text) {
        assertThat(values(text)).isEmpty();
    }

    @Test
    void what_looks_like_such_a_phrase_may_be_a_number() {
        assertThat(values("慢了十分")).containsExactly(10L);
        assertThat(values("十分钟")).containsExactly(10L);
        assertThat(values("岁数十九")).containsExactly(19L);
        assertThat(values("再三十年")).containsExactly(30L);
        assertThat(values("今年27一个人住")).containsExactly(27L);
        assertThat(values("80万一年")).containsExactly(800_000L);
    }

    @Test
    void a_full_width_comma_stands_between_two_numbers() {
        assertThat(values(NormalText.of("灯塔街19，2楼"))).containsExactly(19L, 2L);
        assertThat(values(NormalText.of("1,936人"))).containsExactly(1936L);
    }

    @Test
    void what_is_too_large_to_count_is_no_number() {
        assertThat(values("123456789012345亿")).isEmpty();
        assertThat(values("一亿一亿一亿一亿")).isEmpty();
    }

    @Test
    void several_numbers_are_found_apart() {
        assertThat(values("九岁那年捡到灯，如今二十七")).containsExactly(9L, 27L);
        assertThat(values("nine, ten and eleven")).containsExactly(9L, 10L, 11L);
        assertThat(values("twenty twelve")).containsExactly(20L, 12L);
    }

    @Test
    void an_article_is_no_number() {
        assertThat(values("a lantern")).isEmpty();
    }

    private static List<Long> values(String text) {
        return Numerals.in(text).stream().map(Numerals.Found::value).toList();
    }
}
