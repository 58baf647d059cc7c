package org.charactermirror.analysis.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.charactermirror.analysis.AnalysisSettings;
import org.charactermirror.analysis.AnnotatorKey;
import org.charactermirror.analysis.LongestRuns;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Place;
import org.charactermirror.annotation.Subject;
import org.charactermirror.annotation.TurnError;
import org.charactermirror.annotation.TurnFlag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What tasks read of files in pieces, beside what one machine reads of them row by row. */
class AnswerPartsTest {

    private static final AnalysisSettings SETTINGS = AnalysisSettings.ofDefaults();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void the_longest_runs_are_those_of_one_machine_whichever_task_reads_which_piece(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<AnswerParts.Reader> readers = new ArrayList<>();
        for (int task = 0; task < 3; task++) {
            readers.add(new AnswerParts.Reader(new SentSettings(SETTINGS, Set.of())));
        }
        LongestRuns alone = new LongestRuns(SETTINGS.rules());
        for (int file = 0; file < 3; file++) {
            AnswerParts.Reader reader = readers.get(0);
            for (int row = 0; row < 200; row++) {
                // A piece ends now and then; the task that goes on may be the one that read an earlier piece of this
                // file.
                if (random.nextInt(15) == 0) {
                    reader = readers.get(random.nextInt(readers.size()));
                }
                Annotation judgement = judgement(random, row);
                reader.add(new Position(file, row), judgement);
                alone.add(judgement);
            }
        }
        AnswerParts all = new AnswerParts();
        readers.forEach(reader -> all.merge(reader.found()));
        Map<AnnotatorKey, Integer> expected = new HashMap<>(alone.all());
        assertThat(expected).hasSize(3);
        assertThat(all.longest()).isEqualTo(expected);
        assertThat(all.longest()).as("asked a second time").isEqualTo(expected);
    }

    private static Annotation judgement(SplittableRandom random, int row) {
        Map<TurnFlag, Boolean> flags = new EnumMap<>(TurnFlag.class);
        flags.put(TurnFlag.OOC, random.nextInt(3) == 0);
        String annotator = "a" + random.nextInt(3);
        return new TurnError(
                new Place("rows.csv", row + 2),
                new Subject(null, "s" + row, annotator, "c", null, null),
                "m",
                1,
                flags,
                null,
                null,
                Origin.HUMAN,
                Map.of());
    }
}
