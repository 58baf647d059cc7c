package org.charactermirror.annotation;

import java.util.List;

/**
 * A finished dialogue as the maker of sheets needs it.
 *
 * @param models the one that wrote the replies, or the two that are compared
 * @param characterName what the dialogue calls the character
 * @param userName what the dialogue calls the user
 * @param greeting the character's first words, empty if there are none
 */
public record SheetDialogue(
        String study,
        String session,
        List<String> models,
        String character,
        String category,
        String topic,
        String characterName,
        String userName,
        String greeting,
        List<Round> rounds) {

    /**
     * One message of the user and what was replied.
     *
     * @param turn 1-based
     * @param replies one for each model
     * @param continued the position of the reply with which the dialogue goes on
     */
    public record Round(int turn, String user, List<String> replies, int continued) {

        public Round {
            replies = List.copyOf(replies);
        }
    }

    public SheetDialogue {
        models = List.copyOf(models);
        rounds = List.copyOf(rounds);
    }

    /** Returns what was said before a turn, one line for each message. */
    String textBefore(int turn) {
        StringBuilder text = new StringBuilder();
        if (!greeting.isEmpty()) {
            text.append(characterName).append(": ").append(greeting).append('\n');
        }
        for (Round round : rounds) {
            if (round.turn < turn) {
                text.append(userName).append(": ").append(round.user).append('\n');
                String reply = round.replies.get(round.continued);
                text.append(characterName).append(": ").append(reply).append('\n');
            }
        }
        return text.toString().stripTrailing();
    }
}
