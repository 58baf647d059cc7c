package org.charactermirror.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.charactermirror.analysis.Screening;

/** Says which annotators a report leaves out, and which rules could not be held against whom. */
final class ExclusionLog {

    private ExclusionLog() {}

    /** Returns a line for each; none where no rules are declared. */
    static List<String> lines(Screening screening) {
        List<String> lines = new ArrayList<>();
        if (screening.checkRows() > 0) {
            lines.add("Set apart " + AnnotationInput.counted(screening.checkRows(), "row")
                    + " that check annotators; they enter no table.");
        }
        screening
                .excluded()
                .forEach(one -> lines.add("Excluded " + AnnotationInput.counted(one.rows(), "row") + " of "
                        + one.kind().words() + " by " + one.annotator() + " ("
                        + one.origin().word() + "): "
                        + one.breaches().stream().map(ExclusionLog::words).collect(Collectors.joining(", ")) + "."));
        screening
                .notEvaluated()
                .forEach(one -> lines.add("Not evaluated: " + one.rule()
                        + one.kind().map(kind -> " of " + kind.words()).orElse("") + " for "
                        + String.join(", ", one.annotators()) + ": " + one.why() + "."));
        if (screening.rules().exclude() && !screening.excludes()) {
            lines.add("No annotator was excluded.");
        }
        return lines;
    }

    private static String words(Screening.Breach breach) {
        return breach.bound().isEmpty()
                ? "named (" + breach.reason() + ")"
                : breach.rule() + " is " + number(breach.value().orElseThrow()) + ", bound "
                        + breach.bound().get().toPlainString();
    }

    private static String number(double value) {
        return new BigDecimal(value)
                .round(new MathContext(4))
                .stripTrailingZeros()
                .toPlainString();
    }
}
