package org.charactermirror.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.charactermirror.character.CharacterLibrary;
import org.charactermirror.character.CharacterProfile;
import org.charactermirror.character.ProfileTemplate;
import org.charactermirror.problem.Problems;
import org.charactermirror.scenario.Personas;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Replies to shipped probes in the voices of their characters, written by hand and judged before the rules saw them. What the rules
 * cannot see stands in the file as they see it: they err towards not answered.
 */
class RepliesToProbesTest {

    private static final Path HOME = Path.of(System.getProperty("charmirror.home", ""));
    private static final Problems PROBLEMS = new Problems();
    private static final CharacterLibrary CHARACTERS = CharacterLibrary.load(HOME.resolve("characters"), PROBLEMS);
    private static final ProbeLibrary PROBES =
            ProbeLibrary.load(List.of(HOME.resolve("scenarios").resolve("probes")), PROBLEMS);

    static Stream<List<String>> replies() throws IOException {
        try (InputStream in = RepliesToProbesTest.class.getResourceAsStream("replies.tsv")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().skip(1).map(line -> List.of(line.split("\t"))).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("replies")
    void a_reply_is_judged_as_a_reader_judges_it(List<String> reply) {
        String language = reply.get(1);
        Probe probe = PROBES.find(reply.get(0), language).orElseThrow().probes().stream()
                .filter(one -> one.id().equals(reply.get(2)))
                .findFirst()
                .orElseThrow();
        CharacterProfile character = CHARACTERS.find(reply.get(0), language).orElseThrow();
        Verdict verdict = new ExactChecker()
                .check(new AnswerChecker.Asked(
                        SampleProbes.SESSION,
                        probe,
                        language,
                        Personas.of(
                                        character,
                                        ProfileTemplate.ofLanguage(language).orElseThrow())
                                .botInfo(),
                        character.name(),
                        character.user().name(),
                        probe.question(),
                        "",
                        Optional.empty(),
                        reply.get(3).replace("\\n", "\n")));
        assertThat(verdict.state().name()).as(verdict.evidence()).isEqualTo(reply.get(4));
    }
}
