package org.charactermirror.analysis;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.TurnFlag;
import org.charactermirror.stats.ClusterBootstrap;
import org.charactermirror.stats.ClusterSums;
import org.charactermirror.stats.Estimate;
import org.jspecify.annotations.Nullable;

/**
 * How many errors there are in 1,000 characters of reply, per model: a model that says more has more room for errors.
 *
 * <p>A reply judged by several annotators counts as often, its characters too.
 *
 * @param origin of all of its rows
 */
public record ErrorDensity(Origin origin, List<Row> models) {

    private static final double THOUSAND = 1000;

    public ErrorDensity {
        models = List.copyOf(models);
    }

    /**
     * One model's figures.
     *
     * @param withoutLength judgements of replies whose transcripts are not at hand; they count nowhere
     * @param all five errors, in the replies of which all five were judged
     * @param flags the single errors, each in the replies of which it was judged
     */
    public record Row(String model, int withoutLength, Figure all, Map<TurnFlag, Figure> flags) {

        public Row {
            flags = Map.copyOf(flags);
        }

        /** Returns the figure of one error. */
        public Figure flag(TurnFlag flag) {
            @Nullable Figure figure = flags.get(flag);
            if (figure == null) {
                throw new IllegalArgumentException(flag.word() + " is no error");
            }
            return figure;
        }
    }

    /**
     * Errors in a text.
     *
     * @param judgements of replies whose length is known
     * @param errors that they found
     * @param characters of these replies
     * @param perThousand errors in 1,000 characters
     */
    public record Figure(int judgements, long errors, long characters, Estimate perThousand, Uncertainty uncertainty) {}

    /** Counts by cells of one origin. */
    static ErrorDensity of(
            Origin origin, List<ErrorCells.Checked> checked, List<String> models, Optional<ClusterKind> kind) {
        List<ErrorCells.Checked> known = new ArrayList<>();
        Map<String, Integer> unknown = new HashMap<>();
        RowClusters clusters = new RowClusters();
        for (ErrorCells.Checked one : checked) {
            if (one.cell().rowsOfKnownLength() > 0) {
                known.add(one);
                clusters.add(one.key());
            }
            unknown.merge(one.key().modelA(), one.cell().rows() - one.cell().rowsOfKnownLength(), Integer::sum);
        }
        Counter counter = new Counter(clusters, kind.orElseGet(clusters::usual));
        for (int row = 0; row < known.size(); row++) {
            counter.add(row, known.get(row));
        }
        Map<Column, Figure> figures = counter.figures();
        Figure none = counter.figure(new Cells(), Optional.empty());
        List<Row> found = new ArrayList<>();
        for (String model : models) {
            Map<TurnFlag, Figure> flags = new EnumMap<>(TurnFlag.class);
            for (TurnFlag flag : TurnFlag.values()) {
                if (flag.isError()) {
                    flags.put(flag, figures.getOrDefault(new Column(model, flag.word()), none));
                }
            }
            found.add(new Row(
                    model,
                    unknown.getOrDefault(model, 0),
                    figures.getOrDefault(new Column(model, Counter.ALL), none),
                    flags));
        }
        return new ErrorDensity(origin, found);
    }

    private record Column(String model, String name) {}

    /** Errors and characters of one column, in all and by cluster. */
    private static final class Cells {
        private final ErrorCells.Density all = new ErrorCells.Density();
        private final Map<List<Integer>, ErrorCells.Density> byCluster = new LinkedHashMap<>();

        void add(List<Integer> cluster, ErrorCells.Density part) {
            all.merge(part);
            byCluster
                    .computeIfAbsent(cluster, unused -> new ErrorCells.Density())
                    .merge(part);
        }

        /** Returns errors over characters by cluster; nothing where a cluster has empty replies only. */
        Optional<ClusterSums> sums(int firsts, int seconds) {
            ClusterSums.Builder builder = new ClusterSums.Builder(firsts, seconds);
            for (Map.Entry<List<Integer>, ErrorCells.Density> cell : byCluster.entrySet()) {
                ErrorCells.Density density = cell.getValue();
                if (density.characters == 0) {
                    return Optional.empty();
                }
                builder.add(cell.getKey().get(0), cell.getKey().get(1), THOUSAND * density.errors, density.characters);
            }
            return Optional.of(builder.build());
        }
    }

    /** Adds up rows and draws their clusters anew. */
    private static final class Counter {

        private static final String ALL = "errors";
        private static final String EMPTY_REPLIES = "one of the clusters has empty replies only";

        private final RowClusters clusters;
        private final ClusterKind kind;
        private final Map<Column, Cells> columns = new LinkedHashMap<>();

        Counter(RowClusters clusters, ClusterKind kind) {
            this.clusters = clusters;
            this.kind = kind;
        }

        void add(int row, ErrorCells.Checked one) {
            boolean drawn = clusters.obstacle(kind).isEmpty();
            List<Integer> cluster =
                    drawn ? List.of(clusters.first(kind, row), clusters.second(kind, row)) : List.of(0, 0);
            String model = one.key().modelA();
            for (TurnFlag flag : TurnFlag.values()) {
                add(cluster, model, flag.word(), one.cell().density(flag));
            }
            add(cluster, model, ALL, one.cell().densityOfAll());
        }

        private void add(List<Integer> cluster, String model, String name, ErrorCells.Density density) {
            if (density.judgements > 0) {
                cells(model, name).add(cluster, density);
            }
        }

        private Cells cells(String model, String name) {
            return columns.computeIfAbsent(new Column(model, name), unused -> new Cells());
        }

        Map<Column, Figure> figures() {
            int firsts = Math.max(1, clusters.firsts(kind));
            int seconds = Math.max(1, clusters.seconds(kind));
            List<Column> drawn = new ArrayList<>();
            List<ClusterSums> sums = new ArrayList<>();
            columns.forEach((column, cells) -> cells.sums(firsts, seconds).ifPresent(found -> {
                drawn.add(column);
                sums.add(found);
            }));
            ClusterBootstrap bootstrap = ClusterBootstrap.of(
                    sums, firsts, seconds, ClusterBootstrap.RESAMPLES, FigureSet.seed("errors per 1,000 characters"));
            Map<Column, Figure> figures = new LinkedHashMap<>();
            columns.forEach((column, cells) -> {
                int place = drawn.indexOf(column);
                figures.put(
                        column,
                        figure(
                                cells,
                                place < 0
                                        ? Optional.empty()
                                        : Optional.of(new Drawn(sums.get(place), bootstrap.interval(place)))));
            });
            return figures;
        }

        private record Drawn(ClusterSums sums, Optional<ClusterBootstrap.Resampled> interval) {}

        Figure figure(Cells cells, Optional<Drawn> drawn) {
            Estimate perThousand = cells.all.judgements == 0
                    ? Estimate.notEstimable("the length of no judged reply is known")
                    : cells.all.characters == 0
                            ? Estimate.notEstimable("all judged replies are empty")
                            : Estimate.of(THOUSAND * cells.all.errors / cells.all.characters);
            Uncertainty uncertainty = cells.all.characters > 0 && drawn.isEmpty()
                    ? new Uncertainty(Optional.empty(), EMPTY_REPLIES, kind, clusters.firsts(kind), 0)
                    : Uncertainty.of(
                            clusters, kind, drawn.stream().map(Drawn::sums).toList(), drawn.flatMap(Drawn::interval));
            return new Figure(cells.all.judgements, cells.all.errors, cells.all.characters, perThousand, uncertainty);
        }
    }
}
