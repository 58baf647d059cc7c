package org.charactermirror.web;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who calls.
 *
 * @param browser what the cookie stands for; nothing where nobody is signed in, or anybody may call
 * @param owner whether the browser is signed in as the owner
 */
public record Caller(Optional<Browser> browser, boolean owner) {

    /** Nobody who is known. */
    static final Caller NOBODY = new Caller(Optional.empty(), false);

    /** Returns the participant's id; only for calls of annotators. */
    public String participant() {
        return browser.flatMap(Browser::participant)
                .orElseThrow(() -> new IllegalStateException("a call that is no annotator's"));
    }

    /** Returns what a call that changes something must carry, to be told to the page. */
    public String csrf() {
        @Nullable Browser known = browser.orElse(null);
        return known == null ? Guard.ANONYMOUS : known.csrf();
    }
}
