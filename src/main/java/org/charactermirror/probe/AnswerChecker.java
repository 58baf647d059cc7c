package org.charactermirror.probe;

import java.util.Objects;
import java.util.Optional;
import org.charactermirror.session.SessionId;

/** Decides what became of a probe whose question was put. */
@FunctionalInterface
public interface AnswerChecker {

    /** Leaves every answer unchecked. */
    AnswerChecker NONE = asked -> Verdict.of(AnswerState.UNCHECKED);

    /** Decides by what was said. */
    Verdict check(Asked asked);

    /**
     * A question with the reply to it.
     *
     * @param session in which it was put
     * @param language such as {@code zh}
     * @param profile what the model was told of the character
     * @param botName the character's name
     * @param userName the user's name
     * @param question with names put in
     * @param plant the earlier message, with names put in; empty if the probe has none
     * @param plantReply the reply to the earlier message, if the probe has one
     */
    record Asked(
            SessionId session,
            Probe probe,
            String language,
            String profile,
            String botName,
            String userName,
            String question,
            String plant,
            Optional<String> plantReply,
            String reply) {

        public Asked {
            Objects.requireNonNull(session, "session");
            Objects.requireNonNull(probe, "probe");
            Objects.requireNonNull(language, "language");
            Objects.requireNonNull(profile, "profile");
            Objects.requireNonNull(botName, "botName");
            Objects.requireNonNull(userName, "userName");
            Objects.requireNonNull(question, "question");
            Objects.requireNonNull(plant, "plant");
            Objects.requireNonNull(plantReply, "plantReply");
            Objects.requireNonNull(reply, "reply");
        }
    }
}
