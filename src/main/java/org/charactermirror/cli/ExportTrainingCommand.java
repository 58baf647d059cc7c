package org.charactermirror.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.charactermirror.analysis.Screening;
import org.charactermirror.annotation.Origin;
import org.charactermirror.dataset.CardWords;
import org.charactermirror.dataset.DatasetBuilder;
import org.charactermirror.dataset.DatasetExport;
import org.charactermirror.dataset.Recipe;
import org.charactermirror.dataset.RecordFiles;
import org.charactermirror.dataset.RowIndex;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.problem.Problems;
import org.charactermirror.report.Language;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code export training}: rated dialogues as data to train the next model on. */
@Command(
        name = "training",
        mixinStandardHelpOptions = true,
        description = {
            "Makes training data of a study's dialogues and judgements: dialogues to imitate, pairs of a chosen and a rejected reply,"
                    + " labelled replies, scored dialogues, in the layouts of TRL, LLaMA-Factory and CharacterGLM.",
            "Splits keep characters apart. Each record says where it comes from and under which licences; what is left out is counted"
                    + " by reason. Only judgements of people are used unless --origin names others."
        },
        exitCodeList = "3:the study, the archive or the folder has problems, or nothing is left; nothing was written",
        footer = {
            "  charmirror export training my-run --out training-data",
            "  charmirror export training my-run --out best --minimum-score overall=4 --without-flags ooc --minimum-annotators 2",
            "  charmirror export training my-run --out pairs --kinds preferences --minimum-agreement 0.75 --assign test=li-bai,su-shi",
            "  charmirror export training my-run.zip --out judged --origin human,judge --dry-run"
        })
