package org.charactermirror.session.foreign;

import org.charactermirror.session.Transcript;

/**
 * A dialogue made elsewhere in the form of our own.
 *
 * @param transcript with what was said
 * @param failure why it did not come to its end; empty if it did
 */
public record ImportedDialogue(Transcript transcript, String failure) {

    public ImportedDialogue {
        if (transcript.turns().isEmpty() && failure.isEmpty()) {
            throw new IllegalArgumentException(transcript.session() + " has no turn, and no reason for that");
        }
    }

    /** Tells whether the dialogue came to its end. */
    public boolean isDone() {
        return failure.isEmpty();
    }
}
