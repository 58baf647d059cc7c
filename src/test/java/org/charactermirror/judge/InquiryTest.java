package org.charactermirror.judge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.charactermirror.annotation.Rubric;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.ContextTooLongException;
import org.charactermirror.chat.GenerationSettings;
import org.charactermirror.chat.Message;
import org.charactermirror.chat.Persona;
import org.charactermirror.chat.RefusedException;
import org.charactermirror.document.DocumentSchema;
import org.junit.jupiter.api.Test;

/** Questions whose answers keep to the schema of a choice. */
class InquiryTest {

    private static final DocumentSchema SCHEMA = DocumentSchema.load(Inquiry.class, "preferences.schema.json");
    private static final GenerationSettings SETTINGS = GenerationSettings.greedy(50);
    private static final ChatRequest QUESTION =
            new ChatRequest(new Persona("评判员", "任务", "材料", ""), List.of(Message.user("哪个好？")), SETTINGS, 7);

    private final MemoryAnswers answers = new MemoryAnswers();

    private Inquiry.Outcome ask(AnsweringModel model, Function<JsonNode, List<String>> check) {
        Desk desk = new Desk(answers, new Purse(Optional.empty(), BigDecimal.ZERO), () -> false);
        Questioner questioner = new Questioner("strict", model, "m", Optional.empty(), desk, 1);
        JudgePrompt prompt = new JudgePrompt("zh", Rubric.ofLanguage("zh"), 1, SETTINGS);
        return new Inquiry(questioner, SCHEMA, prompt, 1).ask(QUESTION, check);
    }

    private static List<String> anything(JsonNode answer) {
        return List.of();
    }

    private static String choice(String word) {
        return "{\"evidence_first\": \"\", \"evidence_second\": \"\", \"explanation\": \"\", \"choice\": \"" + word
                + "\"}";
    }

    @Test
    void an_answer_that_keeps_to_the_schema_is_the_answer() {
        Inquiry.Outcome outcome = ask(AnsweringModel.saying("好的：" + choice("tie")), InquiryTest::anything);

        assertThat(outcome.state()).isEqualTo(JudgementState.SCORED);
        assertThat(outcome.answer().orElseThrow().path("choice").asText()).isEqualTo("tie");
        assertThat(outcome.calls()).hasSize(1);
        assertThat(outcome.promptSha256()).isEqualTo(Questioner.promptSha256(QUESTION));
    }

    @Test
    void what_is_wrong_with_an_answer_is_told_and_it_is_asked_again() {
        AnsweringModel model = AnsweringModel.saying(choice("first"), choice("tie"));

        Inquiry.Outcome outcome =
                ask(model, answer -> answer.path("choice").asText().equals("tie") ? List.of() : List.of("只能是 tie"));

        assertThat(outcome.state()).isEqualTo(JudgementState.SCORED);
        assertThat(outcome.calls()).hasSize(2);
        assertThat(model.requests().get(1).messages().get(2).text()).contains("只能是 tie");
    }

    @Test
    void an_answer_that_remains_wrong_is_none() {
        Inquiry.Outcome outcome = ask(AnsweringModel.saying("不好说", choice("first")), answer -> List.of("只能是 tie"));

        assertThat(outcome.state()).isEqualTo(JudgementState.UNPARSABLE);
        assertThat(outcome.answer()).isEmpty();
        assertThat(outcome.reason()).isEqualTo("只能是 tie");
    }

    @Test
    void a_judge_that_declines_is_not_asked_again() {
        Inquiry.Outcome declined = ask(AnsweringModel.saying("抱歉，我无法评判。"), InquiryTest::anything);
        assertThat(declined.state()).isEqualTo(JudgementState.REFUSED);
        assertThat(declined.reason()).isEqualTo("the judge declines");
    }

    @Test
    void a_filter_that_refuses_is_told_by_its_reason() {
        Inquiry.Outcome refused = ask(
                AnsweringModel.of(request -> {
                    throw new RefusedException("refused: a filter");
                }),
                InquiryTest::anything);
        assertThat(refused.state()).isEqualTo(JudgementState.REFUSED);
        assertThat(refused.reason()).isEqualTo("refused: a filter");
    }

    @Test
    void a_model_that_does_not_answer_has_failed_and_nothing_of_it_is_kept() {
        Inquiry.Outcome failed = ask(
                AnsweringModel.of(request -> {
                    throw new ContextTooLongException("too long");
                }),
                InquiryTest::anything);
        assertThat(failed.state()).isEqualTo(JudgementState.FAILED);
        assertThat(failed.reason()).endsWith(": too long");
        assertThat(answers.size()).isZero();
    }

    @Test
    void the_same_question_again_costs_nothing() {
        ask(AnsweringModel.saying("不好说", choice("tie")), InquiryTest::anything);

        Inquiry.Outcome again = ask(AnsweringModel.saying(), InquiryTest::anything);

        assertThat(again.state()).isEqualTo(JudgementState.SCORED);
        assertThat(answers.size()).isEqualTo(2);
    }
}
