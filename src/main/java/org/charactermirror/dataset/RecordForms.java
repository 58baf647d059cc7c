package org.charactermirror.dataset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.charactermirror.chat.Message;
import org.charactermirror.chat.Persona;
import org.charactermirror.chat.Role;
import org.charactermirror.session.Transcript;
import org.charactermirror.session.Turn;

/** What was said, in the keys of trainers. */
final class RecordForms {

    private RecordForms() {}

    /** Returns the greeting, if there is one, and what was said in the first turns. */
    static List<Message> said(Transcript transcript, int turns) {
        List<Message> messages = new ArrayList<>();
        if (!transcript.greeting().isBlank()) {
            messages.add(Message.character(transcript.greeting()));
        }
        for (Turn turn : transcript.turns().subList(0, turns)) {
            messages.add(Message.user(turn.user()));
            messages.add(Message.character(turn.reply()));
        }
        return messages;
    }

    /** Returns what stands before the reply of a turn. */
    static List<Message> context(Transcript transcript, Turn turn) {
        List<Message> messages = new ArrayList<>(said(transcript, turn.number() - 1));
        messages.add(Message.user(turn.user()));
        return messages;
    }

    /** Returns OpenAI's messages, with the profile in the first; the character may speak before the user. */
    static List<Map<String, Object>> messages(StudySource source, Persona persona, List<Message> said) {
        List<Map<String, Object>> messages = new ArrayList<>();
        messages.add(pair("role", "system", "content", source.prompt().render(persona)));
        said.forEach(message -> messages.add(message(message)));
        return messages;
    }

    static Map<String, Object> message(Message message) {
        return pair("role", message.role() == Role.USER ? "user" : "assistant", "content", message.text());
    }

    /**
     * Puts a dialogue into sharegpt's columns. LLaMA-Factory skips a dialogue that its user does not begin: so a greeting stands in
     * the system prompt.
     */
    static void putConversation(Map<String, Object> record, StudySource source, Persona persona, List<Message> said) {
        boolean greets = !said.isEmpty() && said.get(0).role() == Role.CHARACTER;
        record.put(
                "conversations",
                said.stream().skip(greets ? 1 : 0).map(RecordForms::spoken).toList());
        String prompt = source.prompt().render(persona);
        record.put(
                "system",
                greets ? prompt + "\n\n" + greeting(source, persona, said.get(0).text()) : prompt);
    }

    private static String greeting(StudySource source, Persona persona, String greeting) {
        return source.language().equals("zh")
                ? persona.botName() + "先开口说：" + greeting
                : persona.botName() + " speaks first: " + greeting;
    }

    static Map<String, Object> spoken(Message message) {
        return pair("from", message.role() == Role.USER ? "human" : "gpt", "value", message.text());
    }

    /** Returns what CharacterGLM is told of the two people; nothing known of the user is an empty text. */
    static Map<String, Object> sessionMeta(Persona persona) {
        Map<String, Object> meta = new LinkedHashMap<>();
        meta.put("user_info", persona.userInfo());
        meta.put("bot_info", persona.botInfo());
        meta.put("bot_name", persona.botName());
        meta.put("user_name", persona.userName());
        return meta;
    }

    /** Returns CharacterGLM's rounds: what the user said and what was answered; before a greeting the user says nothing. */
    static List<List<String>> history(List<Message> said) {
        List<List<String>> rounds = new ArrayList<>();
        String user = "";
        for (Message message : said) {
            if (message.role() == Role.USER) {
                user = message.text();
            } else {
                rounds.add(List.of(user, message.text()));
                user = "";
            }
        }
        return rounds;
    }

    private static Map<String, Object> pair(String firstKey, String first, String secondKey, String second) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(firstKey, first);
        map.put(secondKey, second);
        return map;
    }
}
