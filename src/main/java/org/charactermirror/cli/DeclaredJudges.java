package org.charactermirror.cli;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.charactermirror.analysis.calibration.CalibrationSettings;
import org.charactermirror.judge.ModelFamilies;
import org.charactermirror.problem.Problems;
import org.charactermirror.scenario.JudgeSpec;
import org.charactermirror.scenario.JudgesReader;
import org.charactermirror.scenario.ModelSpec;

/**
 * The bars and families of a study's judges and models, with where each is from.
 *
 * @param bars by judge; a judge without one is absent
 * @param families by judge or model; one whose family is not known is absent
 */
record DeclaredJudges(Map<String, Sourced<BigDecimal>> bars, Map<String, Sourced<String>> families) {

    private static final String STUDY = "study.yaml";
    private static final String BY_NAME = "its name";
    private static final String BY_RECORD = "the record of its judging";

    /** A value and where it is from, as a phrase. */
    record Sourced<T>(T value, String source) {}

    DeclaredJudges {
        bars = Collections.unmodifiableMap(new TreeMap<>(bars));
        families = Collections.unmodifiableMap(new TreeMap<>(families));
    }

    /**
     * Reads what a study and those inside its folder declare; nothing of a folder that is no study's.
     *
     * @param named a file with judges, in place of those in the study's file
     * @param records of the study's judges
     * @throws org.charactermirror.problem.BadInputException with everything that is wrong with the files
     */
    static DeclaredJudges of(Path folder, List<Path> inside, Optional<Path> named, JudgeRecords records) {
        Problems problems = new Problems();
        Map<String, Sourced<BigDecimal>> bars = new LinkedHashMap<>();
        Map<String, Sourced<String>> families = new LinkedHashMap<>();
        ModelFamilies known = ModelFamilies.shipped();
        named.ifPresent(file -> declare(JudgesReader.read(file, problems), file.toString(), bars, families));
        List<ModelSpec> models = new ArrayList<>();
        List<Path> folders = new ArrayList<>(List.of(folder));
        folders.addAll(inside);
        for (Path study : folders) {
            Path file = study.resolve(STUDY);
            if (Files.exists(file)) {
                JudgesReader.Declared declared = JudgesReader.readOfStudy(file, problems);
                if (named.isEmpty()) {
                    declare(declared.judges(), STUDY, bars, families);
                    declared.judges().forEach(judge -> models.add(judge.model()));
                }
                models.addAll(declared.models());
            }
        }
        problems.throwIfErrors();
        records.families().forEach((judge, family) -> families.putIfAbsent(judge, new Sourced<>(family, BY_RECORD)));
        models.forEach(model ->
                known.of(model).ifPresent(family -> families.putIfAbsent(model.id(), new Sourced<>(family, BY_NAME))));
        return new DeclaredJudges(bars, families);
    }

    private static void declare(
            List<JudgeSpec> judges,
            String source,
            Map<String, Sourced<BigDecimal>> bars,
            Map<String, Sourced<String>> families) {
        for (JudgeSpec judge : judges) {
            judge.bar()
                    .ifPresent(bar -> bars.merge(
                            judge.id(),
                            new Sourced<>(bar, source),
                            (one, other) -> one.value().compareTo(other.value()) >= 0 ? one : other));
            judge.family().ifPresent(family -> families.putIfAbsent(judge.id(), new Sourced<>(family, source)));
        }
    }

    /**
     * Returns the bar that judges are held against, with why: one that is asked for, or the highest of theirs, a judge without one having
     * the usual.
     */
    Sourced<Double> bar(Optional<Double> asked, Collection<String> judges) {
        if (asked.isPresent()) {
            return new Sourced<>(asked.get(), "from --bar");
        }
        Map<String, Double> each = new TreeMap<>();
        judges.forEach(judge -> each.put(
                judge,
                Optional.ofNullable(bars.get(judge))
                        .map(bar -> bar.value().doubleValue())
                        .orElse(CalibrationSettings.USUAL_BAR)));
        TreeSet<String> sources = bars.entrySet().stream()
                .filter(bar -> judges.contains(bar.getKey()))
                .map(bar -> bar.getValue().source())
                .collect(Collectors.toCollection(TreeSet::new));
        if (sources.isEmpty()) {
            return new Sourced<>(
                    CalibrationSettings.USUAL_BAR,
                    "the usual one, since none is declared; --bar sets another, or the key bar of a judge");
        }
        double highest = Collections.max(each.values());
        String from = "from " + String.join(" and ", sources);
        return new Sourced<>(
                highest,
                each.values().stream().distinct().count() == 1
                        ? from
                        : from + ", the highest of "
                                + each.entrySet().stream()
                                        .map(one -> one.getKey() + " " + Plain.number(one.getValue()))
                                        .collect(Collectors.joining(", "))
                                + "; --judge ID holds one against its own");
    }

    /** Returns the families, those that are asked for in the place of others. */
    Map<String, Sourced<String>> families(Map<String, String> asked) {
        Map<String, Sourced<String>> all = new TreeMap<>(families);
        asked.forEach((id, family) -> all.put(id, new Sourced<>(family, "--family")));
        return all;
    }

    /** Returns the values alone. */
    static Map<String, String> values(Map<String, Sourced<String>> families) {
        Map<String, String> values = new TreeMap<>();
        families.forEach((id, family) -> values.put(id, family.value()));
        return values;
    }
}
