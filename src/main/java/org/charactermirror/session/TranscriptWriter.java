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

    /** Writes the file as a whole or not at all. */
    public static void write(Path file, List<Transcript> transcripts) {
        StringBuilder text = new StringBuilder();
        for (Transcript transcript : transcripts) {
            for (Turn turn : transcript.turns()) {
                text.append(line(transcript, turn)).append('\n');
            }
        }
        AtomicFile.write(file, text.toString());
    }

    private static String line(Transcript transcript, Turn turn) {
        SessionId session = transcript.session();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("study", transcript.study());
        line.put("session", session.toString());
        line.put("model", session.model());
        line.put("character", session.character());
        line.put("category", transcript.category());
        line.put("topic", transcript.topic());
        line.put("scenario", session.scenario());
        line.put("repetition", session.repetition());
        line.put("bot_name", transcript.botName());
        line.put("user_name", transcript.userName());
        line.put("greeting", transcript.greeting());
        line.put("turn", turn.number());
        line.put("user", turn.user());
        line.put("reply", turn.reply());
        line.put("stop_reason", turn.stopReason().name().toLowerCase(Locale.ROOT));
        line.put("prompt_tokens", turn.promptTokens());
        line.put("reply_tokens", turn.replyTokens());
        line.put("dropped_messages", turn.droppedMessages());
        line.put("seed", turn.seed());
        line.put("seconds", Math.round(turn.seconds() * 1000) / 1000.0);
        try {
            return JSON.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of plain values can always be written", e);
        }
    }
}
