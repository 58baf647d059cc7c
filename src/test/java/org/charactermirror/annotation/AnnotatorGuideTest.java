package org.charactermirror.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AnnotatorGuideTest {

    private final AnnotatorGuide english = AnnotatorGuide.ofLanguage("en");
    private final AnnotatorGuide chinese = AnnotatorGuide.ofLanguage("zh");

    @Test
    void both_languages_say_the_same_things() throws IOException {
        for (String name : List.of("guide", "rubric")) {
            Properties english = properties(name + ".en.properties");
            Properties chinese = properties(name + ".zh.properties");
            assertThat(new TreeSet<>(chinese.stringPropertyNames()))
                    .isEqualTo(new TreeSet<>(english.stringPropertyNames()));
            english.stringPropertyNames().stream()
                    .filter(key -> key.endsWith(".right") || key.equals("version") || key.matches("key\\.[a-z_]+"))
                    .forEach(key -> assertThat(chinese.getProperty(key)).isEqualTo(english.getProperty(key)));
        }
    }

    @Test
    void every_kind_of_study_has_instructions_keys_and_five_or_six_questions() {
        for (AnnotatorGuide guide : List.of(english, chinese)) {
            for (Kind kind : Kind.values()) {
                assertThat(guide.instructions(kind, false, 20)).hasSize(8).doesNotHaveDuplicates();
                assertThat(guide.keys(kind)).extracting(AnnotatorGuide.Key::key).contains("M", "U / Ctrl+Z", "Enter");
                assertThat(guide.questions(kind)).hasSizeBetween(5, 6).allSatisfy(question -> {
                    assertThat(question.options())
                            .extracting(AnnotatorGuide.Option::value)
                            .containsExactly("a", "b", "c");
                    assertThat(question.options())
                            .extracting(AnnotatorGuide.Option::text)
                            .doesNotHaveDuplicates();
                });
            }
        }
    }

    @Test
    void no_letter_is_right_so_often_that_choosing_it_passes_or_nearly() {
        for (Kind kind : Kind.values()) {
            for (String letter : List.of("a", "b", "c")) {
                assertThat(english.questions(kind))
                        .filteredOn(question -> question.right().equals(letter))
                        .hasSizeBetween(1, 3);
            }
        }
    }

    @Test
    void those_who_talk_themselves_are_told_for_how_long() {
        assertThat(english.instructions(Kind.RATINGS, true, 20).get(5))
                .startsWith("Please talk with the character for 20 rounds.");
        assertThat(chinese.instructions(Kind.PREFERENCES, true, 7).get(5)).startsWith("请与角色聊满 7 轮。");
    }

    @Test
    void consent_says_what_is_true_of_the_study() {
        assertThat(english.consent(false, true).split("\n\n")).hasSize(6);
        assertThat(english.consent(true, true).split("\n\n")).hasSize(7);
        assertThat(english.consent(false, true))
                .contains("under a pseudonym")
                .doesNotContain("is sent to the programs");
        assertThat(english.consent(true, false))
                .contains("under the name with which you were invited")
                .contains("What you write is sent to the programs under study")
                .contains("what you write in the dialogues");
        assertThat(chinese.consent(false, true)).contains("以化名保存和导出").doesNotContain("您输入的内容会发送");
        assertThat(chinese.consent(true, false)).contains("以邀请您时所用的姓名保存和导出").contains("您输入的内容会发送");
    }

    @Test
    void another_language_is_answered_in_english() {
        assertThat(AnnotatorGuide.ofLanguage("fr").consent(true, true)).isEqualTo(english.consent(true, true));
    }

    @Test
    void the_guide_names_no_model() throws IOException {
        IdentityMask mask = IdentityMask.of(Set.of());
        for (String name : List.of("guide.en", "guide.zh", "rubric.en", "rubric.zh")) {
            properties(name + ".properties")
                    .forEach(
                            (key, text) -> assertThat(mask.mask(text.toString()).words())
                                    .as(key.toString())
                                    .isEmpty());
        }
    }

    private static Properties properties(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(AnnotatorGuide.class.getResourceAsStream(name), name)) {
            Properties properties = new Properties();
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return properties;
        }
    }
}
