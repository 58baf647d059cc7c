package org.charactermirror.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.charactermirror.analysis.spark.FileOpener;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.AnnotationCollector;
import org.charactermirror.annotation.AnnotationFile;
import org.charactermirror.annotation.ReadSettings;
import org.charactermirror.annotation.foreign.ForeignFiles;
import org.charactermirror.problem.Problems;

/** Reads a file as {@code charmirror report} reads it, but for what its rows say beside those of other files. */
final class FileOfRows implements FileOpener {

    private static final long serialVersionUID = 1;

    @Override
    public Opened open(String file) {
        Path path = Path.of(file);
        List<Annotation> rows = new ArrayList<>();
        Problems problems = new Problems();
        // Rows that contradict each other are found when those of all files have come together.
        AnnotationCollector unheard = new AnnotationCollector(new Problems());
        List<ImportedFile> parts = ImportedFile.read(
                path,
                ReadSettings.ofDefaults(),
                ForeignFiles.Settings.ofDefaults(),
                false,
                unheard,
                problems,
                rows::add);
        int repeated = parts.stream()
                .flatMap(part -> part.content().stream())
                .mapToInt(AnnotationFile::repeated)
                .sum();
        // What cannot be read has no hash, and is among the problems.
        return new Opened(rows, problems.all(), repeated, problems.hasErrors() ? "" : sha256(file));
    }

    @Override
    public String sha256(String file) {
        try {
            return InputFiles.of(Path.of(file)).sha256();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
