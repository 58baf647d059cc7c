package org.charactermirror.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.charactermirror.analysis.AgreementSoFar.Checked;
import org.charactermirror.analysis.AgreementSoFar.Column;
import org.charactermirror.scenario.AnnotatorRules.GoldItem;
import org.charactermirror.stats.Estimate;
import org.junit.jupiter.api.Test;

class AgreementSoFarTest {

    @Test
    void figures_are_those_of_people_and_without_checks() {
        AgreementSoFar soFar = AgreementSoFar.of(
                Rows.of("""
                        session,annotator,model,overall,safety,origin,check
                        s1,a,m,1,5,human,
                        s1,b,m,2,5,human,
                        s2,a,m,2,,human,
                        s2,b,m,2,,human,
                        s1,judge,m,5,1,judge,
                        s3,a,m,4,,human,overall=4
                        s3,b,m,3,,human,overall=4
                        s4,a,m,1,,human,
                        """),
                List.of(new GoldItem("s4", Optional.empty(), OptionalInt.empty(), Map.of("overall", "5"))));
        // Units (1, 2) and (2, 2), values 1 once and 2 three times: 1 - 3 * 2 / (2 * 1 * 3) = 0.
        assertThat(soFar.columns())
                .containsExactly(
                        new Column("overall", Estimate.of(0), 2),
                        new Column("safety", Estimate.notEstimable("all judgements are equal"), 1));
        assertThat(soFar.checks()).isEqualTo(Map.of("a", new Checked(1, 1, 0), "b", new Checked(0, 1, 0)));
        assertThat(soFar.judgements().ratings()).hasSize(4);
    }

    @Test
    void what_one_person_judged_has_no_agreement_and_says_why() {
        AgreementSoFar soFar = AgreementSoFar.of(Rows.of("annotator,model_a,model_b,outcome\na,x,y,win\n"), List.of());
        assertThat(soFar.columns())
                .containsExactly(
                        new Column("outcome", Estimate.notEstimable("no unit was judged by two annotators"), 0));
    }
}
