package org.charactermirror.session;

import java.util.ArrayList;
import java.util.List;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.DialogueLabel;
import org.charactermirror.chat.Message;
import org.charactermirror.chat.NotRecordedException;
import org.charactermirror.chat.Role;
import org.charactermirror.chat.StopReason;
import org.charactermirror.document.JsonRecord;

/**
 * One recorded dialogue of one model.
 *
 * @param partner the id of the model that answered the same messages; empty where there was none
 * @param said the turns as the dialogue went on from them
 * @param own the model's own replies to the same messages
 */
record Recording(SessionId id, String partner, String botName, String greeting, List<Turn> said, List<Turn> own) {

    Recording {
        said = List.copyOf(said);
        own = List.copyOf(own);
    }

    /** Returns the recorded dialogues of a model: those in which it was alone, and those in which it was one of two. */
    static List<Recording> of(TranscriptReader.Recorded recorded, String model) {
        List<Recording> recordings = new ArrayList<>();
        for (Transcript one : recorded.single()) {
            if (one.session().model().equals(model)) {
                recordings.add(of(one, "", one.turns()));
            }
        }
        for (PairTranscript pair : recorded.pairs()) {
            if (pair.modelA().equals(model)) {
                recordings.add(of(pair.dialogue(), pair.modelB(), turns(pair, PairSide.A)));
            } else if (pair.modelB().equals(model)) {
                recordings.add(of(pair.dialogue(), pair.modelA(), turns(pair, PairSide.B)));
            }
        }
        return recordings;
    }

    private static Recording of(Transcript transcript, String partner, List<Turn> own) {
        return new Recording(
                transcript.session(), partner, transcript.botName(), transcript.greeting(), transcript.turns(), own);
    }

    private static List<Turn> turns(PairTranscript pair, PairSide side) {
        return pair.turns().stream()
                .map(turn -> side == PairSide.A ? turn.a() : turn.b())
                .toList();
    }

    /** Tells whether this is of the same scenario, whichever repetition of it. */
    boolean isOf(String scenario) {
        return id.scenario().equals(scenario);
    }

    /** Tells whether the ids of scenarios are those of other programs, and not of our studies. */
    boolean isMadeElsewhere() {
        return own.stream().allMatch(turn -> turn.stopReason() == StopReason.NOT_RECORDED);
    }

    /**
     * Returns the reply to a request's last message.
     *
     * @throws NotRecordedException if the dialogue so far is another one, or longer than this
     */
    Turn reply(ChatRequest request) {
        List<Message> asked = withoutEmptyStart(request.messages());
        List<Message> recorded = withoutEmptyStart(messages());
        for (int index = 0; index < asked.size(); index++) {
            int turn = (int) asked.subList(0, index + 1).stream()
                    .filter(message -> message.role() == Role.USER)
                    .count();
            if (index == recorded.size()) {
                throw new NotRecordedException(place(request, turn) + "the recording " + id + " ends after turn "
                        + said.size() + "; leave this dialogue out, or lower rounds to " + said.size());
            }
            if (!asked.get(index).equals(recorded.get(index))) {
                throw new NotRecordedException(
                        place(request, turn) + difference(asked.get(index), recorded.get(index)));
            }
        }
        return own.get((int) asked.stream()
                        .filter(message -> message.role() == Role.USER)
                        .count()
                - 1);
    }

    private String difference(Message asked, Message recorded) {
        String texts = JsonRecord.quoted(recorded.text()) + ", here it is " + JsonRecord.quoted(asked.text());
        if (asked.role() != recorded.role()) {
            return "the recording " + id + " goes on with " + texts;
        }
        if (asked.role() == Role.USER) {
            return "the recorded message of the user in " + id + " is " + texts;
        }
        return "what the character is recorded to say in " + id + " is " + texts
                + "; in a pairwise study a recording can go on only where its own replies are those that continue"
                + " (continuation: model_a, with it as the baseline)";
    }

    private static String place(ChatRequest request, int turn) {
        return request.dialogue().map(DialogueLabel::toString).orElse("this dialogue") + ", turn " + Math.max(1, turn)
                + ": not recorded: ";
    }

    private List<Message> messages() {
        List<Message> messages = new ArrayList<>();
        messages.add(Message.character(greeting));
        for (Turn turn : said) {
            messages.add(Message.user(turn.user()));
            messages.add(Message.character(turn.reply()));
        }
        return messages;
    }

    /** A character that has no greeting says either nothing or the empty text. */
    private static List<Message> withoutEmptyStart(List<Message> messages) {
        return !messages.isEmpty() && messages.get(0).equals(Message.character(""))
                ? messages.subList(1, messages.size())
                : messages;
    }
}
