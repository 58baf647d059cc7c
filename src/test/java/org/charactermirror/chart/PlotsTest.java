package org.charactermirror.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class PlotsTest {

    private static DotPlot dots(DotPlot.Row... rows) {
        return new DotPlot("t", "d", List.of("Mean"), new Scale(1, 5, 1), OptionalDouble.empty(), List.of(rows));
    }

    @Test
    void a_dot_stands_at_its_figure_and_its_interval_on_both_sides() {
        Drawn drawn = Drawn.of(dots(new DotPlot.Row(
                        "m", OptionalDouble.of(3), Optional.of(new DotPlot.Span(2, 4.5, false)), List.of("3.00")))
                .draw());
        List<Element> grid = drawn.all("line", "c-grid");
        double one = Drawn.number(grid.get(0), "x1");
        double five = Drawn.number(grid.get(4), "x1");
        Element interval = drawn.all("line", "c-interval").get(0);
        // From 1 to 5, 3 is a half of the way, 2 a quarter and 4.5 seven eighths.
        assertThat(Drawn.number(drawn.all("circle").get(0), "cx")).isCloseTo((one + five) / 2, within(0.01));
        assertThat(Drawn.number(interval, "x1")).isCloseTo(one + (five - one) / 4, within(0.01));
        assertThat(Drawn.number(interval, "x2")).isCloseTo(one + (five - one) * 7 / 8, within(0.01));
    }

    @Test
    void an_interval_that_is_too_narrow_has_gaps() {
        DotPlot.Row row =
                new DotPlot.Row("m", OptionalDouble.of(3), Optional.of(new DotPlot.Span(2, 4, true)), List.of("3.00"));
        assertThat(Drawn.of(dots(row).draw()).all("line", "c-narrow")).hasSize(1);
    }

    @Test
    void a_row_without_a_figure_has_words_and_no_dot() {
        Drawn drawn =
                Drawn.of(dots(new DotPlot.Row("m", OptionalDouble.empty(), Optional.empty(), List.of("not judged")))
                        .draw());
        assertThat(drawn.all("circle")).isEmpty();
        assertThat(drawn.texts()).contains("m", "not judged");
    }

    @Test
    void bars_are_as_long_as_their_percentages() {
        Drawn drawn = Drawn.of(new ShareBars(
                        "t", "d", List.of("Win", "Tie", "Lose"), List.of(new ShareBars.Bar("x", 45, 0, 55, false)))
                .draw());
        // Of a width of 300: 45 percent are 135, 55 percent 165, and no tie has no bar.
        assertThat(Drawn.number(drawn.all("rect", "c-win").get(0), "width")).isEqualTo(135);
        assertThat(Drawn.number(drawn.all("rect", "c-lose").get(0), "x")).isEqualTo(135);
        assertThat(Drawn.number(drawn.all("rect", "c-lose").get(0), "width")).isEqualTo(165);
        assertThat(drawn.all("rect", "c-tie")).isEmpty();
    }

    @Test
    void squares_are_darker_the_closer_people_agree_and_empty_without_a_figure() {
        Drawn drawn = Drawn.of(new Heatmap(
                        "t",
                        "d",
                        List.of("a", "b", "c"),
                        List.of(
                                List.of(),
                                List.of(new Heatmap.Cell(OptionalDouble.of(0.9), ".90", "a · b")),
                                List.of(
                                        new Heatmap.Cell(OptionalDouble.of(-0.3), "−.30", "a · c"),
                                        new Heatmap.Cell(OptionalDouble.empty(), "", "b · c: no common judgements"))))
                .draw());
        Element dark = drawn.all("rect", "c-heat").get(0);
        assertThat(Drawn.number(dark, "fill-opacity")).isEqualTo(0.9);
        assertThat(dark.getTextContent()).isEqualTo("a · b");
        assertThat(drawn.all("text", "c-on").stream().map(Drawn::shown)).containsExactly(".90");
        assertThat(Drawn.number(drawn.all("rect", "c-below").get(0), "fill-opacity"))
                .isEqualTo(0.3);
        assertThat(drawn.all("rect", "c-empty").get(0).getTextContent()).isEqualTo("b · c: no common judgements");
    }

    private static LinePlot line(boolean steps, LinePlot.Point... points) {
        return new LinePlot("t", "d", "Turn", " %", 5, new Scale(0, 100, 50), List.of(points), List.of(), steps);
    }

    @Test
    void a_turn_that_nobody_judged_breaks_the_line() {
        Drawn drawn = Drawn.of(line(
                        false,
                        new LinePlot.Point(1, 10, ""),
                        new LinePlot.Point(2, 20, ""),
                        new LinePlot.Point(4, 30, ""),
                        new LinePlot.Point(5, 30, ""))
                .draw());
        assertThat(drawn.all("polyline", "c-line")).hasSize(2);
        assertThat(drawn.all("circle")).hasSize(4);
    }

    @Test
    void steps_hold_until_the_next_figure() {
        Drawn drawn = Drawn.of(line(true, new LinePlot.Point(1, 100, ""), new LinePlot.Point(4, 50, ""))
                .draw());
        String[] places =
                drawn.all("polyline", "c-line").get(0).getAttribute("points").split(" ");
        // The corner stands above the later turn, at the height of the earlier figure.
        assertThat(places).hasSize(3);
        assertThat(places[1].split(",")[0]).isEqualTo(places[2].split(",")[0]);
        assertThat(places[1].split(",")[1]).isEqualTo(places[0].split(",")[1]);
    }

    @Test
    void steps_begin_before_the_first_turn_and_have_their_intervals_as_far_as_they_hold() {
        Drawn drawn = Drawn.of(line(
                        true,
                        new LinePlot.Point(0, 100, ""),
                        new LinePlot.Point(2, 50, Optional.of(new DotPlot.Span(25, 75, false)), ""),
                        new LinePlot.Point(5, 50, ""))
                .draw());
        Element band = drawn.all("rect", "c-band").get(0);
        List<Element> dots = drawn.all("circle");
        assertThat(Drawn.number(band, "x")).isEqualTo(Drawn.number(dots.get(1), "cx"));
        assertThat(Drawn.number(band, "x") + Drawn.number(band, "width"))
                .isCloseTo(Drawn.number(dots.get(2), "cx"), within(0.02));
        // Half of the height between 0 and 100, around the dot at 50.
        assertThat(Drawn.number(band, "height")).isEqualTo(42);
        assertThat(Drawn.number(band, "y") + 21).isEqualTo(Drawn.number(dots.get(1), "cy"));
        assertThat(drawn.texts()).contains("0", "5");
    }

    private static CurvePlot.Curve curve(String name, double end) {
        return new CurvePlot.Curve(name, List.of(new LinePlot.Point(0, 100, ""), new LinePlot.Point(5, end, "")));
    }

    @Test
    void curves_have_their_names_at_their_ends_if_these_are_far_enough_apart() {
        Scale scale = new Scale(0, 100, 25);
        // Names are 12 apart of a height of 84: a seventh of the scale, 14.3 percent.
        assertThat(CurvePlot.fit(List.of(curve("x", 50), curve("y", 64)), scale))
                .isFalse();
        List<CurvePlot.Curve> curves = List.of(curve("x", 50), curve("y", 65));
        assertThat(CurvePlot.fit(curves, scale)).isTrue();
        Drawn drawn = Drawn.of(new CurvePlot("t", "d", "Turn", " %", 5, scale, curves).draw());
        assertThat(drawn.all("polyline", "c-line")).hasSize(2);
        assertThat(drawn.texts()).contains("x", "y");
        List<CurvePlot.Curve> five =
                List.of(curve("a", 0), curve("b", 20), curve("c", 40), curve("d", 60), curve("e", 80));
        assertThat(CurvePlot.fit(five, scale)).isFalse();
        assertThatThrownBy(() -> new CurvePlot("t", "d", "Turn", " %", 5, scale, five))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("5 curves whose names do not fit");
    }

    @Test
    void charts_without_figures_are_not_drawn() {
        assertThatThrownBy(() -> dots())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a chart without rows shows nothing");
        assertThatThrownBy(() -> new ShareBars("t", "d", List.of("a", "b", "c"), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a chart without bars shows nothing");
        assertThatThrownBy(() -> line(false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a chart without points shows nothing");
    }

    @Test
    void figures_that_cannot_be_are_refused() {
        assertThatThrownBy(() -> new ShareBars.Bar("x", 50, 50, 1, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("x: 50, 50 and 1 are not 100 %");
        assertThatThrownBy(() -> new DotPlot.Span(2, 1, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no interval: 2.0 to 1.0");
        assertThatThrownBy(() -> line(false, new LinePlot.Point(6, 1, "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("turn 6 of 5");
        assertThatThrownBy(() -> Markup.number(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no coordinate: NaN");
    }
}
