package org.charactermirror.analysis;

import org.charactermirror.annotation.AnnotationCollector;
import org.charactermirror.annotation.AnnotationFiles;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Scale;
import org.charactermirror.problem.Problems;

/** Judgements written as CSV, for tests. */
public final class Rows {

    private Rows() {}

    /** Reads texts that must be without problems; halves are allowed. */
    public static Annotations of(String... texts) {
        Problems problems = new Problems();
        AnnotationCollector collector = new AnnotationCollector(problems);
        for (String text : texts) {
            AnnotationFiles.parse(text, "rows.csv", new Scale(1, 5, true), problems)
                    .ifPresent(file -> {
                        problems.addAll(file.badRows());
                        file.rows().forEach(collector::add);
                    });
        }
        problems.throwIfErrors();
        return collector.annotations();
    }
}
