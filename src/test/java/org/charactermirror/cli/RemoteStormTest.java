package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.charactermirror.batch.ModelAccount;
import org.charactermirror.batch.RunListener;
import org.charactermirror.batch.RunSummary;
import org.charactermirror.chat.FailureKind;
import org.charactermirror.chat.ModelUsage;
import org.charactermirror.chat.remote.Answers;
import org.charactermirror.chat.remote.FakeEndpoint;
import org.charactermirror.chat.remote.QuickModels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study of 500 sessions whose endpoint fails in every way there is, through the real runner and the real record. */
class RemoteStormTest {

    /** 2 models x 2 characters x 2 scenarios x 63 repetitions. */
    private static final int SESSIONS = 504;

    private static final int ROUNDS = 2;

    @TempDir
    Path folder;

    private final FakeEndpoint endpoint = FakeEndpoint.start();

    @AfterEach
    void stop() {
        endpoint.close();
    }

    @Test
    void every_session_is_complete_or_failed_with_its_reason_and_the_next_run_completes_all() throws Exception {
        writeTheStudy();
        endpoint.usually(QuickModels.storm(20));
        Path out = folder.resolve("out");

        RunOutcome first = run(out, Duration.ofMillis(300));

        RunSummary summary = first.summary();
        assertThat(summary.sessions()).isEqualTo(SESSIONS);
        assertThat(summary.done() + summary.failed().size()).isEqualTo(SESSIONS);
        assertThat(summary.failures())
                .containsOnlyKeys(
                        FailureKind.CONTEXT_TOO_LONG, FailureKind.REFUSED, FailureKind.REJECTED, FailureKind.GAVE_UP);
        assertThat(summary.failures().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(summary.failed().size());
        assertThat(summary.failed())
                .allSatisfy((session, reason) -> assertThat(reason)
                        .matches(
                                "(whole|streamed): (the dialogue does not fit|the provider's filter refused|the endpoint"
                                        + " rejected|gave up after [0-9]+ attempts).*"));
        assertCountsAddUp(first, out);

        endpoint.usually(request -> Answers.reply());
        RunOutcome second = run(out, Duration.ofSeconds(60));

        assertThat(second.summary().done()).isEqualTo(SESSIONS);
        assertThat(second.summary().failed()).isEmpty();
        assertThat(second.summary().newTurns()).isEqualTo(SESSIONS * ROUNDS - summary.turns());
        Path calm = folder.resolve("calm");
        run(calm, Duration.ofSeconds(60));
        assertThat(RunFiles.transcripts(out)).isEqualTo(RunFiles.transcripts(calm));
    }

    private void assertCountsAddUp(RunOutcome outcome, Path out) throws Exception {
        ModelUsage all = outcome.accounts().values().stream()
                .map(ModelAccount::thisRun)
                .reduce(ModelUsage.NONE, ModelUsage::plus);
        int failed = outcome.summary().failed().size();
        assertThat(all.replies()).isEqualTo(outcome.summary().turns());
        assertThat(all.calls()).isEqualTo(all.replies() + failed);
        assertThat(all.attempts())
                .isEqualTo(all.calls()
                        + all.retries().values().stream()
                                .mapToLong(Long::longValue)
                                .sum());
        assertThat(all.retries())
                .containsOnlyKeys("connection", "cut", "rate_limited", "server_error", "timeout", "unreadable");
        assertThat(RunFiles.query(out, "SELECT sum(attempts) || ' ' || sum(replies) FROM model_usage"))
                .isEqualTo(all.attempts() + " " + all.replies());
        assertThat(RunFiles.query(out, "SELECT sum(prompt_tokens) || ' ' || sum(reply_tokens) FROM turn"))
                .isEqualTo(all.promptTokens() + " " + all.replyTokens());
        assertThat(RunFiles.query(out, "SELECT count(*) FROM session WHERE (state = 'failed') <> (failure <> '')"))
                .isEqualTo("0");
    }

    private RunOutcome run(Path out, Duration timeout) {
        return new StudyRun(SampleStudy.load(folder), new QuickModels(timeout), 16)
                .outcome(out, RunListener.NONE, () -> false);
    }

    private void writeTheStudy() throws IOException {
        SampleStudy.write(folder);
        SampleStudy.write(folder, """
                id: small
                kind: rating
                models:
                  - {id: whole, provider: openai, base_url: "URL", model: m, limits: {attempts: 9}}
                  - {id: streamed, provider: characterglm, base_url: "URL", model: m, stream: true, limits: {attempts: 9}}
                characters: all
                scenarios: all
                rounds: 2
                repetitions: 63
                seed: 7
                """.replace("URL", endpoint.url()));
    }
}
