package org.charactermirror.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.charactermirror.annotation.AnnotationCollector;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.problem.Problems;
import org.charactermirror.store.AnnotationExport;
import org.charactermirror.store.AnnotationStore;
import org.charactermirror.store.PlannedIds;
import org.charactermirror.store.StudyDatabase;
import org.charactermirror.store.StudyFolder;

/**
 * Brings files of judgements into a study, all of their rows or none.
 *
 * @param input what was read
 * @param exported the files that were written besides the database
 */
record AnnotationImport(AnnotationInput input, List<Path> exported) {

    /**
     * Imports files; a folder that is not there is made only when everything in them is good.
     *
     * @throws org.charactermirror.problem.BadInputException with everything that is wrong with any of the files
     */
    static AnnotationImport into(Path folder, List<Path> files, boolean skipBadRows) throws IOException {
        StudyFolder.check(folder);
        if (!Files.exists(folder.resolve(StudyDatabase.FILE_NAME))) {
            // Everything is read once before anything is made.
            read(files, skipBadRows, Annotations.none(), PlannedIds.none());
        }
        try (StudyFolder study = StudyFolder.open(folder)) {
            AnnotationStore store = new AnnotationStore(study.database());
            AnnotationInput input = read(files, skipBadRows, store.annotations(), PlannedIds.of(study.database()));
            store.add(input.added());
            List<Path> exported = AnnotationExport.write(folder, input.annotations());
            return new AnnotationImport(input, exported);
        }
    }

    private static AnnotationInput read(List<Path> files, boolean skipBadRows, Annotations present, PlannedIds ids) {
        Problems problems = new Problems();
        AnnotationCollector collector = new AnnotationCollector(problems);
        present.stream().forEach(collector::add);
        return AnnotationInput.read(files, skipBadRows, collector, problems, row -> ids.check(row, problems));
    }
}
