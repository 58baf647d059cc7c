package org.charactermirror.web;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The browsers that are signed in. Thread-safe. */
public interface Browsers {

    /** Finds a browser by the hash of its cookie, unless whose it is may no longer come in. */
    Optional<Browser> find(String cookieHash);

    /** Keeps a browser; it is there after a restart where anything is. */
    void keep(Browser browser);

    /** Forgets a browser. */
    void forget(String cookieHash);

    /** Keeps them while the program runs. */
    static Browsers inMemory() {
        Map<String, Browser> known = new ConcurrentHashMap<>();
        return new Browsers() {
            @Override
            public Optional<Browser> find(String cookieHash) {
                return Optional.ofNullable(known.get(cookieHash));
            }

            @Override
            public void keep(Browser browser) {
                known.put(browser.cookieHash(), browser);
            }

            @Override
            public void forget(String cookieHash) {
                known.remove(cookieHash);
            }
        };
    }
}
