package org.charactermirror.cli;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ChatReply;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.ModelDescription;
import org.charactermirror.chat.StopReason;
import org.charactermirror.chat.TextListener;

/** A fake that answers by the last message, and says something else to everything it has no answer to. */
class Answering implements ChatModel {

    private final Map<String, String> answers;
    private final AtomicInteger asked;

    Answering(Map<String, String> answers) {
        this(answers, new AtomicInteger());
    }

    Answering(Map<String, String> answers, AtomicInteger asked) {
        this.answers = answers;
        this.asked = asked;
    }

    @Override
    public ModelDescription description() {
        return new ModelDescription("answering", "local", "Apache-2.0", "A fake for tests.", 0, Map.of());
    }

    @Override
    public ChatReply reply(ChatRequest request, TextListener listener) {
        asked.incrementAndGet();
        String reply = answers.getOrDefault(last(request), "嗯，我在听。");
        return new ChatReply(reply, StopReason.END_OF_SEQUENCE, 10, 0, reply.length(), 0);
    }

    static String last(ChatRequest request) {
        return request.messages().get(request.messages().size() - 1).text();
    }

    @Override
    public void close() {}
}
