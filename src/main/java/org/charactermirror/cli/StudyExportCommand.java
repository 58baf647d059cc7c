package org.charactermirror.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.problem.Problems;
import org.charactermirror.store.SealedStudy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code study export}: a study sealed into one file. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Seals a study into one archive: plan, settings, characters, scenarios, prompts, hashes of models, seeds,"
                    + " transcripts and judgements.",
            "The same study gives the same bytes. Annotators get pseudonyms that only the study's own database can"
                    + " resolve; what they wrote into comments, evidence and reasons stays as it is and may hold names.",
            "The studies inside the folder, if there are any, go with it."
        },
        exitCodeList = "3:there is no study, it is damaged, or what it was made from has changed; nothing was written",
        footer = {
            "  charmirror study export my-run --out my-run.zip",
            "  charmirror study export my-run --out for-us.zip --annotator-names"
        })
final class StudyExportCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The study's folder.")
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private Path folder;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "The archive, whose name ends in .zip; must not be there yet.")
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private Path out;

    @Option(names = "--annotator-names", description = "Leave annotators their names.")
    private boolean annotatorNames;

    @Option(
            names = "--skip-changed",
            description = "Leave out characters, scenarios and prompts that are not as the run was made from them; the"
                    + " manifest says so.")
    private boolean skipChanged;

    @Option(names = "--json", description = "Print the outcome as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (!out.toString().endsWith(".zip")) {
            throw BadInputException.of(out.toString(), "does not end in .zip, by which other commands know an archive");
        }
        if (!Files.isDirectory(folder)) {
            throw BadInputException.of(folder.toString(), "no such folder");
        }
        List<String> studies = ReportSource.studiesIn(folder).stream()
                .map(study -> folder.relativize(study).toString())
                .toList();
        RunSources sources = RunSources.of(Installation.current(), folder, studies);
        if (!sources.missing().isEmpty() && !skipChanged) {
            Problems problems = new Problems();
            sources.missing().forEach(file -> problems.error(folder.toString(), file));
            problems.error(
                    folder.toString(),
                    "nothing was sealed; put the files back as they were, or leave them out with --skip-changed");
            problems.throwIfErrors();
        }
        Files.createDirectories(out.toAbsolutePath().getParent());
        String hash;
        try (ScratchFolder scratch = ScratchFolder.temporary()) {
            hash = SealedStudy.seal(
                    new SealedStudy.Content(
                            folder,
                            ReportTarget.nameOf(folder),
                            Version.current(),
                            studies,
                            sources.found(),
                            sources.missing(),
                            annotatorNames),
                    scratch.path(),
                    out);
        }
        tell(hash, sources);
        return ExitCode.DONE;
    }

    private void tell(String hash, RunSources sources) {
        PrintWriter stdout = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> outcome = new LinkedHashMap<>();
            outcome.put("format", "charmirror.sealed/1");
            outcome.put("archive", out.toString());
            outcome.put("sha256", hash);
            outcome.put("annotators", annotatorNames ? "named" : "pseudonyms");
            outcome.put("left_out", sources.missing());
            stdout.print(Json.write(outcome));
            stdout.flush();
            return;
        }
        sources.missing().forEach(file -> spec.commandLine().getErr().println("left out: " + file));
        stdout.println("Sealed " + folder + " into " + out + ".");
        stdout.println("SHA-256 " + hash);
        stdout.println(
                annotatorNames
                        ? "Annotators have their names."
                        : "Annotators have pseudonyms; comments, evidence and reasons are as they were written.");
        stdout.println("Next: charmirror study verify " + Shell.quoted(out));
    }
}
