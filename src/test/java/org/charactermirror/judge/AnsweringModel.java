package org.charactermirror.judge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ChatReply;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.ModelDescription;
import org.charactermirror.chat.StopReason;
import org.charactermirror.chat.TextListener;

/** A fake: says what it is told to say, and remembers what it was asked. A hundred tokens of prompt, ten of reply. */
final class AnsweringModel implements ChatModel {

    private final Function<ChatRequest, String> answer;
    private final List<ChatRequest> requests = new ArrayList<>();

    private AnsweringModel(Function<ChatRequest, String> answer) {
        this.answer = answer;
    }

    static AnsweringModel of(Function<ChatRequest, String> answer) {
        return new AnsweringModel(answer);
    }

    /** Says one text after the other. */
    static AnsweringModel saying(String... texts) {
        Deque<String> next = new ArrayDeque<>(List.of(texts));
        return new AnsweringModel(request -> next.remove());
    }

    List<ChatRequest> requests() {
        return requests;
    }

    @Override
    public ModelDescription description() {
        return new ModelDescription("answering", "local", "none", "", 0, Map.of("sha256 weights", "w".repeat(64)));
    }

    @Override
    public synchronized ChatReply reply(ChatRequest request, TextListener listener) {
        requests.add(request);
        return new ChatReply(answer.apply(request), StopReason.END_OF_SEQUENCE, 100, 0, 10, 0);
    }

    @Override
    public void close() {}
}
