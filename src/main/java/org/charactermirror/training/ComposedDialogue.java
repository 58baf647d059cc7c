package org.charactermirror.training;

import java.util.List;

/** A dialogue put together from hand-written lines. */
record ComposedDialogue(String character, List<Exchange> exchanges) {

    ComposedDialogue {
        exchanges = List.copyOf(exchanges);
    }

    /** What the user wanted to know, how it was asked, and what the character answered. */
    record Exchange(String intent, String user, String reply) {}
}
