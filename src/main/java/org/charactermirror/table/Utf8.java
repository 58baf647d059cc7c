package org.charactermirror.table;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.charactermirror.problem.Problems;

/** Strict decoding: a byte that is not UTF-8 is an error with its line, never a replacement character. */
final class Utf8 {

    private Utf8() {}

    /** Decodes without the byte-order mark, or adds a problem. */
    static Optional<String> decode(byte[] bytes, String source, Problems problems) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            int line = 1;
            for (int i = 0; i < in.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            String hex = String.format(Locale.ROOT, "0x%02X", bytes[in.position()]);
            problems.error(
                    source,
                    line,
                    0,
                    "byte " + hex + " is not UTF-8; save the file as UTF-8 (for a file in a Chinese code page: "
                            + "iconv -f GB18030 -t UTF-8)");
            return Optional.empty();
        }
        String text = out.flip().toString();
        return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }
}
