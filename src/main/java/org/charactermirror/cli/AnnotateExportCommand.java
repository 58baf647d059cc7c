package org.charactermirror.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.foreign.ForeignExport;
import org.charactermirror.annotation.foreign.ForeignFormat;
import org.charactermirror.annotation.foreign.LabelStudioTasks;
import org.charactermirror.cli.SheetExport.SheetForm;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.store.AnnotationExport;
import org.charactermirror.store.AnnotationStore;
import org.charactermirror.store.SqliteRunStore;
import org.charactermirror.store.StudyDatabase;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code annotate export}: writes sheets for annotators to fill in, or the judgements that a study has. */
@Command(
        name = "export",
        footer = {
            "  charmirror annotate export my-run --out sheets --annotators wang,li --excel",
            "  charmirror annotate export my-run --out rows --rows",
            "  charmirror annotate export my-run --out tasks --rows --format label-studio"
        },
        mixinStandardHelpOptions = true,
        description = {
            "Writes sheets for annotators to fill in, one file each: a row for every judgement, with the dialogue's text, and"
                    + " nothing that tells which model wrote it. Filled in, they are imported as they are.",
            "With --rows, writes the judgements that the study has instead, as our CSV files or as another tool's; what its"
                    + " layout cannot hold is counted."
        },
        exitCodeList = {"0:exported", "3:the study or a folder has problems; nothing was written"})
final class AnnotateExportCommand implements Callable<Integer> {

