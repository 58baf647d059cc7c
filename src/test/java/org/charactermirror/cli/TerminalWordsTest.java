package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.charactermirror.annotation.Kind;
import org.charactermirror.chat.TokenEstimate;
import org.charactermirror.judge.JudgeItem;
import org.charactermirror.judge.JudgementState;
import org.charactermirror.probe.AnswerState;
import org.charactermirror.probe.CheckKind;
import org.charactermirror.probe.ProbeKind;
import org.charactermirror.report.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TerminalWordsTest {

    @Test
    void both_languages_say_the_same_things_with_the_same_values() {
        TerminalWords english = TerminalWords.of(Language.EN);
        TerminalWords chinese = TerminalWords.of(Language.ZH);
        assertThat(chinese.keys()).isEqualTo(english.keys());
        for (String key : english.keys()) {
            assertThat(values(chinese, key)).as(key).isEqualTo(values(english, key));
        }
    }

    /** Returns which of eight values a text has. */
    private static boolean[] values(TerminalWords words, String key) {
        if (key.equals("probe.unchecked")) {
            // It tells one from many.
            assertThat(words.get(key, 1, "DIR")).contains("1", "DIR").doesNotContain("1 answers");
            assertThat(words.get(key, 2, "DIR")).contains("2", "DIR");
            return new boolean[] {true, true};
        }
        String text = words.get(key, "<0>", "<1>", "<2>", "<3>", "<4>", "<5>", "<6>", "<7>");
        assertThat(text).as(key).isNotBlank().doesNotContain("{", "}");
        boolean[] found = new boolean[8];
        for (int value = 0; value < found.length; value++) {
            found[value] = text.contains("<" + value + ">");
        }
        return found;
    }

    /** Where words stand twice, those of one place may change. */
    @Test
    void an_estimate_says_how_tokens_are_guessed() {
        assertThat(TerminalWords.of(Language.EN).get("estimate.assumption"))
                .isEqualTo("At most, where no answer has to be asked for again: every answer as long as allowed, "
                        + TokenEstimate.ASSUMPTION + ".");
    }

    @Test
    void whatever_is_counted_has_words_for_one_and_for_many() {
        TerminalWords english = TerminalWords.of(Language.EN);
        for (String key : english.keys()) {
            if (key.startsWith("count.")) {
                String other = key.endsWith(".one") ? key.replace(".one", ".many") : key.replace(".many", ".one");
                assertThat(english.keys()).contains(other);
            }
        }
        assertThat(english.count(1, "judged_reply")).isEqualTo("1 judged reply");
        assertThat(english.count(0, "judged_reply")).isEqualTo("0 judged replies");
        assertThat(english.count(1440, "rating")).isEqualTo("1440 ratings");
        assertThat(TerminalWords.of(Language.ZH).count(1440, "rating")).isEqualTo("1440 条评分");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void every_kind_and_state_has_a_name(Language language) {
        TerminalWords words = TerminalWords.of(language);
        assertThat(words.keys())
                .containsAll(Arrays.stream(JudgementState.values())
                        .map(state -> "state." + state.word())
                        .toList())
                .containsAll(Arrays.stream(AnswerState.values())
                        .filter(state -> !ProbeReport.OWN_COLUMNS.contains(state))
                        .map(state -> "probe.state." + state.word())
                        .toList())
                .containsAll(Arrays.stream(ProbeKind.values())
                        .map(kind -> "probe.part.kind." + kind.word())
                        .toList())
                .containsAll(Arrays.stream(CheckKind.values())
                        .map(check -> "probe.part.check." + check.word())
                        .toList())
                .containsAll(Arrays.stream(Kind.values())
                        .map(kind -> "kind." + JudgeItem.word(kind))
                        .toList());
        assertThatThrownBy(() -> words.get("no such"))
                .hasMessage("terminal_" + language.word() + ".properties has no no such");
    }
}
