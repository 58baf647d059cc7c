package org.charactermirror.chat.glm;

import java.util.Optional;
import org.charactermirror.chat.StopReason;

/** Puts a reply together from its tokens, in their order, and tells when it ends. */
interface ReplyAssembler {

    /** Adds a token and returns why the reply ends with it, if it does. */
    Optional<StopReason> add(int token);

    /** Returns the whole reply; no token comes after this. */
    String finish();
}
