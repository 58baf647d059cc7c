package org.charactermirror.table;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * What a user says about how files are written; null is to be detected.
 */
public record CsvSettings(
        @Nullable Charset encoding, @Nullable Separator separator) {

    /** Detects everything. */
    public static CsvSettings ofDefaults() {
        return new CsvSettings(null, null);
    }
}
