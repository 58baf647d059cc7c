package org.charactermirror.chat.glm;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The pieces of a {@code tokenizer.model}, read without the native library, which has no way to ask how many there are
 * and ends the process when asked for one too many.
 *
 * @param pieces all pieces, by id
 * @param dummyPrefix whether the library puts a space before a text, which has to be taken away again
 */
record SentencePieceModel(List<Piece> pieces, boolean dummyPrefix) {

    /** What a piece stands for; numbers of {@code sentencepiece_model.proto}. */
    enum Kind {
        NORMAL(1),
        UNKNOWN(2),
        CONTROL(3),
        USER_DEFINED(4),
        UNUSED(5),
        BYTE(6);

        private final int number;

        Kind(int number) {
            this.number = number;
        }
    }

    /** A piece's text, spaces written as {@code U+2581}, and its kind. */
    record Piece(String text, Kind kind) {}

    /** The file is not a SentencePiece model. */
    static final class MalformedException extends Exception {

        private static final long serialVersionUID = 1L;

        MalformedException(String message) {
            super(message);
        }
    }

    private static final int VARIABLE = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int BYTES = 2;
    private static final int FOUR_BYTES = 5;

    SentencePieceModel {
        pieces = List.copyOf(pieces);
    }

    /**
     * Reads a serialized {@code ModelProto}.
     *
     * @throws MalformedException if it is not one
     */
    static SentencePieceModel read(byte[] model) throws MalformedException {
        ByteBuffer in = ByteBuffer.wrap(model).order(ByteOrder.LITTLE_ENDIAN);
        List<Piece> pieces = new ArrayList<>();
        boolean dummyPrefix = true;
        try {
            while (in.hasRemaining()) {
                long tag = variable(in);
                if (tag == (1 << 3 | BYTES)) {
                    pieces.add(piece(message(in)));
                } else if (tag == (3 << 3 | BYTES)) {
                    dummyPrefix = dummyPrefix(message(in));
                } else {
                    skip(in, tag);
                }
            }
        } catch (BufferUnderflowException e) {
            throw new MalformedException("ends within a field; it is truncated, or not a SentencePiece model");
        }
        if (pieces.isEmpty()) {
            throw new MalformedException("holds no pieces; it is not a SentencePiece model");
        }
        return new SentencePieceModel(pieces, dummyPrefix);
    }

    private static Piece piece(ByteBuffer in) throws MalformedException {
        String text = "";
        long kind = 1;
        while (in.hasRemaining()) {
            long tag = variable(in);
            if (tag == (1 << 3 | BYTES)) {
                text = StandardCharsets.UTF_8.decode(message(in)).toString();
            } else if (tag == (3 << 3 | VARIABLE)) {
                kind = variable(in);
            } else {
                skip(in, tag);
            }
        }
        for (Kind known : Kind.values()) {
            if (known.number == kind) {
                if (known == Kind.BYTE && !text.matches("<0x[0-9A-F]{2}>")) {
                    throw new MalformedException("the byte piece '" + text + "' is not of the form <0x0A>");
                }
                return new Piece(text, known);
            }
        }
        throw new MalformedException("the piece '" + text + "' is of the unknown kind " + kind);
    }

    private static boolean dummyPrefix(ByteBuffer in) throws MalformedException {
        boolean dummyPrefix = true;
        while (in.hasRemaining()) {
            long tag = variable(in);
            if (tag == (3 << 3 | VARIABLE)) {
                dummyPrefix = variable(in) != 0;
            } else {
                skip(in, tag);
            }
        }
        return dummyPrefix;
    }

    private static void skip(ByteBuffer in, long tag) throws MalformedException {
        switch ((int) (tag & 7)) {
            case VARIABLE -> variable(in);
            case EIGHT_BYTES -> in.getLong();
            case BYTES -> message(in);
            case FOUR_BYTES -> in.getInt();
            default -> throw new MalformedException("byte " + in.position() + " is not of a SentencePiece model");
        }
    }

    private static ByteBuffer message(ByteBuffer in) throws MalformedException {
        long length = variable(in);
        if (length < 0 || length > in.remaining()) {
            throw new MalformedException("ends within a field; it is truncated, or not a SentencePiece model");
        }
        ByteBuffer message = in.slice(in.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
        in.position(in.position() + (int) length);
        return message;
    }

    private static long variable(ByteBuffer in) throws MalformedException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            long next = in.get();
            value |= (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new MalformedException("byte " + in.position() + " is not of a SentencePiece model");
    }
}
