package org.charactermirror.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.charactermirror.store.StudyDatabase;
import org.charactermirror.table.CsvSettings;
import org.charactermirror.table.Separator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code annotate import}: brings files of judgements into a study, all of their rows or none. */
@Command(
        name = "import",
        footer = "  charmirror annotate import my-run ratings.csv preferences.csv",
        mixinStandardHelpOptions = true,
        description = {
            "Brings CSV files of ratings, turn errors or preferences into a study.",
            "All of their rows are imported or none; rows that the study already has are skipped, and those that fill in"
                    + " what was empty complete them."
        },
        exitCodeList = {
            "0:imported; with --dry-run, an import would succeed",
            "3:a file or the folder has problems; nothing was changed"
        })
final class AnnotateImportCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "DIR",
            description = "The study's folder; made if it is not there and the import succeeds.")
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private Path folder;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "FILE",
            description = "CSV files, filled-in sheets among them; the kind of each is told by its header.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--skip-bad-rows",
            description =
                    "Leave out rows that cannot be read, and list them; rows that contradict each other still stop.")
    private boolean skipBadRows;

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            converter = EncodingConverter.class,
            description = "How the files are encoded, such as GB18030 (default: detected, file by file).")
    private @Nullable Charset encoding;

    @Option(
            names = "--separator",
            paramLabel = "NAME",
            converter = SeparatorConverter.class,
            description = "What separates cells: comma, semicolon or tab (default: detected, file by file).")
    private @Nullable Separator separator;

    @Option(
            names = "--dry-run",
            description = "Show how the files are read and what an import would do, and write nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print the outcome as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        CsvSettings csv = new CsvSettings(encoding, separator);
        if (dryRun) {
            return preview(AnnotationImport.preview(folder, files, csv, skipBadRows));
        }
        AnnotationImport done = AnnotationImport.into(folder, files, csv, skipBadRows);
        AnnotationInput input = done.input();
        PrintWriter err = spec.commandLine().getErr();
        input.warnings().forEach(err::println);
        input.leftOut().forEach(problem -> err.println("left out: " + problem));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(Json.write(outcome(done)));
            out.flush();
            return ExitCode.DONE;
        }
        input.sources().forEach(out::println);
        out.println("Imported " + AnnotationInput.counted(input.added().size(), "new row") + " into " + folder
                + (input.completed().isEmpty()
                        ? ""
                        : " and completed "
                                + AnnotationInput.counted(input.completed().size(), "row"))
                + "; " + AnnotationInput.counted(input.annotations().repeated(), "row") + " skipped as already there, "
                + AnnotationInput.counted(input.leftOutRows(), "row") + " left out as unreadable.");
        List<String> written =
                new ArrayList<>(List.of(folder.resolve(StudyDatabase.FILE_NAME).toString()));
        done.exported().forEach(file -> written.add(file.toString()));
        out.println("Wrote " + String.join(", ", written) + ".");
        out.println("Next: charmirror report " + Shell.quoted(folder));
        return ExitCode.DONE;
    }

    private int preview(ImportPreview preview) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? Json.write(preview.toMap()) : preview.toText());
        out.flush();
        return preview.wouldSucceed() ? ExitCode.DONE : ExitCode.BAD_INPUT;
    }

    private Map<String, Object> outcome(AnnotationImport done) {
        Map<String, Object> outcome = new LinkedHashMap<>();
        outcome.put("format", "charmirror.import/1");
        outcome.put("folder", folder.toString());
        outcome.put("new", done.input().added().size());
        outcome.put("completed", done.input().completed().size());
        outcome.put("repeated", done.input().annotations().repeated());
        outcome.put("left_out", done.input().leftOutRows());
        outcome.put("ratings", done.input().annotations().ratings().size());
        outcome.put("turn_errors", done.input().annotations().turnErrors().size());
        outcome.put("preferences", done.input().annotations().preferences().size());
        outcome.put("exported", done.exported().stream().map(Path::toString).toList());
        return outcome;
    }

    /** Reads the name of an encoding. */
    static final class EncodingConverter implements ITypeConverter<Charset> {

        @Override
        public Charset convert(String name) {
            try {
                return Charset.forName(name);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("\"" + name
                        + "\" is no encoding known here; expected is a name such as UTF-8, GB18030 or UTF-16");
            }
        }
    }

    /** Reads the name of a separator, or the separator itself. */
    static final class SeparatorConverter implements ITypeConverter<Separator> {

        @Override
        public Separator convert(String name) {
            return Separator.named(name)
                    .orElseThrow(() -> new TypeConversionException(
                            "\"" + name + "\" is no separator; expected is comma, semicolon or tab"));
        }
    }
}
