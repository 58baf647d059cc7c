package org.charactermirror.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LineIndexTest {

    private final LineIndex index = new LineIndex(List.of(
            new Voice("one", List.of(), List.of(), Map.of("food", List.of("我爱吃羊腿。")), Map.of()),
            new Voice(
                    "two", List.of(), List.of(), Map.of("food", List.of("我爱吃鱼。")), Map.of("food", List.of("鱼要清蒸。")))));

    @Test
    void similarity_is_twice_the_shared_pairs_over_all_pairs() {
        // Pairs of the reply: 我爱 爱吃 吃羊 羊腿 腿呀 (5); of the line: 我爱 爱吃 吃羊 羊腿 腿。 (5); shared: 4.
        assertThat(index.nearest("我爱吃羊腿呀")).contains(new LineIndex.Match("one", "food", 0.8));
    }

    @Test
    void a_line_itself_is_found_with_similarity_one() {
        assertThat(index.nearest("鱼要清蒸。")).contains(new LineIndex.Match("two", "food.more", 1.0));
    }

    @Test
    void a_reply_that_shares_no_pair_resembles_nothing() {
        assertThat(index.nearest("早上好")).isEmpty();
    }
}
