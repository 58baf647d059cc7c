package org.charactermirror.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.charactermirror.session.foreign.DialogueImport;
import org.charactermirror.session.foreign.ForeignFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code study import}: makes a study's folder of dialogues made elsewhere, of all of them or of none. */
@Command(
        name = "import",
        footer = {
            "  charmirror study import dialogues.jsonl --model gpt-4 --out imported",
            "  charmirror study import generation.jsonl character_profiles.json --model glm3 --out evaluated"
        },
        mixinStandardHelpOptions = true,
        description = {
            "Makes a study's folder of dialogues made elsewhere, to be judged, reported and replayed like others.",
            "Formats: openai (records with messages), charactereval (generated replies, and character_profiles.json),"
                    + " pingpong (results, or records alone), characterbench (with responses), charmirror"
                    + " (transcripts.jsonl).",
            "Where a benchmark's model wrote only the last reply, all before it becomes what was said before round 1.",
            "Scores in the records are counted and left out: none of them means what a score of ours means."
        },
        exitCodeList = {
            "0:imported; with --dry-run, an import would succeed",
            "3:a file has problems, or the folder is not free; nothing was made"
        })
final class StudyImportCommand implements Callable<Integer> {

    private static final String MODEL_ID = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files of dialogues, JSON or one record a line.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "The study's folder; made by the import, or empty.")
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private Path out;

    @Option(
            names = "--format",
            defaultValue = "auto",
            paramLabel = "NAME",
            description = "auto (default: told by the keys, file by file), openai, charactereval, pingpong,"
                    + " characterbench or charmirror.")
    private String format = "auto";

    @Option(
            names = "--model",
            paramLabel = "ID",
            description =
                    "The id of the model that wrote the replies, where records do not name it, or name it otherwise.")
    private @Nullable String model;

    @Option(
            names = "--character",
            paramLabel = "NAME",
            description = "The name of the character where records do not name it.")
    private @Nullable String character;

    @Option(
            names = "--category",
            defaultValue = "imported",
            paramLabel = "C",
            description = "The category of characters without one; ${DEFAULT-VALUE} if not given.")
    private String category = "";

    @Option(
            names = "--topic",
            defaultValue = "imported",
            paramLabel = "T",
            description = "The topic of dialogues without one; ${DEFAULT-VALUE} if not given.")
    private String topic = "";

    @Option(
            names = "--language",
            defaultValue = "zh",
            paramLabel = "L",
            description = "The language of the dialogues; ${DEFAULT-VALUE} if not given.")
    private String language = "";

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            converter = AnnotateImportCommand.EncodingConverter.class,
            description = "How the files are encoded, such as GB18030 (default: detected, file by file).")
    private @Nullable Charset encoding;

    @Option(names = "--skip-bad-rows", description = "Leave out records that cannot be read, and list them.")
    private boolean skipBadRows;

    @Option(names = "--dry-run", description = "Show what an import would do, and write nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print the outcome as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        StudyImport.checkFree(out);
        StudyImport read = StudyImport.read(files, encoding, settings(), language, skipBadRows);
        read.leftOut().forEach(problem -> spec.commandLine().getErr().println("left out: " + problem));
        if (!dryRun) {
            read.write(out);
        }
        PrintWriter printer = spec.commandLine().getOut();
        if (json) {
            printer.print(Json.write(read.outcome(out, dryRun)));
            printer.flush();
            return ExitCode.DONE;
        }
        read.lines().forEach(printer::println);
        printer.println((dryRun ? "Would import " : "Imported ") + read.summary() + " into " + out + ".");
        if (dryRun) {
            printer.println("Nothing was written.");
            return ExitCode.DONE;
        }
        printer.println("Wrote " + String.join(", ", StudyImport.names(out)) + ".");
        printer.println("Next: charmirror annotate export " + Shell.quoted(out)
                + " --out sheets --annotators NAMES, or charmirror report " + Shell.quoted(out));
        return ExitCode.DONE;
    }

    private DialogueImport.Settings settings() {
        if (!format.equals("auto") && !ForeignFormat.words().contains(format)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--format is \"" + format + "\"; expected auto, " + String.join(", ", ForeignFormat.words()));
        }
        if (model != null && !model.matches(MODEL_ID)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--model is \"" + model
                            + "\"; expected letters, digits, hyphens, dots and underscores, as in GPT-3.5");
        }
        if (!language.matches("[a-z]{2,3}")) {
            throw new ParameterException(
                    spec.commandLine(), "--language is \"" + language + "\"; expected a code such as zh or en");
        }
        requireWords("--category", category);
        requireWords("--topic", topic);
        if (character != null) {
            requireWords("--character", character);
        }
        return new DialogueImport.Settings(
                StudyImport.studyId(out),
                format.equals("auto")
                        ? Optional.empty()
                        : Optional.of(ForeignFormat.valueOf(format.toUpperCase(Locale.ROOT))),
                Optional.ofNullable(model),
                Optional.ofNullable(character),
                category,
                topic);
    }

    private void requireWords(String option, String value) {
        if (value.isBlank()) {
            throw new ParameterException(spec.commandLine(), option + " is blank; expected a word");
        }
    }
}
