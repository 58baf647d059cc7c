package org.charactermirror.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.charactermirror.store.StudyBackup;
import org.charactermirror.store.StudyDatabase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code study backup}: a copy of a study that may be in use. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = {
            "Copies a study as it is at one moment, also while it is played, and checks the copy.",
            "A name that ends in .db gets the database alone; a folder gets study.yaml, run.json and the studies inside"
                    + " as well."
        },
        exitCodeList = "3:there is no study, it is damaged, or --out is there already; nothing was copied",
        footer = {"  charmirror study backup my-run --out my-run.db", "  charmirror study backup my-run --out saved"})
final class StudyBackupCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The study's folder.")
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private Path folder;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE|DIR",
            description = "The copy: a file that ends in .db, or a folder; neither may be there already.")
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private Path out;

    @Option(names = "--json", description = "Print the outcome as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        boolean single = out.toString().endsWith(".db");
        List<Path> inside = Files.isDirectory(folder) ? ReportSource.studiesIn(folder) : List.of();
        List<Path> written = new ArrayList<>();
        if (single) {
            StudyBackup.write(folder, out);
            written.add(out);
            inside.forEach(study -> spec.commandLine()
                    .getErr()
                    .println("not copied: " + study + ", a study of its own; a folder as --out would hold it too"));
        } else {
            StudyBackup.writeFolder(folder, out);
            written.add(out.resolve(StudyDatabase.FILE_NAME));
            for (Path study : inside) {
                Path target = out.resolve(folder.relativize(study));
                StudyBackup.writeFolder(study, target);
                written.add(target.resolve(StudyDatabase.FILE_NAME));
            }
        }
        tell(written);
        return ExitCode.DONE;
    }

    private void tell(List<Path> written) {
        if (json) {
            Map<String, Object> outcome = new LinkedHashMap<>();
            outcome.put("format", "charmirror.backup/1");
            outcome.put("study", folder.toString());
            outcome.put("databases", written.stream().map(Path::toString).toList());
            spec.commandLine().getOut().print(Json.write(outcome));
            spec.commandLine().getOut().flush();
            return;
        }
        written.forEach(file -> spec.commandLine().getOut().println("Wrote " + file + " and checked it."));
        spec.commandLine()
                .getOut()
                .println("To have it back: charmirror study restore " + Shell.quoted(out) + " --out DIR");
    }
}
