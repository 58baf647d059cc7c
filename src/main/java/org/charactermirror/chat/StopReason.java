package org.charactermirror.chat;

/** Why a reply ended. */
public enum StopReason {
    /** The model produced its end-of-sequence token. */
    END_OF_SEQUENCE,
    /** The model began a new line. */
    NEWLINE,
    /** The model began to speak in somebody's name. */
    SPEAKER_TAG,
    /** The bound on tokens was reached; the text is cut off. */
    LENGTH,
    /** The reply was made elsewhere, and its record has neither the reason nor counts of tokens. */
    NOT_RECORDED
}
