package org.charactermirror.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An archive has pseudonyms in place of names, and its report has the same figures. */
class AnnotatorNamesTest {

    private static final List<String> NAMES = List.of("Anna", "Li Wei", "王芳", "c7", "z");
    /** In another order than the names. */
    private static final List<String> OTHERS = List.of("p5", "p1", "p4", "p2", "p3");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void no_figure_depends_on_what_annotators_are_called(long seed) {
        Inference named = inference(seed, NAMES);
        Inference renamed = inference(seed, OTHERS);
        assertThat(named.ratings().orElseThrow().clusters()).isEqualTo(ClusterKind.BOTH);
        assertThat(renamed.ratings()).isEqualTo(named.ratings());
        assertThat(renamed.errors()).isEqualTo(named.errors());
        assertThat(renamed.pairs()).isEqualTo(named.pairs());
        assertThat(renamed.positionOfPeople()).isEqualTo(named.positionOfPeople());
        assertThat(renamed.davidson().map(Ranking::strengths))
                .isEqualTo(named.davidson().map(Ranking::strengths));
    }

    private static Inference inference(long seed, List<String> names) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder ratings = new StringBuilder("annotator,model,session,character,overall,safety\n");
        StringBuilder errors = new StringBuilder("annotator,model,session,character,turn,ooc,repetition\n");
        StringBuilder pairs =
                new StringBuilder("annotator,model_a,model_b,session,character,turn,outcome,shown_first\n");
        for (String name : names) {
            for (int character = 0; character < 6; character++) {
                for (String model : List.of("x", "y", "z")) {
                    String where = name + "," + model + ",s" + character + ",c" + character + ",";
                    ratings.append(where + score(random) + "," + score(random) + "\n");
                    errors.append(where + "1," + random.nextInt(2) + "," + random.nextInt(2) + "\n");
                }
                pairs.append(name + "," + (random.nextBoolean() ? "x,y" : "y,z") + ",p" + character + ",c" + character
                        + ",1," + List.of("win", "tie", "lose", "both_bad").get(random.nextInt(4)) + ","
                        + (random.nextBoolean() ? "a" : "b") + "\n");
            }
        }
        return Analysis.of(
                        Rows.of(ratings.toString(), errors.toString(), pairs.toString()),
                        AnalysisSettings.ofDefaults().withClusters(Optional.empty()))
                .inference();
    }

    private static String score(SplittableRandom random) {
        return List.of("1", "2.5", "3", "4.5", "5").get(random.nextInt(5));
    }
}
