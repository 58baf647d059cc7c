package org.charactermirror.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.AnnotationCollector;
import org.charactermirror.annotation.AnnotationFile;
import org.charactermirror.annotation.AnnotationFiles;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.ReadSettings;
import org.charactermirror.annotation.foreign.ForeignFiles;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.problem.Problem;
import org.charactermirror.problem.Problems;

/**
 * Files of judgements, read and put together.
 *
 * @param annotations all rows of the collector, those that it had before included
 * @param added the rows that are new
 * @param completed the rows that the collector had before and that have become more complete
 * @param sources what was read, in words, one file each
 * @param leftOut what is wrong with the rows that were left out on request
 * @param leftOutRows how many rows that are
 * @param warnings what a user should know although the work goes on
 */
record AnnotationInput(
        Annotations annotations,
        List<Annotation> added,
        List<Annotation> completed,
        List<String> sources,
        List<Problem> leftOut,
        int leftOutRows,
        List<Problem> warnings) {

    /**
     * Reads the files that lie in a folder.
     *
     * @throws BadInputException with all problems of all files, unless bad rows are to be skipped
     */
    static AnnotationInput ofFolder(Path folder, boolean skipBadRows) throws IOException {
        List<Path> files = AnnotationFiles.in(folder);
        if (files.isEmpty()) {
            throw BadInputException.of(
                    folder.toString(),
                    "neither a study's folder (study.yaml or study.db) nor one with *.csv files of annotations");
        }
        Problems problems = new Problems();
        ReadSettings settings = ReadSettings.ofDefaults();
        ForeignFiles.Settings tools = ForeignFiles.Settings.ofDefaults();
        return read(files, settings, tools, skipBadRows, new AnnotationCollector(problems), problems, row -> {});
    }

    /**
     * Reads files into a collector, which may already hold rows.
     *
     * @param tools what is known about files of other tools
     * @param problems of which all errors stop the work, those of the collector among them
     * @param check looks at every good row and may add problems
     */
    static AnnotationInput read(
            List<Path> files,
            ReadSettings settings,
            ForeignFiles.Settings tools,
            boolean skipBadRows,
            AnnotationCollector collector,
            Problems problems,
            Consumer<Annotation> check) {
        List<String> sources = new ArrayList<>();
        List<Problem> leftOut = new ArrayList<>();
        Problems warnings = new Problems();
        int leftOutRows = 0;
        for (Path path : files) {
            int alike = collector.repeatedWithoutSession();
            List<ImportedFile> parts =
                    ImportedFile.read(path, settings, tools, skipBadRows, collector, problems, check);
            for (ImportedFile file : parts) {
                if (file.content().isEmpty()) {
                    continue;
                }
                AnnotationFile content = file.content().get();
                if (skipBadRows) {
                    leftOut.addAll(content.badRows());
                    leftOutRows += content.badRowCount();
                }
                sources.add(source(path, content, file));
            }
            parts.get(0)
                    .content()
                    .ifPresent(
                            content -> warnAboutRepeats(content, collector.repeatedWithoutSession() - alike, warnings));
            parts.get(0)
                    .foreign()
                    .ifPresent(foreign ->
                            foreign.leftOut().forEach((what, count) -> sources.add("  " + what + ": " + count)));
        }
        problems.throwIfErrors();
        return new AnnotationInput(
                collector.annotations(),
                collector.added(),
                collector.completed(),
                sources,
                leftOut,
                leftOutRows,
                warnings.all());
    }

    private static String source(Path path, AnnotationFile file, ImportedFile imported) {
        String manner = imported.manner();
        int completed = imported.completed();
        return path.getFileName() + (manner.isEmpty() ? "" : " (" + manner + ")") + ": "
                + counted(file.rows().size(), "row") + " of " + file.kind().words()
                + (file.notJudged() == 0 ? "" : ", " + counted(file.notJudged(), "row") + " not judged")
                + (completed == 0 ? "" : ", " + counted(completed, "row") + " completing earlier ones") + ".";
    }

    private static void warnAboutRepeats(AnnotationFile file, int alike, Problems warnings) {
        if (alike > 0) {
            warnings.warning(
                    file.source(),
                    0,
                    0,
                    counted(alike, "row") + " without a session left out for repeating an earlier one; if they judge"
                            + " other dialogues, name these in a column session");
        }
    }

    static String counted(int n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }
}
