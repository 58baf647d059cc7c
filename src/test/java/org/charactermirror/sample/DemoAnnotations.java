package org.charactermirror.sample;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.charactermirror.annotation.AnnotationWriter;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Outcome;
import org.charactermirror.annotation.Place;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.Side;
import org.charactermirror.annotation.Subject;
import org.charactermirror.annotation.TurnError;
import org.charactermirror.annotation.TurnFlag;
import org.charactermirror.character.CharacterLibrary;
import org.charactermirror.character.CharacterProfile;
import org.charactermirror.problem.Problems;

/**
 * Makes up sample judgements of the demo study's sessions, to show what annotation files look like and what a report
 * does with them. They are drawn at random, without a look at any reply.
 */
final class DemoAnnotations {

    static final String COMMENT = "synthetic sample, drawn at random; not a person's judgement";
    static final int TURNS = 20;

    private static final List<String> ANNOTATORS = List.of("s01", "s02", "s03");
    private static final List<String> MODELS = List.of("tiny", "tinier");
    private static final List<String> TOPICS = List.of("chat", "interview", "love");
    private static final Place NOWHERE = new Place("synthetic", 1);
    private static final long SEED = 20231128;

    private static final Map<Dimension, Double> MEANS = Map.of(
            Dimension.OVERALL, 2.3,
            Dimension.CONSISTENCY, 2.7,
            Dimension.HUMAN_LIKENESS, 2.2,
            Dimension.ENGAGEMENT, 2.1,
            Dimension.QUALITY, 2.4,
            Dimension.SAFETY, 4.6,
            Dimension.CORRECTNESS, 3.1);
    private static final Map<TurnFlag, Double> RATES = Map.of(
            TurnFlag.OOC, 0.18,
            TurnFlag.CONTRADICTION, 0.05,
            TurnFlag.REPETITION, 0.15,
            TurnFlag.LESS_QUALITY, 0.25,
            TurnFlag.LESS_INFORMATION, 0.12,
            TurnFlag.PROACTIVITY, 0.06);

    private DemoAnnotations() {}

    /** Writes all files into the folder that is named, {@code annotations} if none is. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments.length == 0 ? "annotations" : arguments[0]);
        for (Map.Entry<String, String> text : files(Path.of("characters")).entrySet()) {
            Path file = folder.resolve(text.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, text.getValue(), StandardCharsets.UTF_8);
        }
    }

    /** Returns the text of the files by name; the same on every call with the same characters. */
    static Map<String, String> files(Path characters) {
        Problems problems = new Problems();
        CharacterLibrary library = CharacterLibrary.load(characters, problems);
        problems.throwIfErrors();
        Random random = new Random(SEED);
        List<Rating> ratings = new ArrayList<>();
        List<TurnError> turnErrors = new ArrayList<>();
        List<Preference> preferences = new ArrayList<>();
        int session = 0;
        for (String model : MODELS) {
            for (CharacterProfile character : library.all()) {
                for (String topic : TOPICS) {
                    for (String annotator : ANNOTATORS) {
                        ratings.add(rating(subject("demo", annotator, model, character, topic), model, random));
                    }
                    String annotator = ANNOTATORS.get(session++ % ANNOTATORS.size());
                    for (int turn = 1; turn <= TURNS; turn++) {
                        Subject subject = subject("demo", annotator, model, character, topic);
                        turnErrors.add(turnError(subject, model, turn, random));
                    }
                }
            }
        }
        for (CharacterProfile character : library.all()) {
            for (String topic : TOPICS) {
                String annotator = ANNOTATORS.get(session++ % ANNOTATORS.size());
                for (int turn = 1; turn <= TURNS; turn++) {
                    Subject subject = subject("demo-pairwise", annotator, "tiny~tinier", character, topic);
                    preferences.add(preference(subject, turn, random));
                }
            }
        }
        Map<String, String> files = new LinkedHashMap<>();
        files.put("demo/ratings.csv", AnnotationWriter.write(Kind.RATINGS, ratings));
        files.put("demo/turn_errors.csv", AnnotationWriter.write(Kind.TURN_ERRORS, turnErrors));
        files.put("demo-pairwise/preferences.csv", AnnotationWriter.write(Kind.PREFERENCES, preferences));
        return files;
    }

    private static Subject subject(
            String study, String annotator, String model, CharacterProfile character, String topic) {
        return new Subject(
                study,
                model + "." + character.id() + "." + topic + "-1.1",
                annotator,
                character.id(),
                character.category(),
                topic);
    }

    /** The weaker model's figures are made up to be lower, so that a report has a difference to show. */
    private static double handicap(String model) {
        return model.equals("tinier") ? 0.6 : 0;
    }

    private static Rating rating(Subject subject, String model, Random random) {
        double mood = random.nextDouble() - 0.5;
        Map<Dimension, BigDecimal> scores = new EnumMap<>(Dimension.class);
        for (Dimension dimension : Dimension.values()) {
            double drawn =
                    MEANS.getOrDefault(dimension, 3.0) - handicap(model) + mood + 1.6 * (random.nextDouble() - 0.5);
            scores.put(dimension, BigDecimal.valueOf(Math.max(1, Math.min(5, Math.round(drawn)))));
        }
        return new Rating(NOWHERE, subject, model, scores, COMMENT, Origin.SYNTHETIC, Map.of());
    }

    private static TurnError turnError(Subject subject, String model, int turn, Random random) {
        Map<TurnFlag, Boolean> flags = new EnumMap<>(TurnFlag.class);
        for (TurnFlag flag : TurnFlag.values()) {
            flags.put(flag, random.nextDouble() < RATES.getOrDefault(flag, 0.1) * (1 + handicap(model)));
        }
        return new TurnError(NOWHERE, subject, model, turn, flags, null, COMMENT, Origin.SYNTHETIC, Map.of());
    }

    private static Preference preference(Subject subject, int turn, Random random) {
        double drawn = random.nextDouble();
        Outcome outcome =
                drawn < 0.5 ? Outcome.WIN : drawn < 0.7 ? Outcome.TIE : drawn < 0.75 ? Outcome.BOTH_BAD : Outcome.LOSE;
        Side shownFirst = random.nextBoolean() ? Side.A : Side.B;
        return new Preference(
                NOWHERE, subject, "tiny", "tinier", turn, outcome, shownFirst, COMMENT, Origin.SYNTHETIC, Map.of());
    }
}
