package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.charactermirror.batch.RunListener;
import org.charactermirror.chat.remote.Answers;
import org.charactermirror.chat.remote.FakeEndpoint;
import org.charactermirror.chat.remote.QuickModels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs with remote models that are ended while they wait, and what pairs of remote models leave in the accounts. */
class RemoteStopTest {

    @TempDir
    Path folder;

    private final FakeEndpoint endpoint = FakeEndpoint.start();
    private Path out;

    @BeforeEach
    void writeTheStudy() throws IOException {
        out = folder.resolve("out");
        SampleStudy.write(folder);
        SampleStudy.write(folder, """
                id: small
                kind: pairwise
                baseline: one
                models:
                  - {id: one, provider: openai, base_url: "URL", model: m1}
                  - {id: two, provider: openai, base_url: "URL", model: m2, limits: {concurrency: 2}}
                characters: all
                scenarios: all
                rounds: 3
                seed: 7
                """.replace("URL", endpoint.url()));
    }

    @AfterEach
    void stop() {
        endpoint.close();
    }

    @Test
    void sessions_that_wait_for_an_endpoint_when_the_run_is_to_end_stay_open_and_go_on_later() throws Exception {
        endpoint.usually(request -> Answers.status(503, ""));

        RunOutcome stopped = new StudyRun(SampleStudy.load(folder), new QuickModels(Duration.ofSeconds(60)), 4)
                .outcome(out, RunListener.NONE, () -> endpoint.requests().size() > 20);

        assertThat(stopped.summary().interrupted()).isTrue();
        assertThat(stopped.summary().failed()).isEmpty();
        assertThat(stopped.spent()).isEmpty();
        assertThat(stopped.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
        endpoint.usually(request -> Answers.reply());
        assertThat(finish().summary().done()).isEqualTo(4);
    }

    @Test
    void both_models_of_a_pair_are_accounted_for_and_their_turns_tell_what_a_killed_run_did_not() throws Exception {
        RunOutcome first = finish();

        // 2 characters, 2 scenarios, 3 rounds.
        assertThat(first.accounts()).containsOnlyKeys("one", "two");
        assertThat(first.accounts().values())
                .extracting(account -> account.thisRun().replies())
                .containsExactly(12L, 12L);
        String sums = "SELECT group_concat(model || prompt_tokens || '/' || reply_tokens || '/' || replies)"
                + " FROM (SELECT * FROM model_usage ORDER BY model)";
        String before = RunFiles.query(out, sums);
        assertThat(RunFiles.change(out, "DELETE FROM model_usage")).isEqualTo(2);

        finish();

        assertThat(RunFiles.query(out, sums)).isEqualTo(before);
    }

    private RunOutcome finish() {
        return new StudyRun(SampleStudy.load(folder), new QuickModels(Duration.ofSeconds(60)), 4)
                .outcome(out, RunListener.NONE, () -> false);
    }
}
