package org.charactermirror.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.charactermirror.annotation.Subject;
import org.charactermirror.annotation.TurnFlag;
import org.charactermirror.stats.Estimate;
import org.charactermirror.stats.Interval;
import org.junit.jupiter.api.Test;

/** What depends on how long replies are: errors per 1,000 characters, and whether the longer reply wins. */
class ReplyLengthsTest {

    private static Subject subject(String study, String session) {
        return new Subject(study.isEmpty() ? null : study, session, "a", null, null, null);
    }

    private static String text(int characters) {
        return "字".repeat(characters);
    }

    @Test
    void a_length_is_in_characters_and_found_by_study_session_model_and_turn() {
        ReplyLengths.Builder builder = new ReplyLengths.Builder();
        builder.add("one", "s", "m", 1, "𠮷a好");
        builder.add("one", "both", "m", 1, "ab");
        builder.add("two", "both", "m", 1, "abcd");
        ReplyLengths lengths = builder.build();
        assertThat(lengths.of(subject("one", "s"), "m", 1)).hasValue(3);
        assertThat(lengths.of(subject("", "s"), "m", 1)).hasValue(3);
        assertThat(lengths.of(subject("two", "both"), "m", 1)).hasValue(4);
        assertThat(lengths.of(subject("", "both"), "m", 1))
                .as("which of the two studies is meant is not clear")
                .isEmpty();
        assertThat(lengths.of(subject("two", "s"), "m", 1)).isEmpty();
        assertThat(lengths.of(subject("one", "s"), "m", null)).isEmpty();
    }

    @Test
    void the_mean_length_of_a_dialogue_is_of_its_replies_from_the_first() {
        ReplyLengths.Builder builder = new ReplyLengths.Builder();
        builder.add("one", "s", "m", 1, text(10));
        builder.add("one", "s", "m", 2, text(15));
        builder.add("one", "s", "other", 1, text(100));
        ReplyLengths lengths = builder.build();
        assertThat(lengths.meanOf(subject("one", "s"), "m")).hasValue(12.5);
        assertThat(lengths.meanOf(subject("two", "s"), "m")).isEmpty();
        assertThat(lengths.meanOf(new Subject("one", null, "a", null, null, null), "m"))
                .isEmpty();
    }

    private static ErrorDensity.Row density(ReplyLengths lengths) {
        // a finds 1 error in 100 characters and 2 in 400, b 0 in 100: 3 in 600, or 5 in 1,000. ooc: 2 in 600.
        String rows = """
                annotator,model,session,character,turn,ooc,contradiction,repetition,less_quality,less_information,proactivity
                a,m,s,c1,1,1,0,0,0,0,1
                a,m,s,c1,2,1,0,1,0,0,1
                b,m,s,c1,1,0,0,0,0,0,0
                b,m,s,c1,3,1,1,1,1,1,0
                b,m,t,c2,1,,,1,,,
                """;
        return Analysis.of(Rows.of(rows), AnalysisSettings.ofDefaults().withLengths(lengths))
                .inference()
                .errorDensity()
                .orElseThrow()
                .models()
                .get(0);
    }

    private static ReplyLengths twoReplies() {
        ReplyLengths.Builder builder = new ReplyLengths.Builder();
        builder.add("demo", "s", "m", 1, text(100));
        builder.add("demo", "s", "m", 2, text(400));
        return builder.build();
    }

    @Test
    void errors_are_counted_per_thousand_characters_of_the_replies_that_are_known() {
        ErrorDensity.Row row = density(twoReplies());
        assertThat(row.withoutLength()).isEqualTo(2);
        assertThat(row.all().judgements()).isEqualTo(3);
        assertThat(row.all().errors()).isEqualTo(3);
        assertThat(row.all().characters()).isEqualTo(600);
        assertThat(row.all().perThousand()).isEqualTo(Estimate.of(5));
        assertThat(row.flag(TurnFlag.OOC).perThousand().value().orElseThrow()).isCloseTo(10 / 3.0, within(1e-12));
        assertThat(row.flag(TurnFlag.REPETITION).perThousand().value().orElseThrow())
                .isCloseTo(1000 / 600.0, within(1e-12));
        // By annotator: a 3 in 500, or 6 in 1,000, b none in 100; each is drawn alone in a quarter of all resamples.
        assertThat(row.all().uncertainty().kind()).isEqualTo(ClusterKind.BOTH);
        assertThat(row.all().uncertainty().reason()).isEqualTo("only one of the characters");
    }

    @Test
    void the_interval_draws_annotators_with_their_characters_of_text() {
        String rows = """
                annotator,model,session,character,turn,ooc,contradiction,repetition,less_quality,less_information
                a,m,s,c1,1,1,0,0,0,0
                a,m,s,c1,2,1,0,1,0,0
                b,m,t,c2,1,0,0,0,0,0
                """;
        ReplyLengths.Builder builder = new ReplyLengths.Builder();
        builder.add("demo", "s", "m", 1, text(100));
        builder.add("demo", "s", "m", 2, text(400));
        builder.add("demo", "t", "m", 1, text(100));
        ErrorDensity.Figure all = Analysis.of(
                        Rows.of(rows), AnalysisSettings.ofDefaults().withLengths(builder.build()))
                .inference()
                .errorDensity()
                .orElseThrow()
                .models()
                .get(0)
                .all();
        // a alone has 3 in 500, b alone none; either is drawn alone in a quarter of all resamples.
        assertThat(all.uncertainty().interval()).contains(new Interval(0, 6));
        assertThat(all.uncertainty().tooNarrow()).isTrue();
    }

