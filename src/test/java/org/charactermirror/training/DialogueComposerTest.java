package org.charactermirror.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.charactermirror.training.ComposedDialogue.Exchange;
import org.junit.jupiter.api.Test;

class DialogueComposerTest {

    private final WrittenLines lines = WrittenLines.shipped(List.of("xiang-yu"));
    private final DialogueComposer composer = new DialogueComposer(lines.phrasings());
    private final Voice voice = lines.voice("xiang-yu");

    @Test
    void the_same_seed_composes_the_same_dialogue_and_another_seed_another() {
        assertThat(compose(1)).isEqualTo(compose(1)).isNotEqualTo(compose(2));
    }

    @Test
    void every_reply_holds_one_of_the_characters_lines_and_no_line_comes_twice_in_a_short_dialogue() {
        List<String> lines =
                voice.answers().values().stream().flatMap(List::stream).toList();
        for (int seed = 0; seed < 50; seed++) {
            List<String> said = compose(seed).exchanges().stream()
                    .map(Exchange::reply)
                    .flatMap(reply -> lines.stream().filter(reply::contains))
                    .toList();
            assertThat(said).doesNotHaveDuplicates();
        }
    }

    private ComposedDialogue compose(long seed) {
        return composer.compose(voice, "项羽", 8, new SplittableRandom(seed));
    }
}
