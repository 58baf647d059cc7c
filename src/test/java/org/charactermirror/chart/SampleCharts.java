package org.charactermirror.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;

/** Charts of every kind from figures drawn at random, with names short and long, Latin and Chinese. */
final class SampleCharts {

    private static final List<String> NAMES = List.of(
            "a",
            "GPT-4",
            "CharacterGLM-66B",
            "WWWWWWWWWWWWWWWWWWWWWWWWWW",
            "model-of-a-very-long-name-2026-08-06-preview",
            "某某大语言模型第二代",
            "一个名字特别长的角色扮演对话大语言模型增强版",
            "<&\">");

    private final Random random;

    SampleCharts(long seed) {
        random = new Random(seed);
    }

    private String name() {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    List<Chart> all() {
        return List.of(dots(), bars(), heatmap(), lines(), curves());
    }

    private Chart dots() {
        double size = Math.pow(10, random.nextInt(6) - 2);
        double from = (random.nextDouble() - 0.5) * size;
        List<DotPlot.Row> rows = IntStream.range(0, 1 + random.nextInt(30))
                .mapToObj(i -> {
                    double value = from + random.nextDouble() * size;
                    return new DotPlot.Row(
                            name(),
                            OptionalDouble.of(value),
                            Optional.of(new DotPlot.Span(value - size / 10, value + size / 10, random.nextBoolean())),
                            List.of(String.format(Locale.ROOT, "%.2f", value), "abc"));
                })
                .toList();
        return new DotPlot(
                        name(),
                        "figures",
                        List.of("Mean", ""),
                        Scale.around(from, from + size),
                        OptionalDouble.of(from),
                        rows)
                .draw();
    }

    private Chart bars() {
        List<ShareBars.Bar> bars = IntStream.range(0, 1 + random.nextInt(8))
                .mapToObj(i -> {
                    int win = random.nextInt(101);
                    int tie = random.nextInt(101 - win);
                    return new ShareBars.Bar(name(), win, tie, 100 - win - tie, random.nextBoolean());
                })
                .toList();
        return new ShareBars(name(), "figures", List.of("Win", "Tie", "Lose"), bars).draw();
    }

    private Chart heatmap() {
        int people = 2 + random.nextInt(Heatmap.MOST - 1);
        boolean longNames = random.nextBoolean();
        List<List<Heatmap.Cell>> cells = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            cells.add(IntStream.range(0, i)
                    .mapToObj(j -> new Heatmap.Cell(OptionalDouble.of(random.nextDouble()), ".88", "κ"))
                    .toList());
        }
        return new Heatmap(
                        name(),
                        "figures",
                        IntStream.range(0, people)
                                .mapToObj(i -> longNames ? name() + i : "r" + i)
                                .toList(),
                        cells)
                .draw();
    }

    private Chart curves() {
        int turns = 1 + random.nextInt(120);
        List<CurvePlot.Curve> curves = IntStream.range(0, 1 + random.nextInt(4))
                .mapToObj(i -> new CurvePlot.Curve(
                        name(),
                        List.of(
                                new LinePlot.Point(0, 100, "all"),
                                new LinePlot.Point(1 + random.nextInt(turns), 30.0 * i, "end"))))
                .toList();
        return new CurvePlot(
                        name(),
                        "figures",
                        random.nextBoolean() ? "Turn" : "轮次",
                        " %",
                        turns,
                        new Scale(0, 100, 25),
                        curves)
                .draw();
    }

    private Chart lines() {
        int turns = 1 + random.nextInt(120);
        List<LinePlot.Point> points = IntStream.rangeClosed(1, turns)
                .mapToObj(turn -> new LinePlot.Point(turn, 100 * random.nextDouble(), "hint"))
                .toList();
        return new LinePlot(
                        name(),
                        "figures",
                        random.nextBoolean() ? "Turn" : "轮次",
                        " %",
                        turns,
                        Scale.around(0, 100 * random.nextDouble()),
                        points,
                        List.of(points),
                        random.nextBoolean())
                .draw();
    }
}
