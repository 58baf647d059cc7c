package org.charactermirror.judge;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.charactermirror.annotation.Kind;
import org.charactermirror.document.DocumentSchema;

/**
 * Finds the JSON object in a judge's answer and holds it against the published schema.
 *
 * <p>What stands around the object is ignored: fences, an introduction, thoughts. Nothing in it is changed or guessed: two
 * objects that both keep to the schema and say different things are no answer.
 */
final class AnswerReader {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final Pattern THOUGHTS = Pattern.compile("<think(?:ing)?>", Pattern.CASE_INSENSITIVE);

    private static final Pattern END_OF_THOUGHTS = Pattern.compile("</think(?:ing)?>", Pattern.CASE_INSENSITIVE);

    /** An answer that begins with its object has no thoughts before it, whatever it quotes. */
    private static final Pattern OBJECT_FIRST = Pattern.compile("\\s*(?:```\\w*\\s*)?\\{.*", Pattern.DOTALL);

    /** Where a text begins to be an object, and not only to be in braces. */
    private static final Pattern BEGUN = Pattern.compile("\\{\\s*\".*", Pattern.DOTALL);

    /** Braces beyond these begin no object that anybody meant. */
    private static final int MOST_BRACES = 200;

    private static final int MOST_PROBLEMS = 5;

    /** To write out 1e999999999, as who compares numbers may, takes more memory than there is. */
    private static final int MOST_DIGITS = 1000;

    /** Words of others, which refuse nothing on the judge's behalf. */
    private static final Pattern QUOTED = Pattern.compile("“[^”]*”|「[^」]*」|『[^』]*』|\"[^\"\\n]*\"");

    /** Who judges, as far as the verb; not where it goes on with somebody else, as in 我觉得他拒绝回答. */
    private static final String JUDGE = "(?:我|本系统|本模型|本助手)(?:(?!认为|觉得|感觉|看|发现|注意|说|角色|人物|回复|他|她|它)[^。！!？?，,\\n]){0,8}";

    /**
     * How models say that they will not; only where there is no object at all. In Chinese who will not answer must be the judge itself, or
     * be named by nothing: that somebody refuses to answer is what judges say of characters, and not that he refuses to judge.
     */
    private static final Pattern REFUSAL = Pattern.compile(
            "(?:无法|不能|不便|不会|拒绝)(?:为您|为你|对此|继续)?(?:协助|评判|评价|评分|打分)"
                    + "|(?:^\\s*|" + JUDGE + ")(?:无法|不能|不便|不会|拒绝)(?:为您|为你|对此|继续)?(?:提供|回答|满足|参与|处理)"
                    + "|(?:抱歉|对不起)[，,。 ]|作为(?:一个|一名)?(?:AI|人工智能|语言模型)|\\bI['’]m sorry\\b|\\bas an AI\\b|\\bI\\s+must\\s+decline\\b"
                    + "|\\b(?:I\\s+(?:can(?:not|['’]t)|am\\s+(?:unable|not\\s+able)\\s+to|will\\s+not|won['’]t)"
                    + "|I['’]m\\s+(?:unable|not\\s+able)\\s+to)\\s+(?:help|assist|provide|comply|continue|engage|participate|take"
                    + "|rate|score|judge|evaluate|assess|answer|fulfill?|process|discuss|review|do)\\b",
            Pattern.CASE_INSENSITIVE);

    /** What an answer was found to be. */
    sealed interface Reading {

        /** It keeps to the schema. */
        record Read(JsonNode answer) implements Reading {}

        /** The judge will not. */
        record Refused() implements Reading {}

        /**
         * It cannot be used.
         *
         * @param problems each as a phrase for the judge
         */
        record Unreadable(List<String> problems) implements Reading {}
    }

    private final DocumentSchema schema;

    AnswerReader(Kind kind) {
        this(DocumentSchema.load(AnswerReader.class, JudgeItem.word(kind) + ".schema.json"));
    }

    AnswerReader(DocumentSchema schema) {
        this.schema = schema;
    }

