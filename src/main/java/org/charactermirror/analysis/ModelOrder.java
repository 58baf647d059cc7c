package org.charactermirror.analysis;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The order of a table's rows: published models as published, then the study's own, then by first appearance. */
record ModelOrder(List<String> published, List<String> planned) {

    List<String> sorted(Stream<String> appearing) {
        Set<String> present = new LinkedHashSet<>(appearing.toList());
        Set<String> sorted = new LinkedHashSet<>(published);
        sorted.addAll(planned);
        sorted.retainAll(present);
        sorted.addAll(present);
        return List.copyOf(sorted);
    }
}
