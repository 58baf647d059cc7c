package org.charactermirror.web;

import java.util.Objects;
import java.util.Optional;

/**
 * A browser that has exchanged a token for a cookie.
 *
 * @param cookieHash the SHA-256 of the cookie's value, which is kept nowhere
 * @param participant whose it is; nothing for the owner
 * @param csrf what its calls that change something carry
 */
public record Browser(String cookieHash, Optional<String> participant, String csrf) {

    public Browser {
        Objects.requireNonNull(participant, "participant");
        if (cookieHash.length() != 64 || csrf.isBlank()) {
            throw new IllegalArgumentException("a browser without a cookie's hash or a check");
        }
    }
}
