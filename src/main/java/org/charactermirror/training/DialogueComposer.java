package org.charactermirror.training;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.charactermirror.training.ComposedDialogue.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * Puts hand-written lines together to dialogues that nobody wrote: which things are talked about, in which words they are
 * asked, which of the character's lines answers, and what is asked further.
 */
final class DialogueComposer {

    private static final List<String> INTERVIEW = List.of(
            "achievement",
            "hardest",
            "turning",
            "regret",
            "mentor",
            "rival",
            "criticism",
            "misunderstood",
            "success",
            "failure",
            "principle",
            "motto",
            "advice",
            "strength",
            "weakness",
            "again",
            "future",
            "remembered",
            "are_you_ai");
    private static final List<String> LOVE = List.of(
            "first_impression",
            "miss",
            "like_me",
            "love_view",
            "ideal",
            "date",
            "gift",
            "jealous",
            "quarrel",
            "promise",
            "confess",
            "hug",
            "sweet",
            "past_love",
            "grow_old",
            "praise",
            "nickname");

    private static final double OWN_TOPIC = 0.75;
    private static final double FOLLOW_UP = 0.4;
    private static final double OPENER = 0.25;
    private static final double CLOSER = 0.2;
    private static final double PREFIX = 0.2;
    private static final double SUFFIX = 0.12;
    private static final double REACTION = 0.35;
    private static final double CALL_BY_NAME = 0.08;
    private static final double NOISE = 0.25;

    private final Phrasings phrasings;
    private final List<List<String>> topics;
    private final List<String> everything;

    DialogueComposer(Phrasings phrasings) {
        this.phrasings = phrasings;
        this.everything = List.copyOf(phrasings.intents().keySet());
        List<String> chat = new ArrayList<>(everything);
        chat.removeAll(INTERVIEW);
        chat.removeAll(LOVE);
        this.topics = List.of(chat, INTERVIEW, LOVE);
    }

    /**
     * Composes a dialogue.
     *
     * @param voice whose lines answer
     * @param botName how the user may call the character
     * @param turns number of exchanges
     */
    ComposedDialogue compose(Voice voice, String botName, int turns, RandomGenerator random) {
        List<String> topic = topics.get(random.nextInt(topics.size()));
        Set<String> usedLines = new HashSet<>();
        Set<String> usedIntents = new HashSet<>();
        List<Exchange> exchanges = new ArrayList<>();
        String intent = random.nextDouble() < 0.4 ? "greet" : next(topic, usedIntents, random);
        while (exchanges.size() < turns) {
            usedIntents.add(intent);
            String message = message(intent, botName, !exchanges.isEmpty(), random);
            exchanges.add(new Exchange(intent, message, reply(voice, intent, usedLines, random)));
            boolean canGoOn = voice.more().containsKey(intent) && !usedIntents.contains(intent + ".more");
            intent = canGoOn && random.nextDouble() < FOLLOW_UP ? intent + ".more" : next(topic, usedIntents, random);
        }
        return new ComposedDialogue(voice.character(), exchanges);
    }

    private String next(List<String> topic, Set<String> used, RandomGenerator random) {
        List<String> from = random.nextDouble() < OWN_TOPIC ? topic : everything;
        for (int attempt = 0; attempt < 20; attempt++) {
            String intent = pick(from, random);
            // Somebody who has talked may ask again; most do not.
            if (!used.contains(intent) || random.nextDouble() < 0.1) {
                return intent;
            }
        }
        return pick(everything, random);
    }

    private String message(String intent, String botName, boolean mayReact, RandomGenerator random) {
        String core = phrasing(intent, random);
        if (random.nextDouble() < NOISE) {
            core = noisy(core, random);
        }
        StringBuilder message = new StringBuilder();
        if (random.nextDouble() < CALL_BY_NAME) {
            message.append(botName).append('，');
        }
        if (mayReact && random.nextDouble() < REACTION) {
            message.append(pick(phrasings.reactions(), random));
        } else if (random.nextDouble() < PREFIX) {
            message.append(pick(phrasings.prefixes(), random));
        }
        message.append(core);
        if (random.nextDouble() < SUFFIX) {
            message.append(pick(phrasings.suffixes(), random));
        }
        return message.toString();
    }

    private String phrasing(String intent, RandomGenerator random) {
        int dot = intent.indexOf('.');
        if (dot < 0) {
            return pick(required(phrasings.intents().get(intent), intent), random);
        }
        String of = intent.substring(0, dot);
        return random.nextBoolean()
                ? pick(phrasings.more(), random)
                : pick(required(phrasings.moreNamed().get(of), intent), random);
    }

    /** Drops or swaps one or two characters, so that the network looks at the whole message and not at one of its words. */
    private static String noisy(String text, RandomGenerator random) {
        StringBuilder noisy = new StringBuilder(text);
        for (int change = random.nextInt(2); change >= 0 && noisy.length() > 4; change--) {
            int at = random.nextInt(noisy.length() - 1);
            if (random.nextBoolean()) {
                noisy.deleteCharAt(at);
            } else {
                char moved = noisy.charAt(at);
                noisy.setCharAt(at, noisy.charAt(at + 1));
                noisy.setCharAt(at + 1, moved);
            }
        }
        return noisy.toString();
    }

    private static String reply(Voice voice, String intent, Set<String> used, RandomGenerator random) {
        List<String> fresh = voice.lines(intent).stream()
                .filter(line -> !used.contains(line))
                .toList();
        String line = pick(fresh.isEmpty() ? voice.lines(intent) : fresh, random);
        used.add(line);
        StringBuilder reply = new StringBuilder();
        if (random.nextDouble() < OPENER) {
            reply.append(pick(voice.openers(), random));
        }
        reply.append(line);
        if (random.nextDouble() < CLOSER) {
            reply.append(pick(voice.closers(), random));
        }
        return reply.toString();
    }

    private static List<String> required(@Nullable List<String> found, String intent) {
        if (found == null) {
            throw new IllegalArgumentException("no phrasings for " + intent);
        }
        return found;
    }

    private static String pick(List<String> from, RandomGenerator random) {
        return from.get(random.nextInt(from.size()));
    }
}
