package org.charactermirror.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.charactermirror.annotation.AnnotationCollector;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.ReadSettings;
import org.charactermirror.annotation.SheetItems;
import org.charactermirror.problem.Problems;
import org.charactermirror.store.AnnotationExport;
import org.charactermirror.store.AnnotationItems;
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

    /** Imports files as they come; otherwise as the other method of this name. */
    static AnnotationImport into(Path folder, List<Path> files, boolean skipBadRows) throws IOException {
        return into(folder, files, ImportOptions.ofDefaults(skipBadRows));
    }

    /**
     * Imports files; a folder that is not there is made only when everything in them is good.
     *
     * @throws org.charactermirror.problem.BadInputException with everything that is wrong with any of the files
     */
    static AnnotationImport into(Path folder, List<Path> files, ImportOptions options) throws IOException {
        StudyFolder.check(folder);
        if (!Files.exists(folder.resolve(StudyDatabase.FILE_NAME))) {
            // Everything is read once before anything is made.
            Known.nothing().read(files, options);
        }
        try (StudyFolder study = StudyFolder.openBeside(folder)) {
            AnnotationStore store = new AnnotationStore(study.database());
            AnnotationInput input = readAndSave(study.database(), store, files, options);
            List<Path> exported = new ArrayList<>();
            store.whileNobodyWrites(rows -> exported.addAll(AnnotationExport.write(folder, rows)));
            return new AnnotationImport(input, exported);
        }
    }

    /** Reads again if another process wrote rows meanwhile, since these may contradict or repeat them. */
    private static AnnotationInput readAndSave(
            StudyDatabase database, AnnotationStore store, List<Path> files, ImportOptions options) {
        while (true) {
            long version = store.version();
            AnnotationInput input = Known.of(database).read(files, options);
            if (store.saveSince(version, input.added(), input.completed())) {
                return input;
            }
        }
    }

    /**
     * Reads files as an import would, and writes nothing.
     *
     * @throws org.charactermirror.problem.BadInputException if the folder holds anything but a study
     */
    static ImportPreview preview(Path folder, List<Path> files, ImportOptions options) {
        StudyFolder.check(folder);
        if (!Files.exists(folder.resolve(StudyDatabase.FILE_NAME))) {
            return Known.nothing().preview(folder, files, options);
        }
        try (StudyDatabase database = StudyDatabase.open(folder.resolve(StudyDatabase.FILE_NAME))) {
            return Known.of(database).preview(folder, files, options);
        }
    }

    /** What a study knows before files are read into it. */
    private record Known(Annotations rows, PlannedIds ids, SheetItems items) {

        static Known nothing() {
            return new Known(Annotations.none(), PlannedIds.none(), SheetItems.NONE);
        }

        static Known of(StudyDatabase database) {
            return new Known(
                    new AnnotationStore(database).annotations(), PlannedIds.of(database), AnnotationItems.of(database));
        }

        AnnotationInput read(List<Path> files, ImportOptions options) {
            Problems problems = new Problems();
            return AnnotationInput.read(
                    files,
                    settings(options),
                    options.tools(),
                    options.skipBadRows(),
                    collector(problems),
                    problems,
                    row -> ids.check(row, problems));
        }

        ImportPreview preview(Path folder, List<Path> files, ImportOptions options) {
            Problems problems = new Problems();
            AnnotationCollector collector = collector(problems);
            List<ImportedFile> read = new ArrayList<>();
            for (Path file : files) {
                read.addAll(ImportedFile.read(
                        file,
                        settings(options),
                        options.tools(),
                        options.skipBadRows(),
                        collector,
                        problems,
                        row -> ids.check(row, problems)));
            }
            return new ImportPreview(folder, options, read);
        }

        private ReadSettings settings(ImportOptions options) {
            return new ReadSettings(options.scale(), options.csv(), items);
        }

        private AnnotationCollector collector(Problems problems) {
            return new AnnotationCollector(rows, problems);
        }
    }
}
