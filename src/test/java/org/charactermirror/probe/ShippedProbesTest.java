package org.charactermirror.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.charactermirror.character.CharacterLibrary;
import org.charactermirror.problem.Problems;
import org.junit.jupiter.api.Test;

/** The probes of the repository. */
class ShippedProbesTest {

    private static final Path HOME = Path.of(System.getProperty("charmirror.home", ""));

    private final Problems problems = new Problems();
    private final CharacterLibrary characters = CharacterLibrary.load(HOME.resolve("characters"), problems);
    private final ProbeLibrary probes =
            ProbeLibrary.load(List.of(HOME.resolve("scenarios").resolve("probes")), problems);

    @Test
    void every_answer_is_fixed_by_the_profile_or_by_an_earlier_turn() {
        probes.check(characters, problems);
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void every_character_has_probes_in_every_language_that_it_speaks() {
        assertThat(characters.ids()).hasSize(24);
        assertThat(characters.ids())
                .allSatisfy(id -> assertThat(characters.languages(id))
                        .isNotEmpty()
                        .allSatisfy(language ->
                                assertThat(probes.find(id, language)).isPresent()));
    }

    @Test
    void a_character_is_asked_at_least_eight_probes_of_every_kind_within_twenty_rounds() {
        for (ProbeSet set : sets()) {
            assertThat(set.probes()).as(set.character()).hasSizeGreaterThanOrEqualTo(8);
            Set<ProbeKind> kinds = new HashSet<>();
            set.probes().forEach(probe -> kinds.add(probe.kind()));
            assertThat(kinds).as(set.character()).isEqualTo(EnumSet.allOf(ProbeKind.class));
            assertThat(ProbeLayout.leastRounds(set.probes()))
                    .as(set.character())
                    .isLessThanOrEqualTo(20);
            assertThat(set.license()).isEqualTo("Apache-2.0");
        }
    }

    @Test
    void both_languages_ask_for_the_same() {
        for (String id : characters.ids()) {
            ProbeSet chinese = probes.find(id, "zh").orElseThrow();
            ProbeSet english = probes.find(id, "en").orElseThrow();
            assertThat(english.probes())
                    .extracting(probe -> probe.id() + probe.kind() + probe.distance() + probe.flag())
                    .isEqualTo(chinese.probes().stream()
                            .map(probe -> probe.id() + probe.kind() + probe.distance() + probe.flag())
                            .toList());
        }
    }

    @Test
    void no_question_gives_a_verdict_on_itself() {
        ExactChecker checker = new ExactChecker();
        for (ProbeSet set : sets()) {
            for (Probe probe : exact(set)) {
                AnswerState echoed = checker.check(new AnswerChecker.Asked(
                                SampleProbes.SESSION,
                                probe,
                                set.language(),
                                "",
                                "X",
                                "Y",
                                probe.question(),
                                "",
                                probe.plant().map(plant -> "嗯。"),
                                probe.question()))
                        .state();
                assertThat(echoed)
                        .as(set.character() + " " + probe.id())
                        .isIn(AnswerState.NOT_ANSWERED, AnswerState.NOT_FIXED);
            }
        }
    }

    @Test
    void plain_answers_to_every_probe_are_told_apart() {
        for (ProbeSet set : sets()) {
            boolean chinese = set.language().equals("zh");
            for (Probe probe : exact(set)) {
                Form right = rightOf(set, probe);
                List<Form> wrong = wrongOf(probe);
                for (String saying : chinese ? List.of("%s。", "当然是%s，你怎么忘了？") : List.of("%s.", "Why, %s, of course!")) {
                    assertState(set, probe, right, saying.formatted(right), AnswerState.CORRECT);
                    wrong.forEach(form -> assertState(set, probe, right, saying.formatted(form), AnswerState.WRONG));
                }
                String corrected = chinese ? "不是%s，是%s。" : "Not %s, but %s.";
                String doubted = chinese ? "怎么会是%s呢？" : "Could it be %s?";
                for (Form form : wrong) {
                    assertState(set, probe, right, corrected.formatted(form, right), AnswerState.CORRECT);
                    assertState(set, probe, right, doubted.formatted(form), AnswerState.NOT_ANSWERED);
                }
            }
        }
    }

    private static List<Probe> exact(ProbeSet set) {
        return set.probes().stream()
                .filter(probe -> probe.check() == CheckKind.EXACT)
                .toList();
    }

    /** A reason can be told in a hundred ways, of which no list of words has more than a few. */
    @Test
    void a_judge_is_asked_for_reasons_and_for_nothing_else() {
        List<Probe> judged = sets().stream()
                .flatMap(set -> set.probes().stream())
                .filter(probe -> probe.check() == CheckKind.JUDGED)
                .toList();
        assertThat(judged).hasSize(38).allSatisfy(probe -> {
            assertThat(probe.id()).isEqualTo("why");
            assertThat(probe.field()).contains("attributes.experiences");
        });
    }

    private static Form rightOf(ProbeSet set, Probe probe) {
        if (probe.key() instanceof AnswerKey.Fixed key && key.expected().isEmpty()) {
            return new Form.Words(set.language().equals("zh") ? "没听说过" : "never heard of it");
        }
        return probe.key().forms().findFirst().orElseThrow();
    }

    private static List<Form> wrongOf(Probe probe) {
        return probe.key() instanceof AnswerKey.Fixed key
                ? key.forbidden()
                : probe.key().forms().skip(1).toList();
    }

    /** The character has chosen the first of what it could choose. */
    private static void assertState(ProbeSet set, Probe probe, Form right, String reply, AnswerState expected) {
        Verdict verdict = new ExactChecker()
                .check(new AnswerChecker.Asked(
                        SampleProbes.SESSION,
                        probe,
                        set.language(),
                        "",
                        "X",
                        "Y",
                        probe.question(),
                        "",
                        probe.plant().map(plant -> right.text()),
                        reply));
        assertThat(verdict.state())
                .as(set.character() + " " + probe.id() + ": " + reply)
                .isEqualTo(expected);
    }

    private List<ProbeSet> sets() {
        return characters.ids().stream()
                .flatMap(id -> characters.languages(id).stream()
                        .map(language -> probes.find(id, language).orElseThrow()))
                .toList();
    }
}
