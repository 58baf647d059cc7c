package org.charactermirror.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every keeper of answers does. */
public abstract class AnswerStoreContract {

    /** Returns a keeper that holds nothing. */
    protected abstract AnswerStore empty();

    @Test
    void an_answer_comes_back_as_it_was() {
        AnswerStore store = empty();
        KeptAnswer answer = answer("a".repeat(64), "{\"引文\": \"x\"}\n");
        assertThat(store.find(answer.key())).isEmpty();

        store.keep(answer);

        assertThat(store.find(answer.key())).contains(answer);
    }

    @Test
    void the_first_answer_to_a_request_stays() {
        AnswerStore store = empty();
        KeptAnswer first = answer("a".repeat(64), "first");
        store.keep(first);

        store.keep(answer("a".repeat(64), "second"));

        assertThat(store.find(first.key())).contains(first);
    }

    @Test
    void a_refusal_has_neither_tokens_nor_a_price() {
        AnswerStore store = empty();
        KeptAnswer refusal = new KeptAnswer(
                "b".repeat(64), "j", true, "filtered", false, 0, 0, 0, 0.5, Optional.empty(), Optional.empty());

        store.keep(refusal);

        assertThat(store.find(refusal.key())).contains(refusal);
    }

    static KeptAnswer answer(String key, String text) {
        return new KeptAnswer(
                key,
                "j",
                false,
                text,
                true,
                12,
                4,
                3,
                0.25,
                Optional.of(new BigDecimal("0.00000195")),
                Optional.of("USD"));
    }
}
