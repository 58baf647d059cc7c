package org.charactermirror.analysis.planning;

/**
 * How much a difference between two models varies, as standard deviations in the unit of the difference.
 *
 * <p>What raises or lowers all models alike, such as a strict annotator, cancels in differences and is no part of it.
 *
 * @param annotator of the annotators' own differences
 * @param character of the characters'
 * @param dialogue of the dialogues with one character, alike for all who judge them
 * @param judgement of one annotator's difference in one dialogue, beyond chance in its single rows
 */
public record Spread(double annotator, double character, double dialogue, double judgement) {

    public Spread {
        if (!(annotator >= 0 && character >= 0 && dialogue >= 0 && judgement >= 0)
                || Double.isInfinite(annotator + character + dialogue + judgement)) {
            throw new IllegalArgumentException(
                    "standard deviations " + annotator + ", " + character + ", " + dialogue + ", " + judgement);
        }
    }
}
