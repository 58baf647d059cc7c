package org.charactermirror.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.table.CsvWriter;
import org.jspecify.annotations.Nullable;

/** What a studio gives away: judgements, decisions and what was covered, without anybody's name unless the study says so. */
public final class StudioExport {

    private StudioExport() {}

    /** Returns the files by name, for spreadsheets; those of judgements import as they are. */
    public static Map<String, String> files(StudyDatabase database) {
        Annotations all = new AnnotationStore(database).annotations();
        Map<String, String> files = new LinkedHashMap<>(AnnotationExport.files(
                new Annotations(madeHere(all.ratings()), madeHere(all.turnErrors()), madeHere(all.preferences()), 0),
                true));
        files.put("adjudications.csv", StudioAdjudications.csv(new StudioAdjudications(database).all()));
        files.put("leaks.csv", leaks(new StudioLeaks(database).all()));
        files.put("assignments.csv", assignments(database));
        return files;
    }

    /** Judgements that were brought from elsewhere may carry names. */
    private static <A extends Annotation> List<A> madeHere(List<A> rows) {
        return rows.stream()
                .filter(row -> row.place().file().equals(StudioWithdrawal.SOURCE))
                .toList();
    }

    private static String leaks(List<StudioLeaks.Leak> leaks) {
        CsvWriter csv = CsvWriter.forSpreadsheets(List.of("session", "turn", "model", "words", "count"));
        for (StudioLeaks.Leak leak : leaks) {
            csv.row(List.of(
                    leak.session(),
                    Integer.toString(leak.turn()),
                    leak.model(),
                    leak.words(),
                    Integer.toString(leak.count())));
        }
        return csv.toString();
    }

    private static String assignments(StudyDatabase database) {
        CsvWriter csv = CsvWriter.forSpreadsheets(
                List.of("annotator", "position", "session", "purpose", "state", "given", "finished"));
        database.read(handle -> handle.createQuery(
                                "SELECT annotator, position, session, purpose, state, given, finished"
                                        + " FROM assignment JOIN participant USING (participant)"
                                        + " ORDER BY annotator, position, session, purpose, given, code")
                        .map((row, context) -> {
                            @Nullable String finished = row.getString("finished");
                            return List.of(
                                    row.getString("annotator"),
                                    row.getString("position"),
                                    row.getString("session"),
                                    row.getString("purpose"),
                                    row.getString("state"),
                                    row.getString("given"),
                                    Optional.ofNullable(finished).orElse(""));
                        })
                        .list())
                .forEach(csv::row);
        return csv.toString();
    }
}
