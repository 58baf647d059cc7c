package org.charactermirror.session.foreign;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.charactermirror.document.JsonRecord;

/**
 * A dialogue as another program's record has it.
 *
 * @param record where it stands
 * @param model the name of the model that wrote the replies, if the record tells it
 * @param character the name, if the record tells it
 * @param scenario what tells it from other dialogues of the character: an id, or the text of a situation
 * @param labels what else the record says of character and dialogue
 * @param before what was said before the first of the exchanges, the greeting of a character; empty if nothing was
 * @param exchanges in order; all replies are the model's own
 * @param failure why the dialogue did not come to its end; empty if it did
 */
record ForeignDialogue(
        JsonRecord record,
        Optional<String> model,
        Optional<String> character,
        String scenario,
        Labels labels,
        String before,
        List<Exchange> exchanges,
        String failure) {

    ForeignDialogue {
        Objects.requireNonNull(record, "record");
        Objects.requireNonNull(before, "before");
        exchanges = List.copyOf(exchanges);
        if (exchanges.isEmpty() && failure.isEmpty()) {
            throw new IllegalArgumentException("a dialogue without a reply");
        }
    }

    /** A message of the user and the reply to it. */
    record Exchange(String user, String reply) {}

    /**
     * What a record may say besides.
     *
     * @param userName what the user is called
     * @param profile what the model was told of the character; empty if that is not in the record
     */
    record Labels(String userName, String profile, Optional<String> category, Optional<String> topic) {}

    /** Tells whether another record says the very same. */
    boolean isSameAs(ForeignDialogue other) {
        return model.equals(other.model)
                && character.equals(other.character)
                && scenario.equals(other.scenario)
                && before.equals(other.before)
                && exchanges.equals(other.exchanges)
                && failure.equals(other.failure);
    }
}
