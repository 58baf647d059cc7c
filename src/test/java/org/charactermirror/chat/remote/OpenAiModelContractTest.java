package org.charactermirror.chat.remote;

import java.time.Duration;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ChatModelContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Replies that nobody listens to come whole, the others as streams: the contract has both. */
class OpenAiModelContractTest extends ChatModelContract {

    private FakeEndpoint endpoint;

    @BeforeEach
    void startAnEndpoint() {
        endpoint = FakeEndpoint.start();
    }

    @AfterEach
    void stopIt() {
        endpoint.close();
    }

    /** Returns how the endpoint is spoken to. */
    Dialect dialect() {
        return Endpoints.OPENAI;
    }

    @Override
    protected ChatModel open() {
        return RemoteChatModel.of(
                Endpoints.settings(endpoint.url(), dialect(), false),
                Waiting.inRealTime(() -> false),
                Endpoints.QUICK,
                Duration.ofSeconds(30),
                new UsageMeter(),
                notice -> {});
    }
}
