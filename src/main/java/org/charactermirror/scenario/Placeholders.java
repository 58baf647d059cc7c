package org.charactermirror.scenario;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names that a scripted message leaves open: {@code {bot_name}} and {@code {user_name}}. */
final class Placeholders {

    private static final Pattern BRACED = Pattern.compile("\\{[^{}]*}|[{}]");

    private Placeholders() {}

    /** Puts the names in. */
    static String fill(String message, String botName, String userName) {
        return BRACED.matcher(message).replaceAll(match -> switch (match.group()) {
            case "{bot_name}" -> Matcher.quoteReplacement(botName);
            case "{user_name}" -> Matcher.quoteReplacement(userName);
            default -> Matcher.quoteReplacement(match.group());
        });
    }

    /** Returns everything in braces, and every stray brace, that is not a placeholder, in the order of the message. */
    static List<String> unknown(String message) {
        return BRACED.matcher(message)
                .results()
                .map(MatchResult::group)
                .filter(found -> !found.equals("{bot_name}") && !found.equals("{user_name}"))
                .toList();
    }

    /** Returns what is to be said of one of these. */
    static String problem(String unknown) {
        return "has the unknown placeholder " + unknown + "; expected {bot_name} or {user_name}";
    }
}
