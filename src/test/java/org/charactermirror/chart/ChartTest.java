package org.charactermirror.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChartTest {

    private static final int DRAWINGS = 150;

    private static Chart bars(String title) {
        return new ShareBars(title, "第一幅", List.of("胜", "平", "负"), List.of(new ShareBars.Bar("闲聊", 45, 14, 41, false)))
                .draw();
    }

    @Test
    void no_text_of_any_chart_covers_another_or_leaves_the_drawing() {
        for (int seed = 0; seed < DRAWINGS; seed++) {
            for (Chart chart : new SampleCharts(seed).all()) {
                List<Drawn.Box> boxes = Drawn.of(chart).boxes();
                for (int i = 0; i < boxes.size(); i++) {
                    Drawn.Box box = boxes.get(i);
                    assertThat(box.left()).as(box.toString()).isGreaterThanOrEqualTo(-0.01);
                    assertThat(box.right()).as(box.toString()).isLessThanOrEqualTo(chart.width() + 0.01);
                    assertThat(box.bottom()).as(box.toString()).isLessThanOrEqualTo(chart.height());
                    for (Drawn.Box other : boxes.subList(i + 1, boxes.size())) {
                        assertThat(box.overlaps(other))
                                .as("seed %d: %s and %s", seed, box, other)
                                .isFalse();
                    }
                }
            }
        }
    }

    @Test
    void the_same_figures_give_the_same_bytes() {
        for (int kind = 0; kind < 5; kind++) {
            assertThat(new SampleCharts(7).all().get(kind).file())
                    .isEqualTo(new SampleCharts(7).all().get(kind).file());
        }
    }

    @Test
    void a_file_has_its_title_its_figures_in_words_and_letters_as_text() {
        Drawn drawn = Drawn.of(bars("甲 against 乙"));
        assertThat(drawn.all("title").get(0).getTextContent()).isEqualTo("甲 against 乙");
        assertThat(drawn.all("desc").get(0).getTextContent()).isEqualTo("第一幅");
        assertThat(drawn.texts()).containsExactly("甲 against 乙", "胜", "平", "负", "闲聊", "45", "14", "41");
    }

    @Test
    void a_file_needs_no_variables_and_has_colours_for_day_and_night() {
        String file = bars("x").file();
        assertThat(file)
                .doesNotContain("var(", "url(", "@import")
                .contains(".chart .c-win { fill: #1f6f83; }", "prefers-color-scheme: dark", "Noto Sans CJK SC");
        // Every colour by day and by night.
        assertThat(file.split("#5bb3c6", -1)).hasSize(2);
    }

    @Test
    void within_a_page_a_chart_is_named_for_people_who_do_not_see_it() {
        assertThat(bars("x").within("chart-1"))
                .startsWith(
                        "<svg class=\"chart\" role=\"img\" aria-labelledby=\"chart-1-title chart-1-desc\" viewBox=\"0 0 300 ")
                .contains("<title id=\"chart-1-title\">x</title><desc id=\"chart-1-desc\">第一幅</desc>")
                .doesNotContain("//", "style=");
        assertThat(Theme.ofPage()).contains("--c-win: #1f6f83;", "fill: var(--c-win)", "@media print");
    }

    @Test
    void texts_mean_nothing_but_themselves() {
        Drawn drawn = Drawn.of(bars("</text><script>&\u0000\ud800\"\n"));
        assertThat(drawn.texts().get(0)).isEqualTo("</text><script>&\ufffd\ufffd\" ");
        assertThat(drawn.all("script")).isEmpty();
    }

    @Test
    void a_chart_without_words_is_none() {
        assertThatThrownBy(() -> new Chart("x", " ", 1, 1, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a chart needs a title and a description");
    }
}
