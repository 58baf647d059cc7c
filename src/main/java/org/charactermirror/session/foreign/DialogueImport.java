package org.charactermirror.session.foreign;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.charactermirror.problem.Problems;
import org.charactermirror.session.PairTranscript;
import org.charactermirror.session.Transcript;
import org.charactermirror.session.TranscriptReader;

/**
 * Files of dialogues made elsewhere, read and put into the form of our own.
 *
 * @param study the id under which they are kept
 * @param files what each file was and gave
 * @param models by id, the names in the records
 * @param tally what was changed and left out
 */
public record DialogueImport(
        String study,
        List<FileCount> files,
        List<ImportedDialogue> dialogues,
        List<PairTranscript> pairs,
        Map<String, String> models,
        List<ImportedCharacter> characters,
        Tally tally) {

    public DialogueImport {
        files = List.copyOf(files);
        dialogues = List.copyOf(dialogues);
        pairs = List.copyOf(pairs);
        models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
        characters = List.copyOf(characters);
    }

    /**
     * A file that was decoded.
     *
     * @param source the name in messages
     * @param stem the name without folders and endings
     */
    public record Input(String source, String stem, String text) {

        public Input {
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(stem, "stem");
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * What files do not say, or what is to hold instead.
     *
     * @param study the id of the study
     * @param format of all files; told file by file where there is none
     * @param model the id of the one model of all files
     * @param character the name where records have none
     * @param category of characters where records have none
     * @param topic of dialogues where records have none
     */
    public record Settings(
            String study,
            Optional<ForeignFormat> format,
            Optional<String> model,
            Optional<String> character,
            String category,
            String topic) {}

    /** How many records a file has, and how many dialogues became of them. */
    public record FileCount(String source, String format, int records, int dialogues) {}

    /**
     * Reads files.
     *
     * @param problems get what concerns files as wholes
     * @param rows get what is wrong with single records, which are left out
     */
    public static DialogueImport read(List<Input> inputs, Settings settings, Problems problems, Problems rows) {
        List<ForeignFile> files = new ArrayList<>();
        for (Input input : inputs) {
            ForeignFile.read(input, settings.format(), problems, rows).ifPresent(files::add);
        }
        Map<String, String> profiles = new LinkedHashMap<>();
        files.forEach(file -> profiles.putAll(file.profiles()));
        refuseIdleProfiles(files, problems);
        Reading reading = new Reading(settings, problems, rows);
        for (ForeignFile file : files) {
            reading.add(file, profiles);
        }
        return reading.finish();
    }

    private static void refuseIdleProfiles(List<ForeignFile> files, Problems problems) {
        boolean wanted =
                files.stream().anyMatch(file -> file.format().equals(Optional.of(ForeignFormat.CHARACTEREVAL)));
        for (ForeignFile file : files) {
            if (file.format().isEmpty() && !wanted) {
                problems.error(
                        file.input().source(),
                        "is a map of profiles or of something else, and no file has records of CharacterEval that would"
                                + " need it; leave it out, or name its format with --format");
            }
        }
    }

    /** Dialogues while files are read. */
    private static final class Reading {

        private final Settings settings;
        private final Problems problems;
        private final Problems rows;
        private final Tally tally = new Tally();
        private final List<FileCount> counts = new ArrayList<>();
        private final List<ForeignDialogue> foreign = new ArrayList<>();
        private final List<Transcript> recorded = new ArrayList<>();
        private final List<PairTranscript> pairs = new ArrayList<>();

        Reading(Settings settings, Problems problems, Problems rows) {
            this.settings = settings;
            this.problems = problems;
            this.rows = rows;
        }

        void add(ForeignFile file, Map<String, String> profiles) {
            String source = file.input().source();
            if (file.isRecording()) {
                TranscriptReader.Recorded read =
                        TranscriptReader.read(source, file.input().text(), rows);
                recorded.addAll(read.single());
                pairs.addAll(read.pairs());
                int lines = (int) file.input()
                        .text()
                        .lines()
                        .filter(line -> !line.isBlank())
                        .count();
                count(
                        source,
                        ForeignFormat.CHARMIRROR.word(),
                        lines,
                        read.single().size() + read.pairs().size());
                return;
            }
            if (file.format().isEmpty()) {
                count(source, "charactereval profiles", file.profiles().size(), 0);
                return;
            }
            List<ForeignDialogue> dialogues = known(file.dialogues(profiles, tally, rows), source);
            foreign.addAll(dialogues);
            count(source, file.format().get().word(), file.records().size(), dialogues.size());
        }

        private void count(String source, String format, int records, int dialogues) {
            counts.add(new FileCount(source, format, records, dialogues));
        }

        /** Returns the dialogues whose model and character are known, by their records or by the user. */
        private List<ForeignDialogue> known(List<ForeignDialogue> dialogues, String source) {
            List<ForeignDialogue> named = dialogues;
            if (settings.model().isEmpty()) {
                named = having(named, ForeignDialogue::model, source, "the model that wrote the replies", "--model ID");
            }
            if (settings.character().isEmpty()) {
                named = having(named, ForeignDialogue::character, source, "its character", "--character NAME");
            }
            return named;
        }

        private List<ForeignDialogue> having(
                List<ForeignDialogue> dialogues,
                Function<ForeignDialogue, Optional<String>> value,
                String source,
                String what,
                String option) {
            List<ForeignDialogue> having = dialogues.stream()
                    .filter(dialogue -> value.apply(dialogue).isPresent())
                    .toList();
            if (having.isEmpty() && !dialogues.isEmpty()) {
                problems.error(source, "no record names " + what + "; name it with " + option);
                return List.of();
            }
            dialogues.stream()
                    .filter(dialogue -> value.apply(dialogue).isEmpty())
                    .forEach(dialogue -> dialogue.record()
                            .error(rows, "the record does not name " + what + "; add it, or name it with " + option));
            return having;
        }

        DialogueImport finish() {
            Map<String, String> modelIds = modelIds();
            Naming naming = new Naming(foreign, modelIds, settings, studyId());
            List<ImportedDialogue> dialogues = new ArrayList<>(recorded.stream()
                    .map(transcript -> new ImportedDialogue(transcript, ""))
                    .toList());
            dialogues.addAll(naming.dialogues());
            refuseTwice(dialogues);
            if (!problems.hasErrors() && !rows.hasErrors() && dialogues.isEmpty() && pairs.isEmpty()) {
                problems.error(counts.get(0).source(), "has no dialogue");
            }
            Map<String, String> models = new LinkedHashMap<>();
            dialogues.forEach(one -> models.putIfAbsent(
                    one.transcript().session().model(),
                    one.transcript().session().model()));
            pairs.forEach(pair -> List.of(pair.modelA(), pair.modelB()).forEach(id -> models.putIfAbsent(id, id)));
            modelIds.forEach((name, id) -> models.put(id, name));
            return new DialogueImport(
                    studyId(), counts, dialogues, pairs, models, naming.characters(recorded, pairs), tally);
        }

        private Map<String, String> modelIds() {
            Set<String> names = new LinkedHashSet<>();
            foreign.forEach(dialogue -> dialogue.model().ifPresent(names::add));
            if (settings.model().isEmpty()) {
                return ForeignIds.ofModels(names);
            }
            if (names.size() > 1) {
                problems.error(
                        counts.get(0).source(),
                        "the records name the models " + String.join(", ", names) + ", which --model "
                                + settings.model().get() + " would make one; leave it out, or import them one by one");
            }
            if (!recorded.isEmpty() || !pairs.isEmpty()) {
                problems.error(counts.get(0).source(), "recordings name their models themselves; leave --model out");
            }
            Map<String, String> ids = new LinkedHashMap<>();
            names.forEach(name -> ids.put(name, settings.model().get()));
            return ids;
        }

        private String studyId() {
            Set<String> studies = new LinkedHashSet<>();
            recorded.forEach(one -> studies.add(one.study()));
            pairs.forEach(pair -> studies.add(pair.dialogue().study()));
            if (studies.size() > 1) {
                problems.error(
                        counts.get(0).source(),
                        "the records are of the studies " + String.join(", ", studies)
                                + "; import each study into a folder of its own");
            }
            return studies.isEmpty() ? settings.study() : studies.iterator().next();
        }

        private void refuseTwice(List<ImportedDialogue> dialogues) {
            Set<String> seen = new LinkedHashSet<>();
            List<String> all = new ArrayList<>();
            dialogues.forEach(one -> all.add(one.transcript().session().toString()));
            pairs.forEach(pair -> all.add(pair.dialogue().session().toString()));
            for (String session : all) {
                if (!seen.add(session)) {
                    problems.error(
                            counts.get(0).source(),
                            "the session " + session + " is in the files twice; leave one of them out");
                }
            }
        }
    }
}
