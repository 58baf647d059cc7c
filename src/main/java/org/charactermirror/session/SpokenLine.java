package org.charactermirror.session;

import java.util.List;
import java.util.stream.Stream;

/**
 * Makes one message of what a model wrote in a person's name: the first line with words, without tags that say who
 * speaks, and only as far as nobody else begins to.
 *
 * @param speaker whose message it is
 * @param other who must not speak in it
 */
record SpokenLine(String speaker, String other) {

    /** Returns the message; empty if there are no words. */
    String of(String written) {
        List<String> own = tags(speaker);
        List<String> others = tags(other);
        for (String line : written.lines().toList()) {
            String rest = line.strip();
            for (String tag = beginning(rest, own); !tag.isEmpty(); tag = beginning(rest, own)) {
                rest = rest.substring(tag.length()).strip();
            }
            int end = Stream.concat(own.stream(), others.stream())
                    .mapToInt(rest::indexOf)
                    .filter(at -> at >= 0)
                    .min()
                    .orElse(rest.length());
            String message = rest.substring(0, end).strip();
            if (!message.isEmpty()) {
                return message;
            }
            if (end < rest.length()) {
                // Somebody else speaks from here on.
                return "";
            }
        }
        return "";
    }

    private static String beginning(String text, List<String> tags) {
        return tags.stream().filter(text::startsWith).findFirst().orElse("");
    }

    private static List<String> tags(String name) {
        return List.of("[" + name + "]", "【" + name + "】", name + "：", name + ":");
    }
}
