package org.charactermirror.analysis.spark;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * Judgements in files that executors read and add up, one task a file. Rows meet the others that judge the same thing in one
 * exchange of data and, where some repeat or complete others, those of the same annotator in a second one; what comes to the driver is
 * a summary.
 */
public final class SparkRows implements RowSource {

    private static final int TASKS_OF_A_CORE = 3;
    /** A task has this in memory several times over; more tasks have more to tell the driver. */
    private static final long BYTES_OF_A_TASK = 64_000_000;
    /** Parquet is compressed. */
    private static final int BYTES_OF_A_PARQUET_BYTE = 4;

    private final JavaPairRDD<Long, Iterable<byte[]>> groups;
    private final AnalysisSettings known;
    private final Survey survey;
    private final List<String> hashes;
    private final Map<String, Integer> alike;
    private final Map<AnnotatorKey, Integer> runs;

    /** Keeps of a result what is asked for later, and lets go of the rest, such as answers by the part of a file. */
    private SparkRows(
            JavaPairRDD<Long, Iterable<byte[]>> groups,
            AnalysisSettings known,
            Result result,
            Map<AnnotatorKey, Integer> runs) {
        this.groups = groups;
        this.known = known;
        this.survey = result.survey();
        this.hashes = List.copyOf(result.hashes().values());
        this.alike = new TreeMap<>(result.alike());
        this.runs = runs;
    }

    /**
     * Returns how many tasks may best add up what some files hold.
     *
     * @param files by their bytes
     */
    public static int partitions(Map<String, Long> files, int cores) {
        long bytes = files.entrySet().stream()
                .mapToLong(file -> file.getValue() * (isParquet(file.getKey()) ? BYTES_OF_A_PARQUET_BYTE : 1))
                .sum();
        return Math.toIntExact(Math.max((long) TASKS_OF_A_CORE * cores, bytes / BYTES_OF_A_TASK));
    }

    /**
     * Reads files and adds their rows up.
     *
     * @param files in the order in which one machine reads them; those of Parquet end in {@code .parquet}, in any case
     * @param partitions how many tasks add up
     * @throws BadInputException with what is wrong with any of them
     */
    public static SparkRows read(
            JavaSparkContext spark, List<String> files, FileOpener opener, int partitions, AnalysisSettings settings) {
        List<Integer> numbers = IntStream.range(0, files.size()).boxed().toList();
        ArrayList<String> names = new ArrayList<>(files);
        SentSettings sent = new SentSettings(settings, Set.of());
        Map<Integer, String> parquet = new TreeMap<>();
        numbers.stream()
                .filter(number -> isParquet(names.get(number)))
                .forEach(number -> parquet.put(number, names.get(number)));
        ParquetFooters footers = ParquetFooters.of(spark.hadoopConfiguration(), parquet);
        HashMap<Integer, String> unreadable = footers.unreadable();
        JavaPairRDD<Long, byte[]> rows = spark.parallelize(numbers, Math.max(1, files.size()))
                .flatMapToPair(number -> isParquet(names.get(number))
                        ? noted(number, names.get(number), opener, Optional.ofNullable(unreadable.get(number)))
                        : opened(number, opener.open(names.get(number)), sent));
        if (!footers.tables().isEmpty()) {
            SparkSession session =
                    SparkSession.builder().sparkContext(spark.sc()).getOrCreate();
            for (Map<Integer, String> table : footers.tables()) {
                rows = rows.union(ParquetRows.read(session, table, sent));
            }
        }
        return of(plain(rows).groupByKey(partitions), settings);
    }

    /** Says that keys and values are numbers and bytes, which Spark then writes as they are, and not as objects of Java. */
    private static JavaPairRDD<Long, byte[]> plain(JavaPairRDD<Long, byte[]> rows) {
        @SuppressWarnings("unchecked") // numbers are objects all the same
        ClassTag<Long> number = (ClassTag<Long>) (ClassTag<?>) ClassTag$.MODULE$.Long();
        return JavaPairRDD.fromRDD(rows.rdd(), number, ClassTag$.MODULE$.apply(byte[].class));
    }

