package org.charactermirror.annotation.assignment;

import java.util.List;
import java.util.Objects;

/**
 * One dialogue that is to be judged.
 *
 * @param id which names it in a study
 * @param models who speak in it: one, or the two of a pair
 * @param block items of the same block go to the same person; the item's own id where it stands alone
 */
public record AssignmentItem(String id, List<String> models, String character, String topic, String block) {

    public AssignmentItem {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(character, "character");
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(block, "block");
        models = List.copyOf(models);
        if (models.isEmpty()) {
            throw new IllegalArgumentException("the item " + id + " has no model");
        }
    }

    /** Makes an item that may go to anybody. */
    public static AssignmentItem alone(String id, List<String> models, String character, String topic) {
        return new AssignmentItem(id, models, character, topic, id);
    }

    /** Returns the models as one word: what is to be spread evenly, be it models or pairs of them. */
    String modelKey() {
        return String.join("\n", models);
    }
}
