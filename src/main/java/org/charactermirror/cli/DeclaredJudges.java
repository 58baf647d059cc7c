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
    private static final Source BY_NAME = new Source("name", List.of());
    private static final Source BY_RECORD = new Source("record", List.of());

    /** A value and where it is from. */
    record Sourced<T>(T value, Source source) {}

    /**
     * Where a value is from, as a phrase.
     *
     * @param key of the phrase
     * @param values in it: files, or what is listed
     */
    record Source(String key, List<List<String>> values) {

        /** Makes one that has the same name in all languages, such as a file's. */
        static Source plain(String name) {
            return new Source("plain", List.of(List.of(name)));
        }

        /** Returns the phrase: names with a word between them, then what is listed. */
        String in(TerminalWords words) {
            List<String> texts = new ArrayList<>();
            for (List<String> each : values) {
                texts.add(texts.isEmpty() ? words.and(each) : words.list(each));
            }
            return words.get("source." + key, texts.toArray());
        }
    }

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
        named.ifPresent(
                file -> declare(JudgesReader.read(file, problems), Source.plain(file.toString()), bars, families));
        List<ModelSpec> models = new ArrayList<>();
        List<Path> folders = new ArrayList<>(List.of(folder));
        folders.addAll(inside);
        for (Path study : folders) {
            Path file = study.resolve(STUDY);
            if (Files.exists(file)) {
                JudgesReader.Declared declared = JudgesReader.readOfStudy(file, problems);
                if (named.isEmpty()) {
                    declare(declared.judges(), Source.plain(STUDY), bars, families);
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
            Source source,
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
            return new Sourced<>(asked.get(), new Source("asked", List.of()));
        }
        Map<String, Double> each = new TreeMap<>();
        judges.forEach(judge -> each.put(
                judge,
                Optional.ofNullable(bars.get(judge))
                        .map(bar -> bar.value().doubleValue())
                        .orElse(CalibrationSettings.USUAL_BAR)));
        TreeSet<String> sources = bars.entrySet().stream()
                .filter(bar -> judges.contains(bar.getKey()))
                .flatMap(bar -> bar.getValue().source().values().stream())
                .flatMap(List::stream)
                .collect(Collectors.toCollection(TreeSet::new));
        if (sources.isEmpty()) {
            return new Sourced<>(CalibrationSettings.USUAL_BAR, new Source("usual", List.of()));
        }
        double highest = Collections.max(each.values());
        List<String> from = List.copyOf(sources);
        return new Sourced<>(
                highest,
                each.values().stream().distinct().count() == 1
                        ? new Source("from", List.of(from))
                        : new Source(
                                "highest",
                                List.of(
                                        from,
                                        each.entrySet().stream()
                                                .map(one -> one.getKey() + " " + Plain.number(one.getValue()))
                                                .toList())));
    }

    /** Returns the families, those that are asked for in the place of others. */
    Map<String, Sourced<String>> families(Map<String, String> asked) {
        Map<String, Sourced<String>> all = new TreeMap<>(families);
        asked.forEach((id, family) -> all.put(id, new Sourced<>(family, Source.plain("--family"))));
        return all;
    }

    /** Returns the values alone. */
    static Map<String, String> values(Map<String, Sourced<String>> families) {
        Map<String, String> values = new TreeMap<>();
        families.forEach((id, family) -> values.put(id, family.value()));
        return values;
    }
}
