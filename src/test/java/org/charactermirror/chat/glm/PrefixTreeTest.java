package org.charactermirror.chat.glm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixTreeTest {

    private static final int SPAN = Decoder.SPAN;

    /** The content of a block is the beginning of the sequence up to its end, in words. */
    private final List<String> gone = new ArrayList<>();

    private final PrefixTree<String> tree = new PrefixTree<>(gone::add);

    @Test
    void an_empty_tree_knows_nothing() {
        assertThat(tree.find(counting(0, 100), 100).length()).isZero();
        assertThat(tree.kept(counting(0, 100))).isZero();
        assertThat(tree.evict(false)).isEmpty();
        assertThat(tree.tokens()).isZero();
    }

    @Test
    void sequences_share_the_blocks_in_which_they_begin_alike() {
        int[] first = counting(0, 150);
        int[] second = first.clone();
        second[140] = -1;
        keep(first);
        assertThat(tree.tokens()).isEqualTo(150);
        assertThat(tree.kept(second)).isEqualTo(2 * SPAN);
        keep(second);
        // Two whole blocks are shared, 150 - 128 = 22 tokens of each stand beside each other.
        assertThat(tree.tokens()).isEqualTo(2 * SPAN + 2 * 22);
        assertThat(found(first, 150)).isEqualTo(150);
        assertThat(found(second, 150)).isEqualTo(150);
    }

    @Test
    void a_sequence_that_ends_or_differs_inside_of_a_block_is_found_up_to_there() {
        keep(counting(0, 2 * SPAN));
        assertThat(found(counting(0, 2 * SPAN), SPAN + 10)).isEqualTo(SPAN + 10);
        int[] other = counting(0, 2 * SPAN);
        other[SPAN + 20] = -1;
        assertThat(found(other, 2 * SPAN)).isEqualTo(SPAN + 20);
        assertThat(found(counting(0, 5 * SPAN), 5 * SPAN)).isEqualTo(2 * SPAN);
    }

    @Test
    void a_block_that_was_not_full_is_replaced_by_a_longer_one() {
        keep(counting(0, SPAN + 10));
        keep(counting(0, SPAN + 30));
        assertThat(gone).containsExactly(text(counting(0, SPAN + 10), SPAN + 10));
        assertThat(tree.tokens()).isEqualTo(SPAN + 30);
        keep(counting(0, SPAN + 20));
        assertThat(tree.tokens()).as("all of it was there").isEqualTo(SPAN + 30);
        keep(counting(0, 3 * SPAN));
        assertThat(tree.tokens()).isEqualTo(3 * SPAN);
        assertThat(gone).hasSize(2);
    }

    @Test
    void the_end_of_a_sequence_may_be_left_out() {
        int[] ids = counting(0, 3 * SPAN + 5);
        tree.add(ids, 0, List.of(text(ids, SPAN), text(ids, 2 * SPAN)));
        assertThat(found(ids, ids.length)).isEqualTo(2 * SPAN);
        assertThat(tree.kept(ids)).isEqualTo(2 * SPAN);
    }

    @Test
    void what_was_not_looked_at_for_longest_goes_first_and_never_before_what_builds_on_it() {
        keep(counting(0, 2 * SPAN));
        keep(counting(1000, 1000 + SPAN));
        tree.use(counting(0, 2 * SPAN), 2 * SPAN);
        assertThat(tree.evict(true)).contains(SPAN);
        assertThat(gone).containsExactly(text(counting(1000, 1000 + SPAN), SPAN));
        assertThat(tree.evict(true)).as("the rest is in use").isEmpty();
        assertThat(tree.evict(false)).contains(SPAN);
        assertThat(found(counting(0, 2 * SPAN), 2 * SPAN)).isEqualTo(SPAN);
        assertThat(tree.evict(false)).contains(SPAN);
        assertThat(tree.tokens()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void it_finds_what_a_list_of_all_sequences_says_also_after_much_has_gone(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<int[]> made = new ArrayList<>();
        // Of every block that was added and has not gone since: the beginning of its sequence up to its end.
        Set<String> there = new HashSet<>();
        for (int round = 0; round < 400; round++) {
            int[] ids = sequence(random, made);
            made.add(ids);
            PrefixTree.Found<String> found = tree.use(ids, ids.length);
            assertThat(found.length()).isEqualTo(longest(ids, there, made));
            assertContents(ids, found);
            there.addAll(keep(ids));
            for (int more = random.nextInt(4); more > 0; more--) {
                tree.evict(random.nextBoolean());
            }
            there.removeAll(gone);
            gone.clear();
            assertThat(tree.tokens())
                    .isEqualTo(there.stream()
                            .mapToLong(text -> (text.split(",").length - 1) % SPAN + 1)
                            .sum());
        }
        for (int left = there.size(); left > 0; left--) {
            assertThat(tree.evict(false)).isPresent();
        }
        assertThat(tree.evict(false)).isEmpty();
        assertThat(tree.tokens()).isZero();
    }

    /** Returns a new sequence, or one that goes on after some tokens of an earlier one. */
    private static int[] sequence(SplittableRandom random, List<int[]> made) {
        int[] from = made.isEmpty() || random.nextInt(5) == 0 ? new int[0] : made.get(random.nextInt(made.size()));
        int shared = from.length == 0 ? 0 : random.nextInt(from.length + 1);
        int[] more = random.ints(1 + random.nextInt(2 * SPAN), 0, 3).toArray();
        int[] ids = Arrays.copyOf(from, shared + more.length);
        System.arraycopy(more, 0, ids, shared, more.length);
        return Arrays.copyOf(ids, Math.min(ids.length, 5 * SPAN));
    }

    /** Returns the longest beginning that a sequence shares with any that is there, by comparing it with each. */
    private static int longest(int[] ids, Set<String> there, List<int[]> made) {
        int longest = 0;
        for (int[] other : made) {
            for (int end = 1; end <= other.length; end++) {
                if ((end % SPAN == 0 || end == other.length) && there.contains(text(other, end))) {
                    int common = Arrays.mismatch(ids, 0, ids.length, other, 0, end);
                    longest = Math.max(longest, common < 0 ? Math.min(end, ids.length) : common);
                }
            }
        }
        return longest;
    }

    private static void assertContents(int[] ids, PrefixTree.Found<String> found) {
        int start = 0;
        for (PrefixTree.Block<String> block : found.blocks()) {
            int end = Math.min(found.length(), start + SPAN);
            assertThat(block.content())
                    .startsWith(text(ids, end).substring(0, text(ids, end).length() - 1));
            start += SPAN;
        }
    }

    private int found(int[] ids, int most) {
        PrefixTree.Found<String> found = tree.find(ids, most);
        assertContents(ids, found);
        return found.length();
    }

    /** Keeps a sequence and returns the contents of the blocks that it needed. */
    private List<String> keep(int[] ids) {
        tree.use(ids, ids.length);
        int from = tree.kept(ids);
        List<String> contents = IntStream.iterate(from, start -> start < ids.length, start -> start + SPAN)
                .mapToObj(start -> text(ids, Math.min(ids.length, start + SPAN)))
                .toList();
        tree.add(ids, from, contents);
        return contents;
    }

    private static String text(int[] ids, int end) {
        return Arrays.toString(Arrays.copyOf(ids, end));
    }

    private static int[] counting(int from, int to) {
        return IntStream.range(from, to).toArray();
    }
}
