package org.charactermirror.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.charactermirror.analysis.ClusterKind;
import org.charactermirror.report.Language;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What can be said of a report, whoever adds its rows up. */
final class ReportOptions {

    @Option(
            names = "--lang",
            paramLabel = "LANG",
            defaultValue = "en",
            converter = LanguageOption.class,
            completionCandidates = LanguageOption.class,
            description = "The language of labels and notes: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private Language language;

    @Option(
            names = "--cluster",
            paramLabel = "KIND",
            description = {
                "What bootstrap intervals draw anew: annotator, character, session, both or none (default: both where",
                "annotators and characters are crossed, otherwise annotator)."
            })
    private @Nullable ClusterKind cluster;

    @Option(
            names = "--exclusions",
            paramLabel = "FILE",
            description = {
                "Rules that leave annotators out and items with known answers (YAML, keys exclusions and gold), in"
                        + " place of",
                "those in PATH's study.yaml or exclusions.yaml."
            })
    private @Nullable Path exclusions;

    @Option(names = "--json", description = "Print the outcome as JSON.")
    private boolean json;

    Language language() {
        return language;
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
