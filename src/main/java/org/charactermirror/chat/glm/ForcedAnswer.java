package org.charactermirror.chat.glm;

import java.util.Optional;
import java.util.stream.IntStream;
import org.charactermirror.chat.StopReason;

/** Keeps the tokens of a reply, and never ends it by itself. */
final class ForcedAnswer implements ReplyAssembler {

    private final IntStream.Builder tokens = IntStream.builder();

    @Override
    public Optional<StopReason> add(int token) {
        tokens.add(token);
        return Optional.empty();
    }

    @Override
    public String finish() {
        return "";
    }

    int[] tokens() {
        return tokens.build().toArray();
    }
}
