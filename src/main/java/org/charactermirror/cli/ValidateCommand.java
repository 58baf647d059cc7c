package org.charactermirror.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.charactermirror.character.CharacterLibrary;
import org.charactermirror.problem.Problems;
import org.charactermirror.scenario.ScenarioLibrary;
import org.charactermirror.scenario.StudyLoader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code validate}: reads everything that a run could need and lists all that is wrong with it. */
@Command(
        name = "validate",
        footer = {"  charmirror validate", "  charmirror validate my-study.yaml"},
        exitCodeList = "3:there are problems",
        mixinStandardHelpOptions = true,
        description = "Checks all characters, scenarios and studies, and lists every problem with its place.")
final class ValidateCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Parameters(
            paramLabel = "STUDY",
            arity = "0..*",
            description = "Studies to check, by file or name; all in scenarios/studies if none is given.")
    private List<String> studies = new ArrayList<>();

    @Override
    public Integer call() {
        Installation installation = Installation.current();
        Problems problems = new Problems();
        CharacterLibrary characters = CharacterLibrary.load(installation.folders("characters", problems), problems);
        ScenarioLibrary scenarios = ScenarioLibrary.load(installation.folders("scenarios", problems), problems);
        StudyLoader loader = new StudyLoader(characters, scenarios);
        List<String> names = studies.isEmpty() ? installation.presets() : studies;
        for (String name : names) {
            Problems unknown = new Problems();
            Path file = installation.study(name, unknown);
            problems.addAll(unknown.all());
            if (!unknown.hasErrors()) {
                loader.load(file, problems);
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        problems.all().forEach(out::println);
        int versions = characters.documents().size() - characters.all().size();
        int found = problems.all().size();
        out.println("characters " + characters.all().size() + " (and " + versions + " in other languages), scenarios "
                + scenarios.all().size() + ", studies " + names.size() + ": "
                + (found == 0 ? "no problems" : found + (found == 1 ? " problem" : " problems")));
        return problems.hasErrors() ? ExitCode.BAD_INPUT : ExitCode.DONE;
    }
}
