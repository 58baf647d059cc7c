package org.charactermirror.annotation.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files in the layouts that FastChat's program for judgements writes; the judgements are made up. */
class MtBenchTest {

    private static final String SINGLE = """
            {"question_id": 81, "model": "alpha", "judge": ["gpt-4", "single-v1"], "user_prompt": "p", "judgment": "Rating: [[8]]", "score": 8, "turn": 1, "tstamp": 1687222219.1}
            {"question_id": 81, "model": "alpha", "judge": ["gpt-4", "single-v1-multi-turn"], "user_prompt": "p", "judgment": "Rating: [[4]]", "score": 4, "turn": 2, "tstamp": 1687222220.1}
            {"question_id": 82, "model": "alpha", "judge": ["gpt-4", "single-v1"], "user_prompt": "p", "judgment": "I cannot say.", "score": -1, "turn": 1, "tstamp": 1687222221.1}
            {"question_id": 83, "model": "alpha", "judge": ["gpt-4", "single-v1"], "user_prompt": "p", "judgment": "$ERROR$", "score": -1, "turn": 1, "tstamp": 1687222222.1}
            """;

    @TempDir
    private Path folder;

    @Test
    void both_orders_of_a_pair_become_two_rows_and_verdicts_that_were_not_readable_are_counted() throws IOException {
        ForeignRead read = ForeignRead.of(folder, "gpt-4_pair.jsonl", """
                {"question_id": 81, "model_1": "alpha", "model_2": "beta", "g1_winner": "model_2", "g2_winner": "tie", "judge": ["gpt-4", "pair-v2"], "g1_user_prompt": "p", "g1_judgment": "[[B]]", "g2_user_prompt": "p", "g2_judgment": "[[C]]", "turn": 1, "tstamp": 1687000000.5}
                {"question_id": 81, "model_1": "alpha", "model_2": "beta", "g1_winner": "model_1", "g2_winner": "error", "judge": ["gpt-4", "pair-v2-multi-turn"], "g1_user_prompt": "p", "g1_judgment": "[[A]]", "g2_user_prompt": "p", "g2_judgment": "?", "turn": 2, "tstamp": 1687000001.5}
                {"question_id": 82, "model_1": "alpha", "model_2": "beta", "g1_winner": "error", "g2_winner": "model_2", "judge": ["gpt-4", "pair-v2"], "g1_user_prompt": "p", "g1_judgment": "$ERROR$", "g2_user_prompt": "p", "g2_judgment": "[[A]]", "turn": 1, "tstamp": 1687000002.5}
                """);
        assertThat(read.content().format()).isEqualTo(ForeignFormat.MT_BENCH);
        assertThat(read.csv(Kind.PREFERENCES)).isEqualTo("""
                study,session,annotator,model_a,model_b,character,category,topic,turn,outcome,shown_first,reason,origin,tstamp
                ,81,gpt-4/pair-v2/order-1,alpha,beta,,,,1,lose,a,,judge,1687000000.5
                ,81,gpt-4/pair-v2/order-2,alpha,beta,,,,1,tie,b,,judge,1687000000.5
                ,81,gpt-4/pair-v2-multi-turn/order-1,alpha,beta,,,,2,win,a,,judge,1687000001.5
                ,82,gpt-4/pair-v2/order-2,alpha,beta,,,,1,lose,b,,judge,1687000002.5
                """);
        assertThat(read.content().leftOut())
                .isEqualTo(Map.of("texts of judgements left out", 12, "verdicts unparsable", 1, "verdicts failed", 1));
    }

    @Test
    void a_comparison_of_scores_that_were_given_one_by_one_has_no_order() throws IOException {
        ForeignRead read = ForeignRead.of(folder, "pair-baseline.jsonl", """
                {"question_id": 81, "model_1": "alpha", "model_2": "beta", "g1_winner": "model_1", "g2_winner": "model_1", "judge": ["gpt-4", "single-v1"], "m1_score": 9, "m2_score": 4, "g1_judgment": "x", "g2_judgment": "y", "tstamp": 1.5}
                """);
        assertThat(read.csv(Kind.PREFERENCES)).endsWith("\n,81,gpt-4/single-v1,alpha,beta,,,,,win,,,judge,1.5\n");
    }

