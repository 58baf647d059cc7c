package org.charactermirror.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.charactermirror.analysis.calibration.JudgeFacts;
import org.charactermirror.annotation.Kind;
import org.charactermirror.judge.JudgeConfiguration;
import org.charactermirror.judge.Judgement;
import org.charactermirror.scenario.JudgeSpec;
import org.charactermirror.store.JudgementStore;
import org.charactermirror.store.StudyDatabase;

/**
 * What a study and those inside its folder have recorded of their judges.
 *
 * @param databases in which there are judges
 * @param configurations by judge: how it was asked
 * @param costs by judge and kind; of what was judged alone
 */
record JudgeRecords(List<Path> databases, Map<String, JudgeConfiguration> configurations, List<JudgeCost> costs) {

    private static final String UNKNOWN = "unknown";

    /** Reads the records of a folder; there are none in one that is no study's. */
    static JudgeRecords of(Path folder, List<Path> inside) {
        List<Path> databases = new ArrayList<>();
        Map<String, JudgeConfiguration> configurations = new TreeMap<>();
        Map<String, Map<Kind, JudgeCost>> costs = new TreeMap<>();
        List<Path> folders = new ArrayList<>(List.of(folder));
        folders.addAll(inside);
        for (Path study : folders) {
            Path file = study.resolve(StudyDatabase.FILE_NAME);
            if (!Files.exists(file)) {
                continue;
            }
            try (StudyDatabase database = StudyDatabase.open(file)) {
                JudgementStore store = new JudgementStore(database);
                store.judges().forEach((judge, json) -> {
                    configurations.putIfAbsent(judge, JudgeConfiguration.read(json));
                    for (Kind kind : Kind.values()) {
                        long judgements = store.count(judge, kind);
                        if (judgements > 0) {
                            JudgeCost cost =
                                    new JudgeCost(judge, kind, judgements, store.usageOfJudgements(judge, kind));
                            costs.computeIfAbsent(judge, unused -> new EnumMap<>(Kind.class))
                                    .merge(kind, cost, JudgeCost::plus);
                        }
                    }
                });
                if (!store.judges().isEmpty()) {
                    databases.add(file);
                }
            }
        }
        return new JudgeRecords(
                databases,
                configurations,
                costs.values().stream()
                        .flatMap(ofOne -> ofOne.values().stream())
                        .toList());
    }

    /** Returns the families of judges of which they are known. */
    Map<String, String> families() {
        Map<String, String> families = new TreeMap<>();
        configurations.forEach(
                (judge, asked) -> Optional.ofNullable(asked.parts().get("family"))
                        .filter(family -> !family.equals(UNKNOWN))
                        .ifPresent(family -> families.put(judge, family)));
        return families;
    }

    /** Returns the costs of judgements of those judges of which they are known in full. */
    Map<String, JudgeFacts> facts() {
        Map<String, JudgeCost> all = new TreeMap<>();
        costs.forEach(cost -> all.merge(cost.judge(), cost, JudgeCost::plus));
        Map<String, JudgeFacts> facts = new TreeMap<>();
        all.forEach((judge, cost) -> cost.facts().ifPresent(known -> facts.put(judge, known)));
        return facts;
    }

    /** Reads what came of the work of some judges, of each study by itself. */
    List<JudgeTally> tallies(Collection<String> judges) {
        List<JudgeTally> tallies = new ArrayList<>();
        for (Path file : databases) {
            try (StudyDatabase database = StudyDatabase.open(file)) {
                List<Judgement> some = new JudgementStore(database)
                        .judgements().stream()
                                .filter(one -> judges.contains(one.judge()))
                                .toList();
                tallies.addAll(JudgeTally.of(some));
            }
        }
        return tallies;
    }

    /** Returns lines for people: what came of some judges' work, and what it took. */
    List<String> lines(Collection<String> judges, TerminalWords words) {
        List<String> lines = new ArrayList<>();
        for (JudgeTally tally : tallies(judges)) {
            lines.addAll(tally.lines(words));
            if (tally.inconsistent() > 0 && isDropping(tally.judge())) {
                lines.add("  " + words.get("tally.dropping"));
            }
        }
        costs.stream().filter(cost -> judges.contains(cost.judge())).forEach(cost -> lines.add(cost.line(words)));
        return lines;
    }

    private boolean isDropping(String judge) {
        return Optional.ofNullable(configurations.get(judge))
                .filter(asked -> asked.orderRule() == JudgeSpec.OrderRule.DROP)
                .isPresent();
    }

    /** Returns the same for programs. */
    Map<String, Object> toMap(Collection<String> judges) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("judgements", tallies(judges).stream().map(JudgeTally::toMap).toList());
        map.put(
                "took",
                costs.stream()
                        .filter(cost -> judges.contains(cost.judge()))
                        .map(JudgeCost::toMap)
                        .toList());
        return map;
    }
}
