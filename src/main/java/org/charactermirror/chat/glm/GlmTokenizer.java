package org.charactermirror.chat.glm;

import ai.djl.engine.EngineException;
import ai.djl.sentencepiece.SpTokenizer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.charactermirror.chat.ModelUnavailableException;
import org.charactermirror.chat.glm.SentencePieceModel.Kind;
import org.charactermirror.chat.glm.SentencePieceModel.Piece;

/**
 * Turns text into ids and pieces into text: SentencePiece, and ChatGLM's five special tokens right behind its pieces.
 *
 * <p>Pieces are turned into text here and not by the native library, which corrupts characters outside the basic plane.
 */
public final class GlmTokenizer implements AutoCloseable {

    private static final List<String> SPECIAL = List.of("[MASK]", "[gMASK]", "[sMASK]", "sop", "eop");
    private static final String SPACE_SYMBOL = "\u2581";

    /** Published models pad their vocabulary by a few hundred ids; more means a tokenizer of another model. */
    private static final int LARGEST_PADDING = 1024;

    private final Path file;
    private final SentencePieceModel model;
    private final SpTokenizer sentencePiece;
    private final int endOfSequence;

    private GlmTokenizer(Path file, SentencePieceModel model, SpTokenizer sentencePiece, int endOfSequence) {
        this.file = file;
        this.model = model;
        this.sentencePiece = sentencePiece;
        this.endOfSequence = endOfSequence;
    }

    /**
     * Opens a tokenizer.
     *
     * @param path a folder that holds {@code tokenizer.model}, or that file
     * @throws ModelUnavailableException if it is missing or not a SentencePiece model
     */
    public static GlmTokenizer open(Path path) {
        Path file = Files.isDirectory(path) ? path.resolve("tokenizer.model") : path;
        if (!Files.isRegularFile(file)) {
            throw new ModelUnavailableException(file + ": missing; a tokenizer is SentencePiece's tokenizer.model");
        }
        try {
            byte[] bytes = Files.readAllBytes(file);
            SentencePieceModel model = SentencePieceModel.read(bytes);
            int end = IntStream.range(0, model.pieces().size())
                    .filter(id -> model.pieces().get(id).equals(new Piece("</s>", Kind.CONTROL)))
                    .findFirst()
                    .orElseThrow(() -> new ModelUnavailableException(file
                            + ": has no control piece </s>, which ends a reply; it is not a tokenizer of ChatGLM2"));
            return new GlmTokenizer(file, model, new SpTokenizer(bytes), end);
        } catch (SentencePieceModel.MalformedException e) {
            throw new ModelUnavailableException(file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new ModelUnavailableException(file + ": cannot be read: " + e.getMessage(), e);
        } catch (EngineException e) {
            throw new ModelUnavailableException(file + ": the SentencePiece library refuses it: " + e.getMessage(), e);
        } catch (LinkageError e) {
            throw new ModelUnavailableException(
                    "the SentencePiece library cannot be used on this machine: " + e.getMessage(), e);
        }
    }

    /**
     * Checks that the network knows all ids and that few of its ids are without a piece.
     *
     * @throws ModelUnavailableException if the tokenizer is not the network's
     */
    public void checkFits(ModelConfiguration sizes) {
        int surplus = sizes.vocabulary() - size();
        if (surplus < 0 || surplus > LARGEST_PADDING) {
            throw new ModelUnavailableException(
                    file + ": does not fit the model: " + model.pieces().size()
                            + " pieces and " + SPECIAL.size() + " special tokens make " + size()
                            + " ids, but padded_vocab_size in config.json is " + sizes.vocabulary()
                            + "; take tokenizer.model and config.json from the same model");
        }
    }

    /** Returns the number of ids: pieces and special tokens. */
    public int size() {
        return model.pieces().size() + SPECIAL.size();
    }

    /**
     * Returns the ids of a text, without special tokens. A surrogate that stands alone counts as {@code U+FFFD}.
     */
    public int[] encode(String text) {
        if (text.isEmpty()) {
            return new int[0];
        }
        int[] ids = sentencePiece.getProcessor().encode(wellFormed(text));
        for (int id : ids) {
            if (id < 0 || id >= model.pieces().size()) {
                throw new IllegalStateException(file + ": SentencePiece gave id " + id + " of "
                        + model.pieces().size());
            }
        }
        return ids;
    }

    /** Returns the text of ids; what is not text (control and special tokens) is left out. */
    public String decode(int[] ids) {
        PieceDecoder decoder = new PieceDecoder();
        StringBuilder text = new StringBuilder();
        for (int id : ids) {
            text.append(decoder.add(pieceBytes(id)));
        }
        text.append(decoder.rest());
        boolean dummy = model.dummyPrefix() && ids.length > 0 && startsWithSpace(ids[0]);
        return dummy ? text.substring(1) : text.toString();
    }

    /** Returns the id of a special token of ChatGLM. */
    int special(String token) {
        int index = SPECIAL.indexOf(token);
        if (index < 0) {
            throw new IllegalArgumentException(token + " is not one of " + SPECIAL);
        }
        return model.pieces().size() + index;
    }

    int endOfSequence() {
        return endOfSequence;
    }

    /** Tells whether a model may say this: text, or the end of its reply. */
    boolean mayBeSaid(int id) {
        if (id == endOfSequence) {
            return true;
        }
        if (id < 0 || id >= model.pieces().size()) {
            return false;
        }
        Kind kind = model.pieces().get(id).kind();
        return kind == Kind.NORMAL || kind == Kind.USER_DEFINED || kind == Kind.BYTE;
    }

    /** Returns the bytes of a piece for a {@link PieceDecoder}, perhaps a part of a character; none if it is not text. */
    byte[] pieceBytes(int id) {
        if (id < 0 || id >= model.pieces().size()) {
            return new byte[0];
        }
        Piece piece = model.pieces().get(id);
        return switch (piece.kind()) {
            case NORMAL, USER_DEFINED, UNUSED -> piece.text().getBytes(StandardCharsets.UTF_8);
            case BYTE -> new byte[] {(byte) Integer.parseInt(piece.text().substring(3, 5), 16)};
            case UNKNOWN -> " \u2047 ".getBytes(StandardCharsets.UTF_8);
            case CONTROL -> new byte[0];
        };
    }

    private boolean startsWithSpace(int id) {
        return id < model.pieces().size() && model.pieces().get(id).text().startsWith(SPACE_SYMBOL);
    }

    private static String wellFormed(String text) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .replaceWith(new byte[] {(byte) 0xef, (byte) 0xbf, (byte) 0xbd})
                    .encode(CharBuffer.wrap(text));
            return StandardCharsets.UTF_8.decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalStateException("cannot happen: malformed input is replaced", e);
        }
    }

    @Override
    public void close() {
        sentencePiece.close();
    }
}
