package org.charactermirror.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.charactermirror.annotation.Annotations;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
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

    /** A check has no judgement, so that rows beside checks are there too; sessions and rows are drawn by themselves in the last two. */
    @ParameterizedTest
    @CsvSource({"1, true,", "2, false,", "3, true, CHARACTER", "4, true, SESSION", "5, true, NONE", "6, false, NONE"})
    void nor_on_the_order_of_rows_whatever_is_drawn(long seed, boolean sessions, ClusterKind clusters) {
        Annotations rows = RandomRows.of(seed, 600, sessions);
        AnalysisSettings settings = AnalysisSettings.ofDefaults().withClusters(Optional.ofNullable(clusters));
        Inference named = Analysis.of(rows, settings).inference();
        Inference renamed = Analysis.of(OtherNames.of(rows, seed), settings).inference();
        assertThat(renamed)
                .usingRecursiveComparison()
                .ignoringFields("agreements")
                .isEqualTo(named);
        assertThat(pairs(renamed.agreements())).isEqualTo(pairs(named.agreements()));
    }

    /** Both say 5 and 3.5 of one character, but of other dialogues, and the first dialogue's score is the other one's second. */
    @ParameterizedTest
    @EnumSource(names = {"SESSION", "NONE"})
    void nor_where_two_annotators_say_the_same_of_different_dialogues(ClusterKind clusters) {
        StringBuilder rows = new StringBuilder(
                "annotator,model,session,character,overall\nfirst,x,s1,c1,5\nfirst,x,s3,c1,3.5\nsecond,x,s2,c1,3.5\nsecond,x,s4,c1,5\n");
        for (int other = 0; other < 40; other++) {
            rows.append("a" + other + ",x,t" + other + ",c1," + (1 + other % 8 / 2.0) + "\n");
        }
        AnalysisSettings settings = AnalysisSettings.ofDefaults().withClusters(Optional.of(clusters));
        assertThat(Analysis.of(Rows.of(rows.toString().replace("first", "z")), settings)
                        .inference()
                        .ratings())
                .isEqualTo(Analysis.of(Rows.of(rows.toString()), settings)
                        .inference()
                        .ratings());
    }

    /** Returns by annotators, however they are called, what is said of each two: these are listed in the order of names. */
    private static Map<Set<String>, List<Object>> pairs(Agreements agreements) {
        return Stream.of(agreements.ratings(), agreements.turnErrors(), agreements.outcomes())
                .flatMap(columns -> columns.entrySet().stream())
                .flatMap(column -> column.getValue().pairs().stream()
                        .map(pair -> Map.entry(
                                Set.of(
                                        column.getKey().toString(),
                                        OtherNames.original(pair.first()),
                                        OtherNames.original(pair.second())),
                                List.<Object>of(pair.n(), pair.kappa(), pair.linear(), pair.share()))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
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
