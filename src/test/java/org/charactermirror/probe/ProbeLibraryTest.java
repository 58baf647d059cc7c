package org.charactermirror.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.charactermirror.character.CharacterLibrary;
import org.charactermirror.problem.Problem;
import org.charactermirror.problem.Problems;
import org.charactermirror.scenario.SampleFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeLibraryTest {

    @TempDir
    Path folder;

    private Path probes;

    @BeforeEach
    void writeFiles() throws IOException {
        SampleFiles.write(folder);
        probes = SampleProbes.write(folder);
    }

    @Test
    void a_file_becomes_the_probes_of_its_character() {
        ProbeSet set = load().find("lamp", "zh").orElseThrow();

        assertThat(set.probes()).extracting(Probe::id).containsExactly("owners", "cord", "told", "chose");
        assertThat(set.probes().get(0).key())
                .isEqualTo(new AnswerKey.Fixed(List.of(new Form.WholeNumber(3)), List.of(), List.of("个")));
        assertThat(set.probes().get(2).plant()).isEqualTo(Optional.of(new Probe.Plant("我家的猫叫煤球。", 3)));
        assertThat(set.probes().get(2).flag()).isEqualTo(ProbeFlag.CONTRADICTION);
        assertThat(set.probes().get(3).key())
                .isEqualTo(new AnswerKey.Choice(List.of(new Form.Words("苹果"), new Form.Words("桃子"))));
        assertThat(found()).isEmpty();
    }

    @Test
    void everything_that_does_not_fit_the_schema_is_told_with_its_place() throws IOException {
        replace("kind: profile", "kind: biography");
        replace("    distance: 2", "    distance: 0");
        replace("counts_as: ooc\n  - id: cord", "counted_as: ooc\n  - id: cord");
        assertThat(found())
                .containsExactly(
                        file()
                                + ":4:5: counts_as of item 1 of probes is missing; expected ooc or contradiction: as which"
                                + " error a wrong answer counts",
                        file() + ":5:11: kind of item 1 of probes is \"biography\"; expected profile, memory,"
                                + " false_premise, persona_break or knowledge_boundary",
                        file() + ":10:5: unknown key \"counted_as\"; did you mean \"counts_as\"?",
                        file() + ":29:15: distance of item 4 of probes is 0; expected a whole number from 1 to 500: how"
                                + " many turns after the plant the question comes");
    }

    @Test
    void a_probe_lacks_nothing_that_its_kind_needs() throws IOException {
        replace("    field: attributes.experiences\n", "");
        replace("    distance: 3\n", "");
        replace("choices: [苹果, 桃子]", "choices: [苹果]");
        replace("question: 我家的猫叫什么？", "question: \"{name}，我家的猫叫什么？\"");
        assertThat(found())
                .containsExactly(
                        file()
                                + ":4:5: the probe owners is of the kind profile, but has no field; name the one that fixes"
                                + " the answer",
                        file()
                                + ":17:5: the probe told has a plant without a distance, or a distance without a plant; give"
                                + " both or neither",
                        file() + ":20:15: the probe told has braces in its question that are no placeholder; expected"
                                + " {bot_name} or {user_name}",
                        file() + ":29:14: the probe chose offers one choice; expected two or more");
    }

    @Test
    void a_probe_says_each_thing_once() throws IOException {
        replace("id: cord", "id: owners");
        replace("forbidden: [皮线]", "forbidden: [皮线, 麻花线]");
        replace("expected: [3]", "expected: [三个]");
        assertThat(found())
                .containsExactly(
                        file() + ":9:12: the probe owners has units, but no expected number; write the number without"
                                + " quotation marks",
                        file() + ":11:9: the probe owners has the id of item 1 of probes; give every probe an id of its"
                                + " own",
                        file() + ":16:16: the probe owners both expects and forbids \"麻花线\"; remove one");
    }

    @Test
    void two_answers_that_are_found_in_the_same_words_are_one() throws IOException {
        replace("expected: [3]", "expected: [3]\n    forbidden: [三]");
        replace("expected: [麻花线]", "expected: [GPT]");
        replace("forbidden: [皮线]", "forbidden: [ｇｐｔ]");
        replace("choices: [苹果, 桃子]", "choices: [苹果, 桃子, 《苹果》]");
        replace("units: [个]", "units: [个, “”]");
        assertThat(found())
                .containsExactly(
                        file() + ":10:12: the probe owners has the unit \"“”\", of which nothing is left without"
                                + " quotation marks and brackets; correct it",
                        file() + ":9:16: the probe owners expects \"3\" and forbids \"三\", which are the same answer;"
                                + " remove one",
                        file() + ":17:16: the probe cord expects \"GPT\" and forbids \"ｇｐｔ\", which are the same"
                                + " answer; remove one",
                        file() + ":32:14: the probe chose offers \"苹果\" and \"《苹果》\", which are the same answer;"
                                + " remove one");
    }

    @Test
    void a_right_answer_stands_in_the_field_that_fixes_it() throws IOException {
        replace("expected: [3]", "expected: [4]");
        replace("expected: [煤球]", "expected: [雪球]");
        replace("field: attributes.other", "field: attributes.cord");
        replace("choices: [苹果, 桃子]", "choices: [苹果, 桃子, 梨子]");
        String lamp = folder.resolve("characters").resolve("lamp.yaml").toString();
        assertThat(found())
                .containsExactly(
                        file() + ":8:15: the probe owners expects \"4\", but attributes.experiences of " + lamp
                                + " has none of them; name the field that fixes the answer, or correct the answer",
                        file() + ":13:12: the probe cord rests on the field attributes.cord, which " + lamp
                                + " does not have",
                        file() + ":23:15: the probe told expects \"雪球\", but its plant says none of them",
                        file() + ":31:14: the probe chose has the choice \"梨子\", which its plant does not offer");
    }

    @Test
    void what_the_profile_says_of_something_else_is_no_wrong_answer() throws IOException {
        replace("forbidden: [皮线]", "forbidden: [邻居]");
        assertThat(found())
                .containsExactly(file() + ":11:5: the probe cord takes \"邻居\" for an answer, which "
                        + folder.resolve("characters").resolve("lamp.yaml")
                        + " says of something else, so that a reply may say it without answering; choose another one");
    }

    @Test
    void probes_belong_to_a_character() throws IOException {
        Files.writeString(probes.resolve("chair.yaml"), SampleProbes.LAMP.replace("id: lamp", "id: chair"));
        assertThat(found())
                .containsExactly(probes.resolve("chair.yaml")
                        + ":1:5: has probes of the character chair in the language zh, which does not exist; rename the"
                        + " file or write the character");
    }

    private ProbeLibrary load() {
        return ProbeLibrary.load(List.of(probes), new Problems());
    }

    private List<String> found() {
        Problems problems = new Problems();
        ProbeLibrary library = ProbeLibrary.load(List.of(probes), problems);
        library.check(CharacterLibrary.load(folder.resolve("characters"), problems), problems);
        return problems.all().stream().map(Problem::toString).toList();
    }

    private String file() {
        return probes.resolve("lamp.yaml").toString();
    }

    private void replace(String from, String to) throws IOException {
        String text = Files.readString(probes.resolve("lamp.yaml"));
        assertThat(text).contains(from);
        Files.writeString(probes.resolve("lamp.yaml"), text.replaceFirst(Pattern.quote(from), to));
    }
}
