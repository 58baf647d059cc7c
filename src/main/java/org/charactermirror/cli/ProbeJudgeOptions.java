package org.charactermirror.cli;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.charactermirror.chat.glm.GlmOptions;
import org.charactermirror.document.Similar;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.problem.Problems;
import org.charactermirror.scenario.JudgeSpec;
import org.charactermirror.scenario.JudgesReader;
import org.charactermirror.scenario.Prices;
import org.charactermirror.scenario.Study;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of {@code probe} for the judge that checks what the exact rules do not. */
final class ProbeJudgeOptions {

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec mixee;

    @Option(
            names = "--judge",
            paramLabel = "ID",
            description =
                    "Lets this judge check the probes that are for one; those that it has checked cost nothing again.")
    private @Nullable String id;

    @Option(
            names = "--judges",
            paramLabel = "FILE",
            description = "A file with the key judges, in place of those in the study's file.")
    private @Nullable Path file;

    @Option(
            names = "--budget",
            paramLabel = "N",
            description =
                    "Stops before the judge has cost more than this in all runs of the folder, in the currency of its"
                            + " price.")
    private @Nullable BigDecimal budget;

    @Option(
            names = "--dry-run",
            description = "With --judge: prints what would be asked, and what it would cost at most, and does nothing.")
    private boolean dryRun;

    @Mixin
    private BatchOption batch = new BatchOption();

    @Mixin
    private DeviceOption device = new DeviceOption();

    @Mixin
    private CacheMemoryOption cacheMemory = new CacheMemoryOption();

    /**
     * Checks that the options go together.
     *
     * @throws ParameterException if one is given without that which it belongs to
     */
    void check() {
        if (id == null && (file != null || budget != null || dryRun)) {
            throw new ParameterException(
                    mixee.commandLine(), "--judges, --budget and --dry-run need --judge, which names the judge to ask");
        }
        if (budget != null && budget.signum() <= 0) {
            throw new ParameterException(
                    mixee.commandLine(), "Invalid value for option '--budget': " + budget + " is not above 0");
        }
    }

    /**
     * Finds the judge that is asked for; nothing where none is.
     *
     * @throws BadInputException if there is no such judge, or no price of one that has a budget
     */
    Optional<JudgeSpec> judge(Study study, Path folder) {
        if (id == null) {
            return Optional.empty();
        }
        Problems problems = new Problems();
        String source = file == null ? folder.resolve("study.yaml").toString() : file.toString();
        List<JudgeSpec> all = study.judges();
        if (file != null) {
            all = JudgesReader.read(file, problems);
            JudgesReader.checkNames(source, all, study.allModels(), problems);
            problems.throwIfErrors();
        }
        String wanted = id;
        Optional<JudgeSpec> found =
                all.stream().filter(judge -> judge.id().equals(wanted)).findFirst();
        if (found.isEmpty()) {
            TreeSet<String> ids = all.stream().map(JudgeSpec::id).collect(Collectors.toCollection(TreeSet::new));
            throw BadInputException.of(
                    source,
                    "--judge is \"" + wanted + "\", which is no judge here; "
                            + (ids.isEmpty() ? "name a file of judges with --judges" : Similar.remedy(wanted, ids)));
        }
        budget().map(money -> Prices.problems(money, List.of(found.get().model())))
                .filter(unpriced -> !unpriced.isEmpty())
                .ifPresent(unpriced -> {
                    throw BadInputException.of(source, String.join("; ", unpriced));
                });
        return found;
    }

    Optional<BigDecimal> budget() {
        return Optional.ofNullable(budget);
    }

    boolean isDryRun() {
        return dryRun;
    }

    int batch() {
        return batch.value();
    }

    /** Returns how a local judge is run. */
    GlmOptions local() {
        return GlmOptions.ofDefaults()
                .withBatch(batch.value())
                .withCacheMemory(cacheMemory.bytes())
                .withDevice(device.value());
    }
}
