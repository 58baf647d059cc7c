package org.charactermirror.character;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.charactermirror.problem.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CharacterLibraryTest {

    private static final String LAMP = """
            id: lamp
            name: 阿灯
            category: daily_life
            language: zh
            attributes:
              identity: 一盏旧台灯
              interests: 看人读书。
              viewpoints: 光要照在字上。
              experiences: 换过三个灯泡。
              achievements: 陪三代人读完了小学。
              social_relationships: 和闹钟是邻居。
              other: 有一根麻花线。
            behaviors:
              linguistic_features: 说话慢。
              emotional_expression: 高兴时亮一点。
              interaction_patterns: 先问你在读什么。
            user:
              name: 小舟
              info: 一个爱熬夜的学生
            greeting: 坐近些，我照着你。
            source: 原创
            license: Apache-2.0
            """;

    @TempDir
    Path folder;

    private final Problems problems = new Problems();

    @Test
    void a_profile_is_read_whole() throws IOException {
        write("lamp.yaml", LAMP);

        CharacterProfile lamp = load().find("lamp").orElseThrow();

        assertThat(problems.all()).isEmpty();
        assertThat(lamp.name()).isEqualTo("阿灯");
        assertThat(lamp.description()).isInstanceOfSatisfying(Description.Structured.class, parts -> {
            assertThat(parts.attributes().socialRelationships()).isEqualTo("和闹钟是邻居。");
            assertThat(parts.behaviors().interactionPatterns()).isEqualTo("先问你在读什么。");
        });
        assertThat(lamp.user()).isEqualTo(new UserProfile("小舟", Optional.of("一个爱熬夜的学生")));
    }

    @Test
    void the_prompt_joins_all_ten_values_in_sentences() throws IOException {
        write("lamp.yaml", LAMP);
        CharacterProfile lamp = load().find("lamp").orElseThrow();
        ProfileTemplate template = ProfileTemplate.ofLanguage("zh").orElseThrow();

        assertThat(template.render(lamp))
                .isEqualTo("阿灯，一盏旧台灯。平日喜欢看人读书。心里认定：光要照在字上。经历：换过三个灯泡。成就：陪三代人读完了小学。"
                        + "身边的人：和闹钟是邻居。另外，有一根麻花线。说话特点：说话慢。情绪表达：高兴时亮一点。待人方式：先问你在读什么。");
        assertThat(template.sha256()).matches("[0-9a-f]{64}");
        assertThat(ProfileTemplate.ofLanguage("fr")).isEmpty();
        assertThatThrownBy(() -> ProfileTemplate.ofLanguage("en").orElseThrow().render(lamp))
                .hasMessage("the profile of lamp is in zh, but the template is for en");
    }

    @Test
    void a_version_in_another_language_is_found_by_language_and_not_counted() throws IOException {
        write("lamp.yaml", LAMP);
        write("lamp.en.yaml", LAMP.replace("language: zh", "language: en").replace("阿灯", "Lamp"));

        CharacterLibrary library = load();

        assertThat(problems.all()).isEmpty();
        assertThat(library.all()).hasSize(1);
        assertThat(library.find("lamp", "en").orElseThrow().name()).isEqualTo("Lamp");
        assertThat(library.find("lamp").orElseThrow().name()).isEqualTo("阿灯");
        assertThat(library.sha256(library.find("lamp").orElseThrow()))
                .isNotEqualTo(library.sha256(library.find("lamp", "en").orElseThrow()));
    }

    @Test
    void an_earlier_folder_hides_a_later_ones_character() throws IOException {
        Path own = Files.createDirectory(folder.resolve("own"));
        Path installed = Files.createDirectory(folder.resolve("installed"));
        Files.writeString(own.resolve("lamp.yaml"), LAMP.replace("阿灯", "我的灯"));
        Files.writeString(installed.resolve("lamp.yaml"), LAMP);
        Files.writeString(installed.resolve("lamp2.yaml"), LAMP.replace("id: lamp", "id: lamp2"));

        CharacterLibrary library = CharacterLibrary.load(List.of(own, installed), problems);

        assertThat(problems.all()).isEmpty();
        assertThat(library.ids()).containsExactly("lamp", "lamp2");
        assertThat(library.find("lamp").orElseThrow().name()).isEqualTo("我的灯");
    }

    @Test
    void all_mistakes_of_a_file_are_told_in_its_order() throws IOException {
        write(
                "lamp.yaml",
                LAMP.replace("id: lamp", "id: Big Lamp")
                        .replace("name: 阿灯", "nmae: 阿灯")
                        .replace("category: daily_life", "category: 7")
                        .replace("identity: 一盏旧台灯", "identity:")
                        .replace("  other: 有一根麻花线。\n", "")
                        .replace("name: 小舟", "name: '[小舟]'"));

        load();

        assertThat(messages())
                .containsExactly(
                        ":1:1: name is missing; expected a name on one line, without [ and ], which mark speakers in"
                                + " prompts",
                        ":1:5: id is \"Big Lamp\"; expected lower-case letters, digits and hyphens, as in xiang-yu",
                        ":2:1: unknown key \"nmae\"; did you mean \"name\"?",
                        ":3:11: category is 7; expected a category such as celebrities, daily_life, games_videos or"
                                + " virtual_love (lower-case letters, digits and underscores)",
                        ":6:3: attributes.other is missing; expected text on one line",
                        ":6:12: attributes.identity is empty; expected text on one line",
                        ":17:9: user.name is \"[小舟]\"; expected a name on one line, without [ and ], which mark"
                                + " speakers in prompts");
    }

    @Test
    void a_text_can_take_the_place_of_the_parts_but_not_stand_beside_them() throws IOException {
        String parts = LAMP.substring(LAMP.indexOf("attributes:"), LAMP.indexOf("user:"));
        write("lamp.yaml", LAMP.replace(parts, "profile: \"一盏灯：\\n 不说谎\"\n").replace("  info: 一个爱熬夜的学生\n", ""));
        CharacterProfile lamp = load().find("lamp").orElseThrow();
        assertThat(problems.all()).isEmpty();
        assertThat(ProfileTemplate.ofLanguage("zh").orElseThrow().render(lamp)).isEqualTo("一盏灯：\n 不说谎");
        assertThat(lamp.user().info()).isEmpty();

        write("lamp.yaml", LAMP.replace("user:\n", "profile: ''\nuser:\n"));
        load();
        write("lamp.yaml", LAMP.replace(parts, ""));
        load();
        assertThat(messages())
                .containsExactly(
                        ":6:3: attributes is a group of keys (identity, interests, viewpoints, experiences, achievements,"
                                + " social_relationships, other); expected either profile, a text, or attributes and"
                                + " behaviors; remove one of the two",
                        ":14:3: behaviors is a group of keys (linguistic_features, emotional_expression,"
                                + " interaction_patterns); expected either profile, a text, or attributes and behaviors;"
                                + " remove one of the two",
                        ":17:10: profile is \"\"; expected text that says what the character is like",
                        ":1:1: attributes is missing; expected the keys identity, interests, viewpoints, experiences,"
                                + " achievements, social_relationships and other (or profile, a text, in place of"
                                + " attributes and behaviors)",
                        ":1:1: behaviors is missing; expected the keys linguistic_features, emotional_expression and"
                                + " interaction_patterns");
    }

    @Test
    void a_file_that_is_only_text_and_a_text_that_is_too_long_are_shown_in_short() throws IOException {
        write("lamp.yaml", "阿灯\n");
        load();
        write("lamp.yaml", LAMP.replace("原创", "长".repeat(2001)));
        load();
        assertThat(messages())
                .containsExactly(
                        ":1:1: the file is \"阿灯\"; expected the keys of a character's file",
                        ":21:9: source is \"" + "长".repeat(60) + "…\"; expected text on one line");
    }

    @Test
    void the_id_is_the_files_name() throws IOException {
        write("torch.yaml", LAMP);
        load();
        assertThat(messages())
                .containsExactly(":1:5: id is lamp, but the file is named torch.yaml; name the file lamp.yaml or change"
                        + " the id");
    }

    @Test
    void a_duplicate_id_names_the_other_file() throws IOException {
        write("lamp.yaml", LAMP);
        write("torch.yaml", LAMP);
        load();
        assertThat(messages())
                .containsExactly(":1:5: duplicate id lamp; it is already in " + folder.resolve("lamp.yaml")
                        + ", line 1; give every file an id of its own");
    }

    @Test
    void a_version_says_the_language_of_its_name_and_shares_its_category() throws IOException {
        write("lamp.yaml", LAMP);
        write("lamp.en.yaml", LAMP);
        write("lamp.fr.yaml", LAMP.replace("language: zh", "language: fr").replace("daily_life", "celebrities"));
        load();
        assertThat(messages())
                .containsExactly(
                        ":4:11: language is zh, but the file's name says en; make them the same, as in lamp.zh.yaml",
                        ":3:11: category is celebrities, but lamp.yaml says daily_life; versions of a character share"
                                + " its category");
    }

    @Test
    void a_version_without_its_base_is_a_problem() throws IOException {
        write("lamp.en.yaml", LAMP.replace("language: zh", "language: en"));
        load();
        assertThat(messages())
                .containsExactly(": is a version of lamp.yaml, which is missing or has problems of its own");
    }

    @Test
    void a_file_with_the_ending_yml_is_pointed_out() throws IOException {
        write("lamp.yml", LAMP);
        load();
        assertThat(messages()).containsExactly(": warning: is not read; name it lamp.yaml");
    }

    @Test
    void a_missing_folder_is_a_problem() {
        Path missing = folder.resolve("nowhere");
        CharacterLibrary.load(missing, problems);
        assertThat(problems.all().toString()).isEqualTo("[" + missing + ": no such folder]");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private CharacterLibrary load() {
        return CharacterLibrary.load(folder, problems);
    }

    private List<String> messages() {
        return problems.all().stream()
                .map(problem -> problem.toString().substring(problem.source().length()))
                .toList();
    }
}
