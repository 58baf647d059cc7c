package org.charactermirror.chat.remote;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An HTTP answer whose body is still to come.
 *
 * @param contentType as the header says; empty if it says nothing
 */
record Answer(int status, String contentType, Optional<String> retryAfter, Optional<String> location, Body body) {

    /** No answer to a question about one reply is longer. */
    static final int LONGEST = 16 * 1024 * 1024;

    /** The bytes of an answer as they come. */
    interface Body extends AutoCloseable {

        /**
         * Waits for the next bytes; empty at the end.
         *
         * @throws AttemptFailure if they do not come
         */
        byte[] next();

        /** Gives up the rest. */
        @Override
        void close();
    }

    /** Returns a text, if the bytes are UTF-8; without a byte-order mark. */
    static String text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw AttemptFailure.of(Retry.UNREADABLE, "the answer is not UTF-8");
        }
    }

    static AttemptFailure tooLong() {
        return AttemptFailure.of(Retry.UNREADABLE, "the answer is longer than " + LONGEST + " bytes");
    }
}
