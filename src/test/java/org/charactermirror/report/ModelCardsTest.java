package org.charactermirror.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.charactermirror.analysis.Analysis;
import org.charactermirror.analysis.AnalysisSettings;
import org.charactermirror.analysis.Rows;
import org.junit.jupiter.api.Test;

class ModelCardsTest {

    private static List<Page.RowGroup> cards(String rows, StudyPart... parts) {
        return ModelCards.section(input(Language.EN, rows, parts), Labels.of(Language.EN))
                .map(section -> section.tables().get(0).groups())
                .orElse(List.of());
    }

    private static ReportInput input(Language language, String rows, StudyPart... parts) {
        return new ReportInput(
                "test",
                Analysis.of(Rows.of(rows), AnalysisSettings.ofDefaults()),
                List.of(),
                0,
                List.of(parts),
                new Stamp("now", "1.0", "charmirror report test"),
                language);
    }

    @Test
    void a_model_of_the_paper_has_the_published_facts() {
        assertThat(cards("annotator,model,session,overall\na,CharacterGLM-66B,1,4\n"))
                .containsExactly(new Page.RowGroup(
                        "CharacterGLM-66B",
                        List.of(
                                Page.Row.of("Model", "CharacterGLM"),
                                Page.Row.of("Provider", "Tsinghua & Lingxin"),
                                Page.Row.of("Parameters", "66B"),
                                Page.Row.of("Language", "Chinese"),
                                Page.Row.of("Open weights", "partly"),
                                Page.Row.of("Made for characters", "yes"))));
    }

    @Test
    void chinese_names_stand_in_chinese_reports_only() {
        String rows = "annotator,model,session,overall\na,Qwen,1,4\n";
        assertThat(cards(rows).toString()).doesNotContain("通义千问");
        assertThat(ModelCards.section(input(Language.ZH, rows), Labels.of(Language.ZH))
                        .toString())
                .contains("通义千问");
    }

    @Test
    void a_model_that_was_run_has_its_own_facts_only_and_an_unknown_one_none() {
        List<Page.RowGroup> cards =
                cards("annotator,model,session,overall\na,tiny,1,4\na,mine,2,4\n", StudyParts.pairAndSingle());
        assertThat(cards).extracting(Page.RowGroup::title).containsExactly("tiny", "tinier", "mine");
        assertThat(cards.get(0).rows()).containsExactly(Page.Row.of("Licence", "Apache-2.0"));
        assertThat(cards.get(2).rows()).containsExactly(Page.Row.of("Known", "nothing but the name"));
    }

    @Test
    void a_model_run_alike_in_two_parts_has_one_card() {
        assertThat(cards("annotator,model,session,overall\n", StudyParts.named("a"), StudyParts.named("b")))
                .hasSize(2);
    }
}
