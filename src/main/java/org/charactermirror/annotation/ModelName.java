package org.charactermirror.annotation;

import java.util.Locale;

/**
 * A name by which a model can be known.
 *
 * @param letters folded, without anything between them
 * @param use where it counts
 */
record ModelName(String letters, Use use) {

    /** Where a name counts as one. */
    enum Use {
        /** Wherever it is a word of its own. */
        WORD,
        /** Also at the end of a longer word. */
        ENDING,
        /** Only where a model speaks of itself or its maker: it is an ordinary word too. */
        OF_ITSELF,
        /** Only where it is called a model's name outright: it has hardly any letters. */
        CALLED_SO
    }

    private static final int SHORT = 2;

    /** Reads a line of the list of names. */
    static ModelName ofLine(String line) {
        Use use = switch (line.charAt(0)) {
            case '~' -> Use.ENDING;
            case '?' -> Use.OF_ITSELF;
            default -> Use.WORD;
        };
        return new ModelName(new FoldedText(use == Use.WORD ? line : line.substring(1)).letters(), use);
    }

    /** Returns the name of a study's model: one in small letters alone, such as {@code tiny}, may be an ordinary word. */
    static ModelName ofModel(String id) {
        String letters = new FoldedText(id).letters();
        if (letters.length() <= SHORT) {
            return new ModelName(letters, Use.CALLED_SO);
        }
        boolean word = id.chars().allMatch(sign -> sign >= 'a' && sign <= 'z')
                || letters.chars().allMatch(Character::isDigit);
        return new ModelName(letters.toLowerCase(Locale.ROOT), word ? Use.OF_ITSELF : Use.WORD);
    }
}
