package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import org.charactermirror.analysis.calibration.JudgeFacts;
import org.charactermirror.annotation.Kind;
import org.charactermirror.report.Language;
import org.charactermirror.store.JudgementStore.Usage;
import org.junit.jupiter.api.Test;

class JudgeCostTest {

    private static final BigDecimal COST = new BigDecimal("0.0105");

    private static JudgeCost cost(long refused, long uncounted, long unpriced, Map<String, BigDecimal> cost) {
        return new JudgeCost(
                "strict", Kind.RATINGS, 4, new Usage(5, refused, uncounted, unpriced, 5_000, 0, 250, 3.0, cost));
    }

    @Test
    void a_judgement_takes_its_share_of_all_answers_those_asked_for_again_too() {
        JudgeCost cost = cost(0, 0, 0, Map.of("USD", COST));

        // 5,000 / 4, 250 / 4, 0.0105 / 4, 3 / 4.
        assertThat(cost.line(TerminalWords.of(Language.EN)))
                .isEqualTo(
                        "judge strict, ratings, each on average (4 judgements, 5 answers): tokens 1,250.0 of prompts and"
                                + " 62.5 of answers; cost 0.002625 USD; time 0.75 s of waiting for answers");
        assertThat(cost.facts()).contains(new JudgeFacts(4, COST, "USD"));
        assertThat(cost.toMap().get("mean"))
                .isEqualTo(Map.of(
                        "prompt_tokens",
                        1250.0,
                        "reply_tokens",
                        62.5,
                        "cost",
                        0.002625,
                        "currency",
                        "USD",
                        "seconds",
                        0.75));
    }

    @Test
    void what_was_not_recorded_of_all_answers_has_no_mean() {
        JudgeCost some = cost(1, 0, 2, Map.of("USD", COST));

        assertThat(some.line(TerminalWords.of(Language.EN)))
                .isEqualTo(
                        "judge strict, ratings, each on average (4 judgements, 5 answers, 1 of them refusals of which no"
                                + " tokens are told): tokens 1,250.0 of prompts and 62.5 of answers; cost not recorded of 2 of the"
                                + " answers; time 0.75 s of waiting for answers");
        assertThat(some.facts()).isEmpty();
        assertThat(cost(0, 0, 5, Map.of()).line(TerminalWords.of(Language.EN))).contains("; cost not recorded; ");
        assertThat(cost(0, 3, 0, Map.of("USD", COST)).line(TerminalWords.of(Language.EN)))
                .contains(": tokens not recorded of 3 of the answers; cost not recorded of 3 of the answers; ");
        assertThat(cost(0, 0, 0, Map.of("USD", COST, "CNY", COST)).line(TerminalWords.of(Language.EN)))
                .contains("; cost in several currencies; ");
        assertThat(cost(5, 0, 0, Map.of()).line(TerminalWords.of(Language.EN)))
                .contains(": tokens not recorded; cost not recorded; time 0.75 s");
        assertThat(new JudgeCost("strict", Kind.RATINGS, 2, Usage.NONE).line(TerminalWords.of(Language.EN)))
                .isEqualTo(
                        "judge strict, ratings, each on average (2 judgements, 0 answers): tokens not recorded; cost not"
                                + " recorded; time not recorded");
    }
}
