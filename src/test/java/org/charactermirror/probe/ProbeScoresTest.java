package org.charactermirror.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.charactermirror.session.SessionId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeScoresTest {

    @Test
    void shares_are_of_the_probes_that_were_put_and_replied_to() {
        List<ProbeResult> results = new ArrayList<>();
        add(results, "lamp", AnswerState.CORRECT, 3);
        add(results, "lamp", AnswerState.WRONG, 1);
        add(results, "clock", AnswerState.CORRECT, 2);
        add(results, "clock", AnswerState.NOT_ANSWERED, 2);
        add(results, "clock", AnswerState.REFUSED, 1);
        add(results, "clock", AnswerState.EMPTY, 1);
        add(results, "clock", AnswerState.FAILED, 4);
        add(results, "clock", AnswerState.OPEN, 5);
        add(results, "clock", AnswerState.UNCHECKED, 6);

        ProbeScore all = ProbeScores.of(results, 7).get(0);

        // 3 + 1 + 2 + 2 + 1 + 1 = 10 replied to; 4, 5 and 6 were not, or nobody looked.
        assertThat(all.answered()).isEqualTo(10);
        assertThat(all.characters()).isEqualTo(2);
        assertThat(all.correct().orElseThrow().count()).isEqualTo(5);
        assertThat(all.correct().orElseThrow().share()).isEqualTo(0.5);
        assertThat(all.wrong().orElseThrow().share()).isEqualTo(0.1);
        // Five right and one wrong are decided.
        assertThat(all.wrongOfDecided().orElseThrow().share()).isEqualTo(1 / 6.0);
        assertThat(all.states()).containsEntry(AnswerState.FAILED, 4).containsEntry(AnswerState.OPEN, 5);
    }

    @Test
    void the_interval_of_wilson_is_that_of_the_formula_and_the_clustered_one_spans_the_characters_shares() {
        List<ProbeResult> results = new ArrayList<>();
        add(results, "lamp", AnswerState.CORRECT, 4);
        add(results, "lamp", AnswerState.NOT_ANSWERED, 1);
        add(results, "clock", AnswerState.CORRECT, 1);
        add(results, "clock", AnswerState.NOT_ANSWERED, 4);

        ProbeScore.ShareOf correct = ProbeScores.of(results, 7).get(0).correct().orElseThrow();

        // p = 5/10, z = 1.96: centre (0.5 + 3.8416/20) / (1 + 3.8416/10) = 0.5,
        // half 1.96 / 1.38416 * sqrt(0.025 + 3.8416/400) = 1.41602 * 0.18602 = 0.26340.
        assertThat(correct.wilson().low()).isEqualTo(0.2366, within(0.0001));
        assertThat(correct.wilson().high()).isEqualTo(0.7634, within(0.0001));
        // With two characters a draw is twice the one (4/5), twice the other (1/5), or both; each of the first two has
        // probability 1/4, far above the 2.5 % of a tail.
        assertThat(correct.clustered().orElseThrow().interval().low()).isEqualTo(0.2);
        assertThat(correct.clustered().orElseThrow().interval().high()).isEqualTo(0.8);
    }

    @Test
    void neither_the_order_of_characters_nor_their_names_change_what_is_drawn() {
        List<ProbeResult> results = new ArrayList<>();
        List<ProbeResult> others = new ArrayList<>();
        List<String> characters = List.of("lamp", "clock", "chair", "door", "well");
        List<String> renamed = List.of("a", "z", "m", "b", "y");
        for (int i = 0; i < characters.size(); i++) {
            add(results, characters.get(i), AnswerState.CORRECT, 1 + i * i);
            add(results, characters.get(i), AnswerState.WRONG, 5 - i);
            int last = characters.size() - 1 - i;
            add(others, renamed.get(last), AnswerState.CORRECT, 1 + last * last);
            add(others, renamed.get(last), AnswerState.WRONG, 5 - last);
        }
        assertThat(ProbeScores.of(others, 7)).isEqualTo(ProbeScores.of(results, 7));
    }

    @Test
    void a_share_knows_how_many_characters_it_rests_on() {
        List<ProbeResult> results = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            add(results, "character" + i, AnswerState.NOT_ANSWERED, 2);
        }
        add(results, "character0", AnswerState.CORRECT, 1);
        add(results, "character1", AnswerState.WRONG, 1);
        ProbeScore all = ProbeScores.of(results, 7).get(0);
        assertThat(all.correct().orElseThrow().characters()).isEqualTo(12);
        assertThat(all.wrongOfDecided().orElseThrow().characters()).isEqualTo(2);
    }

    @Test
    void an_empty_reply_counts_by_whether_the_earlier_message_was_seen() {
        ProbeResult empty = new ProbeResult(
                new SessionId("tiny", "lamp", "walk", 1),
                "daily_life",
                "chat",
                result("lamp", AnswerState.EMPTY, 6, 9).planned(),
                new Verdict(AnswerState.EMPTY, ""),
                "",
                9);
        ProbeResult unasked = new ProbeResult(
                empty.session(),
                empty.category(),
                empty.topic(),
                empty.planned(),
                new Verdict(AnswerState.FAILED, ""),
                "",
                0);
        assertThat(empty.plantSeen()).contains(false);
        assertThat(unasked.plantSeen()).isEmpty();
    }

    @Test
    void where_all_answers_are_alike_there_is_no_clustered_interval() {
        List<ProbeResult> results = new ArrayList<>();
        add(results, "lamp", AnswerState.CORRECT, 2);
        add(results, "clock", AnswerState.CORRECT, 2);
        ProbeScore all = ProbeScores.of(results, 7).get(0);
        assertThat(all.correct().orElseThrow().clustered()).isEmpty();
        assertThat(all.wrong().orElseThrow().clustered()).isEmpty();
    }

    @Test
    void without_a_reply_there_is_no_share() {
        List<ProbeResult> results = new ArrayList<>();
        add(results, "lamp", AnswerState.FAILED, 2);
        assertThat(ProbeScores.of(results, 7).get(0).correct()).isEmpty();
    }

    @Test
    void scores_are_told_of_all_probes_then_by_what_they_have_in_common() {
        List<ProbeResult> results = new ArrayList<>();
        add(results, "lamp", AnswerState.CORRECT, 1);
        results.add(result("lamp", AnswerState.WRONG, 6, 0));
        results.add(result("lamp", AnswerState.WRONG, 6, 9));
        assertThat(ProbeScores.of(results, 7))
                .extracting(score -> score.group() + " " + score.value() + " " + score.answered())
                .containsExactly(
                        "all all 3",
                        "kind profile 1",
                        "kind memory 2",
                        "distance 0 1",
                        "distance 5-9 2",
                        "plant seen 1",
                        "plant dropped 1",
                        "check exact 3");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1-4", "4, 1-4", "5, 5-9", "10, 10-19", "49, 20-49", "50, 50+", "400, 50+"})
    void distances_fall_into_ranges(int turns, String range) {
        assertThat(ProbeScores.distance(turns)).isEqualTo(range);
    }

    private static void add(List<ProbeResult> results, String character, AnswerState state, int times) {
        for (int i = 0; i < times; i++) {
            results.add(result(character, state, 0, 0));
        }
    }

    /** The earlier message stands in turn 3, so that it is message 5: the model sees it as long as it drops no more than 5. */
    private static ProbeResult result(String character, AnswerState state, int distance, int dropped) {
        Probe probe = new Probe(
                "one",
                distance == 0 ? ProbeKind.PROFILE : ProbeKind.MEMORY,
                Optional.empty(),
                distance == 0 ? Optional.empty() : Optional.of(new Probe.Plant("煤球。", distance)),
                "？",
                new AnswerKey.Fixed(List.of(new Form.Words("煤球")), List.of(), List.of()),
                CheckKind.EXACT,
                Optional.empty(),
                ProbeFlag.OOC);
        return new ProbeResult(
                new SessionId("tiny", character, "walk", 1),
                "daily_life",
                "chat",
                new ProbePlan.PlannedProbe(probe, "", distance == 0 ? 0 : 3, "？", 3 + distance),
                new Verdict(state, ""),
                "好。",
                dropped);
    }
}
