package org.charactermirror.chat.glm;

import java.util.List;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.ContextTooLongException;
import org.charactermirror.chat.Message;
import org.charactermirror.chat.Persona;
import org.charactermirror.chat.Role;

/**
 * CharacterGLM's prompt for a dialogue, as ids.
 *
 * @param ids {@code [gMASK] sop} and the ids of the text
 * @param droppedMessages how many of the oldest messages were left out to make it fit
 */
public record Prompt(int[] ids, int droppedMessages) {

    /** Messages are left out so many at a time: two rounds. */
    private static final int STEP = 4;

    /**
     * Writes the prompt of a request, leaving out as few of the oldest messages as will fit, in steps of four: after two
     * rounds only does a full context begin elsewhere, and most turns find all of it in the cache but what is new.
     *
     * @param limit the most tokens of prompt and reply together
     * @throws ContextTooLongException if profile and last message alone leave no room for a reply
     */
    static Prompt of(ChatRequest request, GlmTokenizer tokenizer, int limit) {
        int room = room(request.settings().maxNewTokens(), limit);
        int count = request.messages().size();
        // Leaving out more never makes a prompt longer, so the least number that fits is found by halving.
        int fewest = 0;
        int most = (count - 1 + STEP - 1) / STEP;
        while (fewest < most) {
            int middle = (fewest + most) / 2;
            if (ids(request, middle * STEP, tokenizer).length + room <= limit) {
                most = middle;
            } else {
                fewest = middle + 1;
            }
        }
        int dropped = Math.min(fewest * STEP, count - 1);
        int[] ids = ids(request, dropped, tokenizer);
        if (ids.length + 1 > limit) {
            throw new ContextTooLongException("the profile of "
                    + request.persona().botName()
                    + " and the last message take " + ids.length + " tokens, but prompt and reply together may have "
                    + limit + "; shorten the profile or the message, or raise the limit");
        }
        return new Prompt(ids, dropped);
    }

    /** Returns how many tokens a prompt that drops messages leaves free for a reply. */
    static int room(int maxNewTokens, int limit) {
        // Short replies need no more room than they may take, and no reply needs to push out most of the dialogue.
        return Math.max(1, Math.min(maxNewTokens, limit / 4));
    }

    /** Writes the text of a dialogue up to the character's next turn. */
    static String text(Persona persona, List<Message> messages) {
        StringBuilder text = new StringBuilder(opening(persona));
        for (Message message : messages) {
            text.append('\n').append(tag(message.role() == Role.USER ? persona.userName() : persona.botName()));
            text.append(said(message.text()));
        }
        return text.append('\n').append(tag(persona.botName())).toString();
    }

    /** Returns what a dialogue opens with: who talks and what is known of them, in lines without a last newline. */
    public static String opening(Persona persona) {
        String bot = oneLine(persona.botName());
        String user = oneLine(persona.userName());
        StringBuilder text = new StringBuilder("以下是一段" + bot + "和" + user + "之间的对话。");
        if (!persona.botInfo().isBlank()) {
            text.append("\n关于" + bot + "的信息：" + oneLine(persona.botInfo()));
        }
        if (!persona.userInfo().isBlank()) {
            text.append("\n关于" + user + "的信息：" + oneLine(persona.userInfo()));
        }
        return text.toString();
    }

    /** Returns how a speaker's turn begins. */
    public static String tag(String name) {
        return "[" + oneLine(name) + "]";
    }

    /** Returns how a message stands in the prompt, after its speaker's tag. */
    public static String said(String message) {
        return oneLine(message.strip());
    }

    /** Returns the ids of a prompt that leaves out so many of the oldest messages, with a reply behind it. */
    static int[] withReply(ChatRequest request, int dropped, String reply, GlmTokenizer tokenizer) {
        return ids(request, dropped, said(reply), tokenizer);
    }

    private static int[] ids(ChatRequest request, int dropped, GlmTokenizer tokenizer) {
        return ids(request, dropped, "", tokenizer);
    }

    private static int[] ids(ChatRequest request, int dropped, String after, GlmTokenizer tokenizer) {
        List<Message> messages =
                request.messages().subList(dropped, request.messages().size());
        int[] text = tokenizer.encode(text(request.persona(), messages) + after);
        int[] ids = new int[text.length + 2];
        ids[0] = tokenizer.special("[gMASK]");
        ids[1] = tokenizer.special("sop");
        System.arraycopy(text, 0, ids, 2, text.length);
        return ids;
    }

    private static String oneLine(String field) {
        return field.replaceAll("\\R", " ");
    }
}
