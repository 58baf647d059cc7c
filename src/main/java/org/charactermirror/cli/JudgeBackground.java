package org.charactermirror.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.charactermirror.analysis.ReplyLengths;
import org.charactermirror.analysis.calibration.CalibrationSettings;
import org.charactermirror.analysis.calibration.MetricTable;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Origin;
import org.charactermirror.cli.DeclaredJudges.Sourced;
import org.charactermirror.report.Language;

/**
 * What is known of judges that are compared with people besides their rows: the bar, families, and what their work came to.
 *
 * @param judges that have rows, by name
 * @param models that the rows are about, by name
 * @param bar that holds for all of them
 * @param families of judges and models of which they are known
 */
record JudgeBackground(
        TreeSet<String> judges,
        TreeSet<String> models,
        Sourced<Double> bar,
        Map<String, Sourced<String>> families,
        JudgeRecords records) {

    /**
     * Looks things up for the judges of some rows.
     *
     * @param named a file with judges, in place of those in the study's file
     * @param bar that is asked for
     * @param asked families that are asked for, by judge or model
     * @throws org.charactermirror.problem.BadInputException with everything that is wrong with what is declared
     */
    static JudgeBackground of(
            Path folder, Optional<Path> named, Annotations rows, Optional<Double> bar, Map<String, String> asked)
            throws IOException {
        TreeSet<String> judges = rows.stream()
                .filter(row -> row.origin() == Origin.JUDGE)
                .map(row -> row.subject().annotator())
                .collect(Collectors.toCollection(TreeSet::new));
        TreeSet<String> models = rows.stream()
                .filter(row -> row.origin() == Origin.JUDGE)
                .flatMap(row -> row.identity().models().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        List<Path> inside = ReportSource.studiesIn(folder);
        JudgeRecords records = JudgeRecords.of(folder, inside);
        DeclaredJudges declared = DeclaredJudges.of(folder, inside, named, records);
        return new JudgeBackground(judges, models, declared.bar(bar, judges), declared.families(asked), records);
    }

    /** Returns settings that compare all judges as usual, with the bar, the families and what judgements cost. */
    CalibrationSettings settings() {
        return settings(Optional.empty(), Optional.empty(), MetricTable.NONE);
    }

    /** Returns settings with these too, and with automatic scores. */
    CalibrationSettings settings(Optional<Origin> people, Optional<String> judge, MetricTable metrics) {
        return new CalibrationSettings(
                people,
                judge,
                bar.value(),
                DeclaredJudges.values(families),
                ReplyLengths.NONE,
                Optional.empty(),
                metrics,
                records.facts());
    }

    /** Returns lines for people: where bar and families are from, and what the study's records say. */
    List<String> lines(TerminalWords words) {
        List<String> lines = new ArrayList<>();
        lines.add(words.get("bar", Plain.number(bar.value()), bar.source().in(words)));
        if (!judges.isEmpty()) {
            TreeSet<String> all = new TreeSet<>(judges);
            all.addAll(models);
            lines.add(words.get(
                    "families",
                    words.list(all.stream().map(id -> family(id, words)).toList())));
        }
        lines.addAll(records.lines(judges, words));
        return lines;
    }

    private String family(String id, TerminalWords words) {
        return Optional.ofNullable(families.get(id))
                .map(family -> words.get(
                        "family.known", id, family.value(), family.source().in(words)))
                .orElseGet(() -> words.get("family.unknown", id));
    }

    /** Returns the same for programs. */
    Map<String, Object> toMap() {
        TerminalWords words = TerminalWords.of(Language.EN);
        Map<String, Object> sources = new TreeMap<>();
        families.forEach((id, family) -> {
            if (judges.contains(id) || models.contains(id)) {
                sources.put(
                        id,
                        Map.of(
                                "family",
                                family.value(),
                                "source",
                                family.source().in(words)));
            }
        });
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("bar_source", bar.source().in(words));
        map.put("families", sources);
        map.put("records", records.toMap(judges));
        return map;
    }
}
