package org.charactermirror.web.chat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ChatReply;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.ModelDescription;
import org.charactermirror.chat.StopReason;
import org.charactermirror.chat.StoppedException;
import org.charactermirror.chat.TextListener;

/** A fake: says what a test wants said, and remembers what it was asked. */
final class FakeModel implements ChatModel {

    /** What it says to a request, piece by piece. */
    interface Speech {

        void speak(ChatRequest request, TextListener listener) throws InterruptedException;
    }

    private final Speech speech;
    final List<ChatRequest> asked = new CopyOnWriteArrayList<>();
    final AtomicInteger pieces = new AtomicInteger();
    final CountDownLatch ended = new CountDownLatch(1);
    volatile boolean closed;

    FakeModel(Speech speech) {
        this.speech = speech;
    }

    /** Says the same to everybody. */
    static FakeModel saying(String... pieces) {
        return new FakeModel((request, listener) -> List.of(pieces).forEach(listener::onText));
    }

    /** Says how many replies it has written, so that one can be told from the next. */
    static FakeModel counting(String name) {
        AtomicInteger replies = new AtomicInteger();
        return new FakeModel((request, listener) -> {
            listener.onText(name + " ");
            listener.onText("answers ");
            listener.onText(String.valueOf(replies.incrementAndGet()));
        });
    }

    /** Speaks without end, a word every few milliseconds, until nobody listens any more. */
    static FakeModel endless() {
        return new FakeModel((request, listener) -> {
            while (true) {
                listener.onText("word ");
                Thread.sleep(5);
            }
        });
    }

    /** Thinks without end and says nothing. */
    static FakeModel silent() {
        return new FakeModel((request, listener) -> new CountDownLatch(1).await());
    }

    @Override
    public ModelDescription description() {
        return new ModelDescription(
                "fake", "local", "Apache-2.0", "A fake for tests.", 768, Map.of("api_key", "secret-of-the-server"));
    }

    @Override
    public ChatReply reply(ChatRequest request, TextListener listener) {
        asked.add(request);
        StringBuilder text = new StringBuilder();
        TextListener counting = new TextListener() {
            @Override
            public void onText(String piece) {
                pieces.incrementAndGet();
                listener.onText(piece);
                text.append(piece);
            }

            @Override
            public void restarted() {
                text.setLength(0);
                listener.restarted();
            }
        };
        try {
            speech.speak(request, counting);
        } catch (InterruptedException e) {
            throw new StoppedException("interrupted");
        } finally {
            ended.countDown();
        }
        return new ChatReply(text.toString().strip(), StopReason.END_OF_SEQUENCE, 10, 0, 4, 0);
    }

    @Override
    public void close() {
        closed = true;
    }
}
