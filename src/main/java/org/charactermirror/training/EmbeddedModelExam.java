package org.charactermirror.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.charactermirror.character.CharacterProfile;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.GenerationSettings;
import org.charactermirror.chat.Message;
import org.charactermirror.chat.TextListener;
import org.charactermirror.scenario.Scenario;
import org.charactermirror.training.ComposedDialogue.Exchange;

/**
 * Examines an embedded model on the shipped scenarios, whose wordings it has never seen, and on newly composed dialogues in
 * wordings that it has.
 *
 * <p>A reply counts as <em>in character</em> if the hand-written line that it resembles most is the character's own, and as
 * <em>on topic</em> if that line moreover answers what the message asks. A reply that resembles no line (Dice coefficient of
 * character pairs below 0.3) counts as neither. These are measures of models that were trained on those lines; they say
 * nothing about others.
 */
public final class EmbeddedModelExam {

    /** The name under which composed dialogues are reported. */
    public static final String COMPOSED = "composed";

    private static final double RESEMBLES = 0.3;
    private static final int COMPOSED_TURNS = 20;

    /** A message and the intents that an answer may have. */
    private record Question(String text, List<String> intents) {}

    private final WrittenLines lines;
    private final List<Speaker> speakers;
    private final LineIndex index;

    /** Prepares an exam of the shipped characters, in Chinese. */
    public EmbeddedModelExam(List<CharacterProfile> profiles) {
        this.lines =
                WrittenLines.shipped(profiles.stream().map(CharacterProfile::id).toList());
        this.speakers = Speaker.of(profiles, lines);
        this.index = new LineIndex(speakers.stream().map(Speaker::voice).toList());
    }

    /** Plays a shipped scenario with every character. */
    public void play(ChatModel model, Scenario scenario, GenerationSettings settings, Consumer<ExamAnswer> answers) {
        List<IntentLabel> label = lines.scenarioIntents().get(scenario.id());
        if (label == null) {
            throw new IllegalArgumentException(scenario.id() + " is not a scenario that the exam knows");
        }
        for (Speaker speaker : speakers) {
            List<Question> questions = new ArrayList<>();
            for (int turn = 1; turn <= scenario.turns().size(); turn++) {
                // The scripts that the exam knows have no branches, so that no reply decides on a message.
                String text = scenario.turns()
                        .get(turn - 1)
                        .named(speaker.persona().botName(), speaker.persona().userName())
                        .message(List.of());
                questions.add(new Question(text, label.get(turn - 1).intents()));
            }
            ask(model, scenario.id(), speaker, questions, settings, answers);
        }
    }

    /** Plays one newly composed dialogue with every character. */
    public void playComposed(ChatModel model, long seed, GenerationSettings settings, Consumer<ExamAnswer> answers) {
        DialogueComposer composer = new DialogueComposer(lines.phrasings());
        SplittableRandom random = new SplittableRandom(seed);
        for (Speaker speaker : speakers) {
            ComposedDialogue dialogue =
                    composer.compose(speaker.voice(), speaker.persona().botName(), COMPOSED_TURNS, random);
            List<Question> questions = dialogue.exchanges().stream()
                    .map((Exchange exchange) -> new Question(exchange.user(), List.of(exchange.intent())))
                    .toList();
            ask(model, COMPOSED, speaker, questions, settings, answers);
        }
    }

    private void ask(
            ChatModel model,
            String source,
            Speaker speaker,
            List<Question> questions,
            GenerationSettings settings,
            Consumer<ExamAnswer> answers) {
        List<Message> messages = new ArrayList<>();
        messages.add(Message.character(speaker.greeting()));
        for (Question question : questions) {
            messages.add(Message.user(question.text()));
            ChatRequest request = new ChatRequest(speaker.persona(), messages, settings, messages.size());
            String reply = model.reply(request, TextListener.NONE).text();
            messages.add(Message.character(reply));
            answers.accept(judge(source, speaker, question, reply));
        }
    }

    private ExamAnswer judge(String source, Speaker speaker, Question question, String reply) {
        Optional<LineIndex.Match> match = index.nearest(reply).filter(found -> found.similarity() >= RESEMBLES);
        String character = speaker.voice().character();
        boolean inCharacter =
                match.isPresent() && match.orElseThrow().character().equals(character);
        boolean onTopic =
                inCharacter && question.intents().contains(match.orElseThrow().intent());
        double similarity = match.map(LineIndex.Match::similarity).orElse(0.0);
        return new ExamAnswer(source, character, question.text(), reply, inCharacter, onTopic, similarity);
    }
}
