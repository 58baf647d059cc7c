package org.charactermirror.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriceTest {

    @Test
    void money_is_exact_to_the_last_digit() {
        Price price = new Price(new BigDecimal("0.15"), new BigDecimal("0.6"), "USD");

        // 1 x 0.15 / 1,000,000 and 3 x 0.6 / 1,000,000
        assertThat(price.of(1, 3)).isEqualByComparingTo("0.00000195");
        assertThat(price.of(1_000_000, 1_000_000)).isEqualByComparingTo("0.75");
        BigDecimal tenTimes = BigDecimal.ZERO;
        for (int time = 0; time < 10; time++) {
            tenTimes = tenTimes.add(price.of(1, 0));
        }
        assertThat(tenTimes).isEqualByComparingTo(price.of(10, 0));
    }

    @Test
    void tokens_are_guessed_rather_too_many() {
        // Three Chinese characters at two tokens each, five ASCII characters at one for two, rounded up.
        assertThat(TokenEstimate.ofText("你好，")).isEqualTo(6);
        assertThat(TokenEstimate.ofText("hello")).isEqualTo(3);
        // 8 for each message around it.
        assertThat(TokenEstimate.ofPrompt("hello", List.of(Message.user("你好，"))))
                .isEqualTo(3 + 8 + 6 + 8);
    }
}
