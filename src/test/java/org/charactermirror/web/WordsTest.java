package org.charactermirror.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WordsTest {

    private static final Pattern PUT_IN = Pattern.compile("\\{\\w+\\}");

    /** Returns what is put into each sentence, by its key. */
    private static Map<String, List<String>> putIn(String area, String language) {
        Map<String, List<String>> found = new TreeMap<>();
        Words.of(area, language)
                .all()
                .forEach((key, sentence) -> found.put(
                        key,
                        List.copyOf(new TreeSet<>(PUT_IN.matcher(sentence)
                                .results()
                                .map(MatchResult::group)
                                .toList()))));
        return found;
    }

    @Test
    void every_sentence_of_the_studio_is_there_in_both_languages_with_the_same_parts() {
        assertThat(putIn("studio", "zh")).isEqualTo(putIn("studio", "en"));
    }
}
