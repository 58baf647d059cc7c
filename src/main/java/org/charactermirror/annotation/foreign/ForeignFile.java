package org.charactermirror.annotation.foreign;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.charactermirror.annotation.AnnotationFile;

/**
 * A file of another tool as it was read.
 *
 * @param parts the judgements, those of one kind together; at least one
 * @param records how many records the file has
 * @param leftOut what was left out on purpose, and how often
 */
public record ForeignFile(
        ForeignFormat format, List<AnnotationFile> parts, int records, SortedMap<String, Integer> leftOut) {

    public ForeignFile {
        parts = List.copyOf(parts);
        leftOut = Collections.unmodifiableSortedMap(new TreeMap<>(leftOut));
    }
}
