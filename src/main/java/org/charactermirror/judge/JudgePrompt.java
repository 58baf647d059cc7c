package org.charactermirror.judge;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.LanguageWords;
import org.charactermirror.annotation.Rubric;
import org.charactermirror.annotation.SheetDialogue;
import org.charactermirror.annotation.TurnFlag;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.GenerationSettings;
import org.charactermirror.chat.Message;
import org.charactermirror.chat.Persona;
import org.charactermirror.document.Sha256;

/**
 * Writes what a judge is asked: task and rubric, profile, dialogue, what is judged; in this order, so that what questions
 * share is their beginning, which a model with a cache reads once.
 *
 * <p>What was said in a dialogue is never trusted: it stands between signs that it cannot contain, a line a message.
 */
public final class JudgePrompt {

    private static final char OPEN = '⟦';
    private static final char CLOSE = '⟧';
    /** Every sign at which some reader begins a line, such as U+2028. */
    private static final Pattern LINE_END = Pattern.compile("\\R");

    private static final long SEED_MASK = (1L << 53) - 1;

    private final LanguageWords words;
    private final Rubric rubric;
    private final int wording;
    private final GenerationSettings settings;

    /** What a judge is told before everything else, which is the same for all items of a kind. */
    private final Map<Kind, String> tasks = new EnumMap<>(Kind.class);

    /**
     * Makes a writer of prompts.
     *
     * @param language of the dialogues; what the program does not know is asked in English
     * @param wording 1-based
     */
    public JudgePrompt(String language, Rubric rubric, int wording, GenerationSettings settings) {
        this.words = LanguageWords.of(JudgePrompt.class, "wording", language);
        this.rubric = rubric;
        this.wording = wording;
        this.settings = settings;
        for (Kind kind : Kind.values()) {
            tasks.put(kind, task(kind));
        }
    }

    /** Returns what it asks with, as names and SHA-256 or versions. */
    Map<String, String> ingredients() {
        Map<String, String> all = new TreeMap<>();
        all.put("rubric version", rubric.version());
        all.put("rubric sha256", rubric.sha256());
        all.put("wording version", words.word("version"));
        all.put("wording sha256", words.sha256());
        return all;
    }

    /**
     * Returns the question about an item.
     *
     * @param swapped whether the second model's reply stands first; only of two replies
     * @param sample 1-based; the same question with another seed
     */
    ChatRequest request(JudgeItem item, boolean swapped, int sample) {
        Persona persona = new Persona(words.word("judge"), tasks.getOrDefault(item.kind(), ""), words.word("case"), "");
        String material = material(item, swapped);
        return new ChatRequest(
                persona, List.of(Message.user(material)), settings, seed(persona.botInfo() + material, sample));
    }

    /**
     * Returns the same question once more, with an answer to it that could not be read and the reasons.
     *
     * @param time 1 for the first time, so that every time is a request of its own
     */
    ChatRequest again(ChatRequest before, String answer, List<String> problems, int time) {
        Message request = Message.user(words.word("again").replace("{problems}", String.join("; ", problems)));
        List<Message> messages = Stream.concat(
                        before.messages().stream(), Stream.of(Message.character(answer), request))
                .toList();
        return new ChatRequest(before.persona(), messages, before.settings(), (before.seed() + time) & SEED_MASK);
    }

    private String task(Kind kind) {
        String of = JudgeItem.word(kind);
        return String.join(
                "\n",
                own("role"),
                own("care"),
                own(of),
                RubricText.of(rubric, kind),
                words.word("form." + of).replace("{keys}", String.join(", ", keys(kind))));
    }

    /** Returns the keys under which the parts of an answer stand; none of a choice, which has no parts. */
    static List<String> keys(Kind kind) {
        return switch (kind) {
            case RATINGS ->
                RubricText.dimensions().stream().map(Dimension::word).toList();
            case TURN_ERRORS -> Stream.of(TurnFlag.values()).map(TurnFlag::word).toList();
            case PREFERENCES -> List.of();
        };
    }

    private String material(JudgeItem item, boolean swapped) {
        StringBuilder text = new StringBuilder();
        Persona people = item.dialogue().persona();
        block(
                text,
                "profile",
                words.word("character").replace("{name}", line(people.botName()))
                        + '\n'
                        + safe(people.botInfo())
                        + (people.userInfo().isBlank()
                                ? ""
                                : '\n' + words.word("user") + ": " + line(people.userName()) + ". "
                                        + safe(people.userInfo())));
        block(text, "dialogue", dialogue(item));
        if (item.kind() != Kind.RATINGS) {
            List<String> replies = item.dialogue().round(item.turn()).replies();
            if (item.kind() == Kind.TURN_ERRORS) {
                block(text, "reply", line(replies.get(0)));
            } else {
                block(text, "first", line(replies.get(swapped ? 1 : 0)));
                block(text, "second", line(replies.get(swapped ? 0 : 1)));
            }
        }
        String ask = own("ask." + JudgeItem.word(item.kind()));
        return text.append(named(ask, item).replace("{turn}", Integer.toString(item.turn())))
                .toString();
    }

    /** Returns what was said: all of it, or up to the message that was replied to. */
    private String dialogue(JudgeItem item) {
        SheetDialogue said = item.dialogue().source();
        StringBuilder text = new StringBuilder(named(words.word("speakers"), item));
        if (!said.greeting().isEmpty()) {
            message(text, 0, said.characterName(), said.greeting());
        }
        for (SheetDialogue.Round round : said.rounds()) {
            boolean judged = round.turn() == item.turn();
            message(text, round.turn(), said.userName(), round.user());
            if (judged) {
                break;
            }
            message(text, round.turn(), said.characterName(), round.replies().get(round.continued()));
        }
        return text.toString();
    }

    private static String named(String text, JudgeItem item) {
        SheetDialogue said = item.dialogue().source();
        return text.replace("{bot}", line(said.characterName())).replace("{user}", line(said.userName()));
    }

    private static void message(StringBuilder text, int turn, String speaker, String said) {
        text.append('\n')
                .append(turn)
                .append(' ')
                .append(line(speaker))
                .append(": ")
                .append(line(said));
    }

    private void block(StringBuilder text, String name, String content) {
        String title = words.word(name);
        text.append(OPEN)
                .append(title)
                .append(CLOSE)
                .append('\n')
                .append(content)
                .append('\n');
        text.append(OPEN).append('/').append(title).append(CLOSE).append('\n');
    }

    private String own(String key) {
        return words.word(wording + "." + key);
    }

    /** Returns a text in which none of our signs occurs. */
    private static String safe(String text) {
        return text.replace(OPEN, '[').replace(CLOSE, ']').strip();
    }

    /** Returns such a text on one line, so that nothing said can look like another speaker's line. */
    private static String line(String text) {
        return safe(LINE_END.splitAsStream(text)
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" ")));
    }

    private static long seed(String prompt, int sample) {
        byte[] digest = Sha256.digest((sample + "\n" + prompt).getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(digest).getLong() & SEED_MASK;
    }
}
