package org.charactermirror.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.charactermirror.report.Stamp;
import picocli.CommandLine.Model.CommandSpec;

/** What a report says of how it was made. */
final class ReportStamp {

    private ReportStamp() {}

    /** Returns the time, or that of SOURCE_DATE_EPOCH, and the words of the command line. */
    static Stamp of(CommandSpec spec) {
        String epoch = System.getenv("SOURCE_DATE_EPOCH");
        Instant now = epoch != null && epoch.matches("\\d{1,11}")
                ? Instant.ofEpochSecond(Long.parseLong(epoch))
                : Instant.now().truncatedTo(ChronoUnit.SECONDS);
        CommandSpec root = spec.root();
        List<String> words = new ArrayList<>(List.of("charmirror"));
        if (root == spec) {
            words.add(spec.name());
        }
        words.addAll(root.commandLine().getParseResult().originalArgs());
        String line = words.stream()
                .map(word -> word.isEmpty() || word.chars().anyMatch(Character::isWhitespace) ? '"' + word + '"' : word)
                .collect(Collectors.joining(" "));
        return new Stamp(now.toString(), Version.current(), line);
    }
}
