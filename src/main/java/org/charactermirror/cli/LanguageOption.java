package org.charactermirror.cli;

import java.util.Iterator;
import java.util.List;
import org.charactermirror.report.Language;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option that says in which language people are told what came of a command. */
final class LanguageOption {

    @Option(
            names = "--lang",
            paramLabel = "LANG",
            defaultValue = "en",
            converter = Choices.class,
            completionCandidates = Choices.class,
            description = "The language of what people read: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Language language = Language.EN;

    /** Returns the language. */
    Language value() {
        return language;
    }

    /** Reads a language as an option gives it, and names the choices. */
    static final class Choices implements ITypeConverter<Language>, Iterable<String> {

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
}