    private static final String CSV = "csv";

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DIR", description = "The study's folder.")
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private Path folder;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FOLDER",
            description = "Where to write: a new or empty folder, or that of an earlier export of the study.")
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private Path out;

    @Option(names = "--rows", description = "Write the study's judgements, not sheets to fill in.")
    private boolean rows;

    @Option(
            names = "--format",
            defaultValue = CSV,
            paramLabel = "NAME",
            description =
                    "csv (default) or label-studio (tasks, and the setup of a project); with --rows label-studio, potato, argilla, arena (preferences) or mt-bench"
                            + " (preferences of judges in both orders).")
    private String format = CSV;

    @Option(
            names = "--annotators",
            split = ",",
            paramLabel = "NAME",
            description = "Who is to judge (default: annotator-1 to annotator-N, if the study says how many).")
    private @Nullable List<String> annotators;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "What is to be judged: ratings, turn_errors or preferences (default: the study's kind).")
    private @Nullable Kind kind;

    @Option(
            names = "--excel",
            description = "Write for spreadsheets: with a byte-order mark, and nothing that would be run as a formula.")
    private boolean excel;

    @Option(names = "--json", description = "Print the outcome as JSON.")
    private boolean json;

    private final SortedMap<String, Integer> notHeld = new TreeMap<>();

    @Override
    public Integer call() throws IOException {
        if (rows && (annotators != null || kind != null)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--annotators and --kind are for sheets to fill in; leave them out with --rows.");
        }
        if (!format.equals(CSV)) {
            checkFormat();
        }
        if (!Files.exists(folder.resolve(StudyDatabase.FILE_NAME))) {
            throw BadInputException.of(
                    folder.toString(),
                    "is not the folder of a study that was run or imported into (it has no study.db)");
        }
        return rows ? exportRows() : exportSheets();
    }

    private void checkFormat() {
        if (ForeignFormat.named(format).isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--format is \"" + format + "\"; expected csv, " + String.join(", ", ForeignFormat.words()));
        }
        boolean tasks = !rows && format.equals(ForeignFormat.LABEL_STUDIO.word());
        if ((!rows && !tasks) || excel) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--format " + format
                            + (excel ? " has no form for spreadsheets; leave --excel out." : " needs --rows."));
        }
    }

    private int exportRows() throws IOException {
        try (StudyDatabase database = StudyDatabase.open(folder.resolve(StudyDatabase.FILE_NAME))) {
            String study = new SqliteRunStore(database).ingredients().getOrDefault("study", "");
            Annotations annotations = new AnnotationStore(database).annotations();
            if (annotations.size() == 0) {
                throw BadInputException.of(
                        folder.toString(), "has no judgements yet; charmirror annotate import brings some in");
            }
            ExportFolder target = new ExportFolder(folder, out, study);
            if (!format.equals(CSV)) {
                exportRows(annotations, target);
                return ExitCode.DONE;
            }
            List<Path> written = target.write(AnnotationExport.files(annotations, excel));
            tell(
                    written,
                    annotations.size(),
                    0,
                    List.of(wrote(annotations.size(), written), "Next: charmirror report " + Shell.quoted(out)));
        }
        return ExitCode.DONE;
    }

    /** Writes rows in the layout of another tool. */
    private void exportRows(Annotations annotations, ExportFolder target) throws IOException {
        ForeignExport export =
                ForeignExport.of(annotations, ForeignFormat.named(format).orElseThrow());
        List<String> lines = new ArrayList<>();
        if (!export.notHeld().isEmpty()) {
            lines.add("Left out, since files of " + format + " cannot hold them: "
                    + export.notHeld().entrySet().stream()
                            .map(entry -> entry.getKey() + ": " + entry.getValue())
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        if (export.files().isEmpty()) {
            throw BadInputException.of(
                    folder.toString(),
                    "has no judgements that files of " + format + " can hold. " + String.join(" ", lines));
        }
        List<Path> written = target.write(export.files());
        lines.add(0, wrote(export.rows(), written));
        StringBuilder next = new StringBuilder("Next: charmirror annotate import DIR " + Shell.quoted(written.get(0)));
        written.subList(1, written.size())
                .forEach(items -> next.append(" --items ").append(Shell.quoted(items)));
        lines.add(next.toString());
        notHeld.putAll(export.notHeld());
        tell(written, export.rows(), 0, lines);
    }

    private static String wrote(int count, List<Path> written) {
        return "Wrote " + AnnotationInput.counted(count, "row") + " to " + names(written) + ".";
    }

    private int exportSheets() throws IOException {
        boolean tasks = !format.equals(CSV);
        SheetForm form = tasks ? SheetForm.LABEL_STUDIO : excel ? SheetForm.SPREADSHEET : SheetForm.CSV;
        SheetExport sheets = SheetExport.of(folder, out, kind, annotators, form);
        List<String> lines = new ArrayList<>();
        lines.add("Wrote " + AnnotationInput.counted(sheets.sheets(), "sheet") + " with "
                + AnnotationInput.counted(sheets.rowsEach(), "row") + " of "
                + sheets.kind().words() + " each: "
                + names(sheets.written()) + ".");
        if (sheets.unfinished() > 0) {
            lines.add("Left out " + AnnotationInput.counted(sheets.unfinished(), "dialogue")
                    + " that the run has not finished; run the study to its end and export again to have them.");
        }
        if (tasks) {
            lines.add("Next: make a project of Label Studio for each annotator, with " + LabelStudioTasks.CONFIG_FILE
                    + " as its labelling setup and their tasks; what it exports, charmirror annotate import "
                    + Shell.quoted(folder) + " FILE.json");
            tell(sheets.written(), sheets.rows(), sheets.unfinished(), lines);
            return ExitCode.DONE;
        }
        lines.add("To fill in: " + SheetExport.instructions(sheets.kind())
                + " Leave cells empty where nothing was judged, and the column item as it is.");
        lines.add("Next: give the sheets to the annotators; filled in, charmirror annotate import "
                + Shell.quoted(folder) + " " + Shell.quoted(sheets.written().get(0))
                + (sheets.written().size() > 1 ? " ..." : ""));
        tell(sheets.written(), sheets.rows(), sheets.unfinished(), lines);
        return ExitCode.DONE;
    }

    private void tell(List<Path> written, int count, int unfinished, List<String> lines) {
        PrintWriter stdout = spec.commandLine().getOut();
        if (!json) {
            lines.forEach(stdout::println);
            return;
        }
        Map<String, Object> outcome = new LinkedHashMap<>();
        outcome.put("format", ExportFolder.FORMAT);
        outcome.put("folder", folder.toString());
        outcome.put("out", out.toString());
        outcome.put("what", rows ? "rows" : "sheets");
        outcome.put("rows", count);
        if (rows) {
            outcome.put("layout", format);
            outcome.put("not_held", notHeld);
        }
        outcome.put("unfinished_dialogues", unfinished);
        outcome.put("files", written.stream().map(Path::toString).toList());
        stdout.print(Json.write(outcome));
        stdout.flush();
    }

    private static String names(List<Path> files) {
        return String.join(", ", files.stream().map(Path::toString).toList());
    }
}
