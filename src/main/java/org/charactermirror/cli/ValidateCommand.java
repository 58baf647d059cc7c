package org.charactermirror.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.charactermirror.character.CharacterJson;
import org.charactermirror.character.CharacterLibrary;
import org.charactermirror.chat.glm.EmbeddedModels;
import org.charactermirror.document.YamlDocument;
import org.charactermirror.probe.ProbeLibrary;
import org.charactermirror.problem.Problem;
import org.charactermirror.problem.Problems;
import org.charactermirror.problem.Severity;
import org.charactermirror.scenario.ScenarioLibrary;
import org.charactermirror.scenario.StudyLoader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code validate}: reads everything that a run could need and lists all that is wrong with it or weak about it. */
@Command(
        name = "validate",
        footer = {"  charmirror validate", "  charmirror validate my-study.yaml"},
        mixinStandardHelpOptions = true,
        description = {
            "Checks all characters, scenarios and studies, and lists every problem with its place.",
            "Of every study it counts the dialogues by category and topic, and measures the profiles against the",
            "context of its local models."
        },
        exitCodeList = {"0:no errors, perhaps warnings", "3:something cannot be used as it is"})
final class ValidateCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Parameters(
            paramLabel = "STUDY|FILE",
            arity = "0..*",
            description = "Studies to check, by file or name (all in scenarios/studies if none is given), or files of"
                    + " characters, scenarios or probes that lie elsewhere.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "Measure the profiles against this model, too: a folder, or embedded:NAME.")
    private @Nullable String model;

    @Option(names = "--json", description = "Print the findings as JSON.")
    private boolean json;

    private final Problems problems = new Problems();
    private final List<StudyValidation> studies = new ArrayList<>();

    @Override
    public Integer call() {
        Installation installation = Installation.current();
        CharacterLibrary characters = CharacterLibrary.load(installation.folders("characters", problems), problems);
        ScenarioLibrary scenarios = ScenarioLibrary.load(installation.folders("scenarios", problems), problems);
        scenarios.warnOfRepeats(problems);
        ProbeLibrary probes = ProbeLibrary.load(installation.folders(StudyProbes.FOLDER, problems), problems);
        probes.check(characters, problems);
        StudyLoader loader = new StudyLoader(characters, scenarios);
        for (String name : names.isEmpty() ? installation.presets() : names) {
            check(name, installation, characters, loader);
        }
        if (json) {
            printJson(characters, scenarios);
        } else {
            print(characters, scenarios);
        }
        return problems.hasErrors() ? ExitCode.BAD_INPUT : ExitCode.DONE;
    }

    private void check(String name, Installation installation, CharacterLibrary characters, StudyLoader loader) {
        if (name.endsWith(".json") && Files.isRegularFile(Path.of(name))) {
            CharacterJson.read(Path.of(name), problems);
            return;
        }
        Problems unknown = new Problems();
        Path file = installation.study(name, unknown);
        problems.addAll(unknown.all());
        if (!unknown.hasErrors()) {
            YamlDocument.read(file, problems).ifPresent(document -> check(document, characters, loader));
        }
    }

    private void check(YamlDocument document, CharacterLibrary characters, StudyLoader loader) {
        JsonNode root = document.root();
        if (root.path("probes").findValue("question") != null) {
            ProbeLibrary.check(document, characters, problems);
        } else if (root.has("turns")
                || root.has("situation")
                || root.path("probes").isArray()) {
            ScenarioLibrary.check(document, problems);
        } else if (root.has("greeting") || root.has("attributes") || root.has("profile")) {
            CharacterLibrary.check(document, problems);
        } else {
            loader.load(document, problems).ifPresent(study -> {
                StudyValidation validation = new StudyValidation(study, document);
                validation.check(problems);
                String folder = model;
                if (folder != null) {
                    validation.checkContext(folder, EmbeddedModels.resolve(folder), problems);
                }
                studies.add(validation);
            });
        }
    }

    private void print(CharacterLibrary characters, ScenarioLibrary scenarios) {
        PrintWriter out = spec.commandLine().getOut();
        studies.forEach(study -> study.print(out));
        problems.all().forEach(out::println);
        out.println("characters " + characters.all().size() + " (and "
                + (characters.documents().size() - characters.all().size()) + " in other languages), scenarios "
                + scenarios.ids().size() + " (and "
                + (scenarios.documents().size() - scenarios.ids().size()) + " in other languages), studies "
                + studies.size() + ": " + summary());
    }

    private String summary() {
        long errors = count(Severity.ERROR);
        long warnings = count(Severity.WARNING);
        if (errors + warnings == 0) {
            return "no problems";
        }
        return errors
                + (errors == 1 ? " error, " : " errors, ")
                + warnings
                + (warnings == 1 ? " warning" : " warnings");
    }

    private void printJson(CharacterLibrary characters, ScenarioLibrary scenarios) {
        Map<String, Object> findings = new LinkedHashMap<>();
        findings.put("format", "charmirror.validation/1");
        findings.put("errors", count(Severity.ERROR));
        findings.put("warnings", count(Severity.WARNING));
        findings.put(
                "problems", problems.all().stream().map(ValidateCommand::toMap).toList());
        findings.put("characters", characters.all().size());
        findings.put("scenarios", scenarios.ids().size());
        findings.put("studies", studies.stream().map(StudyValidation::toMap).toList());
        spec.commandLine().getOut().print(Json.write(findings));
        spec.commandLine().getOut().flush();
    }

    private static Map<String, Object> toMap(Problem problem) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("severity", problem.severity().name().toLowerCase(Locale.ROOT));
        map.put("source", problem.source());
        map.put("line", problem.line());
        map.put("column", problem.column());
        map.put("message", problem.message());
        return map;
    }

    private long count(Severity severity) {
        return problems.all().stream()
                .filter(problem -> problem.severity() == severity)
                .count();
    }
}
