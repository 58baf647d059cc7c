package org.charactermirror.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
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
import org.jspecify.annotations.Nullable;

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
        @Nullable AnnotationInput early = null;
        if (!Files.exists(folder.resolve(StudyDatabase.FILE_NAME))) {
            // Everything is read before anything is made.
            early = Known.nothing().read(files, options);
        }
        try (StudyFolder study = StudyFolder.openBeside(folder)) {
            return readAndSave(folder, study.database(), early, files, options);
        }
    }

    /** Reads again if another process wrote rows meanwhile, since these may contradict or repeat them. */
    private static AnnotationImport readAndSave(
            Path folder,
            StudyDatabase database,
            @Nullable AnnotationInput early,
            List<Path> files,
            ImportOptions options)
            throws IOException {
        AnnotationStore store = new AnnotationStore(database);
        while (true) {
            long version = store.version();
            AnnotationInput input = early != null && version == 0 && Known.isNothing(database)
                    ? early
                    : Known.of(database).read(files, options);
            OptionalLong saved = store.saveSince(version, input.added(), input.completed());
            if (saved.isPresent()) {
                List<Path> exported = new ArrayList<>();
                store.whileNobodyWrites(
                        saved.getAsLong(),
                        input.annotations(),
                        rows -> exported.addAll(AnnotationExport.write(folder, rows)));
                return new AnnotationImport(input, exported);
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

        /** Tells whether a study that has no rows knows nothing else either. */
        static boolean isNothing(StudyDatabase database) {
            return PlannedIds.of(database).isEmpty();
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
