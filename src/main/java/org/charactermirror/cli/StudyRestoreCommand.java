package org.charactermirror.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.charactermirror.store.StudyBackup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code study restore}: a study's folder from a backup. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a study's folder from a backup, after checking it.",
            "Transcripts and annotation files are written from the database; the study's own command goes on with a run"
                    + " that was not finished."
        },
        exitCodeList = "3:the backup is none or damaged, or the folder is not empty; nothing was written",
        footer = "  charmirror study restore my-run.db --out my-run")
final class StudyRestoreCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "BACKUP", description = "A file or a folder that study backup wrote.")
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private Path backup;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The study's folder: new or empty.")
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private Path out;

    @Option(names = "--json", description = "Print the outcome as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        StudyBackup.restore(backup, out);
        List<Path> inside = Files.isDirectory(backup) ? ReportSource.studiesIn(backup) : List.of();
        for (Path study : inside) {
            StudyBackup.restore(study, out.resolve(backup.relativize(study)));
        }
        if (json) {
            Map<String, Object> outcome = new LinkedHashMap<>();
            outcome.put("format", "charmirror.restore/1");
            outcome.put("folder", out.toString());
            outcome.put("studies", 1 + inside.size());
            spec.commandLine().getOut().print(Json.write(outcome));
            spec.commandLine().getOut().flush();
            return ExitCode.DONE;
        }
        spec.commandLine()
                .getOut()
                .println("Restored "
                        + AnnotationInput.counted(1 + inside.size(), "study").replace("studys", "studies") + " into "
                        + out + ".");
        if (!Files.exists(out.resolve("study.yaml"))) {
            spec.commandLine()
                    .getOut()
                    .println("The backup had no study.yaml and run.json; the study's own command writes them again:"
                            + " charmirror run STUDY --out " + Shell.quoted(out));
        }
        spec.commandLine().getOut().println("Next: charmirror doctor " + Shell.quoted(out));
        return ExitCode.DONE;
    }
}
