package org.charactermirror.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;

/**
 * Somebody who was invited. Times are as {@code 2026-01-31T09:30:00Z}, and absent where the thing has not happened.
 *
 * @param id random
 * @param name as the invitation says; empty once the person has withdrawn
 * @param annotator what judgements and dialogues carry
 * @param tokenHash of the invitation; nothing once it was revoked
 * @param consent the hash of the text that was agreed to
 * @param instructed when the instructions were read
 * @param attempts at the qualification
 * @param dropped since when there are no further items
 */
public record StudioParticipant(
        String id,
        String name,
        String annotator,
        String language,
        Optional<String> tokenHash,
        String invited,
        Optional<String> consented,
        Optional<String> consent,
        Optional<String> instructed,
        Optional<String> qualified,
        int attempts,
        Optional<String> paused,
        Optional<String> dropped,
        Optional<String> withdrawn) {

    public StudioParticipant {
        Objects.requireNonNull(name, "name");
        if (id.isBlank() || annotator.isBlank() || language.isBlank()) {
            throw new IllegalArgumentException("a participant without an id, a pseudonym or a language");
        }
    }

    static StudioParticipant of(ResultSet row) throws SQLException {
        return new StudioParticipant(
                row.getString("participant"),
                row.getString("name"),
                row.getString("annotator"),
                row.getString("language"),
                optional(row, "token_hash"),
                row.getString("invited"),
                optional(row, "consented"),
                optional(row, "consent"),
                optional(row, "instructed"),
                optional(row, "qualified"),
                row.getInt("attempts"),
                optional(row, "paused"),
                optional(row, "dropped"),
                optional(row, "withdrawn"));
    }

    private static Optional<String> optional(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    /** Tells whether the person can be given work. */
    public boolean takesPart() {
        return withdrawn.isEmpty() && dropped.isEmpty() && tokenHash.isPresent();
    }
}
