package org.charactermirror.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.charactermirror.analysis.Screening;
import org.charactermirror.annotation.Kind;
import org.charactermirror.judge.JudgeItem;
import org.charactermirror.report.Labels;
import org.charactermirror.report.Language;

/** Says which annotators a report leaves out, and which rules could not be held against whom. */
final class ExclusionLog {

    private ExclusionLog() {}

    /** Returns a line for each, with the names of kinds and origins that reports use; none where no rules are declared. */
    static List<String> lines(Screening screening, Language language) {
        TerminalWords words = TerminalWords.of(language);
        Labels labels = Labels.of(language);
        List<String> lines = new ArrayList<>();
        if (screening.checkRows() > 0) {
            lines.add(words.get("exclusion.checks", words.count(screening.checkRows(), "row")));
        }
        screening
                .excluded()
                .forEach(one -> lines.add(words.get(
                        "exclusion.excluded",
                        words.count(one.rows(), "row"),
                        kind(one.kind(), labels),
                        one.annotator(),
                        labels.get("origin." + one.origin().word()),
                        words.list(one.breaches().stream()
                                .map(breach -> breach(breach, words))
                                .toList()))));
        screening.notEvaluated().forEach(one -> lines.add(notEvaluated(one, words, labels)));
        if (screening.rules().exclude() && !screening.excludes()) {
            lines.add(words.get("exclusion.nobody"));
        }
        return lines;
    }

    private static String notEvaluated(Screening.NotEvaluated one, TerminalWords words, Labels labels) {
        String names = words.list(one.annotators());
        String why = labels.get("exclusions.why." + one.why().replace(' ', '_'));
        return one.kind()
                .map(kind -> words.get("exclusion.not_evaluated.kind", one.rule(), names, why, kind(kind, labels)))
                .orElseGet(() -> words.get("exclusion.not_evaluated", one.rule(), names, why));
    }

    private static String kind(Kind kind, Labels labels) {
        return labels.get("kind." + JudgeItem.word(kind));
    }

    private static String breach(Screening.Breach breach, TerminalWords words) {
        return breach.bound()
                .map(bound -> words.get(
                        "exclusion.breach", breach.rule(), number(breach.value().orElseThrow()), bound.toPlainString()))
                .orElseGet(() -> words.get("exclusion.named", breach.reason()));
    }

    private static String number(double value) {
        return new BigDecimal(value)
                .round(new MathContext(4))
                .stripTrailingZeros()
                .toPlainString();
    }
}
