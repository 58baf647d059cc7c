package org.charactermirror.judge;

import java.util.List;
import org.charactermirror.annotation.IdentityMask;
import org.charactermirror.annotation.SheetDialogue;
import org.charactermirror.chat.Persona;

/**
 * A finished dialogue as a judge may see it: without anything that tells which model speaks.
 *
 * @param source names of study, session and models, none of which a judge is told; its texts are covered already
 * @param persona the two people and what the profile says of them
 * @param covered how many names of models were covered in it
 */
public record JudgedDialogue(SheetDialogue source, Persona persona, int covered) {

    /**
     * Covers what a judge must not see.
     *
     * @param mask spares the character's own words
     */
    public static JudgedDialogue of(SheetDialogue dialogue, Persona persona, IdentityMask mask) {
        int[] covered = new int[1];
        List<SheetDialogue.Round> rounds = dialogue.rounds().stream()
                .map(round -> new SheetDialogue.Round(
                        round.turn(),
                        masked(mask, round.user(), covered),
                        round.replies().stream()
                                .map(reply -> masked(mask, reply, covered))
                                .toList(),
                        round.continued()))
                .toList();
        SheetDialogue seen = new SheetDialogue(
                dialogue.study(),
                dialogue.session(),
                dialogue.models(),
                dialogue.character(),
                dialogue.category(),
                dialogue.topic(),
                dialogue.characterName(),
                dialogue.userName(),
                dialogue.greeting(),
                rounds);
        return new JudgedDialogue(seen, persona, covered[0]);
    }

    private static String masked(IdentityMask mask, String text, int[] covered) {
        IdentityMask.Masked masked = mask.mask(text);
        covered[0] += masked.count();
        return masked.text();
    }

    /** Returns the round of a turn. */
    SheetDialogue.Round round(int turn) {
        return source.rounds().stream()
                .filter(round -> round.turn() == turn)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(source.session() + " has no turn " + turn));
    }
}
