package org.charactermirror.store;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a study's studio stands, found without changing anything.
 *
 * @param people who were invited and have not withdrawn
 * @param judgements of dialogues, done and given
 * @param notHandedIn dialogues that are said to be done, though nothing of them was handed in
 */
public record StudioHealth(int people, StudioProgress.Part judgements, int notHandedIn) {

    /** Examines a sound database of the newest version; nothing where nobody was ever invited. */
    public static Optional<StudioHealth> of(Path folder) {
        try (StudyDatabase database = StudyDatabase.openReadOnly(folder.resolve(StudyDatabase.FILE_NAME))) {
            if (Soundness.number(database, "SELECT count(*) FROM participant") == 0) {
                return Optional.empty();
            }
            return Optional.of(new StudioHealth(
                    Soundness.number(database, "SELECT count(*) FROM participant WHERE withdrawn IS NULL"),
                    StudioProgress.of(database).judgements(),
                    Soundness.number(
                            database,
                            "SELECT count(*) FROM assignment WHERE state = 'done'"
                                    + " AND code NOT IN (SELECT code FROM submission)")));
        }
    }
}
