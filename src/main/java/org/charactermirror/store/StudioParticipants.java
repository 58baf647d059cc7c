package org.charactermirror.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Who takes part in a study's studio. */
public final class StudioParticipants {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID_LETTERS = 12;
    private static final int PSEUDONYM_LETTERS = 4;

    private final StudyDatabase database;

    public StudioParticipants(StudyDatabase database) {
        this.database = database;
    }

    /**
     * Somebody to invite.
     *
     * @param tokenHash the SHA-256 of the invitation's token, in hexadecimal digits
     */
    public record Invitation(String name, String language, String tokenHash) {

        public Invitation {
            if (name.isBlank() || language.isBlank() || tokenHash.length() != 64) {
                throw new IllegalArgumentException("an invitation without a name, a language or a token's hash");
            }
        }
    }

    /**
     * Invites people, all or none.
     *
     * @param namesAsGiven whether judgements carry their names, otherwise random pseudonyms
     * @throws IllegalArgumentException if two would carry the same name
     */
    public List<StudioParticipant> invite(List<Invitation> invitations, boolean namesAsGiven) {
        List<String> ids = new ArrayList<>();
        database.write(handle -> {
            Set<String> taken = taken(handle);
            for (Invitation invitation : invitations) {
                String annotator = namesAsGiven ? invitation.name().strip() : pseudonym(taken);
                if (!taken.add(annotator)) {
                    throw new IllegalArgumentException(
                            annotator + " is somebody's name in this study already; choose another name");
                }
                String id = RandomLetters.next(RANDOM, ID_LETTERS);
                handle.execute(
                        "INSERT INTO participant (participant, name, annotator, language, token_hash, invited)"
                                + " VALUES (?, ?, ?, ?, ?, ?)",
                        id,
                        invitation.name().strip(),
                        annotator,
                        invitation.language(),
                        invitation.tokenHash(),
                        StudioTime.now());
                ids.add(id);
            }
        });
        return ids.stream().flatMap(id -> find(id).stream()).toList();
    }

    /** Names that judgements carry already, from wherever they came. */
    private static Set<String> taken(Handle handle) {
        return new HashSet<>(handle.createQuery("SELECT annotator FROM participant UNION SELECT annotator FROM rating"
                        + " UNION SELECT annotator FROM turn_error UNION SELECT annotator FROM preference"
                        + " UNION SELECT annotator FROM typed_session")
                .mapTo(String.class)
                .list());
    }

    private static String pseudonym(Set<String> taken) {
        int letters = PSEUDONYM_LETTERS;
        String pseudonym = "annotator-" + RandomLetters.next(RANDOM, letters);
        while (taken.contains(pseudonym)) {
            letters++;
            pseudonym = "annotator-" + RandomLetters.next(RANDOM, letters);
        }
        return pseudonym;
    }

    /** Returns a new pseudonym for somebody whose name is not to be kept. */
    static String newPseudonym(Handle handle) {
        return pseudonym(taken(handle));
    }

    /** Returns everybody who was ever invited, in the order of the invitations. */
    public List<StudioParticipant> all() {
        return database.read(
                handle -> handle.createQuery("SELECT * FROM participant ORDER BY invited, annotator, participant")
                        .map((row, context) -> StudioParticipant.of(row))
                        .list());
    }

    /** Finds somebody by id. */
    public Optional<StudioParticipant> find(String id) {
        return database.readCommitted(statements ->
                statements.first("SELECT * FROM participant WHERE participant = ?", StudioParticipant::of, id));
    }

    /**
     * Finds whom an invitation is for; nobody where it was revoked, or the person has withdrawn. The time that this takes
     * says nothing of how much of a hash was right.
     */
    public Optional<StudioParticipant> byTokenHash(String tokenHash) {
        Optional<StudioParticipant> found = Optional.empty();
        for (StudioParticipant participant : all()) {
            boolean same = MessageDigest.isEqual(bytes(participant.tokenHash().orElse("")), bytes(tokenHash));
            if (same
                    && participant.tokenHash().isPresent()
                    && participant.withdrawn().isEmpty()) {
                found = Optional.of(participant);
            }
        }
        return found;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Keeps in which language somebody reads the pages. */
    public void setLanguage(String id, String language) {
        change("UPDATE participant SET language = ? WHERE participant = ?", language, id);
    }

    /** Keeps that somebody agreed to a text; the first time counts. */
    public void consent(String id, String textHash) {
        change(
                "UPDATE participant SET consented = ?, consent = ? WHERE participant = ? AND consented IS NULL",
                StudioTime.now(),
                textHash,
                id);
    }

    /** Keeps that somebody read the instructions. */
    public void instruct(String id) {
        change(
                "UPDATE participant SET instructed = ? WHERE participant = ? AND instructed IS NULL",
                StudioTime.now(),
                id);
    }

    /** Counts an attempt at the qualification. */
    public void attempt(String id, boolean passed) {
        database.writeTogether(statements -> {
            statements.run("UPDATE participant SET attempts = attempts + 1 WHERE participant = ?", id);
            if (passed) {
                statements.run(
                        "UPDATE participant SET qualified = ? WHERE participant = ? AND qualified IS NULL",
                        StudioTime.now(),
                        id);
            }
        });
    }

    private void change(String sql, String... values) {
        database.writeTogether(statements -> statements.run(sql, (Object[]) values));
    }
}
