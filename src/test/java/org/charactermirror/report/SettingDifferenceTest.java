package org.charactermirror.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.charactermirror.annotation.Annotations;
import org.junit.jupiter.api.Test;

class SettingDifferenceTest {

    private static StudyPart part(StudyPart.Model... models) {
        return new StudyPart(
                "",
                "demo",
                "zh",
                1,
                1,
                List.of(new StudyPart.Setting("seed", "7")),
                List.of(models),
                List.of(),
                List.of(),
                Annotations.none());
    }

    private static StudyPart.Model model(String id, String licence) {
        return new StudyPart.Model(id, licence, "", List.of());
    }

    @Test
    void runs_of_other_models_are_not_the_same_even_if_nothing_is_known_of_these() {
        assertThat(SettingDifference.of(List.of(part(model("x", ""))), List.of(part(model("y", "")))))
                .containsExactly(new SettingDifference("x", "id", "x", ""), new SettingDifference("y", "id", "", "y"));
    }

    @Test
    void licences_are_compared() {
        assertThat(SettingDifference.of(List.of(part(model("x", "MIT"))), List.of(part(model("x", "Apache-2.0")))))
                .containsExactly(new SettingDifference("x", "licence", "MIT", "Apache-2.0"));
    }

    @Test
    void what_both_runs_share_is_no_difference() {
        assertThat(SettingDifference.of(List.of(part(model("x", "MIT"))), List.of(part(model("x", "MIT")))))
                .isEmpty();
    }
}
