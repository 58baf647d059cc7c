package org.charactermirror.chat.remote;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.Persona;
import org.charactermirror.chat.Role;
import org.charactermirror.chat.SystemPrompt;

/** How an endpoint is told who the two people are. */
public sealed interface Dialect {

    /** Returns the word for the kind of endpoint, as studies have it. */
    String provider();

    /** Returns the part of a request that tells it: messages, and what stands beside them. */
    Map<String, Object> dialogue(ChatRequest request);

    /** Returns the text that a request has besides its messages, to guess how long it is. */
    String profile(Persona persona);

    /** In a system prompt, as any OpenAI-compatible endpoint takes it. */
    record OpenAi(SystemPrompt prompt) implements Dialect {

        @Override
        public String provider() {
            return "openai";
        }

        @Override
        public Map<String, Object> dialogue(ChatRequest request) {
            List<Map<String, Object>> messages = new ArrayList<>();
            messages.add(message("system", profile(request.persona())));
            messages.addAll(messages(request));
            return Map.of("messages", messages);
        }

        @Override
        public String profile(Persona persona) {
            return prompt.render(persona);
        }
    }

    /** In fields of their own, as endpoints of CharacterGLM take it. */
    record CharacterGlm() implements Dialect {

        @Override
        public String provider() {
            return "characterglm";
        }

        @Override
        public Map<String, Object> dialogue(ChatRequest request) {
            Map<String, Object> meta = new LinkedHashMap<>();
            meta.put("bot_name", request.persona().botName());
            meta.put("bot_info", request.persona().botInfo());
            meta.put("user_name", request.persona().userName());
            meta.put("user_info", request.persona().userInfo());
            Map<String, Object> dialogue = new LinkedHashMap<>();
            dialogue.put("meta", meta);
            dialogue.put("messages", messages(request));
            return dialogue;
        }

        @Override
        public String profile(Persona persona) {
            return persona.botName() + persona.botInfo() + persona.userName() + persona.userInfo();
        }
    }

    private static List<Map<String, Object>> messages(ChatRequest request) {
        return request.messages().stream()
                .map(said -> message(said.role() == Role.USER ? "user" : "assistant", said.text()))
                .toList();
    }

    private static Map<String, Object> message(String role, String text) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("role", role);
        message.put("content", text);
        return message;
    }
}
