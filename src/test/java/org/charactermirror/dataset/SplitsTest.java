package org.charactermirror.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SplitsTest {

    private static Map<String, BigDecimal> shares(String train, String validation, String test) {
        Map<String, BigDecimal> shares = new LinkedHashMap<>();
        shares.put("train", new BigDecimal(train));
        shares.put("validation", new BigDecimal(validation));
        shares.put("test", new BigDecimal(test));
        return shares;
    }

    private static Splits usual(long seed) {
        return new Splits(shares("0.8", "0.1", "0.1"), seed, Map.of());
    }

    @Test
    void a_character_falls_where_the_hash_of_seed_and_id_says() {
        // Places worked out with another program's SHA-256: 0.4901, 0.8831; 0.7977, 0.8407, 0.9538.
        assertThat(usual(2).of("li-bai")).isEqualTo("train");
        assertThat(usual(2).of("su-shi")).isEqualTo("validation");
        assertThat(usual(7).of("li-bai")).isEqualTo("train");
        assertThat(usual(7).of("lamp")).isEqualTo("validation");
        assertThat(usual(7).of("yun-shu")).isEqualTo("test");
    }

    @Test
    void whatever_the_shares_and_seed_a_character_is_in_one_split_and_splits_have_about_their_shares() {
        Random random = new Random(11);
        for (int round = 0; round < 20; round++) {
            int first = 1 + random.nextInt(98);
            int second = 1 + random.nextInt(99 - first);
            Splits splits = new Splits(
                    shares(first / 100.0 + "", second / 100.0 + "", (100 - first - second) / 100.0 + ""),
                    random.nextLong(),
                    Map.of());
            Map<String, Integer> counts = new HashMap<>();
            for (int character = 0; character < 2000; character++) {
                String split = splits.of("character-" + character);
                assertThat(splits.of("character-" + character)).isEqualTo(split);
                counts.merge(split, 1, Integer::sum);
            }
            // Five standard deviations of a share of 2,000 draws are at most 5 * sqrt(0.25 / 2000) = 0.056.
            assertThat(counts.getOrDefault("train", 0) / 2000.0)
                    .isBetween(first / 100.0 - 0.056, first / 100.0 + 0.056);
            assertThat(counts.values().stream().mapToInt(count -> count).sum()).isEqualTo(2000);
        }
    }

    @Test
    void a_character_that_is_named_goes_where_it_is_put_and_moves_no_other() {
        Splits named = new Splits(shares("0.8", "0.1", "0.1"), 2, Map.of("li-bai", "test"));
        assertThat(named.of("li-bai")).isEqualTo("test");
        for (int character = 0; character < 500; character++) {
            assertThat(named.of("c" + character)).isEqualTo(usual(2).of("c" + character));
        }
    }

    @Test
    void shares_that_do_not_add_up_and_unknown_splits_are_refused() {
        assertThatThrownBy(() -> new Splits(shares("0.8", "0.1", "0.2"), 1, Map.of()))
                .hasMessage("shares add up to 1.1; expected is 1");
        assertThatThrownBy(() -> new Splits(shares("0.8", "0.1", "0.1"), 1, Map.of("a", "dev")))
                .hasMessage("no split dev");
    }
}