final class ExportTrainingCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The study's folder, or an archive of study export.")
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private Path study;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "OUT",
            description =
                    "Where to write: a new or empty folder, or one of earlier training data that nobody has changed.")
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private Path out;

    @Mixin
    private TrainingOptions options = new TrainingOptions();

    @Option(
            names = "--exclusions",
            paramLabel = "FILE",
            description = "Rules that leave annotators out and items with known answers (YAML, keys exclusions and "
                    + "gold), in place of those in DIR's study.yaml.")
    private @Nullable Path exclusions;

    @Option(
            names = "--skip-changed",
            description = "Leave out dialogues whose character or scenario is not as they were played from.")
    private boolean skipChanged;

    @Option(
            names = "--lang",
            paramLabel = "LANG",
            converter = LanguageOption.Choices.class,
            completionCandidates = LanguageOption.Choices.class,
            description =
                    "The language of what people read: ${COMPLETION-CANDIDATES} (default: en). The card README.md is in"
                            + " English; a second one is in this language (default: the study's).")
    private @Nullable Language language;

    @Option(names = "--dry-run", description = "Count only, and write nothing; fails where an export would.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print the outcome as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Recipe recipe = options.recipe(spec);
        try (ScratchFolder unpacked = ScratchFolder.temporary()) {
            Path folder = ReportSource.folder(study, unpacked.path());
            TrainingFolder.check(study, out);
            try (TrainingSource source = TrainingSource.open(folder, Optional.ofNullable(exclusions), skipChanged)) {
                TrainingFolder.checkStudies(out, source.studies());
                source.checkBars(study, recipe);
                TrainingSplits splits = TrainingSplits.of(study, source, recipe.splits(), options.splitsOf());
                if (dryRun) {
                    tell(source, some(source, recipe, splits, new RecordFiles(Optional.empty())), List.of());
                    return ExitCode.DONE;
                }
                write(source, recipe, splits);
            }
        }
        return ExitCode.DONE;
    }

    private boolean isSealed() {
        return Files.isRegularFile(study);
    }

    private DatasetExport some(TrainingSource source, Recipe recipe, TrainingSplits splits, RecordFiles files)
            throws IOException {
        DatasetExport export = made(source, recipe, splits, files);
        if (export.summary().records() == 0) {
            throw nothing(source, export);
        }
        return export;
    }

    private DatasetExport made(TrainingSource source, Recipe recipe, TrainingSplits splits, RecordFiles files)
            throws IOException {
        Screening screening = source.screening();
        RowIndex rows = new RowIndex(source.kept(), recipe.origins());
        DatasetBuilder builder = new DatasetBuilder(recipe, splits.byCharacter(), rows, Version.current(), files);
        TrainingProgress progress = new TrainingProgress(spec.commandLine().getErr(), source.dialogues());
        source.build(builder, progress);
        List<RecordFiles.RecordFile> written = files.finish(recipe.splits().names());
        rows.problems().throwIfErrors();
        return new DatasetExport(
                isSealed() ? String.valueOf(study.getFileName()) : ReportTarget.nameOf(study),
                source.studies(),
                source.languages(),
                source.inputs(),
                recipe,
                splits.bySplit(),
                splits.sameProfiles(),
                new DatasetExport.Rows(
                        source.rows(), screening.checkRows(), screening.excludedRows(), source.exclusions()),
                builder.summary(),
                written,
                isSealed(),
                source.reworded(),
                Version.current());
    }

    private void write(TrainingSource source, Recipe recipe, TrainingSplits splits) throws IOException {
        // Behind a link: what it points to is replaced, and not the link.
        Path place = ExportFolder.real(out);
        try (ScratchFolder scratch = ScratchFolder.beneath(TrainingFolder.parent(out, place))) {
            Path target = Files.createDirectory(scratch.path().resolve("made"));
            DatasetExport export;
            try (RecordFiles files = new RecordFiles(Optional.of(target))) {
                export = some(source, recipe, splits, files);
            }
            List<String> languages = Stream.concat(
                            Stream.of(Language.EN.word()),
                            language == null
                                    ? source.parts().stream()
                                            .map(part -> part.source().language())
                                    : Stream.of(language.word()))
                    .distinct()
                    .toList();
            List<String> names = TrainingFolder.complete(target, export, languages);
            TrainingFolder.publish(target, place, scratch.path());
            tell(source, export, names);
        }
    }

    private BadInputException nothing(TrainingSource source, DatasetExport export) {
        TrainingLines lines = new TrainingLines(export, Language.EN);
        Problems problems = new Problems();
        problems.error(study.toString(), "no record is left, and nothing was written");
        lines.leftOut().forEach(line -> problems.error(study.toString(), line));
        String others = source.kept().stream()
                .map(row -> row.origin())
                .filter(origin -> !export.recipe().origins().contains(origin))
                .distinct()
                .sorted()
                .map(Origin::word)
                .collect(Collectors.joining(","));
        if (!others.isEmpty()) {
            problems.error(study.toString(), "has judgements of other origins; --origin " + others + " uses these");
        }
        return new BadInputException(problems.all());
    }

    private void warn(TrainingSource source, DatasetExport export) {
        PrintWriter err = spec.commandLine().getErr();
        source.warnings().forEach(err::println);
        if (isSealed()) {
            err.println(study
                    + ": warning: an archive does not know who has withdrawn since it was sealed; use the study's folder"
                    + " if there is one");
        }
        List<String> emptySplits = export.emptySplits();
        emptySplits.forEach(split -> err.println(study + ": warning: no record is in " + split
                + "; name characters for it with --assign, or another --seed"));
        CardWords words = CardWords.of(Language.EN.word());
        export.summary().overlaps().forEach(overlap -> err.println(study + ": warning: " + words.of(overlap)));
    }

    private void tell(TrainingSource source, DatasetExport export, List<String> names) {
        warn(source, export);
        PrintWriter stdout = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> outcome = new LinkedHashMap<>(export.toMap());
            outcome.put("out", out.toString());
            outcome.put("dry_run", dryRun);
            outcome.put(
                    "written",
                    names.stream().map(name -> out.resolve(name).toString()).toList());
            stdout.print(Json.write(outcome));
            stdout.flush();
            return;
        }
        Language told = language == null ? Language.EN : language;
        TerminalWords terminal = TerminalWords.of(told);
        TrainingLines lines = new TrainingLines(export, told);
        lines.rows().forEach(stdout::println);
        ExclusionLog.lines(source.screening(), told).forEach(stdout::println);
        lines.made().forEach(stdout::println);
        lines.leftOut().forEach(stdout::println);
        if (dryRun) {
            stdout.println(terminal.get("training.nothing"));
            return;
        }
        stdout.println(terminal.get("training.wrote", terminal.count(names.size(), "file"), out.toString()));
        stdout.println(terminal.get(
                "training.next", out.resolve(TrainingFolder.card(told.word())).toString()));
    }
}
