package org.charactermirror.store;

import java.util.Optional;

/** The browsers that are signed in to a study's studio; they stay so when the server starts again. */
public final class StudioBrowsers {

    private static final String FIND = "SELECT browser.cookie_hash, browser.participant, browser.csrf"
            + " FROM browser LEFT JOIN participant USING (participant) WHERE cookie_hash = ?"
            + " AND (browser.participant IS NULL"
            + " OR participant.token_hash IS NOT NULL AND participant.withdrawn IS NULL)";

    private final StudyDatabase database;

    public StudioBrowsers(StudyDatabase database) {
        this.database = database;
    }

    /**
     * A browser that has exchanged a token for a cookie.
     *
     * @param cookieHash the SHA-256 of the cookie, in hexadecimal digits
     * @param participant nothing for whoever runs the study
     * @param csrf what its calls carry
     */
    public record SignedIn(String cookieHash, Optional<String> participant, String csrf) {}

    /** Finds a browser, unless whoever it belongs to has been shut out since or has withdrawn. */
    public Optional<SignedIn> find(String cookieHash) {
        return database.readCommitted(statements -> statements.first(
                FIND,
                row -> new SignedIn(row.getString(1), Optional.ofNullable(row.getString(2)), row.getString(3)),
                cookieHash));
    }

    /** Keeps a browser; that whoever runs the study has signed in is noted. */
    public void keep(SignedIn browser) {
        String now = StudioTime.now();
        database.writeTogether(statements -> {
            statements.run(
                    "INSERT INTO browser (cookie_hash, participant, csrf, begun, used) VALUES (?, ?, ?, ?, ?)",
                    browser.cookieHash(),
                    browser.participant().orElse(null),
                    browser.csrf(),
                    now,
                    now);
            if (browser.participant().isEmpty()) {
                statements.run(
                        "INSERT INTO audit (at, who, action) VALUES (?, ?, 'signed in')", now, StudioAudit.OWNER);
            }
        });
    }

    /** Forgets a browser. */
    public void forget(String cookieHash) {
        database.writeTogether(statements -> statements.run("DELETE FROM browser WHERE cookie_hash = ?", cookieHash));
    }

    /** Forgets all browsers of a participant. */
    public void forgetAll(String participant) {
        database.writeTogether(statements -> statements.run("DELETE FROM browser WHERE participant = ?", participant));
    }
}
