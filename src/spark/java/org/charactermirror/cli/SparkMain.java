package org.charactermirror.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.charactermirror.batch.spark.StudyOpener;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The program on a cluster: what {@code spark-submit} starts, with those of the commands that a cluster can run. */
public final class SparkMain {

    /** How help calls the program. */
    static final String NAME = "spark-submit charmirror-spark.jar";

    private SparkMain() {}

    /** Runs a command; what does not end well ends the process with the command's exit code. */
    public static void main(String[] arguments) {
        end(commandLine(opener -> opener).execute(arguments));
    }

    /** Ends the process with a command's exit code, unless the command ended well. */
    static void end(int code) {
        if (code != ExitCode.DONE) {
            // Not after a success: a YARN cluster takes every exit of a driver's own for a failure.
            System.exit(code);
        }
    }

    /**
     * Returns the command line with the commands for clusters.
     *
     * @param openers changes how executors open studies
     */
    static CommandLine commandLine(UnaryOperator<StudyOpener> openers) {
        Map<String, String> environment = System.getenv();
        return Main.commandLine(
                ConfigurationFile.ofProcess(environment), environment, all -> replaceCommands(all, openers));
    }

    private static void replaceCommands(CommandLine commandLine, UnaryOperator<StudyOpener> openers) {
        for (String name : List.copyOf(commandLine.getSubcommands().keySet())) {
            commandLine.getCommandSpec().removeSubcommand(name);
        }
        commands(openers).forEach(commandLine::addSubcommand);
        commandLine.setCommandName(NAME);
        UsageMessageSpec usage = commandLine.getCommandSpec().usageMessage();
        usage.description("Runs studies of character models, and analyses them, on a cluster of Apache Spark.");
        usage.footer("  spark-submit --master local[*] charmirror-spark.jar run demo --out my-run");
        new Conventions().transform(commandLine.getCommandSpec());
    }

    private static Map<String, Object> commands(UnaryOperator<StudyOpener> openers) {
        Map<String, Object> commands = new LinkedHashMap<>();
        commands.put("run", new SparkRunCommand(openers));
        commands.put("report", new SparkReportCommand());
        commands.put("bench", new SparkBenchCommand());
        return commands;
    }
}
