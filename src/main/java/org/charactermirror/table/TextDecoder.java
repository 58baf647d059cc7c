package org.charactermirror.table;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Strict decoding: a byte that does not belong is an error with its line, never a replacement character. */
public final class TextDecoder {

    /** What Chinese code pages are read as: GB18030 contains GBK, which contains GB2312. */
    static final Charset GB18030 = Charset.forName("GB18030");

    private static final Map<String, Charset> WIDENED = Map.of("GBK", GB18030, "GB2312", GB18030);
    private static final String OTHER_FILES = "; save it as CSV (UTF-8) in the program that made it";

    /** A text without its byte-order mark, and how it was written. */
    public record Decoded(String text, Charset encoding, boolean byteOrderMark) {}

    private final byte[] bytes;
    private final String source;
    private final Problems problems;

    private TextDecoder(byte[] bytes, String source, Problems problems) {
        this.bytes = bytes;
        this.source = source;
        this.problems = problems;
    }

    /** Decodes with the named encoding, or with the one that the bytes show; or adds a problem. */
    public static Optional<Decoded> decode(byte[] bytes, String source, @Nullable Charset named, Problems problems) {
        TextDecoder decoder = new TextDecoder(bytes, source, problems);
        return named == null
                ? decoder.detect()
                : decoder.as(WIDENED.getOrDefault(named.name().toUpperCase(Locale.ROOT), named));
    }

    private Optional<Decoded> detect() {
        if (startsWith(0xD0, 0xCF, 0x11, 0xE0)) {
            problems.error(source, "is a workbook of an old Excel (.xls), not text" + OTHER_FILES);
            return Optional.empty();
        }
        if (startsWith('P', 'K', 3, 4)) {
            problems.error(source, "is a workbook (.xlsx) or another archive, not text" + OTHER_FILES);
            return Optional.empty();
        }
        @Nullable Charset marked = byteOrderMark();
        if (marked != null) {
            return strictly(marked);
        }
        for (byte one : bytes) {
            if (one == 0) {
                problems.error(
                        source,
                        "has bytes that are zero: not text, or UTF-16 without a byte-order mark, which"
                                + " --encoding UTF-16LE reads");
                return Optional.empty();
            }
        }
        Attempt utf8 = new Attempt(bytes, StandardCharsets.UTF_8);
        if (utf8.whole()) {
            return Optional.of(new Decoded(utf8.text(), StandardCharsets.UTF_8, false));
        }
        Attempt chinese = new Attempt(bytes, GB18030);
        if (chinese.whole() && looksChinese() && !utf8.isCutOff()) {
            return Optional.of(new Decoded(chinese.text(), GB18030, false));
        }
        utf8.tell(
                source,
                problems,
                " and the file does not look like GB18030 either; save it as UTF-8, or name its"
                        + " encoding with --encoding");
        return Optional.empty();
    }

    private Optional<Decoded> as(Charset named) {
        @Nullable Charset marked = byteOrderMark();
        if (marked == null) {
            return strictly(named);
        }
        boolean same = marked.equals(named)
                || (named.equals(StandardCharsets.UTF_16) && marked.name().startsWith("UTF-16"));
        if (!same) {
            problems.error(
                    source,
                    "begins with the byte-order mark of " + marked.name() + ", so it is not " + named.name()
                            + "; leave --encoding out");
            return Optional.empty();
        }
        return strictly(marked);
    }

    private Optional<Decoded> strictly(Charset encoding) {
        Attempt attempt = new Attempt(bytes, encoding);
        if (!attempt.whole()) {
            attempt.tell(source, problems, "; save the file as UTF-8, or name its encoding with --encoding");
            return Optional.empty();
        }
        boolean marked = attempt.text().startsWith("\uFEFF");
        return Optional.of(new Decoded(marked ? attempt.text().substring(1) : attempt.text(), encoding, marked));
    }

    private @Nullable Charset byteOrderMark() {
        if (startsWith(0xEF, 0xBB, 0xBF)) {
            return StandardCharsets.UTF_8;
        }
        if (startsWith(0xFF, 0xFE)) {
            return StandardCharsets.UTF_16LE;
        }
        return startsWith(0xFE, 0xFF) ? StandardCharsets.UTF_16BE : null;
    }

    private boolean startsWith(int... start) {
        if (bytes.length < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if ((bytes[i] & 0xFF) != start[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Tells Chinese from other text that GB18030 happens to accept: of the characters of two bytes, at least three in
     * four lie in the area of the common ones, whose second byte is no letter of another code page.
     */
    private boolean looksChinese() {
        int all = 0;
        int common = 0;
        for (int i = 0; i + 1 < bytes.length; i++) {
            int first = bytes[i] & 0xFF;
            int second = bytes[i + 1] & 0xFF;
            if (first >= 0x81 && second >= 0x40) {
                all++;
                common += first >= 0xA1 && first <= 0xF7 && second >= 0xA1 ? 1 : 0;
                i++;
            }
        }
        return common * 4 >= all * 3;
    }

    /** One try with one encoding: the text up to the first byte that does not belong. */
    private static final class Attempt {

        private final byte[] bytes;
        private final Charset encoding;
        private final String text;
        private final int read;
        private final boolean whole;

        Attempt(byte[] bytes, Charset encoding) {
            this.bytes = bytes;
            this.encoding = encoding;
            CharsetDecoder decoder = encoding.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
            ByteBuffer in = ByteBuffer.wrap(bytes);
            CharBuffer out = CharBuffer.allocate(bytes.length + 1);
            CoderResult result = decoder.decode(in, out, true);
            whole = !result.isError();
            read = in.position();
            text = out.flip().toString();
        }

        boolean whole() {
            return whole;
        }

        String text() {
            return text;
        }

        /** Tells whether only a last character is incomplete: then a file was cut off, and not written otherwise. */
        boolean isCutOff() {
            int first = bytes[read] & 0xFF;
            boolean starts = first >= 0xC2 && first <= 0xF4 && bytes.length - read <= 3;
            for (int i = read + 1; i < bytes.length && starts; i++) {
                starts = (bytes[i] & 0xC0) == 0x80;
            }
            return starts;
        }

        void tell(String source, Problems problems, String remedy) {
            int line = new LineCounter(text).lineAt(text.length());
            String hex = String.format(Locale.ROOT, "0x%02X", bytes[read]);
            problems.error(source, line, 0, "byte " + hex + " is not " + encoding.name() + remedy);
        }
    }
}
