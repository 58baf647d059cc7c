package org.charactermirror.annotation.foreign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.TurnError;
import org.jspecify.annotations.Nullable;

/**
 * A row of ours, taken apart for layouts that keep what was judged apart from what was said of it.
 *
 * @param item what was judged, by column
 * @param said what the annotator said of it, by column: scores, flags or the outcome, and remarks
 * @param origin null for a person's
 */
record ForeignCells(
        Kind kind,
        String annotator,
        Map<String, String> item,
        Map<String, String> said,
        @Nullable String origin,
        Map<String, String> extra) {

    static ForeignCells of(Annotation row) {
        Map<String, String> item = new LinkedHashMap<>();
        put(item, "study", row.subject().study());
        put(item, "session", row.subject().session());
        Map<String, String> said = new LinkedHashMap<>();
        if (row instanceof Rating rating) {
            put(item, "model", rating.model());
            rating.scores().forEach((dimension, score) -> put(said, dimension.word(), score.toPlainString()));
            put(said, "comment", rating.comment());
        } else if (row instanceof TurnError turnError) {
            put(item, "model", turnError.model());
            put(item, "turn", Integer.toString(turnError.turn()));
            turnError.flags().forEach((flag, set) -> put(said, flag.word(), set ? "1" : "0"));
            put(said, "evidence", turnError.evidence());
            put(said, "comment", turnError.comment());
        } else if (row instanceof Preference preference) {
            put(item, "model_a", preference.modelA());
            put(item, "model_b", preference.modelB());
            put(item, "turn", preference.turn() == null ? null : Integer.toString(preference.turn()));
            put(said, "outcome", preference.outcome().word());
            put(
                    said,
                    "shown_first",
                    preference.shownFirst() == null
                            ? null
                            : preference.shownFirst().word());
            put(said, "reason", preference.reason());
        }
        put(item, "character", row.subject().character());
        put(item, "category", row.subject().category());
        put(item, "topic", row.subject().topic());
        Map<String, String> extra = new LinkedHashMap<>();
        row.extra().forEach((name, value) -> put(extra, name, value));
        String origin = row.origin() == Origin.HUMAN ? null : row.origin().word();
        return new ForeignCells(row.kind(), row.subject().annotator(), item, said, origin, extra);
    }

    /** Tells whether a row has neither a score, flag or choice nor a remark. */
    boolean judgesNothing() {
        return said.isEmpty();
    }

    private static void put(Map<String, String> cells, String column, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            cells.put(column, value);
        }
    }

    /** Puts what was judged into an object; turns are numbers. */
    void putItem(ObjectNode object) {
        item.forEach((column, value) -> {
            if (column.equals("turn")) {
                object.put(column, Integer.parseInt(value));
            } else {
                object.put(column, value);
            }
        });
    }
}