    @Test
    void without_transcripts_and_for_empty_replies_there_is_no_density() {
        assertThat(density(ReplyLengths.NONE).all().perThousand())
                .isEqualTo(Estimate.notEstimable("the length of no judged reply is known"));
        ReplyLengths.Builder empty = new ReplyLengths.Builder();
        empty.add("demo", "s", "m", 1, "");
        assertThat(density(empty.build()).all().perThousand())
                .isEqualTo(Estimate.notEstimable("all judged replies are empty"));
    }

    @Test
    void where_all_replies_of_one_annotator_are_empty_the_density_says_why_it_has_no_interval() {
        ReplyLengths.Builder lengths = new ReplyLengths.Builder();
        lengths.add("demo", "s", "m", 1, text(500));
        lengths.add("demo", "s", "m", 2, "");
        Analysis analysis =
                Analysis.of(Rows.of("""
                        annotator,model,session,turn,ooc,contradiction,repetition,less_quality,less_information
                        a,m,s,1,1,0,0,0,0
                        b,m,s,2,0,0,0,0,0
                        """), AnalysisSettings.ofDefaults().withLengths(lengths.build()));
        ErrorDensity.Figure all = analysis.inference()
                .errorDensity()
                .orElseThrow()
                .models()
                .get(0)
                .all();
        assertThat(all.perThousand()).isEqualTo(Estimate.of(2));
        assertThat(all.uncertainty().interval()).isEmpty();
        assertThat(all.uncertainty().reason()).isEqualTo("one of the clusters has empty replies only");
    }

    private static LengthEffect length(String rows, int... lengths) {
        ReplyLengths.Builder builder = new ReplyLengths.Builder();
        for (int turn = 1; turn <= lengths.length / 2; turn++) {
            builder.add("demo", "s", "x", turn, text(lengths[2 * turn - 2]));
            builder.add("demo", "s", "y", turn, text(lengths[2 * turn - 1]));
        }
        return Analysis.of(
                        Rows.of("annotator,model_a,model_b,session,turn,outcome\n" + rows),
                        AnalysisSettings.ofDefaults().withLengths(builder.build()))
                .inference()
                .lengthOfPeople()
                .orElseThrow();
    }

    @Test
    void the_longer_reply_is_told_from_either_side() {
        LengthEffect effect = length(
                "a,x,y,s,1,win\na,y,x,s,2,win\nb,x,y,s,1,lose\nb,x,y,s,3,win\nb,x,y,s,2,tie\na,x,y,s,9,win\n",
                50,
                20,
                30,
                60,
                40,
                40);
        // Longer: turn 1 a, turn 2 a (y); shorter: turn 1 b. Turn 3 is equal, turn 9 unknown, the tie is no decision.
        assertThat(effect.longer()).isEqualTo(2);
        assertThat(effect.decided()).isEqualTo(3);
        assertThat(effect.equal()).isEqualTo(1);
        assertThat(effect.unknown()).isEqualTo(1);
        // a 2 of 2, b 0 of 1.
        assertThat(effect.uncertainty().interval()).contains(new Interval(0, 1));
        // Wilson for 2 of 3, by R's prop.test(2, 3, correct = FALSE).
        assertThat(effect.wilson().orElseThrow().low()).isCloseTo(0.207659600802048, within(1e-12));
        assertThat(effect.wilson().orElseThrow().high()).isCloseTo(0.938508055279604, within(1e-12));
    }

    @Test
    void alike_are_replies_of_which_the_shorter_is_less_than_a_tenth_shorter() {
        LengthEffect effect = length(
                "a,x,y,s,1,win\na,x,y,s,2,win\na,x,y,s,3,lose\na,x,y,s,4,tie\na,x,y,s,5,win\n",
                100,
                90,
                100,
                91,
                91,
                100,
                0,
                0,
                10,
                300);
        assertThat(effect.alike()).hasSize(1);
        LengthEffect.Alike alike = effect.alike().get(0);
        assertThat(List.of(alike.n(), alike.ofAll())).isEqualTo(List.of(3, 5));
        // A win, a loss and a tie.
        assertThat(alike.result().orElseThrow().advantage()).isZero();
        assertThat(alike.result().orElseThrow().tally()).isEqualTo(new Tally(1, 1, 0, 1));
    }

    @Test
    void comparisons_without_transcripts_are_counted_as_of_unknown_length() {
        LengthEffect effect = length("a,x,y,s,1,win\na,x,y,s,2,tie\n");
        assertThat(effect.decided()).isZero();
        assertThat(effect.unknown()).isEqualTo(1);
        assertThat(effect.wilson()).isEmpty();
        assertThat(effect.alike()).isEmpty();
    }
}
