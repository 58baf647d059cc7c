package org.charactermirror.training;

import java.util.BitSet;
import org.charactermirror.chat.Persona;
import org.charactermirror.chat.glm.Prompt;

/** The tokens of one dialogue, cut off at a length, with a mark on those that the network learns to say. */
final class Window {

    private final int[] ids;
    private final BitSet learnt = new BitSet();
    private final CharacterVocabulary vocabulary;
    private final boolean repliesOnly;
    private int length;

    Window(int capacity, CharacterVocabulary vocabulary, boolean repliesOnly) {
        this.ids = new int[capacity];
        this.vocabulary = vocabulary;
        this.repliesOnly = repliesOnly;
    }

    /** Begins with the two start tokens and the description of the dialogue. */
    void start(Persona persona) {
        put(vocabulary.gMask(), false);
        put(vocabulary.startOfPiece(), false);
        put(Prompt.opening(persona) + "\n", false);
    }

    /** Adds a message and the newline that ends it. */
    void say(String name, String text, boolean reply) {
        put(Prompt.tag(name), false);
        put(Prompt.said(text) + "\n", reply || !repliesOnly);
    }

    boolean isFull() {
        return length == ids.length;
    }

    int length() {
        return length;
    }

    int id(int position) {
        return ids[position];
    }

    boolean learnt(int position) {
        return learnt.get(position);
    }

    private void put(String text, boolean learn) {
        for (int id : vocabulary.encode(text)) {
            put(id, learn);
        }
    }

    private void put(int id, boolean learn) {
        if (!isFull()) {
            ids[length] = id;
            learnt.set(length, learn);
            length++;
        }
    }
}
