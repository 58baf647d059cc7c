package org.charactermirror.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.store.StudioHealth;
import org.charactermirror.store.StudyDatabase;
import org.charactermirror.store.StudyHealth;

/** What {@code doctor} says of a study's folder. */
final class StudyChecks {

    private static final String DATABASE = "database";
    private static final String TURNS = "turns";
    private static final String SESSIONS = "sessions";
    private static final String EXPORTS = "exports";

    private StudyChecks() {}

    static List<Check> of(Path folder) throws IOException {
        try {
            return of(folder, StudyHealth.of(folder));
        } catch (BadInputException e) {
            return List.of(Check.problem(DATABASE, String.valueOf(e.getMessage()), ""));
        }
    }

    static List<Check> of(Path folder, StudyHealth health) {
        Path file = folder.resolve(StudyDatabase.FILE_NAME);
        List<Check> checks = new ArrayList<>();
        checks.add(
                health.inUse()
                        ? Check.warning("lock", "another charmirror is at work on " + folder, "wait until it ends")
                        : Check.ok("lock", "no other charmirror works on " + folder));
        if (!health.damage().isEmpty()) {
            checks.add(Check.problem(
                    DATABASE,
                    file + " is damaged: " + String.join("; ", health.damage()),
                    "restore it from a copy, or start the study again in another folder"));
            return checks;
        }
        if (health.danglingRows() > 0) {
            checks.add(Check.problem(
                    DATABASE,
                    AnnotationInput.counted(health.danglingRows(), "row") + " of " + file
                            + " refer to others that are not there",
                    "restore it from a copy, or start the study again in another folder"));
        }
        if (health.version() > health.newestVersion()) {
            checks.add(Check.problem(
                    DATABASE,
                    file + " has tables of version " + health.version() + ", this program knows up to "
                            + health.newestVersion(),
                    "update charmirror"));
        } else if (health.version() < health.newestVersion()) {
            checks.add(Check.ok(
                    DATABASE,
                    file + " is sound; its tables of version " + health.version()
                            + " are brought up to date by the next command that writes"));
        } else {
            if (health.danglingRows() == 0) {
                checks.add(Check.ok(DATABASE, file + " is sound"));
            }
            checks.add(turns(folder, health));
            checks.add(sessions(folder, health));
            checks.add(exports(folder, health));
            StudioHealth.of(folder).ifPresent(studio -> checks.add(studio(studio)));
        }
        return checks;
    }

    private static Check turns(Path folder, StudyHealth health) {
        if (!health.changedTurns().isEmpty()) {
            return Check.problem(
                    TURNS,
                    "changed since they were kept: " + String.join(", ", health.changedTurns()),
                    "restore " + folder.resolve(StudyDatabase.FILE_NAME) + " from a copy");
        }
        return health.uncheckedTurns() == 0
                ? Check.ok(TURNS, "all are as they were kept")
                : Check.ok(
                        TURNS,
                        "as they were kept, but for " + AnnotationInput.counted(health.uncheckedTurns(), "turn")
                                + " of an earlier version, of which that is not known");
    }

    private static Check sessions(Path folder, StudyHealth health) {
        String counts = health.done() + " of " + AnnotationInput.counted(health.planned(), "planned session")
                + " done, " + health.failed() + " failed";
        if (!health.tooShort().isEmpty()) {
            return Check.problem(
                    SESSIONS,
                    counts + "; done, but without all of their turns: " + String.join(", ", health.tooShort()),
                    "restore " + folder.resolve(StudyDatabase.FILE_NAME) + " from a copy");
        }
        if (health.planned() == 0) {
            return Check.ok(SESSIONS, "none planned");
        }
        return health.done() == health.planned()
                ? Check.ok(SESSIONS, counts)
                : Check.warning(SESSIONS, counts, "run the study's command again to go on");
    }

    private static Check studio(StudioHealth studio) {
        String counts = (studio.people() == 1 ? "1 person" : studio.people() + " people") + ", "
                + studio.judgements().done() + " of " + studio.judgements().all() + " judgements of dialogues done";
        return studio.notHandedIn() == 0
                ? Check.ok("studio", counts)
                : Check.problem(
                        "studio",
                        counts + "; of " + AnnotationInput.counted(studio.notHandedIn(), "dialogue")
                                + " that are done nothing was handed in",
                        "restore the database from a copy");
    }

    private static Check exports(Path folder, StudyHealth health) {
        if (health.inUse()) {
            return Check.ok(EXPORTS, "not looked at while another charmirror is at work");
        }
        return health.staleExports().isEmpty()
                ? Check.ok(EXPORTS, "say what the database says")
                : Check.warning(
                        EXPORTS,
                        String.join(", ", health.staleExports()) + " in " + folder
                                + " missing, changed or older than the database",
                        "run the study's command (for annotations: annotate import) again");
    }
}
