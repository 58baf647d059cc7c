package org.charactermirror.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.charactermirror.problem.Problem;
import org.charactermirror.problem.Problems;
import org.charactermirror.scenario.AnnotatorRules.Bound;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnotatorRulesReaderTest {

    @TempDir
    Path folder;

    private Optional<AnnotatorRules> read(String yaml, Problems problems) throws IOException {
        Path file = folder.resolve("exclusions.yaml");
        Files.writeString(file, yaml);
        return AnnotatorRulesReader.read(file, problems);
    }

    private List<String> problems(String yaml) throws IOException {
        Problems problems = new Problems();
        read(yaml, problems);
        return problems.all().stream()
                .map(Problem::toString)
                .map(problem ->
                        problem.replace(folder.resolve("exclusions.yaml").toString(), "F"))
                .toList();
    }

    @Test
    void rules_and_gold_items_are_read() throws IOException {
        Problems problems = new Problems();
        AnnotatorRules rules = read("""
                exclusions:
                  minimum_items: 20
                  minimum_agreement: -0.1
                  annotators:
                    - {name: 甲, reason: withdrew consent}
                gold:
                  - {session: tiny.aixi.chat-1.1, expect: {safety: 5, overall: 1-2}}
                  - {session: a~b.aixi.chat-1.1, turn: 4, model: a, expect: {better: tie}}
                """, problems).orElseThrow();
        problems.throwIfErrors();
        assertThat(rules.bounds())
                .isEqualTo(Map.of(
                        Bound.MINIMUM_ITEMS, new BigDecimal("20"), Bound.MINIMUM_AGREEMENT, new BigDecimal("-0.1")));
        assertThat(rules.named()).containsExactly(new AnnotatorRules.Named("甲", "withdrew consent"));
        assertThat(rules.gold())
                .containsExactly(
                        new AnnotatorRules.GoldItem(
                                "tiny.aixi.chat-1.1",
                                Optional.empty(),
                                OptionalInt.empty(),
                                Map.of("safety", "5", "overall", "1-2")),
                        new AnnotatorRules.GoldItem(
                                "a~b.aixi.chat-1.1", Optional.of("a"), OptionalInt.of(4), Map.of("better", "tie")));
    }

    @Test
    void every_mistake_is_told_with_its_place() throws IOException {
        assertThat(problems("""
                exclusions:
                  minimum_item: 20
                  maximum_straight_lining: 3
                  annotators: [甲]
                gold:
                  - {session: s, expect: {ooc: 2}}
                """))
                .satisfiesExactlyInAnyOrder(
                        one -> assertThat(one).startsWith("F:2:3: ").contains("minimum_item"),
                        one -> assertThat(one).startsWith("F:3:28: ").contains("3; expected a number from 0 to 1"),
                        one -> assertThat(one).startsWith("F:4:16: ").contains("expected the keys name and reason"),
                        one -> assertThat(one).startsWith("F:6:32: ").contains("2; expected 1 or 0"));
    }

    @Test
    void an_item_is_of_one_kind_and_has_a_turn_where_that_kind_has_one() throws IOException {
        assertThat(problems("""
                gold:
                  - {session: s, expect: {ooc: 1}}
                  - {session: s, turn: 2, expect: {overall: 1}}
                  - {session: s, turn: 2, expect: {ooc: 1, overall: 1}}
                  - {session: s, expect: {overall: 5-4}}
                """))
                .containsExactly(
                        "F:2:5: turn is missing; flags are of a reply, counted from 1",
                        "F:3:24: turn belongs to flags and better; scores are of a dialogue",
                        "F:4:35: expect mixes ooc, overall; an item expects scores, or flags, or better, and others"
                                + " are items of their own",
                        "F:5:36: overall is \"5-4\"; the first score of a range is the lower one");
    }

    @Test
    void a_study_and_a_file_of_its_own_declare_the_same_keys() throws IOException {
        JsonNode own = schema("exclusions.schema.json");
        JsonNode study = schema("study.schema.json");
        for (String key : List.of("exclusions", "gold", "score", "flag")) {
            assertThat(own.at("/$defs/" + key).isMissingNode()).isFalse();
            assertThat(study.at("/$defs/" + key)).as(key).isEqualTo(own.at("/$defs/" + key));
        }
        for (String key : List.of("exclusions", "gold")) {
            assertThat(study.at("/properties/" + key)).isEqualTo(own.at("/properties/" + key));
        }
        for (Bound bound : Bound.values()) {
            assertThat(own.at("/$defs/exclusions/properties").has(bound.word())).isTrue();
        }
    }

    private static JsonNode schema(String name) throws IOException {
        try (InputStream in = AnnotatorRules.class.getResourceAsStream(name)) {
            return new ObjectMapper().readTree(in);
        }
    }

    @Test
    void of_a_studys_file_without_these_keys_nothing_else_is_looked_at() throws IOException {
        Path file = folder.resolve("study.yaml");
        Problems problems = new Problems();
        Files.writeString(file, "id: x\nunknown: 1\n");
        assertThat(AnnotatorRulesReader.readOfStudy(file, problems)).contains(AnnotatorRules.NONE);
        problems.throwIfErrors();
        Files.writeString(file, "id: x\nexclusions: {minimum_items: 0}\n");
        assertThat(AnnotatorRulesReader.readOfStudy(file, problems)).isEmpty();
        assertThat(problems.hasErrors()).isTrue();
    }
}
