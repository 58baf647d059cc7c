package org.charactermirror.chat;

import java.util.Optional;

/**
 * A model that answers in a character's name; the one extension point that every model implements.
 *
 * <p>The same request, with the same seed, on the same kind of processor gives the same reply. An implementation may keep
 * a cache between calls; it never changes a reply. Thread-safe: several threads may ask at once, and a model may write
 * their replies side by side; no reply depends on the others.
 */
public interface ChatModel extends AutoCloseable {

    /** Describes the model for the records of a run. */
    ModelDescription description();

    /**
     * Writes the character's next reply.
     *
     * @param request the persona, the dialogue so far (last message by the user) and how to generate
     * @param listener hears the reply's text as it grows; {@link TextListener#NONE} to ignore it
     * @return the finished reply
     * @throws ChatException of the kind that says what the caller can do about it
     */
    ChatReply reply(ChatRequest request, TextListener listener);

    /** Returns what a cache did for the replies so far; nothing if the model has none that it knows of. */
    default Optional<CacheUse> cacheUse() {
        return Optional.empty();
    }

    @Override
    void close();
}
