package org.charactermirror.annotation;

import java.util.List;
import org.charactermirror.problem.Problem;

/**
 * One file of judgements as it was read.
 *
 * @param source the file as the user named it
 * @param rows the good rows in their order
 * @param badRows what is wrong with the others, in their order
 * @param badRowCount how many rows that are
 */
public record AnnotationFile(String source, Kind kind, List<Annotation> rows, List<Problem> badRows, int badRowCount) {

    public AnnotationFile {
        rows = List.copyOf(rows);
        badRows = List.copyOf(badRows);
    }
}
