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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.charactermirror.annotation.Scale;
import org.charactermirror.annotation.foreign.ForeignFiles;
import org.charactermirror.annotation.foreign.ForeignFormat;
import org.charactermirror.annotation.foreign.ForeignItems;
import org.charactermirror.annotation.foreign.Mapping;
import org.charactermirror.problem.Problems;
import org.charactermirror.store.StudyDatabase;
import org.charactermirror.table.CsvSettings;
import org.charactermirror.table.Separator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code annotate import}: brings files of judgements into a study, all of their rows or none. */
@Command(
        name = "import",
        footer = {
            "  charmirror annotate import my-run ratings.csv preferences.csv",
            "  charmirror annotate import my-run export.json --mapping names.yaml",
            "  charmirror annotate import arena clean_battle.json --format arena"
        },
        mixinStandardHelpOptions = true,
        description = {
            "Brings CSV files of ratings, turn errors or preferences into a study, or files of Label Studio (JSON, JSON-MIN,"
                    + " CSV), Potato, Argilla, Chatbot Arena (battles) and MT-Bench (judgements).",
            "Answers to other tools' questions are read by the names of our columns; a file of --mapping says what other"
                    + " names and values mean: columns: {fluency: quality}, values: {outcome: {left is better: left}},"
                    + " choices: {errors: [ooc, repetition]} for a choice of several flags, fixed: {topic: chat}.",
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
            description = "CSV files, filled-in sheets among them, or other tools' files; what each is, is told by its"
                    + " header or its keys.")
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
            names = "--format",
            defaultValue = "auto",
            paramLabel = "NAME",
            description = "auto (default: told by the keys, file by file), label-studio, potato, argilla, arena or"
                    + " mt-bench.")
    private String format = "auto";

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            description = "What names and values of another tool's project mean, in YAML.")
    private @Nullable Path mapping;

    @Option(
            names = "--items",
            paramLabel = "FILE",
            description =
                    "What a Potato project shows, JSON or CSV with ids: its annotations do not say which model and"
                            + " session they are about. May be repeated.")
    private List<Path> items = new ArrayList<>();

    @Option(
            names = "--scale",
            paramLabel = "SCALE",
            converter = ScaleConverter.class,
            description = "The scale of the scores, such as 1-10, or 1-5,halves (default: 1-5).")
    private Scale scale = Scale.ofDefaults();

    @Option(
            names = "--dry-run",
            description = "Show how the files are read and what an import would do, and write nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print the outcome as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        ImportOptions options = options();
        if (dryRun) {
            return preview(AnnotationImport.preview(folder, files, options));
        }
        AnnotationImport done = AnnotationImport.into(folder, files, options);
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

    private ImportOptions options() {
        if (!format.equals("auto") && ForeignFormat.named(format).isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--format is \"" + format + "\"; expected auto, " + String.join(", ", ForeignFormat.words()));
        }
        CsvSettings csv = new CsvSettings(encoding, separator);
        Problems problems = new Problems();
        Mapping read = mapping == null
                ? Mapping.none()
                : Mapping.read(mapping, problems).orElse(Mapping.none());
        ForeignItems shown = ForeignItems.read(items, csv, problems);
        problems.throwIfErrors();
        StringBuilder words = new StringBuilder(format.equals("auto") ? "" : " --format " + format);
        words.append(mapping == null ? "" : " --mapping " + Shell.quoted(mapping));
        items.forEach(file -> words.append(" --items ").append(Shell.quoted(file)));
        ForeignFiles.Settings tools = new ForeignFiles.Settings(ForeignFormat.named(format), read, shown);
        return new ImportOptions(csv, skipBadRows, scale, tools, words.toString());
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
        outcome.put("sources", done.input().sources());
        outcome.put("exported", done.exported().stream().map(Path::toString).toList());
        return outcome;
    }

    /** Reads a scale, such as {@code 1-10} or {@code 1-5,halves}. */
    static final class ScaleConverter implements ITypeConverter<Scale> {

        private static final Pattern SCALE = Pattern.compile("(\\d{1,4})-(\\d{1,4})(,halves)?");

        @Override
        public Scale convert(String text) {
            Matcher matcher = SCALE.matcher(text);
            if (matcher.matches()) {
                int lowest = Integer.parseInt(matcher.group(1));
                int highest = Integer.parseInt(matcher.group(2));
                if (lowest < highest) {
                    return new Scale(lowest, highest, matcher.group(3) != null);
                }
            }
            throw new TypeConversionException(
                    "\"" + text + "\" is no scale; expected is one such as 1-5, 1-10 or 1-5,halves");
        }
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
