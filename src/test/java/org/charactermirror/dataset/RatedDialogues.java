package org.charactermirror.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.AnnotationCollector;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Outcome;
import org.charactermirror.annotation.Place;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.Subject;
import org.charactermirror.annotation.TurnError;
import org.charactermirror.annotation.TurnFlag;
import org.charactermirror.chat.Persona;
import org.charactermirror.chat.StopReason;
import org.charactermirror.chat.SystemPrompt;
import org.charactermirror.dataset.StudySource.CharacterSource;
import org.charactermirror.dataset.StudySource.Source;
import org.charactermirror.problem.Problems;
import org.charactermirror.scenario.Continuation;
import org.charactermirror.session.MessageSource;
import org.charactermirror.session.PairSide;
import org.charactermirror.session.PairTranscript;
import org.charactermirror.session.PairTurn;
import org.charactermirror.session.SessionId;
import org.charactermirror.session.Transcript;
import org.charactermirror.session.Turn;
import org.jspecify.annotations.Nullable;

/** Dialogues of two characters and two models with judgements, and what becomes of them. */
final class RatedDialogues {

    static final String SESSION = "tiny.lamp.walk.1";
    static final String PAIR = "tiny~tinier.lamp.walk.1";
    static final SystemPrompt PROMPT = new SystemPrompt("{bot_name}: {bot_info}\n{user_name}: {user_info}");

    /** By which a test says what it wants otherwise. */
    Set<DatasetKind> kinds = Set.of(DatasetKind.values());

    List<Origin> origins = List.of(Origin.HUMAN);
    Aggregate aggregate = Aggregate.MEAN;
    Map<Dimension, BigDecimal> minimumScores = Map.of();
    Set<TurnFlag> withoutFlags = Set.of();
    int minimumAnnotators = 1;
    BigDecimal minimumAgreement = BigDecimal.ZERO;
    List<String> licences = List.of();
    boolean typed;
    Splits splits = new Splits(Map.of("train", BigDecimal.ONE), 7, Map.of());
    String language = "zh";
    String modelLicence = "MIT";
    Set<String> lostScenarios = Set.of();
    String scenarioLicence = "CC0-1.0";

    final List<Annotation> rows = new ArrayList<>();
    private final List<Transcript> alone = new ArrayList<>();
    private final List<PairTranscript> pairs = new ArrayList<>();
    private final Set<String> unfinished = new HashSet<>();
    private int line = 1;

    Recipe recipe() {
        return new Recipe(
                kinds,
                origins,
                aggregate,
                minimumScores,
                withoutFlags,
                minimumAnnotators,
                minimumAgreement,
                new Licences(licences),
                typed,
                splits);
    }

    StudySource source() {
        Map<String, CharacterSource> characters = Map.of(
                "lamp", character("阿灯"),
                "clock", character("老钟"));
        return new StudySource(
                "s",
                language,
                characters,
                Map.of("walk", new Source("b".repeat(64), scenarioLicence)),
                lostScenarios,
                Map.of("tiny", modelLicence, "tinier", "MIT"),
                Optional.empty(),
                PROMPT);
    }

    private static CharacterSource character(String name) {
        return new CharacterSource(new Persona(name, name + "的资料", "小舟", ""), new Source("a".repeat(64), "Apache-2.0"));
    }

    static Turn turn(int number, String user, String reply) {
        return new Turn(number, user, reply, StopReason.NEWLINE, 1, 1, 0, 1, 0, 0);
    }

    static Turn turn(int number, MessageSource source, String reply, StopReason reason) {
        return new Turn(number, "问" + number, source, reply, reason, 1, 1, 0, 1, 0, 0);
    }

    RatedDialogues dialogue(String character, Turn... turns) {
        alone.add(transcript("tiny", character, "你来了。", List.of(turns)));
        return this;
    }

    RatedDialogues dialogueWithoutGreeting(Turn... turns) {
        alone.add(transcript("tiny", "lamp", "", List.of(turns)));
        return this;
    }

    RatedDialogues unfinished(String character, Turn... turns) {
        dialogue(character, turns);
        unfinished.add("tiny." + character + ".walk.1");
        return this;
    }

