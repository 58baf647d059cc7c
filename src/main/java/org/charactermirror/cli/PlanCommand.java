package org.charactermirror.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.charactermirror.analysis.Screening;
import org.charactermirror.analysis.planning.Design;
import org.charactermirror.analysis.planning.DesignSearch;
import org.charactermirror.analysis.planning.Outcome;
import org.charactermirror.analysis.planning.Pilot;
import org.charactermirror.analysis.planning.Power;
import org.charactermirror.analysis.planning.PowerSimulation;
import org.charactermirror.analysis.planning.Question;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.scenario.StudyKind;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tells how likely a study is to find a difference, and how large it would have to be. */
@Command(
        name = "plan",
        footer = {
            "  charmirror plan --kind rating --design 10x24 --difference 0.2 --pilot my-pilot",
            "  charmirror plan --kind turn_errors --design 10x24x20 --difference 3 --rate 12 --annotator-sd 2"
                    + " --character-sd 3",
            "  charmirror plan --kind pairwise --design 10x24x5 --difference 10 --ties 15 --annotator-sd 10"
                    + " --character-sd 15"
        },
        exitCodeList = "3:the pilot's files or rows have problems",
        mixinStandardHelpOptions = true,
        description = {
            "Simulates studies of a design and counts how often the report would find a difference.",
            "One model differs from all others, which do not differ; the test is the report's own, by annotators and"
                    + " by",
            "characters and corrected for all pairs, with an interval that leaves out 0. Then looks for the smallest"
                    + " design",
            "that reaches --power."
        })
final class PlanCommand implements Callable<Integer> {

    @Option(
            names = "--kind",
            required = true,
            paramLabel = "KIND",
            description = "What is judged: rating (dialogues), turn_errors (replies) or pairwise (two replies).")
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private StudyKind kind;

    @Mixin
    private final DesignOptions size = new DesignOptions();

    @Option(
            names = "--difference",
            required = true,
            paramLabel = "D",
            description = "To be found: points of the scale, flags per 100 replies, or wins less losses in percent.")
    private double difference;

    @Option(
            names = "--models",
            paramLabel = "N",
            defaultValue = "2",
            description = "Models compared, each with each (default: ${DEFAULT-VALUE}).")
    private int models = 2;

    @Mixin
    private final SpreadOptions spread = new SpreadOptions();

    @Option(
            names = "--power",
            paramLabel = "P",
            defaultValue = "0.8",
            description = "The power that the smallest design is to reach (default: ${DEFAULT-VALUE}).")
    private double target = 0.8;

    @Option(
            names = "--most",
            paramLabel = "SIZES",
            defaultValue = "100x240",
            description = "The most annotators x characters in all that are looked at (default: ${DEFAULT-VALUE}).")
    private String most = "100x240";

    @Option(
            names = "--simulations",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Simulated studies of each design (default: ${DEFAULT-VALUE}).")
    private int simulations = 1000;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the simulation; the same seed gives the same answer (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        List<String> wrong = new ArrayList<>();
        Optional<Design> design = size.design(kind, wrong);
        Optional<String> column = spread.column(kind, wrong);
        int[] bounds = bounds(wrong);
        DesignOptions.least("--models", models, 2, wrong);
        if (models > Question.MOST_MODELS) {
            wrong.add("--models is " + models + "; the most is " + Question.MOST_MODELS);
        }
        DesignOptions.least("--simulations", simulations, 1, wrong);
        if (!(target > 0 && target < 1)) {
            wrong.add("--power is " + Plain.number(target) + "; it lies between 0 and 1");
        }
        if (!Double.isFinite(difference) || difference == 0) {
            wrong.add("--difference is " + Plain.number(difference) + "; it must be a number other than 0");
        }
        Optional<Pilot> pilot = Optional.empty();
        @Nullable Path path = spread.pilot;
        if (path != null && column.isPresent()) {
            pilot = Pilot.of(rows(path), kind, column.get());
            if (pilot.isEmpty()) {
                throw BadInputException.of(
                        path.toString(),
                        "no row of " + kind.word() + " judges " + column.get() + "; name another --column or --kind");
            }
        }
        boolean nested = design.map(Design::nested).orElse(false);
        Optional<SpreadOptions.Known> known = spread.known(kind, nested, pilot, wrong);
        known.ifPresent(found -> checkDifference(found.outcome(), wrong));
        if (!wrong.isEmpty() || design.isEmpty() || known.isEmpty()) {
            throw new ParameterException(spec.commandLine(), String.join("\n", wrong));
        }
        answer(design.get(), known.get(), pilot, bounds);
        return ExitCode.DONE;
    }

    private void answer(Design design, SpreadOptions.Known known, Optional<Pilot> pilot, int[] bounds) {
        PrintWriter err = spec.commandLine().getErr();
        PowerSimulation simulation = new PowerSimulation(
                new Question(known.outcome(), known.spread(), difference, models), simulations, seed);
        Power power = simulation.of(design);
        tell(err, power);
        DesignSearch search = new DesignSearch(simulation, target, bounds[0], bounds[1]);
        List<DesignSearch.Found> found = new ArrayList<>();
        for (DesignSearch.Axis axis : DesignSearch.Axis.values()) {
            search.along(axis, power, one -> tell(err, one)).ifPresent(found::add);
        }
        PlanReport report = new PlanReport(kind, simulation, search, power, found, known, pilot);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(Json.write(report.asMap()));
        } else {
            report.lines().forEach(out::println);
        }
        out.flush();
    }

    private static void tell(PrintWriter err, Power power) {
        if (power.reachable()) {
            err.printf(
                    Locale.ROOT,
                    "%s: power %.3f in %,d simulated studies%n",
                    power.design(),
                    power.share(),
                    power.simulations());
        }
    }

    /** Reads the most annotators and characters. */
    private int[] bounds(List<String> wrong) {
        if (!most.matches("\\d{1,5}[x×]\\d{1,5}")) {
            wrong.add("--most is " + most + "; it must be annotators x characters, such as 100x240");
            return new int[] {2, 2};
        }
        String[] parts = most.split("[x×]");
        int[] bounds = {Integer.parseInt(parts[0]), Integer.parseInt(parts[1])};
        DesignOptions.least("annotators of --most", bounds[0], 2, wrong);
        DesignOptions.least("characters of --most", bounds[1], 2, wrong);
        return bounds;
    }

    private void checkDifference(Outcome outcome, List<String> wrong) {
        double base = outcome instanceof Outcome.Flag flag ? flag.rate() : 0;
        if (outcome.possible(base + difference) != base + difference) {
            wrong.add(
                    outcome instanceof Outcome.Choice choice
                            ? "--difference is " + Plain.number(difference) + "; with " + Plain.number(choice.ties())
                                    + " percent ties wins and losses differ by at most "
                                    + Plain.number(100 - choice.ties())
                            : "--difference is " + Plain.number(difference) + "; from a rate of " + Plain.number(base)
                                    + " it would lead to " + Plain.number(base + difference) + " flags per 100");
        }
    }

    private static Annotations rows(Path path) throws IOException {
        try (ScratchFolder scratch = ScratchFolder.temporary()) {
            Path folder = ReportSource.folder(path, scratch.path().resolve("pilot"));
            return counted(ReportSource.of(folder, false, Optional.empty()));
        }
    }

    /** Leaves out what the pilot itself does not count. */
    private static Annotations counted(ReportSource source) {
        Annotations rows = source.input().annotations();
        return Screening.of(rows, source.settings().rules()).kept(rows);
    }
}
