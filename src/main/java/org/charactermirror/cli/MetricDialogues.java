package org.charactermirror.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.charactermirror.batch.RunRecord;
import org.charactermirror.metric.Conversation;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.report.AutomaticPart;
import org.charactermirror.report.StudyPart;
import org.charactermirror.session.RecordedDialogue;

/**
 * The dialogues of a study as metrics take them.
 *
 * @param part the study
 * @param unknownLanguage whether nothing tells in which language the dialogues are
 * @param withoutProfile the ids of characters whose profiles, as they were played, are not at hand
 */
record MetricDialogues(
        StudyPart part, List<Conversation> conversations, boolean unknownLanguage, List<String> withoutProfile) {

    /** The BCP 47 tag of an undetermined language. */
    private static final String UNDETERMINED = "und";

    /**
     * Takes all dialogues of a study with its folder.
     *
     * @param declared the language of dialogues without a record of the run, which would tell it
     * @throws BadInputException if the record tells of another language
     */
    static MetricDialogues of(Path folder, StudyPart part, Installation installation, Optional<String> declared)
            throws IOException {
        boolean recorded = Files.exists(folder.resolve(RunRecord.FILE_NAME));
        if (recorded && !part.language().equals(declared.orElse(part.language()))) {
            throw BadInputException.of(
                    folder.toString(),
                    "was played in " + part.language() + ", but --dialogue-language is " + declared.orElse("")
                            + "; leave the option out");
        }
        String language = recorded ? part.language() : declared.orElse(UNDETERMINED);
        PlayedPersonas personas = PlayedPersonas.of(folder, installation);
        List<String> names = part.dialogues().stream()
                .map(RecordedDialogue::botName)
                .distinct()
                .toList();
        List<Conversation> conversations = new ArrayList<>();
        for (RecordedDialogue dialogue : part.dialogues()) {
            conversations.add(new Conversation(dialogue, language, personas.of(dialogue.character()), names));
        }
        return new MetricDialogues(part, conversations, language.equals(UNDETERMINED), personas.missing());
    }

    /** Takes the dialogues of all parts of a study's folder: its own, and those of the studies inside. */
    static List<MetricDialogues> of(Path folder, List<StudyPart> parts, Optional<String> declared) throws IOException {
        List<MetricDialogues> all = new ArrayList<>();
        for (StudyPart part : parts) {
            all.add(of(folder.resolve(part.name()), part, Installation.current(), declared));
        }
        return all;
    }

    /** Returns what must be said of what is not known of the study. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (unknownLanguage) {
            warnings.add(
                    part.study() + " has no record of its run, which would tell the language: metrics that need it have"
                            + " no value; name it with --dialogue-language");
        }
        if (!withoutProfile.isEmpty()) {
            warnings.add(
                    "The profiles of " + part.study() + " are not at hand as they were played, so that metrics of the"
                            + " profile have no value: " + String.join(", ", withoutProfile)
                            + "; run this from the folder whose characters/ were played");
        }
        return warnings;
    }

    /** Returns how many replies there are. */
    int replies() {
        return conversations.stream()
                .map(Conversation::dialogue)
                .mapToInt(
                        dialogue -> dialogue.played().size() * dialogue.models().size())
                .sum();
    }

    /** Counts the replies that were planned and are not there. */
    AutomaticPart.NotPlayed notPlayed() {
        return AutomaticPart.NotPlayed.of(part.dialogues());
    }
}
