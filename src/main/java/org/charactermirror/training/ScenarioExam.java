package org.charactermirror.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.GenerationSettings;
import org.charactermirror.chat.Message;
import org.charactermirror.chat.TextListener;
import org.charactermirror.scenario.Scenario;

/**
 * Examines an embedded model on the shipped scenarios, whose wordings it has never seen.
 *
 * <p>A reply counts as <em>in character</em> if the hand-written line that it resembles most is the character's own, and as
 * <em>on topic</em> if that line moreover answers what the message asks. Both are properties of this model, which says little
 * that was not written for it; they do not measure other models.
 */
final class ScenarioExam {

    /** Below this similarity a reply resembles no line. */
    private static final double RESEMBLES = 0.3;

    /** One answered question. */
    record Answer(
            String scenario,
            String character,
            String question,
            String reply,
            boolean inCharacter,
            boolean onTopic,
            double similarity) {}

    private final List<Speaker> speakers;
    private final LineIndex index;

    ScenarioExam(List<Speaker> speakers) {
        this.speakers = List.copyOf(speakers);
        this.index = new LineIndex(speakers.stream().map(Speaker::voice).toList());
    }

    /** Plays a scenario with every character. */
    List<Answer> play(ChatModel model, Scenario scenario, List<IntentLabel> labels, GenerationSettings settings) {
        List<Answer> answers = new ArrayList<>();
        for (Speaker speaker : speakers) {
            List<Message> messages = new ArrayList<>();
            messages.add(Message.character(speaker.greeting()));
            for (int turn = 1; turn <= scenario.turns().size(); turn++) {
                String question = scenario.message(
                        turn, speaker.persona().botName(), speaker.persona().userName());
                messages.add(Message.user(question));
                String reply = model.reply(
                                new ChatRequest(speaker.persona(), messages, settings, turn), TextListener.NONE)
                        .text();
                messages.add(Message.character(reply));
                answers.add(judge(scenario.id(), speaker, question, reply, labels.get(turn - 1)));
            }
        }
        return answers;
    }

    private Answer judge(String scenario, Speaker speaker, String question, String reply, IntentLabel label) {
        Optional<LineIndex.Match> match = index.nearest(reply).filter(found -> found.similarity() >= RESEMBLES);
        String character = speaker.voice().character();
        boolean inCharacter =
                match.isPresent() && match.orElseThrow().character().equals(character);
        boolean onTopic =
                inCharacter && label.intents().contains(match.orElseThrow().intent());
        double similarity = match.map(LineIndex.Match::similarity).orElse(0.0);
        return new Answer(scenario, character, question, reply, inCharacter, onTopic, similarity);
    }
}
