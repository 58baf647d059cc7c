package org.charactermirror.training;

import java.util.List;

/** The intents that one user message carries; none where it only reacts, several where more than one reading fits. */
record IntentLabel(List<String> intents) {

    IntentLabel {
        intents = List.copyOf(intents);
    }

    /** Parses {@code none}, {@code food}, {@code food.more} or {@code user_tired/sad}. */
    static IntentLabel parse(String text) {
        return new IntentLabel("none".equals(text) ? List.of() : List.of(text.split("/", -1)));
    }
}
