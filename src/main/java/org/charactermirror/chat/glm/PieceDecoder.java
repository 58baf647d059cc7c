package org.charactermirror.chat.glm;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Joins UTF-8 bytes that come in pieces; a character appears when its last byte has come.
 *
 * <p>SentencePiece writes a space as {@code U+2581}, in a vocabulary without a piece for it even as that character's
 * bytes; so every {@code U+2581} is a space.
 */
final class PieceDecoder {

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);

    private ByteBuffer pending = ByteBuffer.allocate(0);

    /** Returns the characters that are complete now; malformed bytes become {@code U+FFFD}. */
    String add(byte[] bytes) {
        ByteBuffer all = ByteBuffer.allocate(pending.remaining() + bytes.length)
                .put(pending)
                .put(bytes)
                .flip();
        CharBuffer characters = CharBuffer.allocate(all.remaining() + 1);
        decoder.reset().decode(all, characters, false);
        pending = all.slice();
        return characters.flip().toString().replace('\u2581', ' ');
    }

    /** Returns what an unfinished character at the end becomes: {@code U+FFFD}, or nothing if there is none. */
    String rest() {
        boolean unfinished = pending.hasRemaining();
        pending = ByteBuffer.allocate(0);
        return unfinished ? "\ufffd" : "";
    }
}
