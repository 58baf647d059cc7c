package org.charactermirror.dataset;

import java.util.Locale;

/** Why no record was made of something that could have been one; the first that applies counts. */
public enum Reason {
    /** The dialogue is planned, was stopped or failed. */
    UNFINISHED,
    /** It answers probes: a model trained on these could no longer be measured by them. */
    PROBES,
    /** A person wrote messages of it, and these were not asked for. */
    TYPED,
    /** The profile that it was played from is not to be had. */
    NO_PROFILE,
    /** The scenario that it was played from is not to be had as it was. */
    NO_SCENARIO,
    /** The licence of its character, scenario or models is not known. */
    LICENCE_UNKNOWN,
    /** One of these is not among the licences that are allowed. */
    LICENCE_NOT_ALLOWED,
    /** Nobody of the origins that were asked for judged it. */
    NOT_JUDGED,
    TOO_FEW_ANNOTATORS,
    /** Some dimension that must reach a score was not judged. */
    SCORE_MISSING,
    SCORE_TOO_LOW,
    /** As many annotators say one thing as say another. */
    NO_MAJORITY,
    /** Most see no error, but not all five were judged. */
    FLAG_MISSING,
    AGREEMENT_TOO_LOW,
    /** Most annotators hold both replies for equal. */
    TIE,
    /** Most annotators reject both replies. */
    BOTH_BAD,
    /** Both replies have the same words. */
    SAME_REPLIES,
    EMPTY_REPLY,
    /** The reply that was chosen ends where the bound on tokens cut it off. */
    CHOSEN_CUT_OFF,
    /** Already the first reply is empty, cut off, or flagged with what must not be there. */
    NOTHING_USABLE;

    /** Returns the word that files use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
