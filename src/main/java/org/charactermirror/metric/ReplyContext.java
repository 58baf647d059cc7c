package org.charactermirror.metric;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.charactermirror.session.RecordedDialogue;
import org.charactermirror.session.RecordedDialogue.Round;
import org.jspecify.annotations.Nullable;

/**
 * A reply with all that stood before it in its dialogue. Where two models answer one context, the earlier replies are those
 * that continued it: they are what both models were shown as said by the character.
 *
 * <p>It is of use only while {@link #walk} has it in hand: what stood before is kept in place and grows.
 */
public final class ReplyContext {

    private final Said said;
    private final Round round;
    private final int side;
    private final Writing reply;
    private WordGrams.@Nullable Tally tally;

    private ReplyContext(Said said, Round round, int side) {
        this.said = said;
        this.round = round;
        this.side = side;
        this.reply = said.writing(round.replies().get(side).text());
    }

    /** What was said before, and the same in the forms that metrics need. */
    private static final class Said {

        private final Conversation conversation;
        private final Map<Integer, Character> beyond = new HashMap<>();
        private final Writing greeting;
        private final Optional<Writing> profile;
        private final List<Writing> replies = new ArrayList<>();
        private final WordGrams grams = new WordGrams();
        private final Set<String> words = new HashSet<>();

        Said(Conversation conversation) {
            this.conversation = conversation;
            this.greeting = writing(conversation.dialogue().greeting());
            this.profile = conversation.persona().map(persona -> writing(persona.botInfo()));
            words.addAll(greeting.words());
        }

        Writing writing(String text) {
            return new Writing(text, beyond);
        }
    }

    /** Goes through all replies of a dialogue in order, those of a round in the order of its models. */
    static void walk(Conversation conversation, Consumer<ReplyContext> visitor) {
        Said said = new Said(conversation);
        for (Round round : conversation.dialogue().played()) {
            said.words.addAll(said.writing(round.user()).words());
            List<ReplyContext> replies = new ArrayList<>();
            for (int side = 0; side < round.replies().size(); side++) {
                ReplyContext reply = new ReplyContext(said, round, side);
                replies.add(reply);
                visitor.accept(reply);
            }
            ReplyContext continued = replies.get(round.continued());
            said.grams.add(continued.tally());
            said.words.addAll(continued.reply.words());
            said.replies.add(continued.reply);
        }
    }

    Conversation conversation() {
        return said.conversation;
    }

    RecordedDialogue dialogue() {
        return said.conversation.dialogue();
    }

    /** Returns the round's 1-based number. */
    int turn() {
        return round.number();
    }

    String model() {
        return dialogue().models().get(side);
    }

    Writing reply() {
        return reply;
    }

    /** Returns what the character said before, oldest first, without the greeting. */
    List<Writing> earlier() {
        return said.replies;
    }

    /** Returns what the character said before, the greeting included, without what is blank. */
    List<Writing> earlierWithGreeting() {
        List<Writing> all = new ArrayList<>(List.of(said.greeting));
        all.addAll(said.replies);
        all.removeIf(Writing::isBlank);
        return all;
    }

    Optional<Writing> profile() {
        return said.profile;
    }

    /** Returns the runs of words of the earlier replies. */
    WordGrams grams() {
        return said.grams;
    }

    /** Returns the runs of words of this reply. */
    WordGrams.Tally tally() {
        WordGrams.Tally known = tally;
        if (known == null) {
            known = said.grams.tally(reply.words());
            tally = known;
        }
        return known;
    }

    /** Tells whether this reply or an earlier one has a word. */
    boolean hasWords() {
        return said.grams.allWith(tally(), 1) > 0;
    }

    /** Returns all words said before, by both, the user's message that is answered included. */
    Set<String> wordsBefore() {
        return said.words;
    }
}
