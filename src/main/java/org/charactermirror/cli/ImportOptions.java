package org.charactermirror.cli;

import java.nio.charset.Charset;
import java.util.Locale;
import org.charactermirror.annotation.Scale;
import org.charactermirror.annotation.foreign.ForeignFiles;
import org.charactermirror.table.CsvSettings;
import org.charactermirror.table.Separator;
import org.jspecify.annotations.Nullable;

/**
 * How files of judgements are to be imported.
 *
 * @param scale of scores
 * @param tools what is known about files of other tools
 * @param toolWords the options by which that was said, as they are typed, each after a space
 */
record ImportOptions(CsvSettings csv, boolean skipBadRows, Scale scale, ForeignFiles.Settings tools, String toolWords) {

    static ImportOptions ofDefaults(boolean skipBadRows) {
        return new ImportOptions(
                CsvSettings.ofDefaults(), skipBadRows, Scale.ofDefaults(), ForeignFiles.Settings.ofDefaults(), "");
    }

    /** Returns the options as they are typed, each after a space; nothing for those that are as usual. */
    String words() {
        StringBuilder text = new StringBuilder();
        text.append(skipBadRows ? " --skip-bad-rows" : "");
        @Nullable Charset encoding = csv.encoding();
        text.append(encoding == null ? "" : " --encoding " + encoding.name());
        @Nullable Separator separator = csv.separator();
        text.append(separator == null ? "" : " --separator " + separator.name().toLowerCase(Locale.ROOT));
        if (!scale.equals(Scale.ofDefaults())) {
            text.append(" --scale ").append(scale.lowest()).append('-').append(scale.highest());
            text.append(scale.halves() ? ",halves" : "");
        }
        return text.append(toolWords).toString();
    }
}
