package org.charactermirror.analysis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.charactermirror.document.Sha256;

/** The seeds of what is drawn at random: each figure has draws of its own, the same whenever it is made. */
public final class Seeds {

    private Seeds() {}

    /** Returns the first 8 bytes of the SHA-256 of {@code analysis } and a figure's name, the highest first. */
    public static long of(String name) {
        return ByteBuffer.wrap(Sha256.digest(("analysis " + name).getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }
}
