package org.charactermirror.chat.glm;

import java.util.List;
import java.util.Optional;
import org.charactermirror.chat.StopReason;
import org.charactermirror.chat.TextListener;

/**
 * Puts a reply together from tokens, tells when it ends, and passes on what is certain to stay.
 *
 * <p>Not certain, and held back, are: bytes of an unfinished character, what may become a speaker's tag, and white space
 * that may turn out to be the end.
 */
final class ReplyText implements ReplyAssembler {

    private final GlmTokenizer tokenizer;
    private final List<String> tags;
    private final TextListener listener;
    private final PieceDecoder decoder = new PieceDecoder();
    private final StringBuilder text = new StringBuilder();
    private int passedOn;

    /**
     * Begins a reply.
     *
     * @param tags how the speakers' turns begin; each ends the reply
     */
    ReplyText(GlmTokenizer tokenizer, List<String> tags, TextListener listener) {
        this.tokenizer = tokenizer;
        this.tags = List.copyOf(tags);
        this.listener = listener;
    }

    @Override
    public Optional<StopReason> add(int token) {
        if (token == tokenizer.endOfSequence()) {
            text.append(decoder.rest());
            return Optional.of(StopReason.END_OF_SEQUENCE);
        }
        text.append(decoder.add(tokenizer.pieceBytes(token)));
        int newline = text.indexOf("\n");
        int tag = tags.stream()
                .mapToInt(text::indexOf)
                .filter(at -> at >= 0)
                .min()
                .orElse(Integer.MAX_VALUE);
        if (newline >= 0 && newline < tag) {
            text.setLength(newline);
            return Optional.of(StopReason.NEWLINE);
        }
        if (tag != Integer.MAX_VALUE) {
            text.setLength(tag);
            return Optional.of(StopReason.SPEAKER_TAG);
        }
        passOn(certain());
        return Optional.empty();
    }

    /** Passes on the rest and returns the whole reply, stripped. */
    @Override
    public String finish() {
        String reply = text.toString();
        passOn(reply.stripTrailing().length());
        return reply.strip();
    }

    private void passOn(int end) {
        int leading = text.length() - text.toString().stripLeading().length();
        int begin = Math.max(passedOn, leading);
        if (end > begin) {
            listener.onText(text.substring(begin, end));
            passedOn = end;
        }
    }

    /** Returns how much of the text can no longer change. */
    private int certain() {
        int end = text.length();
        for (int from = passedOn; from < end; from++) {
            String rest = text.substring(from);
            if (tags.stream().anyMatch(tag -> tag.startsWith(rest))) {
                end = from;
            }
        }
        while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }
}
