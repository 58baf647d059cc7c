package org.charactermirror.web.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.charactermirror.scenario.Continuation;
import org.charactermirror.session.MessageSource;
import org.charactermirror.session.PairScript;
import org.charactermirror.session.PairSide;
import org.charactermirror.session.PairTranscript;
import org.charactermirror.session.PairTurn;
import org.charactermirror.session.SessionId;
import org.charactermirror.session.Transcript;
import org.charactermirror.session.TranscriptWriter;
import org.charactermirror.session.Turn;
import org.charactermirror.web.WebError;

/** Writes a dialogue of the page as the program's own transcripts, which {@code study import} reads. */
final class RecordedExport {

    /** What stands in the place of a study, a scenario and a topic, which a free dialogue has none of. */
    private static final String FREE = "free-chat";

    private static final MessageSource PERSON = new MessageSource.Person();

    private RecordedExport() {}

    /**
     * Returns the lines of a dialogue.
     *
     * @throws WebError if its turns are not all of the same model or models
     */
    static String of(ExportOrder order) {
        List<String> models = order.models();
        if (models.isEmpty()) {
            throw new WebError(
                    409,
                    "several_models",
                    "The models changed in this dialogue, and a transcript has one model or one pair; take Markdown, or"
                            + " begin a new dialogue.");
        }
        if (models.size() == 1) {
            Transcript transcript = transcript(order, models.get(0), turns(order, 0));
            return TranscriptWriter.text((single, pairs) -> single.accept(transcript));
        }
        PairTranscript pair = pair(order, models.get(0), models.get(1));
        return TranscriptWriter.text((single, pairs) -> pairs.accept(pair));
    }

    private static PairTranscript pair(ExportOrder order, String modelA, String modelB) {
        List<Turn> a = turns(order, 0);
        List<Turn> b = turns(order, 1);
        List<PairTurn> turns = new ArrayList<>();
        for (int i = 0; i < a.size(); i++) {
            PairSide continued = order.turns().get(i).continued() == 0 ? PairSide.A : PairSide.B;
            turns.add(new PairTurn(a.get(i), b.get(i), continued, Optional.of(PairSide.A)));
        }
        List<Turn> said = turns.stream().map(PairTurn::said).toList();
        return new PairTranscript(
                transcript(order, PairScript.name(modelA, modelB), said),
                modelA,
                modelB,
                Continuation.ANNOTATOR,
                turns);
    }

    private static Transcript transcript(ExportOrder order, String model, List<Turn> turns) {
        return new Transcript(
                FREE,
                new SessionId(model, order.characterId(), FREE, 1),
                order.character().category(),
                FREE,
                order.character().name(),
                order.character().userName(),
                order.character().greeting(),
                turns);
    }

    private static List<Turn> turns(ExportOrder order, int side) {
        List<Turn> turns = new ArrayList<>();
        for (ExportOrder.SaidTurn turn : order.turns()) {
            // Records of a pair say of both replies how they were made, or of neither.
            boolean whole = turn.replies().stream().allMatch(ExportOrder.SaidReply::isWhole);
            ExportOrder.SaidReply reply = turn.replies().get(side);
            int number = turns.size() + 1;
            turns.add(whole ? turn(number, turn.user(), reply) : Turn.notRecorded(number, turn.user(), reply.text()));
        }
        return turns;
    }

    private static Turn turn(int number, String user, ExportOrder.SaidReply reply) {
        return new Turn(
                number,
                user,
                PERSON,
                reply.text(),
                reply.stopReason(),
                reply.promptTokens(),
                reply.replyTokens(),
                reply.droppedMessages(),
                reply.seed(),
                0,
                reply.seconds());
    }
}
