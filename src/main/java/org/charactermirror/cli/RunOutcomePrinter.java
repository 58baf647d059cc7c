package org.charactermirror.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.charactermirror.batch.ModelAccount;
import org.charactermirror.batch.RunRecord;
import org.charactermirror.batch.RunSummary;
import org.charactermirror.scenario.Study;
import org.charactermirror.session.TranscriptWriter;
import org.charactermirror.store.AnnotationExport;
import org.charactermirror.store.StudyDatabase;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Tells how a run ended, and what to do next.
 *
 * @param json whether a program reads it
 * @param interactive whether a person played
 * @param again the command that goes on, but for a bound of the cost
 * @param bounded that bound as an option, if there is one
 */
record RunOutcomePrinter(CommandSpec spec, boolean json, boolean interactive, String again, String bounded) {

    void print(Study played, Path folder, RunOutcome ended) {
        RunSummary summary = ended.summary();
        PrintWriter err = spec.commandLine().getErr();
        if (json) {
            printJson(spec, map(played, folder, ended));
        } else {
            printLines(played, folder, summary);
        }
        if (!interactive) {
            // To somebody who judges, they would tell which model has answered.
            CacheUses.lines(summary.caches()).forEach(err::println);
            Accounts.lines(ended.accounts()).forEach(err::println);
        }
        if (ended.spent().isPresent()) {
            err.println(
                    "Stopped: " + ended.spent().get() + ". To go on, with a larger bound: " + again + " --budget N");
        } else if (summary.interrupted()) {
            err.println("Stopped. To go on: " + again + bounded);
        } else if (!summary.failed().isEmpty()) {
            err.println(summary.failed().size() + " sessions failed (" + kinds(summary) + "); the reasons are in "
                    + folder.resolve(RunRecord.FILE_NAME) + ". To try them again: " + again + bounded);
        } else if (!json) {
            spec.commandLine()
                    .getOut()
                    .println("Next: "
                            + (played.probes() ? "charmirror probe " + Shell.quoted(folder) + ", then " : "")
                            + (interactive
                                    ? ""
                                    : "charmirror annotate import " + Shell.quoted(folder) + " FILE..., then ")
                            + "charmirror report " + Shell.quoted(folder));
        }
    }

    private static Map<String, Object> map(Study played, Path folder, RunOutcome ended) {
        RunSummary summary = ended.summary();
        Map<String, Object> outcome = new LinkedHashMap<>();
        outcome.put("format", "charmirror.outcome/1");
        outcome.put("study", played.id());
        outcome.put("folder", folder.toString());
        outcome.put("sessions", summary.sessions());
        outcome.put("done", summary.done());
        outcome.put("failed", summary.failed());
        outcome.put("failed_by_kind", summary.failuresByWord());
        outcome.put("turns", summary.turns());
        outcome.put("new_turns", summary.newTurns());
        outcome.put("interrupted", summary.interrupted());
        outcome.put("caches", CacheUses.asMap(summary.caches()));
        outcome.put("usage", ModelAccount.toMap(ended.accounts()));
        ended.spent().ifPresent(reason -> outcome.put("budget", reason));
        return outcome;
    }

    private void printLines(Study played, Path folder, RunSummary summary) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(String.format(
                Locale.ROOT,
                "Study %s: %d of %d sessions done, %,d turns (%,d new).",
                played.id(),
                summary.done(),
                summary.sessions(),
                summary.turns(),
                summary.newTurns()));
        List<String> files = new ArrayList<>(
                List.of(StudyDatabase.FILE_NAME, "study.yaml", RunRecord.FILE_NAME, TranscriptWriter.FILE_NAME));
        if (interactive && Files.isDirectory(folder.resolve(AnnotationExport.FOLDER_NAME))) {
            files.add(AnnotationExport.FOLDER_NAME);
        }
        out.println("Wrote into " + folder + ": " + String.join(", ", files));
    }

    private static String kinds(RunSummary summary) {
        return summary.failuresByWord().entrySet().stream()
                .map(kind -> kind.getKey() + " " + kind.getValue())
                .collect(Collectors.joining(", "));
    }

    /** Prints an object in one line. */
    static void printJson(CommandSpec spec, Map<String, Object> object) {
        try {
            spec.commandLine().getOut().println(new ObjectMapper().writeValueAsString(object));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of plain values can always be written", e);
        }
    }
}
