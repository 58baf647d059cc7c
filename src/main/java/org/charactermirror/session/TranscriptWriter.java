package org.charactermirror.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.charactermirror.chat.StopReason;
import org.charactermirror.document.AtomicFile;

/**
 * Writes {@code transcripts.jsonl}: one line a turn, in the order of the dialogues given.
 *
 * <p>All keys but the last ones, {@code user_seconds} (where a model played the user) and {@code seconds}, are the same whenever and in however many runs the dialogues were played.
 */
public final class TranscriptWriter {

    /** The name of the export in a study's folder. */
    public static final String FILE_NAME = "transcripts.jsonl";

    private static final ObjectMapper JSON = new ObjectMapper();

    private TranscriptWriter() {}

    /** Where dialogues come from, one after the other, so that they need not be in memory together. */
    @FunctionalInterface
    public interface Source {

        /** Gives all dialogues in the order of the file: those of one model, then those of two. */
        void forEach(Consumer<Transcript> transcripts, Consumer<PairTranscript> pairs);
    }

    /** Writes the file as a whole or not at all. */
    public static void write(Path file, Source source) {
        AtomicFile.write(file, writer -> writeTo(writer, source));
    }

    /** Returns what the file would hold. */
    public static String text(Source source) {
        StringWriter writer = new StringWriter();
        writeTo(writer, source);
        return writer.toString();
    }

    private static void writeTo(Writer writer, Source source) {
        source.forEach(
                transcript -> transcript.turns().forEach(turn -> append(writer, line(transcript, turn))),
                pair -> pair.turns().forEach(turn -> append(writer, line(pair, turn))));
    }

    private static void append(Writer writer, String line) {
        try {
            writer.append(line).append('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(Transcript transcript, Turn turn) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("study", transcript.study());
        line.put("session", transcript.session().toString());
        line.put("model", transcript.session().model());
        putDialogue(line, transcript);
        line.put("turn", turn.number());
        putUser(line, turn.user(), turn.source());
        putReply(line, "", turn);
        if (turn.stopReason() != StopReason.NOT_RECORDED) {
            putUserSeconds(line, turn.source());
            line.put("seconds", turn.timed() ? rounded(turn.seconds()) : null);
        }
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
        putUser(line, turn.user(), turn.source());
        putReply(line, "_a", turn.a());
        putReply(line, "_b", turn.b());
        line.put("continued", turn.continued().word());
        turn.shownFirst().ifPresent(side -> line.put("shown_first", side.word()));
        putUserSeconds(line, turn.source());
        boolean timed = turn.a().timed() || turn.b().timed();
        line.put("seconds", timed ? rounded(turn.a().seconds() + turn.b().seconds()) : null);
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

    /** A message of a script needs no more words than its own. */
    private static void putUser(Map<String, Object> line, String message, MessageSource source) {
        line.put("user", message);
        if (source instanceof MessageSource.Probe probe) {
            line.put("probe", probe.dimension().word());
        } else if (source instanceof MessageSource.Person) {
            line.put("user_by", "person");
        } else if (source instanceof MessageSource.Interviewer interviewer) {
            line.put("user_by", "interviewer");
            line.put("user_prompt_tokens", interviewer.counted() ? interviewer.promptTokens() : null);
            line.put("user_reply_tokens", interviewer.counted() ? interviewer.replyTokens() : null);
            line.put("user_dropped_messages", interviewer.droppedMessages());
            line.put("user_seed", interviewer.seed());
            line.put("user_attempts", interviewer.attempts());
        }
    }

    private static void putUserSeconds(Map<String, Object> line, MessageSource source) {
        if (source instanceof MessageSource.Interviewer interviewer) {
            line.put("user_seconds", interviewer.timed() ? rounded(interviewer.seconds()) : null);
        }
    }

    private static void putReply(Map<String, Object> line, String side, Turn turn) {
        line.put("reply" + side, turn.reply());
        line.put("stop_reason" + side, turn.stopReason().name().toLowerCase(Locale.ROOT));
        if (turn.stopReason() == StopReason.NOT_RECORDED) {
            // Nothing is known of how the reply was made, and a 0 would say that something was counted.
            return;
        }
        // What an endpoint did not count is not known; it is not none.
        line.put("prompt_tokens" + side, turn.counted() ? turn.promptTokens() : null);
        line.put("reply_tokens" + side, turn.counted() ? turn.replyTokens() : null);
        line.put("dropped_messages" + side, turn.droppedMessages());
        line.put("seed" + side, turn.seed());
    }

    /** Rounds to thousandths, and what is shorter to one: a 0 would say that the time is not known. */
    private static double rounded(double seconds) {
        return Math.max(1, Math.round(seconds * 1000)) / 1000.0;
    }

    private static String written(Map<String, Object> line) {
        try {
            return JSON.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of plain values can always be written", e);
        }
    }
}
