package org.charactermirror.web.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.charactermirror.web.Words;
import org.junit.jupiter.api.Test;

class ChatWordsTest {

    private static final Path MAIN = Path.of(System.getProperty("charmirror.home", "."), "src", "main");

    /** Keys that are put together while the page runs. */
    private static final Pattern USED =
            Pattern.compile("(?:say\\(|word\\(|has\\(|notice\\(say\\()[\"']([a-z_.]+)[\"'][,)]");

    private static final Pattern PLACE = Pattern.compile("\\{\\d}");

    @Test
    void both_languages_have_the_same_words_with_the_same_places() {
        Map<String, String> english = Words.of("chat", "en").all();
        Map<String, String> chinese = Words.of("chat", "zh").all();
        assertThat(chinese.keySet()).isEqualTo(english.keySet());
        english.forEach((key, word) -> {
            assertThat(places(chinese.getOrDefault(key, ""))).as(key).isEqualTo(places(word));
            assertThat(word).as(key).isNotBlank();
            assertThat(chinese.get(key)).as(key).isNotBlank();
        });
    }

    private static Set<String> places(String word) {
        return new TreeSet<>(
                PLACE.matcher(word).results().map(place -> place.group()).toList());
    }

    @Test
    void every_word_that_the_page_names_is_there() throws IOException {
        Set<String> used = new TreeSet<>();
        try (Stream<Path> scripts = Files.list(MAIN.resolve("resources/org/charactermirror/web/assets/chat"))) {
            for (Path file : Stream.concat(scripts, Stream.of(MAIN.resolve("jte/web/chat.jte")))
                    .toList()) {
                Matcher matcher = USED.matcher(Files.readString(file));
                while (matcher.find()) {
                    used.add(matcher.group(1));
                }
            }
        }
        assertThat(used).hasSizeGreaterThan(60);
        assertThat(Words.of("chat", "en").all().keySet()).containsAll(used);
    }

    @Test
    void no_script_of_the_page_reads_text_as_markup() throws IOException {
        try (Stream<Path> scripts = Files.list(MAIN.resolve("resources/org/charactermirror/web/assets/chat"))) {
            for (Path file : scripts.toList()) {
                assertThat(Files.readString(file))
                        .as(file.toString())
                        .doesNotContain(
                                "innerHTML",
                                "outerHTML",
                                "insertAdjacentHTML",
                                "document.write",
                                "eval(",
                                ".style",
                                "http:",
                                "https:");
            }
        }
    }
}
