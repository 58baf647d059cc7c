package org.charactermirror.analysis;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The order of a table's rows: published models as published, then the study's own as planned, then the others by name. */
record ModelOrder(List<String> published, List<String> planned) {

    List<String> sorted(Collection<String> appearing) {
        Set<String> present = new TreeSet<>(appearing);
        Set<String> sorted = new LinkedHashSet<>(published);
        sorted.addAll(planned);
        sorted.retainAll(present);
        sorted.addAll(present);
        return List.copyOf(sorted);
    }
}
