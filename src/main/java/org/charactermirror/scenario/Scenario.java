package org.charactermirror.scenario;

import java.util.List;
import java.util.Objects;

/**
 * What the user says to a character, whoever the character is: a script, or a brief for a model that plays the user.
 *
 * @param id its file's name without endings
 * @param title a short name for readers
 * @param topic an open list; the paper's are chat, interview and love
 * @param language such as {@code zh}
 * @param situation where and when the two meet; told to readers, annotators and interviewers, not to the models that play
 *     characters, whose prompt has no place for it
 * @param user a script, or who speaks in its place
 * @param source where the script comes from
 * @param license under which it may be used
 */
public record Scenario(
        String id,
        String title,
        String topic,
        String language,
        String situation,
        UserSide user,
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
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(license, "license");
    }

    /** Tells whether a model is to play the user. */
    public boolean hasInterviewer() {
        return user instanceof UserSide.Interviewer;
    }

    /** Returns the script's messages in order; none where a model plays the user. */
    public List<ScriptedTurn> turns() {
        return user instanceof UserSide.Script script ? script.turns() : List.of();
    }
}
