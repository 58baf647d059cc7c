package org.charactermirror.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.charactermirror.analysis.AnalysisSettings;
import org.charactermirror.analysis.ReplyLengths;
import org.charactermirror.annotation.AnnotationCollector;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.RowNotes;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.problem.Problems;
import org.charactermirror.report.StudyPart;
import org.charactermirror.scenario.AnnotatorRules;
import org.charactermirror.session.RecordedDialogue;
import org.charactermirror.store.SealedStudy;
import org.charactermirror.store.StudyDatabase;
import org.jspecify.annotations.Nullable;

/**
 * What a report is made from: a study's folder with the studies inside it, or a folder of annotation files.
 *
 * @param defaultOut where the report goes unless the user says otherwise
 * @param parts what was planned or run, the study itself first; none where there is no plan
 */
record ReportSource(
        String title, Path defaultOut, AnnotationInput input, AnalysisSettings settings, List<StudyPart> parts) {

    /** Tells whether a folder is a study's. */
    static boolean isStudy(Path folder) {
        return Files.exists(folder.resolve(StudyDatabase.FILE_NAME)) || Files.exists(folder.resolve("study.yaml"));
    }

    /** Returns where the report on a folder goes unless the user says otherwise. */
    static Path defaultOut(Path folder) throws IOException {
        return isStudy(folder) ? folder.resolve("report") : Path.of("reports", ReportTarget.nameOf(folder));
    }

    /**
     * Returns a folder itself, or that into which an archive was unpacked.
     *
     * @param unpacked where an archive is unpacked; need not be there
     * @throws BadInputException if the path is neither
     */
    static Path folder(Path path, Path unpacked) throws IOException {
        if (path.toString().endsWith(".zip") && Files.isRegularFile(path)) {
            Files.createDirectories(unpacked);
            return SealedStudy.open(path, unpacked).folder(unpacked);
        }
        checkFolder(path);
        return path;
    }

    /**
     * Refuses a path that is no folder.
     *
     * @throws BadInputException with the reason
     */
    static void checkFolder(Path path) {
        if (!Files.isDirectory(path)) {
            throw BadInputException.of(
                    path.toString(),
                    Files.exists(path) ? "not a folder; name the folder that holds it" : "no such folder");
        }
    }

    /**
     * Reads a folder of either kind.
     *
     * @param rules a file with rules that leave annotators out, in place of those that the folder declares
     * @throws BadInputException with everything that is wrong with it
     */
    static ReportSource of(Path folder, boolean skipBadRows, Optional<Path> rules) throws IOException {
        return isStudy(folder)
                ? ofStudy(folder, rules)
                : new ReportSource(
                        ReportTarget.nameOf(folder),
                        defaultOut(folder),
                        AnnotationInput.ofFolder(folder, skipBadRows),
                        AnalysisSettings.ofDefaults().withRules(DeclaredRules.ofFolder(folder, rules)),
                        List.of());
    }

    private static ReportSource ofStudy(Path folder, Optional<Path> rules) throws IOException {
        List<StudyPart> all = parts(folder);
        AnnotationInput input = new AnnotationInput(
                pooled(all.stream().map(StudyPart::annotations).toList()),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                0,
                List.of());
        List<String> models = all.stream()
                .flatMap(part -> part.models().stream())
                .map(StudyPart.Model::id)
                .distinct()
                .toList();
        @Nullable
        String baseline = all.stream()
                .flatMap(part -> part.settings().stream())
                .filter(setting -> setting.name().equals("baseline"))
                .map(StudyPart.Setting::value)
                .findFirst()
                .orElse(null);
        List<Path> inside = studiesIn(folder);
        AnnotatorRules declared = DeclaredRules.ofStudies(folder, inside, rules);
        List<Path> folders = new ArrayList<>(List.of(folder));
        folders.addAll(inside);
        boolean withoutPlan = all.get(0).dialogues().isEmpty() && Files.exists(folder.resolve(StudyDatabase.FILE_NAME));
        return new ReportSource(
                all.get(0).study(),
                defaultOut(folder),
                input,
                new AnalysisSettings(models, baseline)
                        .withLengths(lengths(all))
                        .withJudged(JudgeVariants.of(folders, input.annotations(), declared))
                        .withRules(declared),
                withoutPlan ? all.subList(1, all.size()) : all);
    }

    /** Reads a study and those that lie in its folder. */
    static List<StudyPart> parts(Path folder) throws IOException {
        List<StudyPart> all = new ArrayList<>(List.of(StudyPartReader.read(folder, "")));
        for (Path inside : studiesIn(folder)) {
            all.add(StudyPartReader.read(inside, ReportTarget.nameOf(inside)));
        }
        return all;
    }

    /** Measures the replies of all dialogues. */
    private static ReplyLengths lengths(List<StudyPart> parts) {
        ReplyLengths.Builder builder = new ReplyLengths.Builder();
        for (StudyPart part : parts) {
            for (RecordedDialogue dialogue : part.dialogues()) {
                for (RecordedDialogue.Round round : dialogue.played()) {
                    for (int side = 0; side < dialogue.models().size(); side++) {
                        builder.add(
                                part.study(),
                                dialogue.session(),
                                dialogue.models().get(side),
                                round.number(),
                                round.replies().get(side).text());
                    }
                }
            }
        }
        return builder.build();
    }

    /** Returns the folders of studies that lie directly in a study's folder, by name. */
    static List<Path> studiesIn(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> Files.exists(entry.resolve(StudyDatabase.FILE_NAME)))
                    .sorted()
                    .toList();
        }
    }

    /** Returns the rows of all parts, each once; rows of two parts that contradict each other stop the command. */
    static Annotations pooled(List<Annotations> parts) {
        Problems problems = new Problems();
        parts.stream().flatMap(Annotations::stream).forEach(row -> RowNotes.check(row, problems));
        problems.throwIfErrors();
        if (parts.size() == 1) {
            return parts.get(0);
        }
        AnnotationCollector collector = new AnnotationCollector(problems);
        parts.stream().flatMap(Annotations::stream).forEach(collector::add);
        problems.throwIfErrors();
        return collector.annotations();
    }
}
