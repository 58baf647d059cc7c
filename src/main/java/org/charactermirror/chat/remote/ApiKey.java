package org.charactermirror.chat.remote;

import java.nio.charset.StandardCharsets;

/** A key, which nothing ever prints: not this object's text, no message, no record. */
public final class ApiKey {

    private final String key;

    /**
     * Takes a key.
     *
     * @throws IllegalArgumentException if it cannot stand in a header; the message does not have it
     */
    public ApiKey(String key) {
        if (key.isEmpty() || !key.chars().allMatch(character -> character > 0x20 && character < 0x7F)) {
            throw new IllegalArgumentException("a key is one word of ASCII letters, digits and signs");
        }
        this.key = key;
    }

    /** Returns the text with every appearance of the key crossed out: some endpoints repeat it in what they say. */
    String hiddenIn(String text) {
        String hidden = text.replace(key, "[key]");
        return signs() ? hidden.replace(key.substring(key.indexOf('.') + 1), "[key]") : hidden;
    }

    String word() {
        return key;
    }

    /** Tells whether the key is an identity and a secret, {@code id.secret}, from which short-lived tokens are made. */
    boolean signs() {
        int dot = key.indexOf('.');
        return dot > 0 && dot < key.length() - 1 && dot == key.lastIndexOf('.');
    }

    String identity() {
        return key.substring(0, key.indexOf('.'));
    }

    byte[] secret() {
        return key.substring(key.indexOf('.') + 1).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "[key]";
    }
}
