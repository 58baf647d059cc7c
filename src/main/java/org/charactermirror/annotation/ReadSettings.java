package org.charactermirror.annotation;

import org.charactermirror.table.CsvSettings;

/**
 * What is known about files of judgements before they are read.
 *
 * @param items what the codes of filled-in sheets stand for
 */
public record ReadSettings(Scale scale, CsvSettings csv, SheetItems items) {

    /** Whole scores from 1 to 5, files as they come, and no sheets. */
    public static ReadSettings ofDefaults() {
        return new ReadSettings(Scale.ofDefaults(), CsvSettings.ofDefaults(), SheetItems.NONE);
    }
}
