package org.charactermirror.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.charactermirror.analysis.ClusterKind;
import org.charactermirror.report.Language;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What can be said of a report, whoever adds its rows up. */
final class ReportOptions {

    @Mixin
    private LanguageOption language = new LanguageOption();

    @Option(
            names = "--cluster",
            paramLabel = "KIND",
            description =
                    "What bootstrap intervals draw anew: annotator, character, session, both, or none, which Spark refuses"
                            + " (default: both where annotators and characters are crossed, otherwise annotator).")
    private @Nullable ClusterKind cluster;

    @Option(
            names = "--exclusions",
            paramLabel = "FILE",
            description =
                    "Rules that leave annotators out and items with known answers (YAML, keys exclusions and gold), in"
                            + " place of those in PATH's study.yaml or exclusions.yaml.")
    private @Nullable Path exclusions;

    @Option(names = "--json", description = "Print the outcome as JSON.")
    private boolean json;

    Language language() {
        return language.value();
    }

    /** Returns what intervals draw anew, where somebody chose it. */
    Optional<ClusterKind> cluster() {
        return Optional.ofNullable(cluster);
    }

    /** Returns the file of rules, where one was named. */
    Optional<Path> exclusions() {
        return Optional.ofNullable(exclusions);
    }

    boolean json() {
        return json;
    }
}
