package org.charactermirror.annotation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One annotator's flags on one reply.
 *
 * @param turn 1-based
 * @param flags a flag that was not judged is absent
 * @param evidence what in the reply the flags rest on
 */
public record TurnError(
        Place place,
        Subject subject,
        String model,
        int turn,
        Map<TurnFlag, Boolean> flags,
        @Nullable String evidence,
        @Nullable String comment,
        Origin origin,
        Map<String, String> extra)
        implements Annotation {

    public TurnError {
        if (turn < 1) {
            throw new IllegalArgumentException("turn " + turn + "; the first is 1");
        }
        Map<TurnFlag, Boolean> ordered = new EnumMap<>(TurnFlag.class);
        ordered.putAll(flags);
        flags = Collections.unmodifiableMap(ordered);
        extra = Extra.copy(extra);
    }

    @Override
    public Kind kind() {
        return Kind.TURN_ERRORS;
    }

    @Override
    public Identity identity() {
        return new Identity(Kind.TURN_ERRORS, subject, List.of(model), turn);
    }

    @Override
    public boolean isEmpty() {
        return flags.isEmpty() && evidence == null && comment == null;
    }

    @Override
    public Map<String, String> cells() {
        FilledCells cells = new FilledCells();
        flags.forEach((flag, set) -> cells.put(flag.word(), set ? "1" : "0"));
        cells.put(Field.EVIDENCE.word(), evidence);
        cells.put(Field.COMMENT.word(), comment);
        return cells.with(origin, extra);
    }

    @Override
    public TurnError by(String annotator) {
        return new TurnError(
                place, subject.withAnnotator(annotator), model, turn, flags, evidence, comment, origin, extra);
    }
}