    @Test
    void a_winner_that_follows_from_a_score_that_was_not_given_or_readable_is_none() throws IOException {
        ForeignRead read = ForeignRead.of(folder, "pair-baseline.jsonl", """
                {"question_id": 81, "model_1": "alpha", "model_2": "beta", "g1_winner": "model_2", "g2_winner": "model_2", "judge": ["gpt-4", "single-v1"], "m1_score": -1, "m2_score": 4, "g1_judgment": "x", "g2_judgment": "y"}
                {"question_id": 82, "model_1": "alpha", "model_2": "beta", "g1_winner": "model_1", "g2_winner": "model_1", "judge": ["gpt-4", "single-v1"], "m1_score": 9, "m2_score": -1, "g1_judgment": "x", "g2_judgment": "$ERROR$"}
                {"question_id": 83, "model_1": "alpha", "model_2": "beta", "g1_winner": "tie", "g2_winner": "tie", "judge": ["gpt-4", "single-v1"], "m1_score": -1, "m2_score": -1, "g1_judgment": "$ERROR$", "g2_judgment": "y"}
                {"question_id": 84, "model_1": "alpha", "model_2": "beta", "g1_winner": "tie", "g2_winner": "tie", "judge": ["gpt-4", "single-v1"], "m1_score": 4, "m2_score": 4, "g1_judgment": "x", "g2_judgment": "y"}
                """);
        assertThat(read.csv(Kind.PREFERENCES)).isEqualTo("""
                study,session,annotator,model_a,model_b,character,category,topic,turn,outcome,shown_first,reason,origin
                ,84,gpt-4/single-v1,alpha,beta,,,,,tie,,,judge
                """);
        assertThat(read.content().leftOut())
                .isEqualTo(Map.of("texts of judgements left out", 8, "verdicts unparsable", 1, "verdicts failed", 2));
    }

    @Test
    void scores_of_ten_are_refused_on_a_scale_of_five_even_those_that_it_has() throws IOException {
        ForeignRead read = ForeignRead.withScale(folder, "gpt-4_single.jsonl", SINGLE, Scale.ofDefaults());
        assertThat(read.file()).isEmpty();
        assertThat(read.problems())
                .containsExactly("gpt-4_single.jsonl:1: scores of MT-Bench lie on a scale from 1 to 10, and a whole"
                        + " number from 1 to 5 is expected; import them with --scale 1-10 (or 1-10,halves), and into a"
                        + " study whose other scores lie on that scale");
    }

    @Test
    void scores_of_ten_are_read_where_the_scale_is_declared_each_answer_a_dialogue_of_its_own() throws IOException {
        ForeignRead read = ForeignRead.withScale(folder, "gpt-4_single.jsonl", SINGLE, new Scale(1, 10, false));
        assertThat(read.csv(Kind.RATINGS)).isEqualTo("""
                study,session,annotator,model,character,category,topic,consistency,human_likeness,engagement,quality,safety,correctness,overall,comment,origin,tstamp
                ,81/turn-1,gpt-4/single-v1,alpha,,,,,,,,,,8,,judge,1687222219.1
                ,81/turn-2,gpt-4/single-v1-multi-turn,alpha,,,,,,,,,,4,,judge,1687222220.1
                """);
        assertThat(read.content().leftOut())
                .isEqualTo(Map.of("texts of judgements left out", 8, "verdicts unparsable", 1, "verdicts failed", 1));
        assertThat(read.bad()).isEmpty();
    }

    @Test
    void a_verdict_of_another_word_and_a_missing_score_are_told() throws IOException {
        ForeignRead read = ForeignRead.withScale(folder, "odd.jsonl", """
                {"question_id": 81, "model": "alpha", "judge": ["gpt-4", "single-v1"], "score": null, "turn": 1}
                {"question_id": 81, "model": "alpha", "judge": ["gpt-4", "single-v1"], "score": 11, "turn": 1}
                {"question_id": 81, "model_1": "alpha", "model_2": "beta", "g1_winner": "model_3", "g2_winner": "model_1", "judge": ["gpt-4", "pair-v2"], "turn": 1}
                """, new Scale(1, 10, false));
        assertThat(read.bad())
                .containsExactlyInAnyOrder(
                        "odd.jsonl:1: score is null; expected a number, or -1 where it was not readable",
                        "odd.jsonl:2: overall is \"11\"; expected is a whole number from 1 to 10, or nothing where it"
                                + " was not judged",
                        "odd.jsonl:3: outcome is \"model_3\"; expected is win, tie, lose or both_bad, seen from"
                                + " model_a");
        assertThat(read.csv(Kind.PREFERENCES)).endsWith(",81,gpt-4/pair-v2/order-2,alpha,beta,,,,1,win,b,,judge\n");
    }
}
