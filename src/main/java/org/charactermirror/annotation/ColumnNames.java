package org.charactermirror.annotation;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The names of the columns that files of judgements know, for those who read or write judgements in another layout. */
public final class ColumnNames {

    private static final Map<Kind, List<String>> OF = words(Field::of);
    private static final Map<Kind, List<String>> JUDGED = words(Field::judged);

    private ColumnNames() {}

    private static Map<Kind, List<String>> words(Function<Kind, List<Field>> fields) {
        Map<Kind, List<String>> words = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            words.put(kind, fields.apply(kind).stream().map(Field::word).toList());
        }
        return words;
    }

    /** Returns the English name of a column by any name under which files may have it. */
    public static Optional<String> english(String name) {
        return Field.named(name).map(Field::word);
    }

    /** Returns the English names of a kind's columns, in the order in which a file of it is written. */
    public static List<String> of(Kind kind) {
        return OF.getOrDefault(kind, List.of());
    }

    /** Returns the English names of the columns that say how something was judged: scores, flags, or the outcome. */
    public static List<String> judged(Kind kind) {
        return JUDGED.getOrDefault(kind, List.of());
    }

    /** Tells whether a name is that of a column that stands in sheets for people to read only. */
    public static boolean isForReading(String name) {
        return Field.named(name).filter(Field::isForReading).isPresent();
    }
}
