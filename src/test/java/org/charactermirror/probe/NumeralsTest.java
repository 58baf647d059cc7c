package org.charactermirror.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
