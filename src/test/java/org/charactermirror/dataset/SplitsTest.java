package org.charactermirror.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
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

    private static List<SortedSet<String>> units(int count) {
        List<SortedSet<String>> units = new ArrayList<>();
        for (int character = 0; character < count; character++) {
            units.add(new TreeSet<>(List.of("character-" + character)));
        }
        return units;
    }

    private static List<Integer> sizes(Splits splits, int count) {
        Map<String, Integer> sizes = new HashMap<>();
        splits.draw(units(count)).values().forEach(split -> sizes.merge(split, 1, Integer::sum));
        return splits.names().stream().map(name -> sizes.getOrDefault(name, 0)).toList();
    }

    @Test
    void characters_fill_the_splits_in_the_order_of_their_hashes() {
        // SHA-256 of "1 ID" by another program begins with: aixi 0ffd, bai-he 14b3, li-bai 965c, su-shi 3ac2,
        // yun-shu ba19.
        List<SortedSet<String>> units = new ArrayList<>();
        for (String id : List.of("aixi", "bai-he", "li-bai", "su-shi", "yun-shu")) {
            units.add(new TreeSet<>(List.of(id)));
        }
        assertThat(new Splits(shares("0.6", "0.2", "0.2"), 1, Map.of()).draw(units))
                .isEqualTo(Map.of(
                        "aixi",
                        "train",
                        "bai-he",
                        "train",
                        "su-shi",
                        "train",
                        "li-bai",
                        "validation",
                        "yun-shu",
                        "test"));
    }

    @Test
    void each_split_has_the_number_that_its_share_says_whatever_the_seed() {
        for (long seed = 0; seed < 20; seed++) {
            // A third in validation waits for 0.1 / 5 = 0.02; the 20th in train has 0.8 / 39, which is more, the 21st
            // 0.8 / 41.
            assertThat(sizes(usual(seed), 24)).containsExactly(20, 2, 2);
            assertThat(sizes(usual(seed), 25)).containsExactly(20, 3, 2);
            assertThat(sizes(usual(seed), 26)).containsExactly(20, 3, 3);
            assertThat(sizes(usual(seed), 27)).containsExactly(21, 3, 3);
            assertThat(sizes(usual(seed), 240)).containsExactly(192, 24, 24);
        }
    }

    @Test
    void no_split_is_empty_as_long_as_there_are_as_many_characters() {
        assertThat(sizes(usual(3), 3)).containsExactly(1, 1, 1);
        assertThat(sizes(usual(3), 5)).containsExactly(3, 1, 1);
        assertThat(sizes(new Splits(shares("0.98", "0.01", "0.01"), 3, Map.of()), 24))
                .containsExactly(22, 1, 1);
        assertThat(sizes(usual(3), 2)).containsExactly(1, 1, 0);
    }

    @Test
    void sizes_differ_from_shares_by_less_than_one_whatever_these_are_and_in_whatever_order_characters_come() {
        Random random = new Random(11);
        for (int round = 0; round < 100; round++) {
            int first = 10 + random.nextInt(70);
            int second = 10 + random.nextInt(89 - first);
            Map<String, BigDecimal> shares =
                    shares(first / 100.0 + "", second / 100.0 + "", (100 - first - second) / 100.0 + "");
            Splits splits = new Splits(shares, random.nextLong(), Map.of());
            int count = 100 + random.nextInt(200);
            List<SortedSet<String>> units = units(count);
            Map<String, String> drawn = splits.draw(units);
            assertThat(drawn).hasSize(count);
            Collections.shuffle(units, random);
            assertThat(splits.draw(units)).isEqualTo(drawn);
            List<Integer> sizes = sizes(splits, count);
            for (int split = 0; split < 3; split++) {
                double share = List.copyOf(shares.values()).get(split).doubleValue() * count;
                assertThat(sizes.get(split)).isBetween((int) Math.floor(share - 1e-9), (int) Math.ceil(share + 1e-9));
            }
        }
    }

    @Test
    void another_seed_draws_other_characters() {
        assertThat(usual(1).draw(units(24))).isNotEqualTo(usual(2).draw(units(24)));
    }

    @Test
    void a_character_that_is_named_goes_where_it_is_put_and_counts_there() {
        Map<String, String> named = new HashMap<>();
        for (int character = 0; character < 5; character++) {
            named.put("character-" + character, "test");
        }
        Splits splits = new Splits(shares("0.8", "0.1", "0.1"), 2, named);
        // Five are in test already; the other 19 are shared as 8 to 1: 16.9 and 2.1.
        assertThat(sizes(splits, 24)).containsExactly(17, 2, 5);
        assertThat(splits.draw(units(24))).containsAllEntriesOf(named);
    }

    @Test
    void a_further_character_moves_at_most_one_other_across_each_border() {
        for (int count = 3; count < 80; count++) {
            Map<String, String> before = usual(4).draw(units(count));
            Map<String, String> after = usual(4).draw(units(count + 1));
            assertThat(before.entrySet().stream()
                            .filter(one -> !one.getValue().equals(after.get(one.getKey())))
                            .count())
                    .isLessThanOrEqualTo(2);
        }
    }

    @Test
    void who_was_in_earlier_data_stays_there_when_characters_are_added() {
        Map<String, String> earlier = usual(1).draw(units(24));
        Map<String, String> now = usual(1).withNamed(earlier).draw(units(40));
        assertThat(now).containsAllEntriesOf(earlier);
        // 32, 4 and 4 of 40.
        assertThat(Collections.frequency(now.values(), "train")).isEqualTo(32);
        assertThat(Collections.frequency(now.values(), "validation")).isEqualTo(4);
    }

    @Test
    void those_who_belong_together_are_in_one_split_and_count_as_one() {
        List<SortedSet<String>> units = units(9);
        units.add(new TreeSet<>(List.of("twin-a", "twin-b", "twin-c")));
        for (long seed = 0; seed < 30; seed++) {
            Map<String, String> drawn = usual(seed).draw(units);
            assertThat(List.of(drawn.get("twin-b"), drawn.get("twin-c"))).containsOnly(drawn.get("twin-a"));
            drawn.keySet().removeAll(List.of("twin-b", "twin-c"));
            assertThat(Collections.frequency(drawn.values(), "train")).isEqualTo(8);
        }
        assertThatThrownBy(() -> new Splits(shares("0.8", "0.1", "0.1"), 1, Map.of("twin-a", "train", "twin-c", "test"))
                        .draw(units))
                .hasMessage("[twin-a, twin-b, twin-c] are named for [test, train]");
    }

    @Test
    void shares_that_do_not_add_up_and_unknown_splits_are_refused() {
        assertThatThrownBy(() -> new Splits(shares("0.8", "0.1", "0.2"), 1, Map.of()))
                .hasMessage("shares add up to 1.1; expected is 1");
        assertThatThrownBy(() -> new Splits(shares("0.8", "0.1", "0.1"), 1, Map.of("a", "dev")))
                .hasMessage("no split dev");
    }
}
