package org.charactermirror.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.charactermirror.chat.Persona;
import org.charactermirror.chat.StopReason;
import org.charactermirror.session.MessageSource;
import org.charactermirror.session.RecordedDialogue;
import org.charactermirror.session.RecordedDialogue.Reply;
import org.charactermirror.session.RecordedDialogue.Round;

/** Dialogues written for tests, and what a metric says of them. */
final class Dialogues {

    static final String PROFILE = "爱吃炭火烤羊腿。";

    private Dialogues() {}

    /** A Chinese dialogue without a greeting whose user says what is in no reply. */
    static Conversation chinese(String... replies) {
        return of("zh", "", Optional.of(new Persona("项羽", PROFILE, "小舟", "")), replies);
    }

    /** The same in English. */
    static Conversation english(String... replies) {
        return of("en", "", Optional.of(new Persona("Leo", "He likes roast lamb.", "Mia", "")), replies);
    }

    static Conversation of(String language, String greeting, Optional<Persona> persona, String... replies) {
        List<Round> rounds = new ArrayList<>();
        for (String reply : replies) {
            rounds.add(round(rounds.size() + 1, "…", 0, reply));
        }
        return with(language, greeting, persona, List.of("m"), rounds);
    }

    static Round round(int number, String user, int continued, String... replies) {
        List<Reply> all = new ArrayList<>();
        for (String reply : replies) {
            all.add(new Reply(reply, StopReason.NEWLINE, 0));
        }
        return new Round(number, user, all, continued, MessageSource.SCRIPT);
    }

    static Conversation with(
            String language, String greeting, Optional<Persona> persona, List<String> models, List<Round> rounds) {
        boolean english = language.equals("en");
        RecordedDialogue dialogue = dialogue(models, english ? "Leo" : "项羽", english ? "Mia" : "小舟", greeting, rounds);
        return new Conversation(dialogue, language, persona, english ? List.of("Leo", "Nora") : List.of("项羽", "李白"));
    }

    /** Returns the same dialogue of others. */
    static RecordedDialogue named(RecordedDialogue dialogue, String bot, String user) {
        return dialogue(dialogue.models(), bot, user, dialogue.greeting(), dialogue.played());
    }

    private static RecordedDialogue dialogue(
            List<String> models, String bot, String user, String greeting, List<Round> rounds) {
        return new RecordedDialogue(
                "s1",
                models,
                "c1",
                "celebrities",
                "chat-1",
                "chat",
                1,
                20,
                bot,
                user,
                greeting,
                RecordedDialogue.State.DONE,
                "",
                rounds,
                Optional.empty());
    }

    /** Returns a metric's scores of all replies in order. */
    static List<Score> scores(Metric metric, Conversation conversation) {
        return new MetricRun(List.of(metric))
                .of(List.of(conversation), scored -> {}).stream()
                        .map(reply -> reply.scores().get(0))
                        .toList();
    }

    /** Returns the score of the last reply. */
    static Score last(Metric metric, Conversation conversation) {
        List<Score> all = scores(metric, conversation);
        return all.get(all.size() - 1);
    }

    /** Returns the number of the last reply's score. */
    static double number(Metric metric, Conversation conversation) {
        if (last(metric, conversation) instanceof Score.Value value) {
            return value.number();
        }
        throw new AssertionError(last(metric, conversation));
    }
}
