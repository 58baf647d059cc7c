package org.charactermirror.annotation;

import java.util.Optional;

/** Knows what the codes in a study's sheets stand for. */
@FunctionalInterface
public interface SheetItems {

    /** Knows none. */
    SheetItems NONE = code -> Optional.empty();

    /** Returns the item of a code. */
    Optional<SheetItem> find(String code);
}
