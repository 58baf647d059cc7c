package org.charactermirror.scenario;

import java.util.List;
import java.util.Objects;

/**
 * A script of what the user says to a character, whoever the character is.
 *
 * @param id its file's name without endings
 * @param title a short name for readers
 * @param topic an open list; the paper's are chat, interview and love
 * @param language such as {@code zh}
 * @param situation where and when the two meet; told to readers and annotators, not to models, whose prompt has no
 *     place for it
 * @param turns one for each message of the user, with {@code {bot_name}} and {@code {user_name}} for the names
 * @param source where the script comes from
 * @param license under which it may be used
 */
public record Scenario(
        String id,
        String title,
        String topic,
        String language,
        String situation,
        List<ScriptedTurn> turns,
        String source,
        String license) {

    /** The paper's least number of rounds of a dialogue. */
    public static final int MINIMUM_TURNS = 20;

    public Scenario {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(language, "language");
        Objects.requireNonNull(situation, "situation");
        turns = List.copyOf(turns);
        if (turns.size() < MINIMUM_TURNS) {
            throw new IllegalArgumentException(
                    id + " has " + turns.size() + " turns; it must have at least " + MINIMUM_TURNS);
        }
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(license, "license");
    }
}
