package org.charactermirror.cli;

/** What the process tells its caller. */
final class ExitCode {

    static final int DONE = 0;
    static final int UNEXPECTED = 1;
    static final int USAGE = 2;
    static final int BAD_INPUT = 3;
    static final int FAILED_SESSIONS = 4;
    static final int MODEL_UNAVAILABLE = 5;
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
