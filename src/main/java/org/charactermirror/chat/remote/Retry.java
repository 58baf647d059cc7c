package org.charactermirror.chat.remote;

import java.util.Locale;

/** The kinds of failures after which a request is made once more. */
enum Retry {
    /** The endpoint was asked too often. */
    RATE_LIMITED,
    /** The endpoint failed. */
    SERVER_ERROR,
    /** The answer was not there, or not complete, in time. */
    TIMEOUT,
    /** There was no connection, or it ended before an answer. */
    CONNECTION,
    /** The answer broke off. */
    CUT,
    /** The answer is not what the protocol says. */
    UNREADABLE;

    /** Returns the word in records. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
