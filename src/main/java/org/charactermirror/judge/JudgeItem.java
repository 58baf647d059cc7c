package org.charactermirror.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.SheetDialogue;

/**
 * One thing to judge: a whole dialogue, one reply of it, or the two replies to one message.
 *
 * @param turn 1-based; 0 for a whole dialogue
 */
public record JudgeItem(Kind kind, JudgedDialogue dialogue, int turn) {

    public JudgeItem {
        if ((kind == Kind.RATINGS) != (turn == 0)) {
            throw new IllegalArgumentException(kind.words() + " of turn " + turn);
        }
        int models = dialogue.source().models().size();
        if (models != (kind == Kind.PREFERENCES ? 2 : 1)) {
            throw new IllegalArgumentException(kind.words() + " of a dialogue of " + models + " models");
        }
    }

    /** Returns everything of a kind that a dialogue has to judge, in order. */
    public static List<JudgeItem> of(Kind kind, JudgedDialogue dialogue) {
        if (kind == Kind.RATINGS) {
            return List.of(new JudgeItem(kind, dialogue, 0));
        }
        List<JudgeItem> items = new ArrayList<>();
        for (SheetDialogue.Round round : dialogue.source().rounds()) {
            items.add(new JudgeItem(kind, dialogue, round.turn()));
        }
        return items;
    }

    /** Returns a name that no other item of a study has. */
    public String key() {
        return key(kind, dialogue.source().session(), turn);
    }

    /** Returns the name of the item of these parts. */
    public static String key(Kind kind, String session, int turn) {
        return word(kind) + " " + session + " " + turn;
    }

    /** Returns the word that files and prompts have for a kind. */
    public static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    List<String> models() {
        return dialogue.source().models();
    }
}
