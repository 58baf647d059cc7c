package org.charactermirror.training;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.charactermirror.chat.Persona;
import org.charactermirror.training.ComposedDialogue.Exchange;

/** Fills batches with newly composed dialogues in the layout of CharacterGLM's prompt. */
final class BatchComposer {

    /** More exchanges than any window holds. */
    private static final int LONG_DIALOGUE = 40;

    static final List<String> OTHER_USER_NAMES =
            List.of("小王", "阿明", "小雨", "子墨", "安安", "阿远", "小满", "晓晓", "大伟", "若溪", "用户", "记者");

    private final List<Speaker> speakers;
    private final DialogueComposer composer;
    private final CharacterVocabulary vocabulary;

    BatchComposer(List<Speaker> speakers, DialogueComposer composer, CharacterVocabulary vocabulary) {
        this.speakers = List.copyOf(speakers);
        this.composer = composer;
        this.vocabulary = vocabulary;
    }

    /** Composes one batch of a kind. */
    TrainingBatch compose(WindowKind kind, RandomGenerator random) {
        long[] ids = new long[kind.rows() * kind.length()];
        List<Integer> at = new ArrayList<>();
        List<Long> targets = new ArrayList<>();
        for (int row = 0; row < kind.rows(); row++) {
            Window window = window(kind, random);
            int start = row * kind.length();
            for (int i = 0; i < kind.length(); i++) {
                ids[start + i] = i < window.length() ? window.id(i) : CharacterVocabulary.END;
                if (i + 1 < window.length() && window.learnt(i + 1)) {
                    at.add(start + i);
                    targets.add((long) window.id(i + 1));
                }
            }
        }
        return new TrainingBatch(
                ids,
                kind.rows(),
                kind.length(),
                at.stream().mapToInt(Integer::intValue).toArray(),
                targets.stream().mapToLong(Long::longValue).toArray());
    }

    private Window window(WindowKind kind, RandomGenerator random) {
        Speaker speaker = speakers.get(random.nextInt(speakers.size()));
        String userName = random.nextDouble() < 0.3
                ? OTHER_USER_NAMES.get(random.nextInt(OTHER_USER_NAMES.size()))
                : speaker.persona().userName();
        Persona persona = told(speaker.persona(), userName, random.nextDouble() < kind.profileShare(), random);
        Window window = new Window(kind.length(), vocabulary, kind.repliesOnly());
        window.start(persona);
        if (random.nextDouble() < 0.7) {
            window.say(persona.botName(), speaker.greeting(), false);
        }
        for (Exchange exchange : composer.compose(speaker.voice(), persona.botName(), LONG_DIALOGUE, random)
                .exchanges()) {
            if (window.isFull()) {
                break;
            }
            window.say(userName, exchange.user(), false);
            window.say(persona.botName(), exchange.reply(), true);
        }
        return window;
    }

    /** What the prompt tells: all of the profile, or, since windows are short, a piece of it or nothing. */
    private static Persona told(Persona full, String userName, boolean whole, RandomGenerator random) {
        if (whole) {
            return new Persona(full.botName(), full.botInfo(), userName, full.userInfo());
        }
        String info = full.botInfo();
        int length = Math.min(info.length(), random.nextBoolean() ? 0 : 20 + random.nextInt(50));
        int start = random.nextInt(info.length() - length + 1);
        return new Persona(full.botName(), info.substring(start, start + length), userName, "");
    }
}
