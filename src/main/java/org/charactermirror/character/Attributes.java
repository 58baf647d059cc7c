package org.charactermirror.character;

/** The static half of a profile, in the paper's seven parts; every part is text on one line. */
public record Attributes(
        String identity,
        String interests,
        String viewpoints,
        String experiences,
        String achievements,
        String socialRelationships,
        String other) {

    public Attributes {
        OneLine.require("identity", identity);
        OneLine.require("interests", interests);
        OneLine.require("viewpoints", viewpoints);
        OneLine.require("experiences", experiences);
        OneLine.require("achievements", achievements);
        OneLine.require("social_relationships", socialRelationships);
        OneLine.require("other", other);
    }
}
