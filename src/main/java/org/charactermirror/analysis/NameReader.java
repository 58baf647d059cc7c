package org.charactermirror.analysis;

import java.io.DataInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what {@link NameWriter} wrote; names that are the same are one object. */
final class NameReader {

    private final DataInput in;
    private final List<String> names = new ArrayList<>();

    NameReader(DataInput in) {
        this.in = in;
    }

    /** Reads a name that may be missing. */
    @Nullable
    String readOrMissing() throws IOException {
        int number = in.readInt();
        if (number == NameWriter.MISSING) {
            return null;
        }
        if (number != NameWriter.NEW) {
            return names.get(number);
        }
        byte[] text = new byte[in.readInt()];
        in.readFully(text);
        String name = new String(text, StandardCharsets.UTF_8);
        names.add(name);
        return name;
    }

    /** Reads a name. */
    String read() throws IOException {
        @Nullable String name = readOrMissing();
        if (name == null) {
            throw new IOException("a name is missing");
        }
        return name;
    }
}
