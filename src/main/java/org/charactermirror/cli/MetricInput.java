package org.charactermirror.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.problem.Problems;
import org.charactermirror.report.StudyPart;
import org.charactermirror.session.PairSide;
import org.charactermirror.session.PairTranscript;
import org.charactermirror.session.PairTurn;
import org.charactermirror.session.RecordedDialogue;
import org.charactermirror.session.RecordedDialogue.Reply;
import org.charactermirror.session.RecordedDialogue.Round;
import org.charactermirror.session.Transcript;
import org.charactermirror.session.TranscriptReader;
import org.charactermirror.session.TranscriptWriter;
import org.charactermirror.session.Turn;

/** Finds the dialogues that are to be scored. */
final class MetricInput {

    private MetricInput() {}

    /**
     * Reads a study's folder with the studies inside it, an archive of one, or a folder that has transcripts and no
     * database.
     *
     * @param language of dialogues whose study has no record of its run
     * @param scratch an empty folder, into which an archive is unpacked
     * @throws BadInputException if there are no dialogues, or with everything that is wrong with them
     */
    static List<MetricDialogues> read(Path path, Path scratch, Optional<String> language) throws IOException {
        Path folder = ReportSource.folder(path, scratch.resolve("unpacked"));
        List<StudyPart> parts = new ArrayList<>();
        if (ReportSource.isStudy(folder)) {
            parts.addAll(ReportSource.parts(folder));
        } else if (Files.isRegularFile(folder.resolve(TranscriptWriter.FILE_NAME))) {
            parts.add(ofTranscripts(folder));
        }
        parts.removeIf(part ->
                part.dialogues().stream().allMatch(dialogue -> dialogue.played().isEmpty()));
        if (parts.isEmpty()) {
            throw BadInputException.of(
                    path.toString(),
                    "has no dialogues: neither a study.db with turns nor a " + TranscriptWriter.FILE_NAME
                            + "; name the folder of a study that was run");
        }
        return MetricDialogues.of(folder, parts, language);
    }

    /** Reads transcripts that come without their database; the record of the run says the rest if it is there. */
    private static StudyPart ofTranscripts(Path folder) throws IOException {
        Path file = folder.resolve(TranscriptWriter.FILE_NAME);
        Problems problems = new Problems();
        TranscriptReader.Recorded recorded = TranscriptReader.read(file.toString(), Files.readString(file), problems);
        problems.throwIfErrors();
        List<RecordedDialogue> dialogues = new ArrayList<>();
        recorded.single().forEach(transcript -> dialogues.add(single(transcript)));
        recorded.pairs().forEach(pair -> dialogues.add(pair(pair)));
        StudyPart empty = StudyPartReader.read(folder, "");
        return new StudyPart(
                "",
                empty.study(),
                empty.language(),
                0,
                0,
                empty.settings(),
                List.of(),
                List.of(),
                dialogues,
                Annotations.none());
    }

    private static RecordedDialogue single(Transcript transcript) {
        List<Round> rounds = new ArrayList<>();
        for (Turn turn : transcript.turns()) {
            rounds.add(new Round(turn.number(), turn.user(), List.of(reply(turn)), 0, turn.source()));
        }
        return dialogue(transcript, List.of(transcript.session().model()), rounds);
    }

    private static RecordedDialogue pair(PairTranscript pair) {
        List<Round> rounds = new ArrayList<>();
        for (PairTurn turn : pair.turns()) {
            rounds.add(new Round(
                    turn.number(),
                    turn.user(),
                    List.of(reply(turn.a()), reply(turn.b())),
                    turn.continued() == PairSide.A ? 0 : 1,
                    turn.source()));
        }
        return dialogue(pair.dialogue(), List.of(pair.modelA(), pair.modelB()), rounds);
    }

    private static Reply reply(Turn turn) {
        return new Reply(turn.reply(), turn.stopReason(), turn.droppedMessages());
    }

    private static RecordedDialogue dialogue(Transcript transcript, List<String> models, List<Round> rounds) {
        return new RecordedDialogue(
                transcript.session().toString(),
                models,
                transcript.session().character(),
                transcript.category(),
                transcript.session().scenario(),
                transcript.topic(),
                transcript.session().repetition(),
                rounds.size(),
                transcript.botName(),
                transcript.userName(),
                transcript.greeting(),
                RecordedDialogue.State.DONE,
                "",
                rounds,
                Optional.empty());
    }
}
