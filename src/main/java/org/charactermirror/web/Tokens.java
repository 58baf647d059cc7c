package org.charactermirror.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.charactermirror.document.Sha256;

/** Secrets that only their bearers have: 128 random bits each, kept as hashes. */
public final class Tokens {

    private static final int BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Tokens() {}

    /** Returns a new one, of 22 letters, digits, hyphens and underscores. */
    public static String next() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Returns what is kept of one. */
    public static String hash(String token) {
        return Sha256.hex(token);
    }

    /** Tells whether two are the same, in a time that does not depend on where they differ. */
    public static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
