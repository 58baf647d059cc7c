package org.charactermirror.analysis;

import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes names that come again and again: whole the first time, as a number from then on. */
final class NameWriter {

    /** In place of the number of a name that is missing, and of one that follows. */
    static final int MISSING = -1;

    static final int NEW = -2;

    private final DataOutput out;
    private final Map<String, Integer> numbers = new HashMap<>();

    NameWriter(DataOutput out) {
        this.out = out;
    }

    void write(@Nullable String name) throws IOException {
        if (name == null) {
            out.writeInt(MISSING);
            return;
        }
        Integer number = numbers.get(name);
        if (number != null) {
            out.writeInt(number);
            return;
        }
        numbers.put(name, numbers.size());
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        out.writeInt(NEW);
        out.writeInt(text.length);
        out.write(text);
    }
}
