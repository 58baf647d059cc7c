package org.charactermirror.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Rubric;
import org.charactermirror.annotation.Scale;
import org.charactermirror.annotation.Sheet;
import org.charactermirror.annotation.SheetItem;
import org.charactermirror.annotation.foreign.LabelStudioTasks;
import org.charactermirror.document.YamlDocument;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.problem.Problems;
import org.charactermirror.store.AnnotationItems;
import org.charactermirror.store.SheetDialogues;
import org.charactermirror.store.SqliteRunStore;
import org.charactermirror.store.StudyFolder;
import org.jspecify.annotations.Nullable;

/**
 * Sheets that were written for annotators to fill in.
 *
 * @param sheets how many of the files are sheets
 * @param unfinished how many dialogues are not in the sheets, since the run has not finished them
 */
record SheetExport(Kind kind, List<Path> written, int sheets, int rowsEach, int unfinished) {

    /** Returns how many rows the sheets have together. */
    int rows() {
        return sheets * rowsEach;
    }

    /** What a file's name may not hold on one system or the other. */
    private static final String NOT_IN_FILE_NAMES = "/\\:*?\"<>|";

    /** What a study without a language is in. */
    private static final String CHINESE = "zh";

    /** How sheets are written. */
    enum SheetForm {
        CSV,
        SPREADSHEET,
        LABEL_STUDIO
    }

    /**
     * Writes one sheet for each annotator, and keeps in the study what their rows are about.
     *
     * @param asked what is to be judged, null for what the study is about
     * @param named the annotators, null for as many as the study says
     */
    static SheetExport of(Path folder, Path out, @Nullable Kind asked, @Nullable List<String> named, SheetForm form)
            throws IOException {
        try (StudyFolder study = StudyFolder.openBeside(folder)) {
            Map<String, String> ingredients = new SqliteRunStore(study.database()).ingredients();
            if (ingredients.isEmpty()) {
                throw BadInputException.of(
                        folder.toString(), "has no dialogues to judge, only judgements; --rows exports these");
            }
            Kind kind = asked == null ? kindOf(ingredients.getOrDefault("kind", "")) : asked;
            List<String> annotators = checked(folder, named == null ? annotatorsOf(folder) : named);
            SheetDialogues dialogues = SheetDialogues.of(study.database(), kind);
            if (dialogues.finished().isEmpty()) {
                String what = kind == Kind.PREFERENCES ? "dialogues of two models" : "dialogues";
                throw BadInputException.of(
                        folder.toString(),
                        dialogues.unfinished() == 0
                                ? "has no " + what + " to judge; name another --kind"
                                : "has no finished " + what + " yet; run the study first");
            }
            String secret = AnnotationItems.key(study.database());
            List<SheetItem> items = new ArrayList<>();
            Map<String, String> files = new LinkedHashMap<>();
            for (String annotator : annotators) {
                Sheet sheet = Sheet.of(kind, dialogues.finished(), annotator, secret);
                items.addAll(sheet.items());
                if (form == SheetForm.LABEL_STUDIO) {
                    files.put(sheet.fileName().replace(".csv", ".json"), LabelStudioTasks.tasks(sheet.cells()));
                } else {
                    files.put(sheet.fileName(), sheet.text(form == SheetForm.SPREADSHEET));
                }
            }
            if (form == SheetForm.LABEL_STUDIO) {
                Rubric rubric = Rubric.ofLanguage(languageOf(folder));
                files.put(LabelStudioTasks.CONFIG_FILE, LabelStudioTasks.config(kind, rubric, Scale.ofDefaults()));
            }
            ExportFolder target = new ExportFolder(folder, out, ingredients.getOrDefault("study", ""));
            target.check(files);
            AnnotationItems.keep(study.database(), items);
            return new SheetExport(
                    kind,
                    target.write(files),
                    annotators.size(),
                    items.size() / annotators.size(),
                    dialogues.unfinished());
        }
    }

    /** Returns what an annotator writes into the cells. */
    static String instructions(Kind kind) {
        return switch (kind) {
            case RATINGS -> "a whole number from 1 to 5 for each score.";
            case TURN_ERRORS -> "1 where a reply has the flaw or merit, 0 where it has not.";
            case PREFERENCES -> "first, second, tie or both_bad in the column better.";
        };
    }

    private static Kind kindOf(String studyKind) {
        return switch (studyKind) {
            case "turn_errors" -> Kind.TURN_ERRORS;
            case "pairwise" -> Kind.PREFERENCES;
            default -> Kind.RATINGS;
        };
    }

    private static String languageOf(Path folder) {
        Path file = folder.resolve("study.yaml");
        Problems problems = new Problems();
        String language = !Files.exists(file)
                ? ""
                : YamlDocument.read(file, problems)
                        .map(document -> document.root().path("language").asText(""))
                        .orElse("");
        problems.throwIfErrors();
        return language.isEmpty() ? CHINESE : language;
    }

    private static List<String> annotatorsOf(Path folder) {
        Path file = folder.resolve("study.yaml");
        if (Files.exists(file)) {
            Problems problems = new Problems();
            int count = YamlDocument.read(file, problems)
                    .map(YamlDocument::root)
                    .map((JsonNode root) -> root.path("annotators").asInt(0))
                    .orElse(0);
            problems.throwIfErrors();
            if (count > 0) {
                return IntStream.rangeClosed(1, count)
                        .mapToObj(number -> "annotator-" + number)
                        .toList();
            }
        }
        throw BadInputException.of(
                folder.toString(), "the study does not say how many people judge; name them with --annotators a,b,c");
    }

    private static List<String> checked(Path folder, List<String> annotators) {
        Problems problems = new Problems();
        Set<String> seen = new HashSet<>();
        List<String> names = annotators.stream().map(String::strip).toList();
        for (String name : names) {
            if (name.isEmpty()) {
                problems.error(folder.toString(), "an annotator's name is empty; name each with --annotators a,b,c");
            } else if (name.chars().anyMatch(c -> NOT_IN_FILE_NAMES.indexOf(c) >= 0 || c < ' ')) {
                problems.error(
                        folder.toString(),
                        "annotator \"" + name + "\" has a character that file names may not have; leave out "
                                + String.join(" ", NOT_IN_FILE_NAMES.split("")));
            } else if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                problems.error(folder.toString(), "annotator \"" + name + "\" is named twice; each gets one sheet");
            }
        }
        problems.throwIfErrors();
        return names;
    }
}
