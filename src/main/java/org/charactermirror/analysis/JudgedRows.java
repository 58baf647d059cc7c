package org.charactermirror.analysis;

import java.util.List;
import java.util.Objects;
import org.charactermirror.annotation.Annotations;

/**
 * Judges' rows, and other choices of them.
 *
 * @param all of all judges
 */
public record JudgedRows(Annotations all, List<JudgeVariant> variants) {

    public JudgedRows {
        Objects.requireNonNull(all, "all");
        variants = List.copyOf(variants);
    }
}
