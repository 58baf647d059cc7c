package org.charactermirror.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.charactermirror.chat.Persona;
import org.junit.jupiter.api.Test;

class ModelMetricsTest {

    /** Directions at 0, 90 and 60 degrees. */
    private static final Map<String, float[]> DIRECTIONS = Map.of(
            "甲。", new float[] {1, 0},
            "乙。", new float[] {0, 1},
            "丙", new float[] {0.5f, (float) Math.sqrt(0.75)});

    private static final SentenceEncoder ENCODER = text -> {
        float[] known = DIRECTIONS.get(text);
        if (known == null) {
            throw new AssertionError("asked for " + text);
        }
        return known;
    };

    private static final Metric PROFILE = new SimilarityMetrics.Profile(ENCODER);
    private static final Metric HISTORY = new SimilarityMetrics.History(ENCODER);

    /** 丙 is 60 degrees from 甲 and 30 from 乙: cosines 1/2 and √3/2. */
    @Test
    void nearness_to_the_profile_is_that_to_its_nearest_sentence() {
        Optional<Persona> persona = Optional.of(new Persona("项羽", "甲。 乙。", "小舟", ""));
        assertThat(Dialogues.number(PROFILE, Dialogues.of("zh", "", persona, " 丙 ")))
                .isEqualTo(Math.sqrt(0.75), within(1e-6));
    }

    /** A profile whose sentence ends inside a quotation leaves the mark over: the encoder would not know it. */
    @Test
    void signs_alone_have_no_meaning_to_be_near_to() {
        Optional<Persona> persona = Optional.of(new Persona("项羽", "“甲。”", "小舟", ""));
        Map<String, float[]> directions = Map.of("“甲。", new float[] {1, 0}, "丙", new float[] {0, 1});
        Metric profile = new SimilarityMetrics.Profile(
                text -> Objects.requireNonNull(directions.get(text), "asked for " + text));
        assertThat(Dialogues.number(profile, Dialogues.of("zh", "", persona, "丙")))
                .isZero();
        assertThat(Dialogues.last(profile, Dialogues.of("zh", "", persona, "……")))
                .isEqualTo(Score.undefined(Reason.NO_WORDS));
        assertThat(Dialogues.scores(HISTORY, Dialogues.chinese("……", "丙")))
                .containsExactly(Score.undefined(Reason.NO_WORDS), Score.undefined(Reason.NO_EARLIER_REPLY));
    }

    @Test
    void nearness_to_what_was_said_is_that_to_the_nearest_reply_or_the_greeting() {
        assertThat(Dialogues.number(HISTORY, Dialogues.of("zh", "甲。", Optional.empty(), "丙")))
                .isEqualTo(0.5, within(1e-6));
        assertThat(Dialogues.number(HISTORY, Dialogues.of("zh", "甲。", Optional.empty(), "乙。", "丙")))
                .isEqualTo(Math.sqrt(0.75), within(1e-6));
    }

    @Test
    void the_sentence_model_has_no_say_in_other_languages_nor_without_texts() {
        assertThat(Dialogues.last(HISTORY, Dialogues.english("Hello.", "Hello.")))
                .isEqualTo(Score.undefined(Reason.OTHER_LANGUAGE));
        assertThat(Dialogues.last(PROFILE, Dialogues.english("Hello.")))
                .isEqualTo(Score.undefined(Reason.OTHER_LANGUAGE));
        assertThat(Dialogues.last(PROFILE, Dialogues.of("zh", "", Optional.empty(), "甲。")))
                .isEqualTo(Score.undefined(Reason.NO_PROFILE));
        assertThat(Dialogues.scores(HISTORY, Dialogues.chinese("甲。", "")))
                .containsExactly(Score.undefined(Reason.NO_EARLIER_REPLY), Score.undefined(Reason.EMPTY_REPLY));
    }

    /** Tokens of probability 1/2 and 1/8: exp(-(ln 1/2 + ln 1/8) / 2) = 16^(1/2) = 4. */
    @Test
    void perplexity_is_the_inverse_geometric_mean_of_probabilities() {
        Metric metric = new PerplexityMetric(
                (conversation, turn, reply) -> Optional.of(new double[] {Math.log(0.5), Math.log(0.125)}));
        assertThat(Dialogues.number(metric, Dialogues.chinese("来喝酒"))).isEqualTo(4, within(1e-12));
        assertThat(Dialogues.number(metric, Dialogues.english("Come in"))).isEqualTo(4, within(1e-12));
    }

    @Test
    void perplexity_has_no_value_without_a_profile_or_a_reply_or_where_it_is_too_long() {
        Metric metric = new PerplexityMetric((conversation, turn, reply) -> Optional.empty());
        assertThat(Dialogues.scores(metric, Dialogues.chinese("来", "")))
                .containsExactly(Score.undefined(Reason.TOO_LONG), Score.undefined(Reason.EMPTY_REPLY));
        assertThat(Dialogues.last(metric, Dialogues.of("zh", "", Optional.empty(), "来")))
                .isEqualTo(Score.undefined(Reason.NO_PROFILE));
    }
}