    /**
     * Reads an answer.
     *
     * @param cutOff whether the bound on tokens ended it
     */
    Reading read(String answer, boolean cutOff) {
        String text = withoutThoughts(answer);
        if (THOUGHTS.matcher(text).find() && !OBJECT_FIRST.matcher(text).matches()) {
            // What a judge considers on the way is no answer, even where it has the form of one.
            return new Reading.Unreadable(
                    List.of(cutOff ? "cut off at the bound on tokens" : "thoughts without an end, and no answer"));
        }
        Set<JsonNode> good = new LinkedHashSet<>();
        List<String> complete = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        List<String> objects = objects(text);
        for (String object : objects) {
            try {
                JsonNode node = JSON.readTree(object);
                List<String> violations = hasEndlessNumber(node)
                        ? List.of("a number with more than " + MOST_DIGITS + " digits")
                        : schema.violations(node);
                if (violations.isEmpty()) {
                    good.add(node);
                    complete.add(object);
                } else if (problems.isEmpty()) {
                    problems.addAll(violations.subList(0, Math.min(MOST_PROBLEMS, violations.size())));
                }
            } catch (JsonProcessingException e) {
                if (problems.isEmpty()) {
                    problems.add("not valid JSON: "
                            + e.getOriginalMessage().lines().findFirst().orElse(""));
                }
            }
        }
        if (good.size() == 1 && !(cutOff && endsWithin(text, complete))) {
            return new Reading.Read(good.iterator().next());
        }
        if (good.size() > 1) {
            return new Reading.Unreadable(List.of(good.size() + " JSON objects that differ; one is expected"));
        }
        if (objects.isEmpty() && !text.contains("{") && isRefusal(text)) {
            return new Reading.Refused();
        }
        if (cutOff) {
            problems.add(0, "cut off at the bound on tokens");
        } else if (objects.isEmpty()) {
            problems.add(text.isBlank() ? "nothing was answered" : "no JSON object");
        }
        return new Reading.Unreadable(problems);
    }

    private static boolean isRefusal(String text) {
        String own = QUOTED.matcher(text).replaceAll("");
        return REFUSAL.matcher(own.isBlank() ? text : own).find();
    }

    private static boolean hasEndlessNumber(JsonNode node) {
        if (node.isBigDecimal()) {
            return Math.abs((long) node.decimalValue().scale()) > MOST_DIGITS;
        }
        for (JsonNode part : node) {
            if (hasEndlessNumber(part)) {
                return true;
            }
        }
        return false;
    }

    /** Returns what stands behind thoughts that have an end; the sign that begins them may have been part of the question. */
    private static String withoutThoughts(String answer) {
        String text = answer.strip();
        Matcher end = END_OF_THOUGHTS.matcher(text);
        while (THOUGHTS.matcher(text).lookingAt() && end.find()) {
            text = text.substring(end.end()).strip();
            end = END_OF_THOUGHTS.matcher(text);
        }
        if (OBJECT_FIRST.matcher(text).matches()) {
            return text;
        }
        int last = end.reset().results().mapToInt(MatchResult::end).max().orElse(0);
        return text.substring(last);
    }

    /** Returns every part from a brace to the one that closes it, those within another left out. */
    private static List<String> objects(String text) {
        List<String> objects = new ArrayList<>();
        int braces = 0;
        for (int at = text.indexOf('{'); at >= 0 && braces < MOST_BRACES; braces++) {
            int end = end(text, at);
            if (end > 0) {
                objects.add(text.substring(at, end));
            }
            at = text.indexOf('{', end > 0 ? end : at + 1);
        }
        return objects;
    }

    /** Tells whether a text ends within an object that may have become another one than those that are complete. */
    private static boolean endsWithin(String text, List<String> complete) {
        int braces = 0;
        for (int at = text.indexOf('{'); at >= 0 && braces < MOST_BRACES; braces++) {
            int end = end(text, at);
            if (end == 0) {
                String begun = text.substring(at).stripTrailing();
                if (complete.stream().anyMatch(object -> object.startsWith(begun))) {
                    return false;
                }
                if (BEGUN.matcher(begun).matches()) {
                    return true;
                }
            }
            at = text.indexOf('{', end > 0 ? end : at + 1);
        }
        return false;
    }

    /** Returns where the object that begins at a brace has ended; 0 if it does not end. */
    private static int end(String text, int start) {
        int depth = 0;
        boolean quoted = false;
        for (int at = start; at < text.length(); at++) {
            char sign = text.charAt(at);
            if (quoted && sign == '\\') {
                at++;
            } else if (sign == '"') {
                quoted = !quoted;
            } else if (!quoted && sign == '{') {
                depth++;
            } else if (!quoted && sign == '}' && --depth == 0) {
                return at + 1;
            }
        }
        return 0;
    }
}
