package org.charactermirror.web.studio;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.TurnFlag;

/** Texts about as long as the real ones. */
final class FakeWords {

    private FakeWords() {}

    static String consent() {
        return "What this is about.\nYou judge dialogues of computer programs.\n\nWhat is kept: each click and its time."
                + "\n\nYou can withdraw at any time.";
    }

    static Map<String, Object> instructions() {
        return Map.of(
                "paragraphs",
                List.of(
                        "Read the dialogue as a whole first.",
                        "Then give each dimension the point whose words fit best."),
                "keys",
                List.of());
    }

    static Map<String, Object> qualification() {
        return Map.of(
                "questions",
                List.of(
                        question(
                                "q1",
                                "A reply is fluent but says the opposite of the profile. Which dimension suffers?"),
                        question("q2", "You cannot tell whether a fact is right. What do you do?")));
    }

    private static Map<String, Object> question(String id, String text) {
        return Map.of(
                "id",
                id,
                "text",
                text,
                "options",
                List.of(
                        Map.of(
                                "value",
                                "a",
                                "text",
                                "Consistency, or whatever else the first answer to a question may be"),
                        Map.of("value", "b", "text", "Quality")));
    }

    static String explanation() {
        return "Consistency is about the profile and what was said before; quality is about the language alone.";
    }

    static Map<String, Object> rubric() {
        List<Object> dimensions = new ArrayList<>();
        for (Dimension dimension : Dimension.values()) {
            dimensions.add(Map.of(
                    "word", dimension.word(),
                    "name", dimension.word().replace('_', ' '),
                    "question", "How well does the character keep to who it is, over the whole dialogue?",
                    "anchors",
                            List.of(
                                    "Contradicts its profile in most replies; one would not know who speaks",
                                    "Often out of line with the profile or with what was said",
                                    "Mostly in line, with some slips that one notices",
                                    "In line, with a slip that hardly matters",
                                    "Entirely in line throughout")));
        }
        List<Object> flags = new ArrayList<>();
        for (TurnFlag flag : TurnFlag.values()) {
            flags.add(Map.of(
                    "word", flag.word(),
                    "name", flag.word().replace('_', ' '),
                    "meaning", "The reply says something that does not fit what was said before.",
                    "examples", List.of("“I have never been at sea”, after eight years on ships.")));
        }
        Map<String, Object> rubric = new LinkedHashMap<>();
        rubric.put("version", "1");
        rubric.put("dimensions", dimensions);
        rubric.put("flags", flags);
        rubric.put(
                "preference",
                Map.of(
                        "question",
                        "Which reply is better?",
                        "choices",
                        Map.of(
                                "first", "The first is better",
                                "second", "The second is better",
                                "tie", "Equally good",
                                "both_bad", "Both are bad")));
        return rubric;
    }
}
