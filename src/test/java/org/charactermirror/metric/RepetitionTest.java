package org.charactermirror.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.charactermirror.chat.StopReason;
import org.charactermirror.session.SessionId;
import org.charactermirror.session.Transcript;
import org.charactermirror.session.Turn;
import org.junit.jupiter.api.Test;

/** The overlaps were counted by hand. */
class RepetitionTest {

    private static final Offset<Double> EXACT = Offset.offset(1e-12);

    /** 11 characters make 8 runs; the first five are in both: 今夜月色 夜月色真 月色真好 色真好我 真好我们. */
    @Test
    void overlap_in_chinese_is_the_share_of_runs_already_said() {
        assertThat(Repetition.overlap("今夜月色真好，我们走走吧。", "今夜月色真好！我们坐坐吧？")).isEqualTo(5.0 / 8, EXACT);
    }

    /** "ilikethemoon" has 9 runs, "ilikethesun" 8; ilik like iket keth ethe stand in both. */
    @Test
    void overlap_in_english_ignores_case_spaces_and_punctuation() {
        assertThat(Repetition.overlap("I like the moon.", "I LIKE the sun!")).isEqualTo(5.0 / 9, EXACT);
        assertThat(Repetition.overlap("I like the sun!", "I like the moon.")).isEqualTo(5.0 / 8, EXACT);
    }

    /** 哈哈哈哈哈哈 has the run 哈哈哈哈 three times, the earlier text once. */
    @Test
    void a_run_counts_as_often_as_it_stands_in_both() {
        assertThat(Repetition.overlap("哈哈哈哈哈哈", "哈哈哈哈")).isEqualTo(1.0 / 3, EXACT);
        assertThat(Repetition.overlap("哈哈哈哈", "哈哈哈哈哈哈")).isEqualTo(1.0, EXACT);
    }

    /** 10 characters make 7 runs; 5 of 7 (0.714) is above the threshold of 0.7, 4 of 7 (0.571) below. */
    @Test
    void a_reply_is_flagged_from_an_overlap_of_seven_tenths() {
        assertThat(Repetition.overlap("一二三四五六七八九十", "一二三四五六七八甲乙")).isEqualTo(5.0 / 7, EXACT);
        assertThat(flags("一二三四五六七八甲乙", "一二三四五六七八九十")).containsExactly(false, true);
        assertThat(Repetition.overlap("一二三四五六七八九十", "一二三四五六七甲乙丙")).isEqualTo(4.0 / 7, EXACT);
        assertThat(flags("一二三四五六七甲乙丙", "一二三四五六七八九十")).containsExactly(false, false);
    }

    @Test
    void any_earlier_reply_and_the_greeting_count_and_later_ones_do_not() {
        assertThat(flags("本王老家在下相。", "乌骓跟了我五年。", "本王老家，在下相！", "来得正好，坐下喝酒。")).containsExactly(false, false, true, true);
    }

    @Test
    void a_short_reply_is_flagged_only_if_it_is_the_same() {
        assertThat(flags("是啊。", "是啊是啊。", "是啊！", "是。")).containsExactly(false, false, true, false);
    }

    @Test
    void a_reply_that_stands_within_an_earlier_one_is_flagged() {
        assertThat(flags("本王老家在下相，那里有一条河。", "本王老家在下相。")).containsExactly(false, true);
    }

    @Test
    void silence_repeats_nothing_but_the_same_signs_do() {
        assertThat(flags("", "", "……", "……", "？")).containsExactly(false, false, false, true, false);
    }

    /** The third reply has 25 runs: 10 of "thewineisgood", 4 of "tonight" and 5 of "myfriend" came before, 19 in all. */
    @Test
    void a_dialogue_in_english_is_flagged_alike() {
        assertThat(Repetition.overlap("Tonight the wine is good, my friend!", "The wine is good tonight, my friend."))
                .isEqualTo(19.0 / 25, EXACT);
        assertThat(flags(
                        "The wine is good tonight, my friend.",
                        "Tell me of your road.",
                        "Tonight the wine is good, my friend!",
                        "Tonight the moon is bright, my friend!"))
                .containsExactly(false, false, true, false);
    }

    @Test
    void a_finding_names_what_is_repeated_most() {
        assertThat(Repetition.find(dialogue("一二三四五六七八甲乙", "子丑寅卯辰巳午未", "一二三四五六七八九十", "来得正好，坐下喝酒。")))
                .containsExactly(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new Repetition.Finding(1, 5.0 / 7)),
                        Optional.of(new Repetition.Finding(0, 1)));
    }

    private static List<Boolean> flags(String... replies) {
        return Repetition.find(dialogue(replies)).stream()
                .map(Optional::isPresent)
                .toList();
    }

    private static Transcript dialogue(String... replies) {
        List<Turn> turns = new ArrayList<>();
        for (String reply : replies) {
            turns.add(new Turn(turns.size() + 1, "问", reply, StopReason.END_OF_SEQUENCE, 1, 1, 0, 1, 0, 0));
        }
        return new Transcript(
                "s", new SessionId("m", "c", "t", 1), "celebrities", "chat", "项羽", "小舟", "来得正好，坐下喝酒。", turns);
    }
}
