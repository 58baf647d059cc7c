package org.charactermirror.chat.glm;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes a SentencePiece model of single characters, in the protocol-buffer layout of {@code sentencepiece_model.proto}.
 *
 * <p>Ids: 0 {@code <unk>}, 1 {@code <s>}, 2 {@code </s>}, 3 to 258 the bytes 0 to 255, then the characters in the order
 * given. Text is not normalised in any way; what has no piece of its own is spelled as UTF-8 bytes, so that no text is
 * lost.
 */
public final class SentencePieceWriter {

    /** The id of the first character: three control pieces and 256 bytes come before it. */
    public static final int FIRST_CHARACTER = 259;

    private static final int MODEL_OF_CHARACTERS = 4;
    private static final int UNKNOWN = 2;
    private static final int CONTROL = 3;
    private static final int BYTE = 6;
    private static final int NORMAL = 1;
    private static final String SPACE_SYMBOL = "\u2581";

    private SentencePieceWriter() {}

    /**
     * Returns the bytes of a {@code tokenizer.model}.
     *
     * @param characters distinct, each one code point, most frequent first; a space is stored as SentencePiece's
     *     {@code U+2581}
     * @throws IllegalArgumentException if one of them is not a single code point, a surrogate, or there twice
     */
    public static byte[] characterModel(List<String> characters) {
        Set<String> pieces = new LinkedHashSet<>();
        for (String character : characters) {
            pieces.add(checked(character, pieces));
        }
        ByteArrayOutputStream model = new ByteArrayOutputStream();
        piece(model, "<unk>", 0, UNKNOWN);
        piece(model, "<s>", 0, CONTROL);
        piece(model, "</s>", 0, CONTROL);
        for (int value = 0; value < 256; value++) {
            piece(model, "<0x%02X>".formatted(value), 0, BYTE);
        }
        int rank = 2;
        for (String character : pieces) {
            piece(model, character, (float) -StrictMath.log(rank++), NORMAL);
        }
        bytes(model, 2, trainerSpecification(FIRST_CHARACTER + pieces.size()));
        bytes(model, 3, normalizerSpecification());
        return model.toByteArray();
    }

    private static String checked(String character, Set<String> before) {
        if (character.codePointCount(0, character.length()) != 1
                || Character.getType(character.codePointAt(0)) == Character.SURROGATE) {
            throw new IllegalArgumentException("'" + character + "' is not one character");
        }
        String piece = character.equals(" ") ? SPACE_SYMBOL : character;
        if (before.contains(piece)) {
            throw new IllegalArgumentException("'" + character + "' is there twice");
        }
        return piece;
    }

    /** {@code TrainerSpec}: what the library reads of it at run time. */
    private static byte[] trainerSpecification(int vocabularySize) {
        ByteArrayOutputStream trainer = new ByteArrayOutputStream();
        integer(trainer, 3, MODEL_OF_CHARACTERS);
        integer(trainer, 4, vocabularySize);
        integer(trainer, 35, 1); // byte_fallback
        integer(trainer, 40, 0); // unk_id
        integer(trainer, 41, 1); // bos_id
        integer(trainer, 42, 2); // eos_id
        integer(trainer, 43, -1); // pad_id: none
        return trainer.toByteArray();
    }

    /** {@code NormalizerSpec}: text is taken as it is, spaces become {@code U+2581}. */
    private static byte[] normalizerSpecification() {
        ByteArrayOutputStream normalizer = new ByteArrayOutputStream();
        bytes(normalizer, 1, "identity".getBytes(StandardCharsets.UTF_8));
        integer(normalizer, 3, 0); // add_dummy_prefix
        integer(normalizer, 4, 0); // remove_extra_whitespaces
        integer(normalizer, 5, 1); // escape_whitespaces
        return normalizer.toByteArray();
    }

    private static void piece(ByteArrayOutputStream model, String text, float score, int type) {
        ByteArrayOutputStream piece = new ByteArrayOutputStream();
        bytes(piece, 1, text.getBytes(StandardCharsets.UTF_8));
        number(piece, 2, score);
        integer(piece, 3, type);
        bytes(model, 1, piece.toByteArray());
    }

    private static void integer(ByteArrayOutputStream out, int field, long value) {
        variable(out, (long) field << 3);
        variable(out, value);
    }

    private static void bytes(ByteArrayOutputStream out, int field, byte[] value) {
        variable(out, ((long) field << 3) | 2);
        variable(out, value.length);
        out.writeBytes(value);
    }

    private static void number(ByteArrayOutputStream out, int field, float value) {
        variable(out, ((long) field << 3) | 5);
        int bits = Float.floatToIntBits(value);
        for (int shift = 0; shift < 32; shift += 8) {
            out.write(bits >>> shift);
        }
    }

    private static void variable(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
