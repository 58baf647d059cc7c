package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingOptionsTest {

    private final Terminal terminal = new Terminal();

    private int run(String... more) {
        List<String> words = new ArrayList<>(List.of("export", "training", "no-study", "--out", "no-out"));
        words.addAll(List.of(more));
        return terminal.run(words.toArray(String[]::new));
    }

    @Test
    void wrong_options_are_told_together() {
        assertThat(run(
                        "--kinds", "superised",
                        "--origin", "humans",
                        "--minimum-score", "overall",
                        "--without-flags", "proactivity",
                        "--minimum-agreement", "2",
                        "--split", "train=0.5,test=0.6"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).isEqualTo("""
                --kinds has "superised"; expected supervised, preferences, turn_labels, dialogue_scores; did you mean supervised?
                --origin has "humans"; expected human, reconstructed, synthetic, judge, automatic; did you mean human?
                --without-flags has "proactivity"; expected ooc, contradiction, repetition, less_quality, less_information
                --minimum-score has "overall"; expected DIMENSION=SCORE with one of overall, consistency, human_likeness, engagement, quality, safety, correctness
                --minimum-agreement is 2; expected a share from 0 to 1
                --split has shares that add up to 1.1; expected is 1
                See: charmirror export training --help
                """);
    }

    @Test
    void a_character_has_one_split_and_that_is_one_there_is() {
        assertThat(run(
                        "--split",
                        "train=0.5,test=0.5",
                        "--assign",
                        "dev=a",
                        "--assign",
                        "test=a",
                        "--assign",
                        "train=a"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).isEqualTo("""
                --assign has "dev=a"; expected NAME=IDS, with one of the splits train, test
                --assign puts a into test and into train; one split each
                See: charmirror export training --help
                """);
    }

    @Test
    void split_names_are_file_names() {
        assertThat(run("--split", "../train=0.5,test=0.25,test=0.25")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).isEqualTo("""
                --split has "../train=0.5"; expected NAME=SHARE, a name of small letters and a share above 0, such as train=0.8
                --split names test twice
                See: charmirror export training --help
                """);
    }

    @Test
    void bars_for_dialogues_to_imitate_need_these() {
        assertThat(run("--kinds", "preferences", "--minimum-score", "overall=4", "--assign", "test=li-bai,"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).isEqualTo("""
                --minimum-score and --without-flags choose dialogues to imitate, and --kinds leaves supervised out
                --assign has "test=li-bai,", in which a character has no id; expected NAME=IDS, such as test=li-bai,su-shi
                See: charmirror export training --help
                """);
    }
}
