package org.charactermirror.session;

import java.util.List;
import java.util.Optional;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.Message;

/** Speaks for the user while a dialogue is played. */
@FunctionalInterface
public interface UserVoice {

    /** Speaks from scripts alone. */
    UserVoice SCRIPTS = (script, said) -> Optional.of(Scripts.message(script, said));

    /**
     * Returns the next message, or nothing if the user leaves.
     *
     * @param said the character's greeting, then message and reply of every turn so far
     * @throws org.charactermirror.chat.ChatException if a model plays the user and could not
     */
    Optional<UserMessage> message(SessionScript script, List<Message> said);

    /** Returns the number of the turn that comes next, from 1. */
    static int turnAfter(List<Message> said) {
        return said.size() / 2 + 1;
    }

    /** Lets a model speak where there is no script. */
    static UserVoice of(ChatModel interviewer) {
        InterviewerVoice voice = new InterviewerVoice(interviewer);
        return (script, said) -> script.user() instanceof UserPart.Interviewed part
                ? Optional.of(voice.message(script, part, said))
                : SCRIPTS.message(script, said);
    }
}
