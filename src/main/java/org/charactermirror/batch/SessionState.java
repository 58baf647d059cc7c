package org.charactermirror.batch;

import org.charactermirror.chat.FailureKind;

/** How far a planned dialogue has come. */
public sealed interface SessionState {

    /** Not finished; some turns may have been played. */
    record Open() implements SessionState {}

    /** All turns are played. */
    record Done() implements SessionState {}

    /**
     * The model could not answer.
     *
     * @param kind under which the failure is counted
     * @param reason what it said
     */
    record Failed(FailureKind kind, String reason) implements SessionState {}
}
