package org.charactermirror.cli;

import java.util.Iterator;
import java.util.List;
import org.charactermirror.report.Language;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the language of a report as an option gives it, and names the choices. */
final class LanguageOption implements ITypeConverter<Language>, Iterable<String> {

    @Override
    public Language convert(String value) {
        return Language.of(value)
                .orElseThrow(() ->
                        new TypeConversionException("'" + value + "' is not one of " + String.join(", ", words())));
    }

    @Override
    public Iterator<String> iterator() {
        return words().iterator();
    }

    private static List<String> words() {
        return Language.words();
    }
}
