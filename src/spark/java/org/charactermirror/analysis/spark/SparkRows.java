package org.charactermirror.analysis.spark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.charactermirror.analysis.AnalysisSettings;
import org.charactermirror.analysis.AnnotatorKey;
import org.charactermirror.analysis.LongestRuns;
import org.charactermirror.analysis.RowSource;
import org.charactermirror.analysis.Survey;
import org.charactermirror.analysis.spark.RowBytes.Placed;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.AnnotationCollector;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Origin;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.problem.Problems;
import org.charactermirror.scenario.AnnotatorRules;
import scala.Tuple2;
import scala.reflect.ClassTag$;

/**
 * Judgements in files that executors read and add up, one task a file. Rows meet the others that judge the same thing in one
 * exchange of data, and those of the same annotator in a second one; what comes to the driver is a summary.
 */
public final class SparkRows implements RowSource {

    private final JavaPairRDD<String, Iterable<byte[]>> groups;
    private final AnalysisSettings known;
    private final Result result;
    private final Map<AnnotatorKey, Integer> runs;

    private SparkRows(
            JavaPairRDD<String, Iterable<byte[]>> groups,
            AnalysisSettings known,
            Result result,
            Map<AnnotatorKey, Integer> runs) {
        this.groups = groups;
        this.known = known;
        this.result = result;
        this.runs = runs;
    }

    /**
     * Reads files and adds their rows up.
     *
     * @param files in the order in which one machine reads them; those of Parquet end in {@code .parquet}
     * @param partitions how many tasks add up
     * @throws BadInputException with what is wrong with any of them
     */
    public static SparkRows read(
            JavaSparkContext spark, List<String> files, FileOpener opener, int partitions, AnalysisSettings settings) {
        List<Integer> numbers = IntStream.range(0, files.size()).boxed().toList();
        ArrayList<String> names = new ArrayList<>(files);
        JavaPairRDD<String, byte[]> rows = spark.parallelize(numbers, Math.max(1, files.size()))
                .flatMapToPair(number -> isParquet(names.get(number))
                        ? noted(number, opener.sha256(names.get(number)))
                        : opened(number, opener.open(names.get(number))));
        Map<String, Map<Integer, String>> tables = new TreeMap<>();
        for (int number : numbers) {
            if (isParquet(names.get(number))) {
                String name = names.get(number);
                // Files of one folder share their columns; a file by itself has its own.
                String table = name.matches(".*\\.parquet/[^/]*") ? name.substring(0, name.lastIndexOf('/')) : name;
                tables.computeIfAbsent(table, unused -> new TreeMap<>()).put(number, name);
            }
        }
        if (!tables.isEmpty()) {
            SparkSession session =
                    SparkSession.builder().sparkContext(spark.sc()).getOrCreate();
            for (Map<Integer, String> table : tables.values()) {
                rows = rows.union(ParquetRows.read(session, table));
            }
        }
        return of(plain(rows).groupByKey(partitions), settings);
    }

    /** Says that keys and values are texts and bytes, which Spark then writes as they are, and not as objects of Java. */
    private static JavaPairRDD<String, byte[]> plain(JavaPairRDD<String, byte[]> rows) {
        return JavaPairRDD.fromRDD(
                rows.rdd(), ClassTag$.MODULE$.apply(String.class), ClassTag$.MODULE$.apply(byte[].class));
    }

    private static boolean isParquet(String name) {
        return name.endsWith(".parquet");
    }

    private static Iterator<Tuple2<String, byte[]>> noted(int number, String sha256) {
        FileNote note = new FileNote(number, sha256, 0, new ArrayList<>());
        return List.of(new Tuple2<>(FileNote.KEY + number, note.bytes())).iterator();
    }

    private static SparkRows of(JavaPairRDD<String, Iterable<byte[]>> groups, AnalysisSettings settings) {
        Result result = addUp(groups, settings, Set.of());
        Findings findings = result.findings();
        if (result.mixesSessions()) {
            findings.merge(sessionsOf(groups));
        }
        findings.throwIfErrors();
        return new SparkRows(groups, settings, result, runs(groups, settings));
    }

    private static Iterator<Tuple2<String, byte[]>> opened(int number, FileOpener.Opened file) {
        List<Annotation> rows = file.rows();
        ArrayList<Found> problems = new ArrayList<>();
        file.problems().stream().map(one -> Found.of(number, one)).sorted().forEach(problems::add);
        FileNote note = new FileNote(number, file.sha256(), file.repeated(), problems);
        Iterator<Tuple2<String, byte[]>> encoded = IntStream.range(0, rows.size())
                .mapToObj(row -> new Tuple2<>(
                        GroupKey.ofUnit(rows.get(row)),
                        RowBytes.of(new Placed(new Position(number, row), rows.get(row)))))
                .iterator();
        return new Iterator<>() {
            private boolean noted;

            @Override
            public boolean hasNext() {
                return !noted || encoded.hasNext();
            }

            @Override
            public Tuple2<String, byte[]> next() {
                if (noted) {
                    return encoded.next();
                }
                noted = true;
                return new Tuple2<>(FileNote.KEY + number, note.bytes());
            }
        };
    }

