package org.charactermirror.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.charactermirror.character.CharacterEntry;
import org.charactermirror.character.CharacterJson;
import org.charactermirror.character.CharacterLibrary;
import org.charactermirror.character.CharacterProfile;
import org.charactermirror.character.Description;
import org.charactermirror.character.ProfileTemplate;
import org.charactermirror.document.AtomicFile;
import org.charactermirror.document.Similar;
import org.charactermirror.problem.Problems;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code characters export}: writes characters as a {@code character.json}. */
@Command(
        name = "export",
        footer = {"  charmirror characters export li-bai --out character.json"},
        mixinStandardHelpOptions = true,
        description = {
            "Writes characters as CharacterGLM's character.json.",
            "bot_info is the text that models are given: of a character described in parts, the one made of them."
        },
        exitCodeList = {"0:written", "3:a character is not there, or the file is; nothing was written"})
final class CharactersExportCommand implements Callable<Integer> {

    private static final String SOURCE = "characters";

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", arity = "0..*", description = "Which characters; all if none is given.")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The file to make.")
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private Path out;

    @Option(
            names = "--language",
            paramLabel = "L",
            description = "The versions in this language; every character's own if not given.")
    private @Nullable String language;

    @Override
    public Integer call() {
        Problems problems = new Problems();
        if (Files.exists(out)) {
            problems.error(out.toString(), "is there already; name another file with --out");
        }
        CharacterLibrary library = CharacterLibrary.load(Installation.current().folders(SOURCE, problems), problems);
        List<CharacterProfile> chosen = choose(library, problems);
        List<CharacterEntry> entries = entries(chosen, problems);
        problems.throwIfErrors();
        AtomicFile.write(out, CharacterJson.write(entries));
        PrintWriter printer = spec.commandLine().getOut();
        long made = chosen.stream()
                .filter(profile -> profile.description() instanceof Description.Structured)
                .count();
        printer.println("Wrote " + out + ": " + AnnotationInput.counted(entries.size(), "character")
                + (made == 0 ? "." : ", " + made + " of them with a bot_info made of attributes and behaviors."));
        printer.println(
                "Next: give the file to CharacterGLM, or bring it in elsewhere with charmirror characters import "
                        + Shell.quoted(out) + " --out FOLDER");
        return ExitCode.DONE;
    }

    private List<CharacterProfile> choose(CharacterLibrary library, Problems problems) {
        List<CharacterProfile> chosen = new ArrayList<>();
        List<String> wanted = ids.isEmpty()
                ? List.copyOf(library.ids())
                : ids.stream().distinct().toList();
        List<String> untranslated = new ArrayList<>();
        String in = language;
        for (String id : wanted) {
            Optional<CharacterProfile> own = library.find(id);
            Optional<CharacterProfile> version = in == null ? own : library.find(id, in);
            version.ifPresent(chosen::add);
            if (own.isEmpty()) {
                problems.error(SOURCE, "unknown character \"" + id + "\"; " + Similar.remedy(id, library.ids()));
            } else if (version.isEmpty()) {
                untranslated.add(id);
            }
        }
        if (!untranslated.isEmpty()) {
            problems.error(
                    SOURCE,
                    "no version in the language " + in + ": " + String.join(", ", untranslated)
                            + "; leave them out by naming the others");
        }
        return chosen;
    }

    static List<CharacterEntry> entries(List<CharacterProfile> chosen, Problems problems) {
        List<CharacterEntry> entries = new ArrayList<>();
        Map<String, String> keys = new HashMap<>();
        for (CharacterProfile profile : chosen) {
            Optional<ProfileTemplate> template = ProfileTemplate.ofLanguage(profile.language());
            if (template.isEmpty()) {
                problems.error(
                        SOURCE,
                        profile.id() + " is in the language " + profile.language()
                                + ", for which there is no template");
                continue;
            }
            CharacterEntry entry = CharacterEntry.of(profile, template.get());
            String other = keys.putIfAbsent(entry.key(), profile.id());
            if (other != null) {
                problems.error(
                        SOURCE,
                        other + " and " + profile.id() + " would both have the key \"" + entry.key()
                                + "\"; leave one out, or give one a json_key");
            }
            entries.add(entry);
        }
        return entries;
    }
}