    /** Tells by its name whether a file or a folder is one of Parquet. */
    public static boolean isParquet(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".parquet");
    }

    private static Iterator<Tuple2<Long, byte[]>> noted(
            int number, String name, FileOpener opener, Optional<String> unreadable) {
        ArrayList<Found> problems = new ArrayList<>();
        String sha256 = "";
        try {
            sha256 = opener.sha256(name);
            unreadable.ifPresent(reason -> problems.add(new Found(number, true, name, 0, 0, reason)));
        } catch (UncheckedIOException e) {
            problems.add(new Found(number, true, name, 0, 0, "cannot be read: " + e.getMessage()));
        }
        FileNote note = new FileNote(number, sha256, 0, problems, new AnswerParts());
        return List.of(new Tuple2<>(note.key(), note.bytes())).iterator();
    }

    private static SparkRows of(JavaPairRDD<Long, Iterable<byte[]>> groups, AnalysisSettings settings) {
        Result result = addUp(groups, settings, Set.of());
        Findings findings = result.findings();
        if (result.mixesSessions()) {
            findings.merge(sessionsOf(groups));
        }
        findings.throwIfErrors();
        // Where each row counts once, files say all of it. Otherwise rows of the same annotator meet each other once
        // more.
        Map<AnnotatorKey, Integer> runs =
                result.repeats() ? runs(groups, settings) : result.answers().longest();
        return new SparkRows(groups, settings, result, runs);
    }

    private static Iterator<Tuple2<Long, byte[]>> opened(int number, FileOpener.Opened file, SentSettings sent) {
        List<Annotation> rows = file.rows();
        ArrayList<Found> problems = new ArrayList<>();
        file.problems().stream().map(one -> Found.of(number, one)).sorted().forEach(problems::add);
        AnswerParts.Reader answers = new AnswerParts.Reader(sent);
        for (int row = 0; row < rows.size(); row++) {
            answers.add(new Position(number, row), rows.get(row));
        }
        FileNote note = new FileNote(number, file.sha256(), file.repeated(), problems, answers.found());
        Iterator<Tuple2<Long, byte[]>> encoded = IntStream.range(0, rows.size())
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
            public Tuple2<Long, byte[]> next() {
                if (noted) {
                    return encoded.next();
                }
                noted = true;
                return new Tuple2<>(note.key(), note.bytes());
            }
        };
    }

    private static Result addUp(
            JavaPairRDD<Long, Iterable<byte[]>> groups, AnalysisSettings settings, Set<AnnotatorKey> out) {
        SentSettings sent = new SentSettings(settings, out);
        JavaRDD<Result> parts = groups.mapPartitions(partition -> {
            Result result = new Result();
            while (partition.hasNext()) {
                Tuple2<Long, Iterable<byte[]>> group = partition.next();
                if (FileNote.isKey(group._1())) {
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
    private static Findings sessionsOf(JavaPairRDD<Long, Iterable<byte[]>> groups) {
        JavaRDD<Findings> parts = groups.filter(group -> !FileNote.isKey(group._1()))
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
            JavaPairRDD<Long, Iterable<byte[]>> groups, AnalysisSettings settings) {
        SentSettings sent = new SentSettings(settings, Set.of());
        JavaPairRDD<AnswerPlace, String> answers = groups.filter(group -> !FileNote.isKey(group._1()))
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
            Iterator<Tuple2<Long, Iterable<byte[]>>> partition, SentSettings sent) {
        LongestRuns checks = new LongestRuns(sent.rules());
        Iterable<Tuple2<Long, Iterable<byte[]>>> groups = () -> partition;
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
                ? survey
                : addUp(groups, settings, out).survey();
    }

    @Override
    public Map<AnnotatorKey, Integer> longestRuns(AnnotatorRules rules) {
        return runs;
    }

    /** Returns the SHA-256 of each file, in their order. */
    public List<String> hashes() {
        return hashes;
    }

    /** Returns by file how many rows without a session were left out for repeating an earlier one. */
    public Map<String, Integer> alike() {
        return new TreeMap<>(alike);
    }

    /** Brings all rows to the driver, in the order in which one machine reads them. */
    public Annotations collected() {
        List<Placed> placed = new ArrayList<>();
        groups.filter(group -> !FileNote.isKey(group._1()))
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