    RatedDialogues pair(PairTurn... turns) {
        Transcript transcript = transcript(
                "tiny~tinier",
                "lamp",
                "你来了。",
                List.of(turns).stream().map(PairTurn::said).toList());
        pairs.add(new PairTranscript(transcript, "tiny", "tinier", Continuation.MODEL_B, List.of(turns)));
        return this;
    }

    static PairTurn pairTurn(int number, String a, String b) {
        return new PairTurn(turn(number, "问" + number, a), turn(number, "问" + number, b), PairSide.B);
    }

    private static Transcript transcript(String model, String character, String greeting, List<Turn> turns) {
        return new Transcript(
                "s", new SessionId(model, character, "walk", 1), "daily_life", "chat", "阿灯", "小舟", greeting, turns);
    }

    private Place place() {
        return new Place("rows.csv", ++line);
    }

    private static Subject subject(String session, String annotator) {
        return new Subject("s", session, annotator, null, null, null);
    }

    RatedDialogues rated(String session, String annotator, Object... dimensionsAndScores) {
        return rated(Origin.HUMAN, session, annotator, dimensionsAndScores);
    }

    RatedDialogues rated(Origin origin, String session, String annotator, Object... dimensionsAndScores) {
        Map<Dimension, BigDecimal> scores = new EnumMap<>(Dimension.class);
        for (int i = 0; i < dimensionsAndScores.length; i += 2) {
            scores.put((Dimension) dimensionsAndScores[i], new BigDecimal(String.valueOf(dimensionsAndScores[i + 1])));
        }
        rows.add(new Rating(place(), subject(session, annotator), "tiny", scores, "王小明很喜欢", origin, Map.of()));
        return this;
    }

    /** Adds the five errors and proactivity in the order of the table: 1, 0 or - for not judged. */
    RatedDialogues flagged(String session, int turn, String annotator, String flags) {
        Map<TurnFlag, Boolean> set = new EnumMap<>(TurnFlag.class);
        int place = 0;
        for (TurnFlag flag : TurnFlag.values()) {
            char sign = flags.charAt(place++);
            if (sign != '-') {
                set.put(flag, sign == '1');
            }
        }
        rows.add(new TurnError(
                place(), subject(session, annotator), "tiny", turn, set, "证据", null, Origin.HUMAN, Map.of()));
        return this;
    }

    RatedDialogues compared(@Nullable Integer turn, String annotator, Outcome outcome) {
        rows.add(new Preference(
                place(),
                subject(PAIR, annotator),
                "tiny",
                "tinier",
                turn,
                outcome,
                null,
                "王小明说的理由",
                Origin.HUMAN,
                Map.of()));
        return this;
    }

    /** What was written and counted. */
    record Outcomes(Map<String, List<String>> files, DatasetSummary summary, Problems problems) {

        List<String> lines(Layout layout) {
            return files.getOrDefault(layout.fileName("train"), List.of());
        }

        private DatasetSummary.KindCounts counts(DatasetKind kind) {
            return Optional.ofNullable(summary.kinds().get(kind)).orElseThrow();
        }

        Map<Reason, Integer> leftOut(DatasetKind kind) {
            return counts(kind).leftOut();
        }

        int records(DatasetKind kind) {
            return counts(kind).records();
        }
    }

    Outcomes made(Path folder) {
        try {
            Path target = Files.createTempDirectory(folder, "made");
            AnnotationCollector collector = new AnnotationCollector(new Problems());
            rows.forEach(collector::add);
            RowIndex index = new RowIndex(collector.annotations(), origins);
            Map<String, List<String>> lines = new LinkedHashMap<>();
            try (RecordFiles files = new RecordFiles(Optional.of(target))) {
                SortedSet<String> characters = new TreeSet<>(List.of("lamp", "clock", "stranger"));
                DatasetBuilder builder = new DatasetBuilder(
                        recipe(), splits.draw(SameProfiles.units(characters, List.of(source()))), index, "1.0", files);
                alone.forEach(one -> builder.add(
                        source(), one, !unfinished.contains(one.session().toString())));
                pairs.forEach(one -> builder.add(source(), one, true));
                for (RecordFiles.RecordFile file : files.finish(splits.names())) {
                    lines.put(file.name(), Files.readAllLines(target.resolve(file.name())));
                }
                return new Outcomes(lines, builder.summary(), index.problems());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
