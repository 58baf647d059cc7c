package org.charactermirror.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.charactermirror.document.AtomicFile;

/**
 * Writes {@code transcripts.jsonl}: one line a turn, in the order of the dialogues given.
 *
 * <p>All keys but the last, {@code seconds}, are the same whenever and in however many runs the dialogues were played.
 */
public final class TranscriptWriter {

    /** The name of the export in a study's folder. */
    public static final String FILE_NAME = "transcripts.jsonl";

    private static final ObjectMapper JSON = new ObjectMapper();

    private TranscriptWriter() {}

    /** Writes the file as a whole or not at all: dialogues of one model, then those of two. */
    public static void write(Path file, List<Transcript> transcripts, List<PairTranscript> pairs) {
        StringBuilder text = new StringBuilder();
        for (Transcript transcript : transcripts) {
            for (Turn turn : transcript.turns()) {
                text.append(line(transcript, turn)).append('\n');
            }
        }
        for (PairTranscript pair : pairs) {
            for (PairTurn turn : pair.turns()) {
                text.append(line(pair, turn)).append('\n');
            }
        }
        AtomicFile.write(file, text.toString());
    }

    private static String line(Transcript transcript, Turn turn) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("study", transcript.study());
        line.put("session", transcript.session().toString());
        line.put("model", transcript.session().model());
        putDialogue(line, transcript);
        line.put("turn", turn.number());
        line.put("user", turn.user());
        putReply(line, "", turn);
        line.put("seconds", rounded(turn.seconds()));
        return written(line);
    }

    private static String line(PairTranscript pair, PairTurn turn) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("study", pair.dialogue().study());
        line.put("session", pair.dialogue().session().toString());
        line.put("model_a", pair.modelA());
        line.put("model_b", pair.modelB());
        putDialogue(line, pair.dialogue());
        line.put("continuation", pair.policy().word());
        line.put("turn", turn.number());
        line.put("user", turn.user());
        putReply(line, "_a", turn.a());
        putReply(line, "_b", turn.b());
        line.put("continued", turn.continued().word());
        line.put("seconds", rounded(turn.a().seconds() + turn.b().seconds()));
        return written(line);
    }

    private static void putDialogue(Map<String, Object> line, Transcript transcript) {
        SessionId session = transcript.session();
        line.put("character", session.character());
        line.put("category", transcript.category());
        line.put("topic", transcript.topic());
        line.put("scenario", session.scenario());
        line.put("repetition", session.repetition());
        line.put("bot_name", transcript.botName());
        line.put("user_name", transcript.userName());
        line.put("greeting", transcript.greeting());
    }

    private static void putReply(Map<String, Object> line, String side, Turn turn) {
        line.put("reply" + side, turn.reply());
        line.put("stop_reason" + side, turn.stopReason().name().toLowerCase(Locale.ROOT));
        // What an endpoint did not count is not known; it is not none.
        line.put("prompt_tokens" + side, turn.counted() ? turn.promptTokens() : null);
        line.put("reply_tokens" + side, turn.counted() ? turn.replyTokens() : null);
        line.put("dropped_messages" + side, turn.droppedMessages());
        line.put("seed" + side, turn.seed());
    }

    private static double rounded(double seconds) {
        return Math.round(seconds * 1000) / 1000.0;
    }

    private static String written(Map<String, Object> line) {
        try {
            return JSON.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of plain values can always be written", e);
        }
    }
}
