package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A study of two models and two characters, four dialogues in all, and a file of judges; a model on this machine plays and judges. */
final class StudyForJudges implements AutoCloseable {

    private final JudgingEndpoint endpoint = new JudgingEndpoint();
    private final Terminal terminal = new Terminal();
    private final Path run;
    private final Path judges;

    /** Plays the study into a folder {@code run} of another. */
    StudyForJudges(Path folder) throws IOException {
        run = folder.resolve("run");
        judges = folder.resolve("judges.yaml");
        Path study = Files.writeString(folder.resolve("study.yaml"), """
                id: small
                kind: rating
                models:
                  - {id: one, provider: openai, base_url: "URL", model: far-1}
                  - {id: two, provider: openai, base_url: "URL", model: gpt-2}
                characters: [xiang-yu, li-bai]
                scenarios: [chat-1]
                rounds: 2
                seed: 7
                """.replace("URL", endpoint.url()));
        assertThat(terminal.run("run", study.toString(), "--out", run.toString()))
                .as(terminal.err())
                .isZero();
    }

    /** Names the judges, each by the inside of its braces, without the model. */
    void judges(String... lines) throws IOException {
        StringBuilder text = new StringBuilder("judges:\n");
        for (String line : lines) {
            text.append("  - {provider: openai, base_url: \"")
                    .append(endpoint.url())
                    .append("\", model: gpt-9, ")
                    .append(line)
                    .append("}\n");
        }
        Files.writeString(judges, text);
    }

    /** Runs {@code judge} with these judges. */
    int judge(String... more) {
        List<String> words = new ArrayList<>(List.of("judge", run.toString(), "--judges", judges.toString()));
        words.addAll(List.of(more));
        return terminal.run(words.toArray(String[]::new));
    }

    Path run() {
        return run;
    }

    JudgingEndpoint endpoint() {
        return endpoint;
    }

    /** What the last command said. */
    Terminal terminal() {
        return terminal;
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
