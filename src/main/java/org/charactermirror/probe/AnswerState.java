package org.charactermirror.probe;

import java.util.Locale;

/** What became of a probe; only the first two say something about the model's consistency. */
public enum AnswerState {
    /** The reply states what is fixed, or, where a false claim was put to it, denies that. */
    CORRECT,
    /** The reply states something that what is fixed excludes. */
    WRONG,
    /** The reply states neither. */
    NOT_ANSWERED,
    /** The reply states both, or denies what is fixed without saying anything else. */
    UNCLEAR,
    /** The reply to the earlier message chose none of what it offered, or several, so that nothing is fixed. */
    NOT_FIXED,
    /** The reply, or the provider's filter, declines to answer. */
    REFUSED,
    /** The reply has no words. */
    EMPTY,
    /** The dialogue ended before the question, since the model could not answer. */
    FAILED,
    /** The dialogue is not played that far yet. */
    OPEN,
    /** The probe is for a judge, and none was asked yet. */
    UNCHECKED,
    /** A judge was asked, and says that it cannot tell. */
    UNDECIDED,
    /** A judge was asked, and its answer cannot be read. */
    UNPARSABLE,
    /** A judge, or the filter before it, declines to judge. */
    JUDGE_REFUSED,
    /** A judge could not be reached, or what it is asked does not fit its context; the next check asks again. */
    JUDGE_FAILED;

    /** Returns the word in files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Tells whether the question was put, and replied to in some way: such probes are the denominator of shares. */
    public boolean counts() {
        return switch (this) {
            case CORRECT, WRONG, NOT_ANSWERED, UNCLEAR, REFUSED, EMPTY -> true;
            case NOT_FIXED, FAILED, OPEN, UNCHECKED, UNDECIDED, UNPARSABLE, JUDGE_REFUSED, JUDGE_FAILED -> false;
        };
    }
}
