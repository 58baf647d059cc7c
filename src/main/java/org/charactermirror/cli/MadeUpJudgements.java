package org.charactermirror.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.charactermirror.annotation.Dimension;

/**
 * Judgements that nobody gave, for measuring what many of them take: every annotator meets every character and model, each
 * of which has an effect of its own. Their origin says {@code synthetic}.
 *
 * @param annotators how many people there seem to be
 * @param characters how many characters, in four categories
 * @param models how many models, at least 2
 * @param seed of all effects
 */
record MadeUpJudgements(int annotators, int characters, int models, long seed) {

    private static final String[] CATEGORIES = {"celebrities", "daily_life", "games_videos", "virtual_love"};
    private static final String[] TOPICS = {"chat", "interview", "love"};
    /** Coprime to all usual numbers of cells: rows are spread evenly over them, however many are taken. */
    private static final long STRIDE = 1_000_003;

    private static final double MIDDLE = 3.4;

    /** Returns how many rows there can be at most of either kind. */
    long most() {
        return (long) annotators * characters * TOPICS.length * Math.min(models, pairs());
    }

    private int pairs() {
        return models * (models - 1) / 2;
    }

    /** Writes ratings. */
    void ratings(Path file, int rows) {
        ratings(file, 0, rows);
    }

    /**
     * Writes ratings of a longer row of them, which several files may share: behind {@link #most} rows everybody judges other
     * dialogues of the same characters.
     *
     * @param from how many ratings are in other files
     */
    void ratings(Path file, long from, int rows) {
        write(file, writer -> {
            writer.write("session,annotator,model,character,category,topic,"
                    + Arrays.stream(Dimension.values()).map(Dimension::word).collect(Collectors.joining(","))
                    + ",origin\n");
            double[] modelEffects = effects(1, models, 0.4);
            double[] annotatorEffects = effects(2, annotators, 0.4);
            double[] characterEffects = effects(3, characters, 0.25);
            SplittableRandom noise = new SplittableRandom(seed + 4 + from);
            StringBuilder line = new StringBuilder();
            for (int row = 0; row < rows; row++) {
                long all = (long) annotators * characters * models * TOPICS.length;
                long cell = (from + row) % all * STRIDE % all;
                int annotator = (int) (cell % annotators);
                int character = (int) (cell / annotators % characters);
                int model = (int) (cell / annotators / characters % models);
                String topic = TOPICS[(int) (cell / annotators / characters / models)];
                line.setLength(0);
                line.append(topic)
                        .append('-')
                        .append(name("c", character))
                        .append('-')
                        .append(name("m", model));
                repetition(line, (from + row) / all);
                line.append(',').append(name("a", annotator)).append(',').append(name("m", model));
                subject(line, character, topic);
                double effect =
                        MIDDLE + modelEffects[model] + annotatorEffects[annotator] + characterEffects[character];
                for (int dimension = 0; dimension < Dimension.values().length; dimension++) {
                    long score = Math.round(effect + noise.nextGaussian() * 0.8);
                    line.append(',').append(Math.max(1, Math.min(5, score)));
                }
                writer.append(line).append(",synthetic\n");
            }
        });
    }

    /** Writes preferences. */
    void preferences(Path file, int rows) {
        preferences(file, 0, rows);
    }

    /**
     * Writes preferences of a longer row of them, likewise.
     *
     * @param from how many preferences are in other files
     */
    void preferences(Path file, long from, int rows) {
        write(file, writer -> {
            writer.write("session,annotator,model_a,model_b,character,category,topic,outcome,shown_first,origin\n");
            double[] modelEffects = effects(1, models, 0.4);
            double[] characterEffects = effects(5, characters, 0.25);
            SplittableRandom noise = new SplittableRandom(seed + 6 + from);
            StringBuilder line = new StringBuilder();
            for (int row = 0; row < rows; row++) {
                long all = (long) annotators * characters * pairs() * TOPICS.length;
                long cell = (from + row) % all * STRIDE % all;
                int annotator = (int) (cell % annotators);
                int character = (int) (cell / annotators % characters);
                int pair = (int) (cell / annotators / characters % pairs());
                String topic = TOPICS[(int) (cell / annotators / characters / pairs())];
                int a = 0;
                while (pair >= models - 1 - a) {
                    pair -= models - 1 - a;
                    a++;
                }
                int b = a + 1 + pair;
                line.setLength(0);
                line.append(topic)
                        .append('-')
                        .append(name("c", character))
                        .append('-')
                        .append(a)
                        .append('-')
                        .append(b);
                repetition(line, (from + row) / all);
                line.append(',').append(name("a", annotator));
                line.append(',').append(name("m", a)).append(',').append(name("m", b));
                subject(line, character, topic);
                double better = modelEffects[a] - modelEffects[b] + characterEffects[character] + noise.nextGaussian();
                line.append(better > 0.3 ? ",win," : better < -0.3 ? ",lose," : ",tie,");
                writer.append(line).append(noise.nextBoolean() ? "a" : "b").append(",synthetic\n");
            }
        });
    }

    private static void repetition(StringBuilder line, long number) {
        if (number > 0) {
            line.append('-').append(number);
        }
    }

    private static void subject(StringBuilder line, int character, String topic) {
        line.append(',').append(name("c", character));
        line.append(',')
                .append(CATEGORIES[character % CATEGORIES.length])
                .append(',')
                .append(topic);
    }

    private double[] effects(int which, int count, double deviation) {
        SplittableRandom random = new SplittableRandom(seed + which);
        return java.util.stream.DoubleStream.generate(random::nextGaussian)
                .limit(count)
                .map(one -> one * deviation)
                .toArray();
    }

    private static String name(String letter, int number) {
        return String.format(Locale.ROOT, "%s%03d", letter, number + 1);
    }

    private interface Content {
        void writeTo(Writer writer) throws IOException;
    }

    private static void write(Path file, Content content) {
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            content.writeTo(writer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
