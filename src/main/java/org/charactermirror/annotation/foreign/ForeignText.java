package org.charactermirror.annotation.foreign;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.charactermirror.document.JsonRecord;
import org.charactermirror.document.JsonStream;
import org.charactermirror.problem.Problems;
import org.charactermirror.table.TextDecoder;
import org.jspecify.annotations.Nullable;

/** Foreign files as text: tells JSON from tables, and reads JSON record by record without holding all of it. */
final class ForeignText {

    private static final int HEAD = 16_384;
    private static final int BUFFER = 1 << 16;

    private ForeignText() {}

    /** Tells whether a file's first sign is that of JSON. */
    static boolean isJson(Path file) throws IOException {
        String head = head(file).stripLeading();
        return head.startsWith("[") || head.startsWith("{");
    }

    /** Returns the words of a file's first line, in lower case, that are in ASCII: names of tools' columns are. */
    static Set<String> header(Path file) throws IOException {
        String first = head(file).stripLeading().lines().findFirst().orElse("");
        Set<String> names = new HashSet<>();
        for (String name : first.split("[,;\t]")) {
            names.add(name.replace("\"", "").strip().toLowerCase(Locale.ROOT));
        }
        return names;
    }

    /** Whatever the encoding, ASCII is left when byte-order marks and zeros are taken out. */
    private static String head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            StringBuilder text = new StringBuilder();
            for (byte one : in.readNBytes(HEAD)) {
                if (one > 0) {
                    text.append((char) one);
                } else if (one != 0 && !text.isEmpty()) {
                    text.append('?');
                }
            }
            return text.toString();
        }
    }

    /**
     * Hands on the objects of a JSON file.
     *
     * @param problems get what keeps the file from being read to its end
     * @param rows get what is wrong with single records, which are left out
     */
    static void records(
            Path file,
            String source,
            @Nullable Charset named,
            Problems problems,
            Problems rows,
            Consumer<JsonRecord> each)
            throws IOException {
        Optional<Reader> text = open(file, source, named, problems);
        if (text.isPresent()) {
            try (Reader reader = text.get()) {
                JsonStream.read(source, reader, problems, rows, each);
            }
        }
    }

    private static Optional<Reader> open(Path file, String source, @Nullable Charset named, Problems problems)
            throws IOException {
        if (named == null && isPlainUtf8(file)) {
            return Optional.of(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
        }
        return TextDecoder.decode(Files.readAllBytes(file), source, named, problems)
                .map(decoded -> new StringReader(decoded.text()));
    }

    /** Reads through a file once, so that a byte that does not belong is found before any record is taken. */
    private static boolean isPlainUtf8(Path file) throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
        CharBuffer unused = CharBuffer.allocate(BUFFER);
        boolean first = true;
        try (InputStream in = Files.newInputStream(file)) {
            while (true) {
                int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
                bytes.limit(bytes.position() + Math.max(count, 0)).position(0);
                if (first && bytes.limit() > 0 && (bytes.get(0) & 0xFF) >= 0xEF) {
                    return false;
                }
                first = false;
                unused.clear();
                if (decoder.decode(bytes, unused, count < 0).isError()) {
                    return false;
                }
                if (unused.limit() > 0 && new String(unused.array(), 0, unused.position()).indexOf('\0') >= 0) {
                    return false;
                }
                if (count < 0) {
                    return true;
                }
                bytes.compact();
            }
        }
    }
}
