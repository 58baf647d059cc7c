package org.charactermirror.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.charactermirror.character.CharacterLibrary;
import org.charactermirror.character.CharacterProfile;
import org.charactermirror.character.Description;
import org.charactermirror.problem.Problems;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code characters list}: tells which characters there are. */
@Command(
        name = "list",
        footer = {"  charmirror characters list"},
        mixinStandardHelpOptions = true,
        description = "Lists the characters of the working directory and of the program.",
        exitCodeList = {"0:listed", "3:a character's file has problems; the others are listed all the same"})
final class CharactersListCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Option(names = "--json", description = "Print the list as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Problems problems = new Problems();
        CharacterLibrary library =
                CharacterLibrary.load(Installation.current().folders("characters", problems), problems);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("format", "charmirror.characters/1");
            object.put(
                    "characters",
                    library.all().stream()
                            .map(profile -> toMap(profile, library.languages(profile.id())))
                            .toList());
            out.print(Json.write(object));
            out.flush();
        } else {
            for (CharacterProfile profile : library.all()) {
                out.println(profile.id() + ": " + profile.name() + ", " + profile.category() + ", "
                        + String.join(" and ", library.languages(profile.id())));
            }
            out.println(AnnotationInput.counted(library.all().size(), "character")
                    + ". Next: charmirror chat --character ID, or charmirror characters export ID... --out FILE");
        }
        problems.all().forEach(spec.commandLine().getErr()::println);
        return problems.hasErrors() ? ExitCode.BAD_INPUT : ExitCode.DONE;
    }

    private static Map<String, Object> toMap(CharacterProfile profile, List<String> languages) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", profile.id());
        map.put("name", profile.name());
        map.put("category", profile.category());
        map.put("language", profile.language());
        map.put("languages", new ArrayList<>(languages));
        map.put("form", profile.description() instanceof Description.FreeForm ? "profile" : "attributes");
        map.put("source", profile.source());
        map.put("license", profile.license());
        return map;
    }
}
