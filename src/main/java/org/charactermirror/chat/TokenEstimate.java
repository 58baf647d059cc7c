package org.charactermirror.chat;

import java.util.List;

/**
 * Guesses how many tokens a text is where the tokenizer is not known, rather too many than too few.
 *
 * <p>Two tokens for every character that is not ASCII and one for every two that are: tokenizers made for Chinese need less
 * than one a Chinese character and one for four ASCII characters, older ones up to two and one for three.
 */
public final class TokenEstimate {

    /** The assumption in words, for whoever is shown an estimate. */
    public static final String ASSUMPTION =
            "2 tokens for a character outside ASCII, 1 for two characters of ASCII, 8 for a message";

    /** For roles and separators around a message. */
    private static final int AROUND_A_MESSAGE = 8;

    private TokenEstimate() {}

    /** Returns the guess for a text alone. */
    public static long ofText(String text) {
        long ascii = text.codePoints().filter(point -> point < 0x80).count();
        long others = text.codePoints().count() - ascii;
        return (ascii + 1) / 2 + 2 * others;
    }

    /** Returns the guess for a message of a dialogue. */
    public static long ofMessage(String text) {
        return ofText(text) + AROUND_A_MESSAGE;
    }

    /** Returns the guess for a prompt: system prompt and messages. */
    public static long ofPrompt(String systemPrompt, List<Message> messages) {
        return ofMessage(systemPrompt)
                + messages.stream()
                        .mapToLong(message -> ofMessage(message.text()))
                        .sum();
    }
}
