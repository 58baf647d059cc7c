package org.charactermirror.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.charactermirror.annotation.AnnotationWriter;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.TurnFlag;
import org.charactermirror.metric.Repetition;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.store.SqliteRunStore;
import org.charactermirror.store.StudyDatabase;

/**
 * Puts the flags of {@link Repetition} into studies, as rows of origin automatic, by the way of every import: what is there
 * already is not written twice. Dialogues of two models on one context are left out.
 */
final class RepetitionFlags {

    private RepetitionFlags() {}

    /**
     * Refuses what no rows can be written into.
     *
     * @throws BadInputException if it is no folder with a study's database
     */
    static void check(Path folder) {
        if (!Files.isRegularFile(folder.resolve(StudyDatabase.FILE_NAME))) {
            throw BadInputException.of(
                    folder.toString(), "has no " + StudyDatabase.FILE_NAME + " to write flags into; leave out --flag");
        }
    }

    /** Writes the flags of a study and of those inside it, and returns a sentence for each that has dialogues of one model. */
    static List<String> write(Path folder, Path scratch, TerminalWords words) throws IOException {
        List<Path> studies = new ArrayList<>(List.of(folder));
        studies.addAll(ReportSource.studiesIn(folder));
        List<String> told = new ArrayList<>();
        for (Path study : studies) {
            Annotations flags;
            try (StudyDatabase database = StudyDatabase.open(study.resolve(StudyDatabase.FILE_NAME))) {
                flags = AutomaticFlags.repetition(new SqliteRunStore(database).transcripts());
            }
            if (flags.turnErrors().isEmpty()) {
                continue;
            }
            Path file = scratch.resolve(Kind.TURN_ERRORS.fileName());
            Files.writeString(file, AnnotationWriter.write(Kind.TURN_ERRORS, flags.turnErrors()));
            AnnotationImport.into(study, List.of(file), false);
            long repeating = flags.turnErrors().stream()
                    .filter(row -> row.flags().getOrDefault(TurnFlag.REPETITION, false))
                    .count();
            told.add(words.get(
                    "metrics.flagged",
                    study.toString(),
                    repeating,
                    flags.turnErrors().size(),
                    Repetition.ANNOTATOR,
                    String.format(Locale.ROOT, "%.1f", Repetition.THRESHOLD)));
        }
        return told;
    }
}
