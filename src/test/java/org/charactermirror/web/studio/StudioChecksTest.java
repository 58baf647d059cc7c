package org.charactermirror.web.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.charactermirror.analysis.Analysis;
import org.charactermirror.analysis.AnalysisSettings;
import org.charactermirror.analysis.RatingTable;
import org.charactermirror.analysis.Screening;
import org.charactermirror.annotation.AnnotationFile;
import org.charactermirror.annotation.AnnotationFiles;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.RowNotes;
import org.charactermirror.annotation.Scale;
import org.charactermirror.problem.Problems;
import org.charactermirror.scenario.AnnotatorRules;
import org.charactermirror.store.AnnotationStore;
import org.charactermirror.store.PlannedIds;
import org.charactermirror.store.StudioSetting;
import org.charactermirror.store.StudioSettings;
import org.charactermirror.web.studio.StudioFixture.Annotator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Items that check annotators stand among the others and count for no model. */
class StudioChecksTest {

    private static final String GOLD_SESSION = StudioFixture.FIRST_MODEL + ".lamp.walk.1";
    private static final String GOLD = "gold: [{session: " + GOLD_SESSION + ", expect: {safety: 5}}]";

    @TempDir
    Path folder;

    @Test
    void a_report_of_the_export_counts_as_many_judgements_with_checks_as_without() throws IOException {
        try (StudioFixture fixture = StudioFixture.recorded(folder, "rating", GOLD)) {
            setAttention(fixture, "2");
            Annotator chen = fixture.inviteReady("Chen");
            Annotator wang = fixture.inviteReady("Wang");
            // Seven dialogues, four and three: an instruction after each two of them, 4 / 2 + 3 / 2.
            assertThat(judge(chen, true) + judge(wang, false)).isEqualTo(3);
            fixture.studio().exports().write();

            Annotations all = exported(fixture);
            // Beside these each of the two has the one with the known answer.
            assertThat(all.ratings()).hasSize(7 + 3 + 2);
            List<Rating> judged = all.ratings().stream()
                    .filter(row -> RowNotes.check(row).isEmpty())
                    .toList();
            assertThat(judged).hasSize(7);
            AnalysisSettings settings = AnalysisSettings.ofDefaults().withRules(fixture.study.rules());
            List<RatingTable> withChecks = Analysis.of(all, settings).ratings();
            assertThat(withChecks)
                    .isEqualTo(Analysis.of(new Annotations(judged, List.of(), List.of(), 0), settings)
                            .ratings());
            assertThat(withChecks.get(0).rows().stream()
                            .mapToInt(RatingTable.Row::ratings)
                            .sum())
                    .isEqualTo(7);

            Problems problems = new Problems();
            PlannedIds ids = PlannedIds.of(fixture.held().database());
            all.ratings().forEach(row -> ids.check(row, problems));
            assertThat(problems.all()).as("the export can be imported again").isEmpty();

            AnnotatorRules strict = new AnnotatorRules(
                    Map.of(AnnotatorRules.Bound.MAXIMUM_FAILED_CHECKS, BigDecimal.ZERO),
                    List.of(),
                    fixture.study.rules().gold());
            assertThat(Screening.of(all, strict).excluded())
                    .extracting(Screening.Exclusion::annotator)
                    .containsExactly(wang.person.annotator());
        }
    }

    @Test
    void an_instruction_about_a_dialogue_that_is_judged_too_takes_no_judgements_place() {
        try (StudioFixture fixture = StudioFixture.recorded(folder, "rating", "")) {
            // One person judges all there is: the instruction must stand in one of these dialogues.
            setAttention(fixture, "8");
            Annotator chen = fixture.inviteReady("Chen");
            assertThat(judge(chen, true)).isEqualTo(1);
            List<Rating> rows =
                    new AnnotationStore(fixture.held().database()).annotations().ratings();
            assertThat(rows).hasSize(9);
            Set<String> sessions = new HashSet<>();
            rows.forEach(row -> sessions.add(String.valueOf(row.subject().session())));
            assertThat(sessions).hasSize(8);
        }
    }

