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
import org.charactermirror.problem.Problem;
import org.charactermirror.problem.Problems;
import org.charactermirror.table.Separator;

/**
 * A file of judgements and what became of its rows.
 *
 * @param content nothing where the file as a whole cannot be read
 * @param added how many rows are new
 * @param repeated how many rows say what an earlier one says
 * @param completed how many rows fill in what an earlier one left empty
 * @param contradicting how many rows contradict an earlier one, or cannot be told apart from it
 * @param problems everything that is wrong with the file, without bad rows that are to be skipped
 */
record ImportedFile(
        Path file,
        Optional<AnnotationFile> content,
        int added,
        int repeated,
        int completed,
        int contradicting,
        List<Problem> problems) {

    /**
     * Reads a file into a collector.
     *
     * @param problems those of the collector, to which the file's are added
     * @param check looks at every good row and may add problems
     */
    static ImportedFile read(
            Path file,
            ReadSettings settings,
            boolean skipBadRows,
            AnnotationCollector collector,
            Problems problems,
            Consumer<Annotation> check) {
        int before = problems.all().size();
        Optional<AnnotationFile> content = AnnotationFiles.read(file, file.toString(), settings, problems);
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
                fates.getOrDefault(AnnotationCollector.Fate.ADDED, 0),
                fates.getOrDefault(AnnotationCollector.Fate.REPEATED, 0) + repeatedWithin,
                fates.getOrDefault(AnnotationCollector.Fate.COMPLETED, 0),
                fates.getOrDefault(AnnotationCollector.Fate.REFUSED, 0),
                all.subList(before, all.size()));
    }

    /** Returns how the file is written and laid out where that is not as usual, or nothing. */
    static String manner(AnnotationFile file) {
        List<String> parts = new ArrayList<>();
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
