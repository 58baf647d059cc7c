package org.charactermirror.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.charactermirror.document.YamlDocument;
import org.charactermirror.problem.Problems;

/** Reads the turns of a script that fits its schema, and checks what a schema cannot. */
final class ScriptReader {

    private final YamlDocument document;
    private final Problems problems = new Problems();
    private int turn;

    private ScriptReader(YamlDocument document) {
        this.document = document;
    }

    /** Reads a scenario's turns; whatever is wrong with them goes to the problems, and then there are none. */
    static Optional<List<ScriptedTurn>> read(YamlDocument document, Problems problems) {
        ScriptReader reader = new ScriptReader(document);
        List<ScriptedTurn> turns = new ArrayList<>();
        for (JsonNode node : document.root().path("turns")) {
            reader.turn = turns.size() + 1;
            turns.add(reader.turn(node, "/turns/" + turns.size()));
        }
        problems.addAll(reader.problems.all());
        return reader.problems.hasErrors() ? Optional.empty() : Optional.of(turns);
    }

    private ScriptedTurn turn(JsonNode node, String pointer) {
        if (node.isTextual()) {
            checkPlaceholders(node.textValue(), pointer);
            return new ScriptedTurn.Say(node.textValue());
        }
        return new ScriptedTurn.Branch(
                condition(node.path("if"), pointer + "/if"),
                turn(node.path("say"), pointer + "/say"),
                turn(node.path("otherwise"), pointer + "/otherwise"));
    }

    private Condition condition(JsonNode node, String pointer) {
        if (node.has("all")) {
            return new Condition.All(conditions(node.path("all"), pointer + "/all"));
        }
        if (node.has("any")) {
            return new Condition.Any(conditions(node.path("any"), pointer + "/any"));
        }
        if (node.has("not")) {
            return new Condition.Not(condition(node.path("not"), pointer + "/not"));
        }
        return new Condition.OfReply(reply(node, pointer), test(node, pointer));
    }

    private List<Condition> conditions(JsonNode list, String pointer) {
        List<Condition> conditions = new ArrayList<>();
        for (JsonNode node : list) {
            conditions.add(condition(node, pointer + "/" + conditions.size()));
        }
        return conditions;
    }

    private int reply(JsonNode node, String pointer) {
        int asked = node.path("of_turn").asInt(Condition.OfReply.LAST);
        if (turn == 1) {
            error(pointer, "has a condition, but there is no reply before it; write a plain message");
        } else if (asked >= turn) {
            error(
                    pointer + "/of_turn",
                    "asks for the reply of turn " + asked + "; expected an earlier turn, 1 to " + (turn - 1));
        }
        return asked;
    }

    private Condition.Test test(JsonNode node, String pointer) {
        if (node.has("reply_contains")) {
            return new Condition.Test.Contains(texts(node.path("reply_contains"), pointer + "/reply_contains"));
        }
        if (node.has("reply_matches")) {
            return matches(node.path("reply_matches").textValue(), pointer + "/reply_matches");
        }
        return new Condition.Test.ShorterThan(
                node.has("reply_is_empty") ? 1 : node.path("reply_shorter_than").intValue());
    }

    private List<String> texts(JsonNode node, String pointer) {
        if (node.isTextual()) {
            checkPlaceholders(node.textValue(), pointer);
            return List.of(node.textValue());
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode text : node) {
            checkPlaceholders(text.textValue(), pointer + "/" + texts.size());
            texts.add(text.textValue());
        }
        return texts;
    }

    private Condition.Test matches(String expression, String pointer) {
        try {
            return new Condition.Test.Matches(Pattern.compile(expression));
        } catch (PatternSyntaxException e) {
            error(
                    pointer,
                    "has the expression \"" + expression + "\", which cannot be used: " + e.getDescription() + ": "
                            + e.getPattern() + "; write it as RE2 does (no look-around, no back-references)");
            return new Condition.Test.Matches(Pattern.compile(""));
        }
    }

    private void checkPlaceholders(String text, String pointer) {
        for (String unknown : Placeholders.unknown(text)) {
            error(pointer, Placeholders.problem(unknown));
        }
    }

    private void error(String pointer, String message) {
        document.error(problems, pointer, "item " + turn + " of turns " + message);
    }
}
