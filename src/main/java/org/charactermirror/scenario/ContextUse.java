package org.charactermirror.scenario;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToIntBiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.charactermirror.character.CharacterProfile;
import org.charactermirror.character.ProfileTemplate;
import org.charactermirror.chat.Message;
import org.charactermirror.chat.Persona;
import org.charactermirror.document.YamlDocument;
import org.charactermirror.problem.Problems;

/**
 * How far a model's context reaches in a study's dialogues, counted before anything is played.
 *
 * @param limit the most tokens of prompt and reply together
 * @param openings by character, the most tokens of a prompt with profile, greeting and first message
 * @param least by character, the most tokens of a prompt with profile and one message only, which must fit
 * @param surely after how many rounds of any dialogue nothing has been dropped even if every reply, and every message that a
 *     model writes, is as long as allowed
 * @param atBest the same if all of them are empty: from here on history is dropped in some dialogue whatever is said
 */
public record ContextUse(int limit, Map<String, Integer> openings, Map<String, Integer> least, int surely, int atBest) {

    /** More names than this would hide the rest of a message. */
    private static final int NAMED = 5;

    public ContextUse {
        openings = Collections.unmodifiableMap(new TreeMap<>(openings));
        least = Collections.unmodifiableMap(new TreeMap<>(least));
    }

    /**
     * What is known of a model's context.
     *
     * @param limit the most tokens of prompt and reply together
     * @param room tokens that a prompt leaves free for a reply
     * @param longestReply tokens that a reply may have
     * @param tokens counts those of a prompt
     */
    public record Context(int limit, int room, int longestReply, ToIntBiFunction<Persona, List<Message>> tokens) {}

    /** Counts the tokens of all prompts that the study will make, the replies excepted. */
    public static ContextUse of(Study study, ProfileTemplate template, Context context) {
        Map<String, Integer> openings = new TreeMap<>();
        Map<String, Integer> least = new TreeMap<>();
        int surely = study.rounds();
        int atBest = study.rounds();
        for (CharacterProfile character : study.characters()) {
            Persona persona = Personas.of(character, template);
            for (Scenario scenario : study.scenarios()) {
                List<String> messages = messages(scenario, persona, study.rounds());
                int unknown = 0;
                List<Message> dialogue = new ArrayList<>(List.of(Message.character(character.greeting())));
                for (int round = 1; round <= messages.size(); round++) {
                    dialogue.add(Message.user(messages.get(round - 1)));
                    unknown += messages.get(round - 1).isEmpty() ? 1 : 0;
                    int tokens = context.tokens().applyAsInt(persona, dialogue);
                    if (round == 1) {
                        openings.merge(character.id(), tokens, Math::max);
                    }
                    if (tokens + (round - 1 + unknown) * context.longestReply() + context.room() > context.limit()) {
                        surely = Math.min(surely, round - 1);
                    }
                    if (tokens + context.room() > context.limit()) {
                        atBest = Math.min(atBest, round - 1);
                        break;
                    }
                    dialogue.add(Message.character(""));
                }
                String longest = messages.stream()
                        .max(Comparator.comparingInt(String::length))
                        .orElseThrow();
                least.merge(
                        character.id(),
                        context.tokens().applyAsInt(persona, List.of(Message.user(longest))),
                        Math::max);
            }
        }
        return new ContextUse(context.limit(), openings, least, surely, atBest);
    }

    /** Adds an error for every profile that leaves no room for a reply, and a warning for those that leave little. */
    public void check(String model, YamlDocument document, Problems problems) {
        Map<String, Integer> large = new TreeMap<>();
        least.forEach((character, tokens) -> {
            if (tokens + 1 > limit) {
                document.error(
                        problems,
                        "/characters",
                        "the profile of " + character + " and one message take " + tokens + " tokens of the model "
                                + model + ", whose prompt and reply together may have " + limit
                                + "; shorten the profile, or leave the character or the model out");
            } else if (openings.getOrDefault(character, 0) > limit / 2) {
                large.put(character, openings.getOrDefault(character, 0));
            }
        });
        if (!large.isEmpty()) {
            document.warning(
                    problems,
                    "/characters",
                    "profile, greeting and first message take more than half of the " + limit
                            + " tokens that prompt and reply of the model " + model + " may have: "
                            + largest(large) + "; shorten the profiles for longer dialogues");
        }
    }

    private static String largest(Map<String, Integer> tokens) {
        String named = tokens.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(NAMED)
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        return named + (tokens.size() > NAMED ? " and " + (tokens.size() - NAMED) + " others" : "");
    }

    /** Returns of every turn the longest message that it may make; nothing where a model will write it. */
    private static List<String> messages(Scenario scenario, Persona persona, int rounds) {
        Map<Integer, ScriptedTurn> fixed = scenario.user().fixed();
        return IntStream.rangeClosed(1, rounds)
                .mapToObj(turn -> Optional.ofNullable(fixed.get(turn))
                        .flatMap(known -> known.named(persona.botName(), persona.userName())
                                .messages()
                                .max(Comparator.comparingInt(String::length)))
                        .orElse(""))
                .toList();
    }
}
