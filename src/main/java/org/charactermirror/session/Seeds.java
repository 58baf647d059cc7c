package org.charactermirror.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.charactermirror.document.Sha256;

/** Derives seeds, so that a turn's random choices depend on what it is and not on what was played before it. */
public final class Seeds {

    /** Every JSON reader holds whole numbers up to here exactly. */
    private static final long MASK = (1L << 53) - 1;

    private Seeds() {}

    /**
     * Returns the first 8 bytes of SHA-256 of {@code "STUDY_SEED SESSION TURN"}, big-endian, modulo 2^53.
     *
     * @param turn 1-based
     */
    public static long ofTurn(long studySeed, SessionId session, int turn) {
        return of(studySeed + " " + session + " " + turn);
    }

    /**
     * Returns the same of {@code "STUDY_SEED SESSION TURN PART"}, for turns that need several draws.
     *
     * @param turn 1-based
     * @param part such as a model's id
     */
    static long ofPart(long studySeed, SessionId session, int turn, String part) {
        return of(studySeed + " " + session + " " + turn + " " + part);
    }

    private static long of(String text) {
        return ByteBuffer.wrap(Sha256.digest(text.getBytes(StandardCharsets.UTF_8)))
                        .getLong()
                & MASK;
    }
}