    @Test
    void of_a_dialogue_with_a_known_answer_about_one_turn_only_that_turn_is_asked() {
        try (StudioFixture fixture = StudioFixture.recorded(
                folder,
                "turn_errors",
                "gold: [{session: " + GOLD_SESSION + ", turn: 2, expect: {ooc: 1, repetition: 0}}]")) {
            setAttention(fixture, "0");
            Annotator chen = fixture.inviteReady("Chen");
            JsonNode gold = chen.codes().stream()
                    .map(code -> chen.get("items/" + code))
                    .filter(item -> item.path("turns").size() == 2)
                    .findFirst()
                    .orElseThrow();
            assertThat(gold.path("rounds").asInt()).isEqualTo(2);
            assertThat(gold.path("attention").isNull()).isTrue();
            assertThat(gold.path("turns").path(0).toString()).contains("\"context\":true,\"submitted\":true");
            String code = gold.path("code").asText();
            assertThat(chen.submitAnswer(code, 1).body()).contains("\"no_turn\"");
            chen.click(code, 2, "ooc", "1");
            assertThat(chen.submit(code, 2, 5).path("item_done").asBoolean()).isTrue();
            assertThat(new AnnotationStore(fixture.held().database())
                            .annotations()
                            .turnErrors())
                    .singleElement()
                    .satisfies(row -> {
                        assertThat(row.subject().session()).isEqualTo(GOLD_SESSION);
                        assertThat(row.extra()).containsEntry("check", "ooc=1; repetition=0");
                    });
        }
    }

    @Test
    void an_instruction_of_each_kind_is_passed_by_whoever_does_what_it_says() {
        for (String kind : List.of("turn_errors", "pairwise")) {
            String more =
                    kind.equals("pairwise") ? "baseline: " + StudioFixture.FIRST_MODEL + "\ncontinuation: model_a" : "";
            try (StudioFixture fixture = StudioFixture.recorded(folder.resolve(kind), kind, more)) {
                setAttention(fixture, "1");
                Annotator chen = fixture.inviteReady("Chen");
                List<String> asked = new ArrayList<>();
                for (String code : chen.codes()) {
                    JsonNode item = chen.get("items/" + code);
                    String instruction =
                            item.path("attention").path("instruction").asText();
                    if (!instruction.isEmpty()) {
                        asked.add(instruction);
                        Attention attention = Attention.of(fixture.study.kind(), code);
                        if (kind.equals("pairwise")) {
                            chen.click(code, 3, "better", attention.answer());
                        } else {
                            chen.click(code, 3, attention.answer(), "1");
                        }
                        assertThat(chen.submit(code, 3, 4).path("item_done").asBoolean())
                                .isTrue();
                    }
                }
                assertThat(asked).isNotEmpty();
                Annotations rows = new AnnotationStore(fixture.held().database()).annotations();
                assertThat(rows.size()).isEqualTo(asked.size());
                AnnotatorRules strict = new AnnotatorRules(
                        Map.of(AnnotatorRules.Bound.MAXIMUM_FAILED_CHECKS, BigDecimal.ZERO), List.of(), List.of());
                assertThat(Screening.of(rows, strict).excludes()).as(kind).isFalse();
            }
        }
    }

    /** Scores every dialogue, and those with an instruction as it says or not; returns how many had one. */
    private static int judge(Annotator person, boolean attentive) {
        int instructions = 0;
        for (String code : person.codes()) {
            JsonNode item = person.get("items/" + code);
            String instruction = item.path("attention").path("instruction").asText();
            if (instruction.isEmpty()) {
                person.score(code, "4");
                person.click(code, 0, Dimension.SAFETY.word(), "5");
            } else {
                instructions++;
                String wanted = instruction.replaceAll("\\D", "");
                assertThat(wanted).hasSize(1);
                person.score(code, attentive ? wanted : wanted.equals("3") ? "2" : "3");
            }
            person.submit(code, 0, 20);
        }
        return instructions;
    }

    private static void setAttention(StudioFixture fixture, String every) {
        StudioSettings.set(fixture.held().database(), Map.of(StudioSetting.ATTENTION_EVERY, every));
    }

    private static Annotations exported(StudioFixture fixture) {
        Problems problems = new Problems();
        AnnotationFile file = AnnotationFiles.read(
                        fixture.folder.resolve("annotations/ratings.csv"), "ratings.csv", Scale.ofDefaults(), problems)
                .orElseThrow();
        problems.throwIfErrors();
        List<Rating> ratings = new ArrayList<>();
        file.rows().forEach(row -> ratings.add((Rating) row));
        return new Annotations(ratings, List.of(), List.of(), 0);
    }
}