    private static Result addUp(
            JavaPairRDD<String, Iterable<byte[]>> groups, AnalysisSettings settings, Set<AnnotatorKey> out) {
        SentSettings sent = new SentSettings(settings, out);
        JavaRDD<Result> parts = groups.mapPartitions(partition -> {
            Result result = new Result();
            while (partition.hasNext()) {
                Tuple2<String, Iterable<byte[]>> group = partition.next();
                if (group._1().startsWith(FileNote.KEY)) {
                    group._2().forEach(bytes -> result.add(FileNote.of(bytes)));
                } else {
                    result.add(UnitRows.of(group._2()), sent);
                }
            }
            return List.of(result).iterator();
        });
        return parts.treeReduce(Result::merge, 2);
    }

    /** Finds rows from which only a session tells others apart, which one of the two lacks. */
    private static Findings sessionsOf(JavaPairRDD<String, Iterable<byte[]>> groups) {
        JavaRDD<Findings> parts = groups.filter(group -> !group._1().startsWith(FileNote.KEY))
                .flatMapToPair(group -> UnitRows.of(group._2()).rows().stream()
                        .map(placed -> new Tuple2<>(GroupKey.withoutSession(placed.row()), RowBytes.of(placed)))
                        .iterator())
                .groupByKey(groups.getNumPartitions())
                .mapPartitions(partition -> {
                    Findings findings = new Findings();
                    partition.forEachRemaining(
                            group -> findings.merge(UnitRows.of(group._2()).findings()));
                    return List.of(findings).iterator();
                });
        return parts.treeReduce(
                (one, other) -> {
                    one.merge(other);
                    return one;
                },
                2);
    }

    private static Map<AnnotatorKey, Integer> runs(
            JavaPairRDD<String, Iterable<byte[]>> groups, AnalysisSettings settings) {
        SentSettings sent = new SentSettings(settings, Set.of());
        JavaPairRDD<AnswerPlace, String> answers = groups.filter(
                        group -> !group._1().startsWith(FileNote.KEY))
                .mapPartitionsToPair(partition -> answers(partition, sent));
        List<Tuple2<AnnotatorKey, Integer>> longest = answers.repartitionAndSortWithinPartitions(
                        new AnswerPlace.ByAnnotator(groups.getNumPartitions()))
                .mapPartitions(partition -> {
                    LongestRuns runs = new LongestRuns(sent.rules());
                    partition.forEachRemaining(answer -> runs.add(answer._1().who(), answer._2()));
                    List<Tuple2<AnnotatorKey, Integer>> found = new ArrayList<>();
                    runs.all().forEach((who, run) -> found.add(new Tuple2<>(who, run)));
                    return found.iterator();
                })
                .collect();
        Map<AnnotatorKey, Integer> all = new HashMap<>();
        longest.forEach(one -> all.put(one._1(), one._2()));
        return all;
    }

    private static Iterator<Tuple2<AnswerPlace, String>> answers(
            Iterator<Tuple2<String, Iterable<byte[]>>> partition, SentSettings sent) {
        LongestRuns checks = new LongestRuns(sent.rules());
        Iterable<Tuple2<String, Iterable<byte[]>>> groups = () -> partition;
        return StreamSupport.stream(groups.spliterator(), false)
                .flatMap(group -> UnitRows.of(group._2()).rows().stream())
                .filter(placed -> placed.row().origin() != Origin.AUTOMATIC)
                .flatMap(placed -> checks.answer(placed.row()).stream()
                        .map(answer -> new Tuple2<>(
                                new AnswerPlace(AnnotatorKey.of(placed.row()), placed.position()), answer.toString())))
                .iterator();
    }

    @Override
    public Survey survey(AnalysisSettings settings, Set<AnnotatorKey> out) {
        return out.isEmpty() && settings.equals(known)
                ? result.survey()
                : addUp(groups, settings, out).survey();
    }

    @Override
    public Map<AnnotatorKey, Integer> longestRuns(AnnotatorRules rules) {
        return runs;
    }

    /** Returns the SHA-256 of each file, in their order. */
    public List<String> hashes() {
        return List.copyOf(result.hashes().values());
    }

    /** Returns by file how many rows without a session were left out for repeating an earlier one. */
    public Map<String, Integer> alike() {
        return new TreeMap<>(result.alike());
    }

    /** Brings all rows to the driver, in the order in which one machine reads them. */
    public Annotations collected() {
        List<Placed> placed = new ArrayList<>();
        groups.filter(group -> !group._1().startsWith(FileNote.KEY))
                .flatMap(group -> UnitRows.of(group._2()).rows().stream()
                        .map(RowBytes::of)
                        .iterator())
                .collect()
                .forEach(bytes -> placed.add(RowBytes.row(bytes)));
        placed.sort(Comparator.comparing(Placed::position));
        AnnotationCollector collector = new AnnotationCollector(new Problems());
        placed.forEach(one -> collector.add(one.row()));
        return collector.annotations();
    }
}
