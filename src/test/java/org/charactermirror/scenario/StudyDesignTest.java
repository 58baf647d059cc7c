package org.charactermirror.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.charactermirror.character.CharacterLibrary;
import org.charactermirror.character.ProfileTemplate;
import org.charactermirror.document.YamlDocument;
import org.charactermirror.problem.Problems;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyDesignTest {

    private static final String STUDY = """
            id: small
            kind: rating
            models:
              - {id: tiny, provider: local, path: x}
            characters: all
            scenarios: all
            rounds: 20
            seed: 7
            """;

    @TempDir
    private Path folder;

    private final Problems problems = new Problems();

    @BeforeEach
    void writeFiles() throws IOException {
        SampleFiles.write(folder);
    }

    @Test
    void the_cells_are_the_papers_and_the_studys_own_with_their_numbers_of_dialogues() throws IOException {
        SampleFiles.writeCharacter(folder, "cup", "imported");
        Study study = load(document(STUDY + "repetitions: 3\n"));

        assertThat(new StudyDesign(study).cells())
                .isEqualTo(Map.of(
                        "celebrities", Map.of("chat", 3, "interview", 3, "love", 0),
                        "daily_life", Map.of("chat", 3, "interview", 3, "love", 0),
                        "games_videos", Map.of("chat", 0, "interview", 0, "love", 0),
                        "virtual_love", Map.of("chat", 0, "interview", 0, "love", 0),
                        "imported", Map.of("chat", 3, "interview", 3, "love", 0)));
    }

    @Test
    void every_weakness_is_a_warning_with_its_place() throws IOException {
        SampleFiles.writeCharacter(folder, "cup", "daily_life");
        YamlDocument document = document(STUDY.replace("rounds: 20", "rounds: 19")
                .replace("scenarios: all", "scenarios: {topic: chat}")
                .replace("seed: 7", "seed: 7\nannotators: 2"));
        new StudyDesign(load(document)).warn(document, problems);
        assertThat(messages())
                .containsExactly(
                        "s:5:13: warning: of the paper's categories and topics, games_videos, virtual_love, interview, love"
                                + " are missing, so that these cells stay empty: celebrities x interview, celebrities x"
                                + " love, daily_life x interview, daily_life x love, games_videos x chat, games_videos x"
                                + " interview, games_videos x love, virtual_love x chat, virtual_love x interview,"
                                + " virtual_love x love",
                        "s:5:13: warning: characters are unbalanced over the categories: celebrities 1, daily_life 2",
                        "s:7:9: warning: rounds is 19; the paper's dialogues have at least 20",
                        "s:9:13: warning: annotators is 2, among whom the 3 dialogues of every model cannot be divided"
                                + " evenly: 1 of them would judge one more than the others");
    }

    @Test
    void a_balanced_study_of_all_cells_has_no_weakness() throws IOException {
        SampleFiles.writeCharacter(folder, "cup", "games_videos");
        SampleFiles.writeCharacter(folder, "pen", "virtual_love");
        SampleFiles.writeScenario(folder, "rose", "love");
        YamlDocument document = document(STUDY + "annotators: 6\n");
        new StudyDesign(load(document)).warn(document, problems);
        assertThat(messages()).isEmpty();
    }

    /**
     * With a token a character: persona 30, greeting 10, each message 9 and an empty reply none, so that the prompt of
     * round k has 40 + 9 k tokens of text, and at most 20 (k - 1) of replies.
     */
    @Test
    void rounds_that_fit_a_context_are_counted_for_the_longest_and_the_shortest_replies() {
        Study study = load(document(
                STUDY.replace("characters: all", "characters: [lamp]").replace("scenarios: all", "scenarios: [walk]")));
        ContextUse use = use(study, 150);

        assertThat(use.openings()).isEqualTo(Map.of("lamp", 49));
        assertThat(use.least()).isEqualTo(Map.of("lamp", 40));
        // 40 + 9 k + 20 (k - 1) + 20 <= 150 holds up to k = 3, and 40 + 9 k + 20 <= 150 up to k = 10.
        assertThat(use.surely()).isEqualTo(3);
        assertThat(use.atBest()).isEqualTo(10);
        assertThat(use(study, 10_000).surely()).isEqualTo(20);
    }

    @Test
    void a_profile_that_leaves_no_room_is_an_error_and_one_that_leaves_little_a_warning() {
        YamlDocument document = document(
                STUDY.replace("characters: all", "characters: [lamp]").replace("scenarios: all", "scenarios: [walk]"));
        Study study = load(document);
        use(study, 40).check("tiny", document, problems);
        use(study, 97).check("tiny", document, problems);
        use(study, 98).check("tiny", document, problems);
        assertThat(messages())
                .containsExactly(
                        "s:5:13: the profile of lamp and one message take 40 tokens of the model tiny, whose prompt and"
                                + " reply together may have 40; shorten the profile, or leave the character or the model"
                                + " out",
                        "s:5:13: warning: profile, greeting and first message take more than half of the 97 tokens that"
                                + " prompt and reply of the model tiny may have: lamp 49; shorten the profiles for longer"
                                + " dialogues");
    }

    private static ContextUse use(Study study, int limit) {
        return ContextUse.of(
                study,
                ProfileTemplate.ofLanguage("zh").orElseThrow(),
                new ContextUse.Context(
                        limit,
                        20,
                        20,
                        (persona, messages) -> 30
                                + messages.stream()
                                        .mapToInt(message -> message.text().isEmpty()
                                                ? 0
                                                : message.text().equals("坐近些，我陪着你。") ? 10 : 9)
                                        .sum()
                                + (messages.size() == 1 ? 1 : 0)));
    }

    private YamlDocument document(String text) {
        return YamlDocument.parse("s", text.getBytes(StandardCharsets.UTF_8), problems)
                .orElseThrow(() -> new AssertionError(problems.all()));
    }

    private Study load(YamlDocument document) {
        StudyLoader loader = new StudyLoader(
                CharacterLibrary.load(folder.resolve("characters"), problems),
                ScenarioLibrary.load(folder.resolve("scenarios"), problems));
        return loader.load(document, problems).orElseThrow(() -> new AssertionError(problems.all()));
    }

    private List<String> messages() {
        return problems.all().stream().map(Object::toString).toList();
    }
}
