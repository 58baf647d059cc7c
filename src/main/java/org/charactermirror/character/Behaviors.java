package org.charactermirror.character;

/** The dynamic half of a profile: how the character speaks, feels and deals with people; each is text on one line. */
public record Behaviors(String linguisticFeatures, String emotionalExpression, String interactionPatterns) {

    public Behaviors {
        OneLine.require("linguistic_features", linguisticFeatures);
        OneLine.require("emotional_expression", emotionalExpression);
        OneLine.require("interaction_patterns", interactionPatterns);
    }
}
