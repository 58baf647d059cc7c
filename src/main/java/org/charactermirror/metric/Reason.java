package org.charactermirror.metric;

import java.util.Locale;

/** Why a metric has no value for a reply. */
public enum Reason {
    /** The model said nothing. */
    EMPTY_REPLY,
    /** The reply has signs only: neither letters nor digits. */
    NO_WORDS,
    /** The character has said nothing before in the dialogue. */
    NO_EARLIER_REPLY,
    /** The dialogue has fewer replies so far than the metric needs. */
    TOO_FEW_REPLIES,
    /** No reply so far has as many words as the metric takes together. */
    TOO_FEW_WORDS,
    /** Two models share the dialogue, so that its replies together are no single model's. */
    SHARED_DIALOGUE,
    /** The reply has no word that counts as one of content. */
    NO_CONTENT_WORDS,
    /** The profile with which the dialogue was played is not at hand. */
    NO_PROFILE,
    /** The metric does not know the dialogue's language. */
    OTHER_LANGUAGE,
    /** Profile and dialogue do not fit the context of the model that scores. */
    TOO_LONG;

    /** Returns the word that files use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
