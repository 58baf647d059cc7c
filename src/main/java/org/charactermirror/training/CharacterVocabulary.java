package org.charactermirror.training;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A vocabulary of single characters with a byte fallback, in the order of a SentencePiece model: three control pieces, 256
 * bytes, then characters, the most frequent first. ChatGLM's special tokens follow.
 */
final class CharacterVocabulary {

    /** The end-of-sequence token. */
    static final int END = 2;

    private static final int FIRST_BYTE = 3;
    private static final int FIRST_CHARACTER = FIRST_BYTE + 256;
    /** SentencePiece's visible space. */
    private static final int SPACE = 0x2581;

    private final List<String> characters;
    private final Map<Integer, Integer> ids = new HashMap<>();

    private CharacterVocabulary(List<Integer> codePoints) {
        List<String> texts = new ArrayList<>();
        for (int codePoint : codePoints) {
            ids.put(codePoint, FIRST_CHARACTER + texts.size());
            texts.add(Character.toString(codePoint));
        }
        this.characters = List.copyOf(texts);
    }

    /** Collects the characters of texts; ASCII is always in. Newlines stay bytes, as in the published vocabulary. */
    static CharacterVocabulary of(Iterable<String> texts) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int ascii = '!'; ascii <= '~'; ascii++) {
            counts.put(ascii, 0);
        }
        counts.put(SPACE, 0);
        texts.forEach(text -> text.codePoints()
                .filter(codePoint -> codePoint != '\n' && codePoint != ' ')
                .forEach(codePoint -> counts.merge(codePoint, 1, Integer::sum)));
        Comparator<Map.Entry<Integer, Integer>> frequentFirst =
                Map.Entry.<Integer, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey());
        return new CharacterVocabulary(counts.entrySet().stream()
                .sorted(frequentFirst)
                .map(Map.Entry::getKey)
                .toList());
    }

    /** Returns the character pieces in id order. */
    List<String> characters() {
        return characters;
    }

    /** Returns the number of SentencePiece pieces, which is the id of {@code [MASK]}. */
    int pieces() {
        return FIRST_CHARACTER + characters.size();
    }

    /** Returns the number of ids with ChatGLM's five special tokens, padded to a multiple of 64. */
    int padded() {
        return (pieces() + 5 + 63) / 64 * 64;
    }

    /** Returns the id of {@code [gMASK]}. */
    int gMask() {
        return pieces() + 1;
    }

    /** Returns the id of {@code sop}. */
    int startOfPiece() {
        return pieces() + 3;
    }

    /** Returns the ids of a text. */
    int[] encode(String text) {
        return text.codePoints().flatMap(this::idsOf).toArray();
    }

    private IntStream idsOf(int codePoint) {
        Integer id = ids.get(codePoint == ' ' ? SPACE : codePoint);
        if (id != null) {
            return IntStream.of(id);
        }
        byte[] bytes = Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
        return IntStream.range(0, bytes.length).map(i -> FIRST_BYTE + (bytes[i] & 0xff));
    }
}
