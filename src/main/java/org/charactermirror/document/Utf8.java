package org.charactermirror.document;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.charactermirror.problem.Problems;

/** Strict decoding: a byte that is not UTF-8 is a problem with a place, never a replacement character. */
public final class Utf8 {

    private Utf8() {}

    /** Returns the text without a byte-order mark, or reports the first byte that is not UTF-8. */
    public static Optional<String> decode(String source, byte[] bytes, Problems problems) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            Place place = Place.after(text);
            problems.error(
                    source,
                    place.line(),
                    place.column(),
                    String.format(
                            "byte 0x%02X is not UTF-8; save the file with the encoding UTF-8",
                            bytes[in.position()] & 0xFF));
            return Optional.empty();
        }
        return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }
}
