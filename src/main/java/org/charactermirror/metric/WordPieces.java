package org.charactermirror.metric;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Divides a text as BERT does (Devlin et al. 2019): Chinese characters and punctuation one by one, other words into the
 * longest pieces of a vocabulary from their beginning on (WordPiece). The model's case is kept and accents stay.
 */
final class WordPieces {

    private static final int LONGEST_WORD = 100;
    private static final String INSIDE = "##";

    private final Map<String, Integer> vocabulary;
    private final long unknown;
    private final long begin;
    private final long end;

    private WordPieces(Map<String, Integer> vocabulary) {
        this.vocabulary = vocabulary;
        this.unknown = id("[UNK]");
        this.begin = id("[CLS]");
        this.end = id("[SEP]");
    }

    private int id(String piece) {
        @Nullable Integer id = vocabulary.get(piece);
        if (id == null) {
            throw new IllegalArgumentException("the vocabulary has no " + piece);
        }
        return id;
    }

    /** Reads the vocabulary of a {@code tokenizer.json}. */
    static WordPieces read(byte[] json) throws IOException {
        JsonNode model = new ObjectMapper().readTree(json).path("model");
        if (!model.path("type").asText().equals("WordPiece")) {
            throw new IOException("a tokenizer of type " + model.path("type") + ", not WordPiece");
        }
        Map<String, Integer> vocabulary = new HashMap<>();
        model.path("vocab")
                .properties()
                .forEach(
                        piece -> vocabulary.put(piece.getKey(), piece.getValue().intValue()));
        return new WordPieces(vocabulary);
    }

    /** Returns the ids with those that begin and end a text, cut off at a number of ids. */
    long[] ids(String text, int most) {
        List<Long> ids = new ArrayList<>(List.of(begin));
        StringBuilder word = new StringBuilder();
        text.codePoints().forEach(letter -> {
            if (isSpace(letter)) {
                addWord(word, ids);
            } else if (isChinese(letter) || isPunctuation(letter)) {
                addWord(word, ids);
                word.appendCodePoint(letter);
                addWord(word, ids);
            } else if (!isControl(letter)) {
                word.appendCodePoint(letter);
            }
        });
        addWord(word, ids);
        ids.add(end);
        long[] all = ids.stream().limit(most).mapToLong(Long::longValue).toArray();
        all[all.length - 1] = end;
        return all;
    }

    private void addWord(StringBuilder letters, List<Long> ids) {
        String word = letters.toString();
        letters.setLength(0);
        if (word.isEmpty()) {
            return;
        }
        if (word.codePointCount(0, word.length()) > LONGEST_WORD) {
            ids.add(unknown);
            return;
        }
        List<Long> pieces = new ArrayList<>();
        int from = 0;
        while (from < word.length()) {
            int to = word.length();
            @Nullable Integer piece = null;
            while (to > from && piece == null) {
                piece = vocabulary.get((from == 0 ? "" : INSIDE) + word.substring(from, to));
                to = piece == null ? word.offsetByCodePoints(to, -1) : to;
            }
            if (piece == null) {
                ids.add(unknown);
                return;
            }
            pieces.add(piece.longValue());
            from = to;
        }
        ids.addAll(pieces);
    }

    private static boolean isSpace(int letter) {
        return letter == '\t'
                || letter == '\n'
                || letter == '\r'
                || Character.isWhitespace(letter)
                || Character.getType(letter) == Character.SPACE_SEPARATOR;
    }

    private static boolean isControl(int letter) {
        int type = Character.getType(letter);
        return letter == 0
                || letter == 0xfffd
                || type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.PRIVATE_USE
                || type == Character.UNASSIGNED
                || type == Character.SURROGATE;
    }

    private static boolean isPunctuation(int letter) {
        boolean ascii = letter >= 33 && letter <= 126 && !Character.isLetterOrDigit(letter);
        return ascii
                || switch (Character.getType(letter)) {
                    case Character.CONNECTOR_PUNCTUATION,
                            Character.DASH_PUNCTUATION,
                            Character.START_PUNCTUATION,
                            Character.END_PUNCTUATION,
                            Character.INITIAL_QUOTE_PUNCTUATION,
                            Character.FINAL_QUOTE_PUNCTUATION,
                            Character.OTHER_PUNCTUATION -> true;
                    default -> false;
                };
    }

    /** The blocks that BERT's tokenizer takes for Chinese characters; kana and hangul are not among them. */
    private static boolean isChinese(int letter) {
        return (letter >= 0x4e00 && letter <= 0x9fff)
                || (letter >= 0x3400 && letter <= 0x4dbf)
                || (letter >= 0x20000 && letter <= 0x2a6df)
                || (letter >= 0x2a700 && letter <= 0x2ceaf)
                || (letter >= 0xf900 && letter <= 0xfaff)
                || (letter >= 0x2f800 && letter <= 0x2fa1f);
    }
}
