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
        Map<Kind, List<? extends Annotation>> kinds = new LinkedHashMap<>();
        kinds.put(Kind.RATINGS, annotations.ratings());
        kinds.put(Kind.TURN_ERRORS, annotations.turnErrors());
        kinds.put(Kind.PREFERENCES, annotations.preferences());
        List<Path> written = new ArrayList<>();
        for (Map.Entry<Kind, List<? extends Annotation>> kind : kinds.entrySet()) {
            if (!kind.getValue().isEmpty()) {
                Files.createDirectories(folder);
                Path file = folder.resolve(kind.getKey().fileName());
                AtomicFile.write(file, AnnotationWriter.write(kind.getKey(), kind.getValue()));
                written.add(file);
            }
        }
        return written;
    }
}
