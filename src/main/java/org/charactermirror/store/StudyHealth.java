package org.charactermirror.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.AnnotationWriter;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Kind;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.session.TranscriptWriter;

/**
 * What is found in a study's folder without changing anything in it.
 *
 * @param inUse whether another process plays in it
 * @param version of the database's tables
 * @param newestVersion that this program would bring them to
 * @param damage what SQLite's own check of the file found
 * @param danglingRows how many rows refer to others that are not there
 * @param planned sessions; this and what follows is only looked at in sound tables of the newest version
 * @param done sessions
 * @param failed sessions
 * @param tooShort names of sessions that are said to be done but lack turns
 * @param changedTurns turns that are not as they were kept, such as {@code tiny.li-bai.chat-1.1 turn 3}
 * @param uncheckedTurns how many turns were kept before there were checksums
 * @param staleExports names of files that do not say what the database says
 */
public record StudyHealth(
        boolean inUse,
        int version,
        int newestVersion,
        List<String> damage,
        int danglingRows,
        int planned,
        int done,
        int failed,
        List<String> tooShort,
        List<String> changedTurns,
        int uncheckedTurns,
        List<String> staleExports) {

    public StudyHealth {
        damage = List.copyOf(damage);
        tooShort = List.copyOf(tooShort);
        changedTurns = List.copyOf(changedTurns);
        staleExports = List.copyOf(staleExports);
    }

    /**
     * Examines a folder.
     *
     * @throws BadInputException if it has no database, or one that cannot be opened
     * @throws IOException if an export cannot be read
     */
    public static StudyHealth of(Path folder) throws IOException {
        Path file = folder.resolve(StudyDatabase.FILE_NAME);
        if (!Files.isRegularFile(file)) {
            throw BadInputException.of(
                    folder.toString(), "has no " + StudyDatabase.FILE_NAME + "; it is no study's folder");
        }
        boolean inUse = StudyFolder.isInUse(folder);
        int newest = Migration.all().size();
        try (StudyDatabase database = StudyDatabase.openReadOnly(file)) {
            int version = Soundness.number(database, "PRAGMA user_version");
            List<String> damage = Soundness.damage(database);
            int dangling = damage.isEmpty() ? Soundness.danglingRows(database) : 0;
            if (version != newest || !damage.isEmpty()) {
                return new StudyHealth(
                        inUse, version, newest, damage, dangling, 0, 0, 0, List.of(), List.of(), 0, List.of());
            }
            return new StudyHealth(
                    inUse,
                    version,
                    newest,
                    damage,
                    dangling,
                    Soundness.number(database, "SELECT count(*) FROM session"),
                    Soundness.number(database, "SELECT count(*) FROM session WHERE state = 'done'"),
                    Soundness.number(database, "SELECT count(*) FROM session WHERE state = 'failed'"),
                    Soundness.strings(
                            database,
                            "SELECT session FROM session WHERE state = 'done' AND rounds >"
                                    + " (SELECT count(*) FROM turn WHERE turn.session = session.session)"
                                    + " + (SELECT count(*) FROM pair_turn WHERE pair_turn.session = session.session)"
                                    + " ORDER BY position"),
                    Soundness.changedTurns(database),
                    Soundness.number(
                            database,
                            "SELECT (SELECT count(*) FROM turn WHERE checksum IS NULL)"
                                    + " + (SELECT count(*) FROM pair_turn WHERE checksum IS NULL)"),
                    inUse ? List.of() : staleExports(folder, database));
        }
    }

    private static List<String> staleExports(Path folder, StudyDatabase database) throws IOException {
        List<String> stale = new ArrayList<>();
        List<String> events = Soundness.strings(database, "SELECT kind FROM event ORDER BY number DESC LIMIT 1");
        boolean unfinished = events.contains("started") || events.contains("resumed");
        boolean played =
                Soundness.number(database, "SELECT (SELECT count(*) FROM turn) + (SELECT count(*) FROM pair_turn)") > 0;
        if (played && (unfinished || !Files.exists(folder.resolve(TranscriptWriter.FILE_NAME)))) {
            stale.add(TranscriptWriter.FILE_NAME);
        }
        Annotations rows = new AnnotationStore(database).annotations();
        Map<Kind, List<? extends Annotation>> kinds = new LinkedHashMap<>();
        kinds.put(Kind.RATINGS, rows.ratings());
        kinds.put(Kind.TURN_ERRORS, rows.turnErrors());
        kinds.put(Kind.PREFERENCES, rows.preferences());
        for (Map.Entry<Kind, List<? extends Annotation>> kind : kinds.entrySet()) {
            String name = AnnotationExport.FOLDER_NAME + "/" + kind.getKey().fileName();
            Path file = folder.resolve(name);
            byte[] expected =
                    AnnotationWriter.write(kind.getKey(), kind.getValue()).getBytes(StandardCharsets.UTF_8);
            if (!kind.getValue().isEmpty()
                    && !(Files.exists(file) && Arrays.equals(Files.readAllBytes(file), expected))) {
                stale.add(name);
            }
        }
        return stale;
    }
}
