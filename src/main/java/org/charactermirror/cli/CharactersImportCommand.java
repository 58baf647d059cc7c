package org.charactermirror.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.charactermirror.character.CharacterEntry;
import org.charactermirror.character.CharacterImport;
import org.charactermirror.character.CharacterJson;
import org.charactermirror.character.CharacterProfile;
import org.charactermirror.problem.Problems;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code characters import}: makes files of characters from a {@code character.json}, all of them or none. */
@Command(
        name = "import",
        footer = {"  charmirror characters import character.json --out characters"},
        mixinStandardHelpOptions = true,
        description = {
            "Makes a file of every character in CharacterGLM's character.json.",
            "That is a map from name to user_info (text or null), bot_info, user_name, bot_name and greeting.",
            "Models are given bot_info word for word.",
            "A name in Latin letters becomes the id (Li Bai: li-bai), any other its code points (u674e-767d)."
        },
        exitCodeList = {"0:imported", "3:the file has problems, or an id is not free; nothing was made"})
final class CharactersImportCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The character.json.")
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private Path file;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FOLDER",
            description = "Where the files go, such as characters; made if it is not there.")
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private Path out;

    @Option(
            names = "--id",
            paramLabel = "NAME=ID",
            description = "The id of the character with this key; can be given several times.")
    private Map<String, String> ids = new LinkedHashMap<>();

    @Option(
            names = "--category",
            paramLabel = "C",
            defaultValue = "imported",
            description = "The category of all of them, such as celebrities; ${DEFAULT-VALUE} if not given.")
    private String category = "";

    @Option(
            names = "--language",
            paramLabel = "L",
            defaultValue = "zh",
            description = "The language of all of them; ${DEFAULT-VALUE} if not given.")
    private String language = "";

    @Option(
            names = "--license",
            paramLabel = "TEXT",
            defaultValue = "unknown",
            description = "Under which they may be used; ${DEFAULT-VALUE} if not given.")
    private String license = "";

    @Option(
            names = "--source",
            paramLabel = "TEXT",
            description = "Where they come from; the name of FILE if not given.")
    private @Nullable String source;

    @Option(names = "--dry-run", description = "Print what would be made and make nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print the outcome as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        CharacterImport.Particulars particulars = particulars();
        Problems problems = new Problems();
        Optional<List<CharacterEntry>> entries = CharacterJson.read(file, problems);
        problems.throwIfErrors();
        CharacterImport planned =
                CharacterImport.plan(file.toString(), entries.orElse(List.of()), ids, particulars, out, problems);
        problems.throwIfErrors();
        if (!dryRun) {
            planned.write();
        }
        print(planned);
        return ExitCode.DONE;
    }

    private CharacterImport.Particulars particulars() {
        String from = source;
        try {
            return new CharacterImport.Particulars(
                    category, language, from == null ? "imported from " + file.getFileName() : from, license);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void print(CharacterImport planned) {
        PrintWriter printer = spec.commandLine().getOut();
        Map<Path, CharacterProfile> files = planned.files();
        if (json) {
            Map<String, Object> outcome = new LinkedHashMap<>();
            outcome.put("format", "charmirror.characters-import/1");
            outcome.put("dry_run", dryRun);
            outcome.put("files", files.keySet().stream().map(Path::toString).toList());
            printer.print(Json.write(outcome));
            printer.flush();
            return;
        }
        files.forEach((path, profile) ->
                printer.println((dryRun ? "Would write " : "Wrote ") + path + ": " + profile.name()));
        printer.println(
                dryRun
                        ? "Nothing was written."
                        : AnnotationInput.counted(files.size(), "character") + " of the category " + category
                                + ". Next: charmirror validate, then name them in a study or with charmirror chat"
                                + " --character ID");
    }
}
