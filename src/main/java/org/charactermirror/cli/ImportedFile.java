package org.charactermirror.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.AnnotationCollector;
import org.charactermirror.annotation.AnnotationFile;
import org.charactermirror.annotation.AnnotationFiles;
import org.charactermirror.annotation.Form;
import org.charactermirror.annotation.ReadSettings;
import org.charactermirror.annotation.foreign.ForeignFile;
import org.charactermirror.annotation.foreign.ForeignFiles;
import org.charactermirror.problem.Problem;
import org.charactermirror.problem.Problems;
import org.charactermirror.table.Separator;

/**
 * A file of judgements and what became of its rows.
 *
 * @param content nothing where the file as a whole cannot be read
 * @param foreign the file of another tool of which the content is the judgements of one kind; nothing for our own files
 * @param added how many rows are new
 * @param repeated how many rows say what an earlier one says
 * @param completed how many rows fill in what an earlier one left empty
 * @param contradicting how many rows contradict an earlier one, or cannot be told apart from it
 * @param problems everything that is wrong with the file, without bad rows that are to be skipped
 */
record ImportedFile(
        Path file,
        Optional<AnnotationFile> content,
        Optional<ForeignFile> foreign,
        int added,
        int repeated,
        int completed,
        int contradicting,
        List<Problem> problems) {

    /**
     * Reads a file into a collector; a file of another tool may have rows of several kinds, each a content of its own.
     *
     * @param tools what is known about files of other tools
     * @param problems those of the collector, to which the file's are added
     * @param check looks at every good row and may add problems
     */
    static List<ImportedFile> read(
            Path file,
            ReadSettings settings,
            ForeignFiles.Settings tools,
            boolean skipBadRows,
            AnnotationCollector collector,
            Problems problems,
            Consumer<Annotation> check) {
        int before = problems.all().size();
        Take take = new Take(file, skipBadRows, collector, problems, check);
        if (!ForeignFiles.isForeign(file, tools)) {
            Optional<AnnotationFile> content = AnnotationFiles.read(file, file.toString(), settings, problems);
            return List.of(take.content(content, Optional.empty(), before));
        }
        Optional<ForeignFile> foreign = ForeignFiles.read(file, file.toString(), settings, tools, problems);
        if (foreign.isEmpty()) {
            return List.of(take.content(Optional.empty(), Optional.empty(), before));
        }
        List<ImportedFile> parts = new ArrayList<>();
        for (AnnotationFile part : foreign.get().parts()) {
            parts.add(take.content(Optional.of(part), foreign, problems.all().size()));
        }
        return parts;
    }

    /** Takes contents of one file into a collector. */
    private record Take(
            Path file,
            boolean skipBadRows,
            AnnotationCollector collector,
            Problems problems,
            Consumer<Annotation> check) {

        ImportedFile content(Optional<AnnotationFile> content, Optional<ForeignFile> foreign, int before) {
            Map<AnnotationCollector.Fate, Integer> fates = new EnumMap<>(AnnotationCollector.Fate.class);
            if (content.isPresent()) {
                if (!skipBadRows) {
                    problems.addAll(content.get().badRows());
                }
                for (Annotation row : content.get().rows()) {
                    check.accept(row);
                    fates.merge(collector.add(row), 1, Integer::sum);
                }
            }
            int repeatedWithin = content.map(AnnotationFile::repeated).orElse(0);
            collector.countRepeated(repeatedWithin);
            List<Problem> all = problems.all();
            return new ImportedFile(
                    file,
                    content,
                    foreign,
                    fates.getOrDefault(AnnotationCollector.Fate.ADDED, 0),
                    fates.getOrDefault(AnnotationCollector.Fate.REPEATED, 0) + repeatedWithin,
                    fates.getOrDefault(AnnotationCollector.Fate.COMPLETED, 0),
                    fates.getOrDefault(AnnotationCollector.Fate.REFUSED, 0),
                    all.subList(before, all.size()));
        }
    }

    /** Returns how the file is written and laid out where that is not as usual, or nothing. */
    String manner() {
        return content.map(this::manner).orElse("");
    }

    private String manner(AnnotationFile file) {
        List<String> parts = new ArrayList<>();
        foreign.ifPresent(one -> parts.add(one.format().word()));
        if (!file.dialect().encoding().name().equals("UTF-8")) {
            parts.add(file.dialect().encoding().name());
        }
        if (file.dialect().separator() != Separator.COMMA) {
            parts.add("separated by " + file.dialect().separator().words());
        }
        if (file.form() != Form.WIDE) {
            parts.add(file.form().words());
        }
        return String.join(", ", parts);
    }
}
