package org.charactermirror.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.AnnotationWriter;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Kind;
import org.charactermirror.document.AtomicFile;

/** Writes a study's judgements as the CSV files beside its database. */
public final class AnnotationExport {

    /** The name of the folder in a study's folder. */
    public static final String FOLDER_NAME = "annotations";

    private AnnotationExport() {}

    /**
     * Writes one file for each kind of which there are rows.
     *
     * @return the files that were written
     * @throws IOException if the folder cannot be made
     */
    public static List<Path> write(Path studyFolder, Annotations annotations) throws IOException {
        Path folder = studyFolder.resolve(FOLDER_NAME);
        List<Path> written = new ArrayList<>();
        for (Map.Entry<Kind, List<? extends Annotation>> rows :
                kinds(annotations).entrySet()) {
            Path file = folder.resolve(rows.getKey().fileName());
            Files.createDirectories(folder);
            AtomicFile.write(file, writer -> AnnotationWriter.write(rows.getKey(), rows.getValue(), writer));
            written.add(file);
        }
        return written;
    }

    /**
     * Returns the text of one file for each kind of which there are rows, by the file's name.
     *
     * @param forSpreadsheets whether with a byte-order mark, and without anything that a spreadsheet would run
     */
    public static Map<String, String> files(Annotations annotations, boolean forSpreadsheets) {
        Map<String, String> files = new LinkedHashMap<>();
        kinds(annotations)
                .forEach((kind, rows) -> files.put(
                        kind.fileName(),
                        forSpreadsheets
                                ? AnnotationWriter.writeForSpreadsheets(kind, rows)
                                : AnnotationWriter.write(kind, rows)));
        return files;
    }

    private static Map<Kind, List<? extends Annotation>> kinds(Annotations annotations) {
        Map<Kind, List<? extends Annotation>> kinds = new LinkedHashMap<>();
        kinds.put(Kind.RATINGS, annotations.ratings());
        kinds.put(Kind.TURN_ERRORS, annotations.turnErrors());
        kinds.put(Kind.PREFERENCES, annotations.preferences());
        kinds.values().removeIf(List::isEmpty);
        return kinds;
    }
}
