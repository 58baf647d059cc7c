package org.charactermirror.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.problem.Problem;
import org.charactermirror.problem.Problems;
import org.charactermirror.store.SealedStudy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code study verify}: whether a study, sealed or not, is as it was. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Tells whether a study is as it was.",
            "An archive: every file has the hash that was sealed, every turn its checksum, and no byte besides differs.",
            "A folder: its database is sound, and transcripts, annotation files and the record of the run say what it"
                    + " says."
        },
        exitCodeList = {"0:everything is as it was", "3:something differs, or there is no study"},
        footer = {"  charmirror study verify my-run.zip", "  charmirror study verify my-run"})
final class StudyVerifyCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "PATH", description = "An archive of study export, or a study's folder.")
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private Path path;

    @Option(names = "--json", description = "Print the outcome as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Problems problems = new Problems();
        String sound;
        try (ScratchFolder scratch = ScratchFolder.temporary()) {
            sound = Files.isDirectory(path)
                    ? folder(scratch.path(), problems)
                    : archive(SealedStudy.open(path, scratch.path()));
            problems.throwIfErrors();
        } catch (BadInputException e) {
            if (!json) {
                throw e;
            }
            print(e.problems().stream().map(Problem::toString).toList());
            return ExitCode.BAD_INPUT;
        }
        if (json) {
            print(List.of());
        } else {
            spec.commandLine().getOut().println(sound);
        }
        return ExitCode.DONE;
    }

    private String folder(Path scratch, Problems problems) throws IOException {
        List<Path> all = new ArrayList<>(List.of(path));
        all.addAll(ReportSource.studiesIn(path));
        for (Path study : all) {
            FolderVerification.check(study, scratch, problems);
        }
        return path + ": database, exports and record agree, in "
                + AnnotationInput.counted(all.size(), "study").replace("studys", "studies") + ".";
    }

    private String archive(SealedStudy sealed) {
        return path + ": all " + sealed.files() + " files are as they were sealed; annotators have "
                + (sealed.annotatorsNamed() ? "their names" : "pseudonyms") + ".\nSHA-256 " + sealed.sha256();
    }

    private void print(List<String> differences) {
        Map<String, Object> outcome = new LinkedHashMap<>();
        outcome.put("format", "charmirror.verified/1");
        outcome.put("path", path.toString());
        outcome.put("sound", differences.isEmpty());
        outcome.put("differences", differences);
        PrintWriter out = spec.commandLine().getOut();
        out.print(Json.write(outcome));
        out.flush();
    }
}
