package org.charactermirror.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.charactermirror.analysis.Screening;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Rating;
import org.charactermirror.batch.SessionState;
import org.charactermirror.dataset.DatasetBuilder;
import org.charactermirror.dataset.Recipe;
import org.charactermirror.dataset.StudySource;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.problem.Problems;
import org.charactermirror.report.ReportInput;
import org.charactermirror.scenario.AnnotatorRules;
import org.charactermirror.store.AnnotationStore;
import org.charactermirror.store.SqliteRunStore;
import org.charactermirror.store.StudyDatabase;

/**
 * A study and those inside its folder, open to be read dialogue by dialogue, with their judgements.
 *
 * @param rules a file that says who counts, in place of the studies' own
 * @param screening which judgements count
 * @param rows how many judgements there are
 * @param kept those that count
 * @param characters that have dialogues, planned ones included
 * @param reworded whether profiles are not in the words in which models were given them
 * @param warnings what a user should know
 */
record TrainingSource(
        Path folder,
        List<Part> parts,
        Optional<Path> rules,
        Screening screening,
        int rows,
        Annotations kept,
        SortedSet<String> characters,
        boolean reworded,
        List<String> warnings)
        implements AutoCloseable {

    /**
     * One study.
     *
     * @param finished the ids of its dialogues that were played to their end
     */
    record Part(StudyDatabase database, StudySource source, Set<String> finished, int dialogues) {}

    /**
     * Opens a study's folder.
     *
     * @param rules a file with rules that leave annotators out, in place of those that the studies declare
     * @param skipChanged whether characters and scenarios that are not as they were may be missing
     * @throws BadInputException with everything that is wrong with it
     */
    static TrainingSource open(Path folder, Optional<Path> rules, boolean skipChanged) throws IOException {
        List<Path> inside = ReportSource.studiesIn(folder);
        List<Path> folders = new ArrayList<>();
        if (Files.exists(folder.resolve(StudyDatabase.FILE_NAME))) {
            folders.add(folder);
        }
        folders.addAll(inside);
        if (folders.isEmpty()) {
            throw BadInputException.of(
                    folder.toString(),
                    "holds no dialogues (it has no study.db), and training data are made of dialogues and their judgements; name the"
                            + " folder of a study");
        }
        List<StudyDatabase> open = new ArrayList<>();
        try {
            for (Path one : folders) {
                open.add(StudyDatabase.open(one.resolve(StudyDatabase.FILE_NAME)));
            }
            // Whoever withdraws or goes on with the run meanwhile must not be half in it.
            open.forEach(StudyDatabase::freeze);
            return read(folder, folders, inside, open, rules, skipChanged);
        } catch (IOException | RuntimeException e) {
            open.forEach(StudyDatabase::close);
            throw e;
        }
    }

    private static TrainingSource read(
            Path folder,
            List<Path> folders,
            List<Path> inside,
            List<StudyDatabase> open,
            Optional<Path> rules,
            boolean skipChanged)
            throws IOException {
        TrainingOrigins origins = new TrainingOrigins(folder, Installation.current());
        List<Part> parts = new ArrayList<>();
        List<Annotations> rows = new ArrayList<>();
        SortedSet<String> characters = new TreeSet<>();
        Map<String, List<String>> studiesBySession = new HashMap<>();
        for (int part = 0; part < folders.size(); part++) {
            SqliteRunStore store = new SqliteRunStore(open.get(part));
            StudySource source = origins.of(folders.get(part), store.ingredients());
            Map<String, SessionState> states = store.states();
            Set<String> finished = new HashSet<>();
            states.forEach((session, state) -> {
                characters.add(character(session));
                studiesBySession
                        .computeIfAbsent(session, unused -> new ArrayList<>(1))
                        .add(source.study());
                if (state instanceof SessionState.Done) {
                    finished.add(session);
                }
            });
            parts.add(new Part(open.get(part), source, finished, states.size()));
            rows.add(new AnnotationStore(open.get(part)).annotations());
        }
        List<String> warnings = new ArrayList<>(origins.warnings());
        if (!skipChanged) {
            origins.changed().throwIfErrors();
        }
        origins.changed().all().forEach(problem -> warnings.add("left out: " + problem));
        Annotations pooled = ReportSource.pooled(rows);
        checkStudies(folder, pooled, studiesBySession);
        Screening screening = Screening.of(pooled, DeclaredRules.ofStudies(folder, inside, rules));
        return new TrainingSource(
                folder,
                parts,
                rules,
                screening,
                pooled.size(),
                screening.kept(pooled),
                characters,
                origins.reworded(),
                warnings);
    }

    /** Takes the character out of a session's id, whose last three parts hold no dots. */
    private static String character(String session) {
        String[] parts = session.split("\\.");
        return parts[parts.length - 3];
    }

    /** Refuses rows of which it cannot be told which study's dialogue they are about. */
    private static void checkStudies(Path folder, Annotations rows, Map<String, List<String>> studiesBySession) {
        Problems problems = new Problems();
        studiesBySession.values().stream()
                .flatMap(studies -> studies.stream().filter(study -> Collections.frequency(studies, study) > 1))
                .distinct()
                .sorted()
                .forEach(study -> problems.error(
                        folder.toString(),
                        "has two studies with the id " + study
                                + " and sessions of the same names, whose judgements cannot"
                                + " be told apart; move one of them out of the folder"));
        problems.throwIfErrors();
        rows.stream().forEach(row -> {
            String session = row.subject().session();
            List<String> studies = session == null ? List.of() : studiesBySession.getOrDefault(session, List.of());
            if (row.subject().study() == null && studies.size() > 1) {
                problems.error(
                        row.place().file(),
                        row.place().line(),
                        0,
                        "names no study, and the session " + session + " is in the studies "
                                + String.join(", ", studies) + "; name one in the column study");
            }
        });
        problems.throwIfErrors();
    }

    /**
     * Refuses bars that no score reaches.
     *
     * @throws BadInputException with all of them
     */
    void checkBars(Path study, Recipe recipe) {
        List<Rating> ratings = kept.ratings().stream()
                .filter(rating -> recipe.origins().contains(rating.origin()))
                .toList();
        Problems problems = new Problems();
        recipe.minimumScores().forEach((dimension, bar) -> {
            Optional<BigDecimal> highest = ratings.stream()
                    .flatMap(rating -> Optional.ofNullable(rating.scores().get(dimension)).stream())
                    .max(Comparator.naturalOrder());
            if (!ratings.isEmpty()
                    && highest.filter(score -> score.compareTo(bar) >= 0).isEmpty()) {
                problems.error(
                        study.toString(),
                        highest.map(score -> "no score of " + dimension.word() + " is above " + score.toPlainString()
                                        + ", and --minimum-score asks for " + bar.toPlainString())
                                .orElse("has no score of " + dimension.word() + ", which --minimum-score names"));
            }
        });
        problems.throwIfErrors();
    }

    /** Hands all dialogues to a builder, one after the other. */
    void build(DatasetBuilder builder, Runnable progress) {
        for (Part part : parts) {
            new SqliteRunStore(part.database())
                    .forEachTranscript(
                            transcript -> {
                                builder.add(
                                        part.source(),
                                        transcript,
                                        part.finished()
                                                .contains(transcript.session().toString()));
                                progress.run();
                            },
                            pair -> {
                                builder.add(
                                        part.source(),
                                        pair,
                                        part.finished()
                                                .contains(pair.dialogue()
                                                        .session()
                                                        .toString()));
                                progress.run();
                            });
        }
    }

    int dialogues() {
        return parts.stream().mapToInt(Part::dialogues).sum();
    }

    List<String> studies() {
        return parts.stream().map(part -> part.source().study()).toList();
    }

    /** Returns the languages of the studies, each once. */
    String languages() {
        return parts.stream().map(part -> part.source().language()).distinct().collect(Collectors.joining(", "));
    }

    /** Returns the SHA-256 of the files that say what was run. */
    SortedMap<String, String> inputs() throws IOException {
        SortedMap<String, String> inputs = new TreeMap<>();
        for (ReportInput.InputFile file : InputFiles.of(folder, Optional.empty())) {
            inputs.put(file.name(), file.sha256());
        }
        if (rules.isPresent()) {
            inputs.put(exclusions(), InputFiles.of(rules.get()).sha256());
        }
        return inputs;
    }

    /** Returns the name of the file that says who counts; empty if none does. */
    String exclusions() {
        return rules.map(file -> "--exclusions " + file.getFileName())
                .orElse(screening.rules().equals(AnnotatorRules.NONE) ? "" : "study.yaml");
    }

    @Override
    public void close() {
        parts.forEach(part -> part.database().close());
    }
}
