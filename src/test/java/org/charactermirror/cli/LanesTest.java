package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.charactermirror.batch.RunListener;
import org.charactermirror.batch.RunSummary;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ChatReply;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.ModelDescription;
import org.charactermirror.chat.ScriptedChatModel;
import org.charactermirror.chat.TextListener;
import org.charactermirror.scenario.ModelSpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models with a concurrency of their own are played beside the local ones. */
class LanesTest {

    /** Long enough for any machine; only a run that plays one model after the other waits so long. */
    private static final int PATIENCE_SECONDS = 60;

    @TempDir
    Path folder;

    private final CountDownLatch remoteAsked = new CountDownLatch(1);
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();

    @BeforeEach
    void writeStudy() throws IOException {
        SampleStudy.write(folder);
        SampleStudy.replace(folder, "small.yaml", "models:\n", """
                models:
                  - {id: here, provider: local, path: h}
                  - {id: far, provider: openai, base_url: "http://127.0.0.1:9/v1", model: f, limits: {concurrency: 2}}
                """);
    }

    /** Answers when the other model has been asked, or counts how many ask it at once. */
    private final class Waiting implements ChatModel {

        private final ChatModel answers;
        private final boolean remote;

        Waiting(ModelSpec spec) {
            answers = new ScriptedChatModel(spec.id());
            remote = spec instanceof ModelSpec.Remote;
        }

        @Override
        public ModelDescription description() {
            return new ModelDescription("fake", "local", "unknown", "", 0, Map.of());
        }

        @Override
        public ChatReply reply(ChatRequest request, TextListener listener) {
            if (remote) {
                mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                remoteAsked.countDown();
            } else {
                await();
            }
            ChatReply reply = answers.reply(request, listener);
            atOnce.addAndGet(remote ? -1 : 0);
            return reply;
        }

        private void await() {
            try {
                assertThat(remoteAsked.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                        .as("the remote model is asked while the local one is at work")
                        .isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void close() {}
    }

    @Test
    void a_remote_model_does_not_wait_until_the_local_ones_are_done_and_keeps_to_its_concurrency() {
        RunSummary summary = new StudyRun(SampleStudy.load(folder), Waiting::new, 8)
                .run(folder.resolve("out"), RunListener.NONE, () -> false);

        assertThat(summary.failed()).isEmpty();
        assertThat(summary.interrupted()).isFalse();
        assertThat(mostAtOnce.get()).isBetween(1, 2);
    }
}
