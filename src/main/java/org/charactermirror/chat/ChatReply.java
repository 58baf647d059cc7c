package org.charactermirror.chat;

import java.util.Objects;

/**
 * A finished reply and what it took.
 *
 * @param text the reply, stripped; may be empty if the model said nothing
 * @param stopReason why it ended
 * @param promptTokens tokens of the prompt; 0, which no prompt has, if the model did not count: then the other counts say
 *     nothing either
 * @param cachedTokens those of the prompt that did not have to be computed again
 * @param replyTokens tokens generated, the stopping one included
 * @param droppedMessages how many of the oldest messages did not fit the context and were left out
 */
public record ChatReply(
        String text, StopReason stopReason, int promptTokens, int cachedTokens, int replyTokens, int droppedMessages) {

    public ChatReply {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(stopReason, "stopReason");
        if (promptTokens < 0
                || cachedTokens < 0
                || cachedTokens > promptTokens
                || replyTokens < 0
                || droppedMessages < 0) {
            throw new IllegalArgumentException("negative or contradictory counts: prompt " + promptTokens + ", cached "
                    + cachedTokens + ", reply " + replyTokens + ", dropped " + droppedMessages);
        }
    }

    /** Tells whether the model counted its tokens; an endpoint need not. */
    public boolean counted() {
        return promptTokens > 0;
    }
}
