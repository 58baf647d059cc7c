package org.charactermirror.batch;

/** How far a planned dialogue has come. */
public sealed interface SessionState {

    /** Not finished; some turns may have been played. */
    record Open() implements SessionState {}

    /** All turns are played. */
    record Done() implements SessionState {}

    /**
     * The model could not answer.
     *
     * @param reason what it said
     */
    record Failed(String reason) implements SessionState {}
}
