package org.charactermirror.web.studio;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.TurnFlag;
import org.charactermirror.scenario.StudyKind;

/** Which answers there are. */
final class AnswerRules {

    static final String COMMENT = "comment";
    static final String REASON = "reason";
    static final String BETTER = "better";
    static final String EVIDENCE = "evidence.";

    /** Says of a score that the person cannot judge. */
    static final String NONE = "none";

    /** The most characters of what people write. */
    static final int LONGEST = 5_000;

    private static final Set<String> SCORES = Set.of("1", "2", "3", "4", "5", NONE);
    private static final Set<String> FLAG_VALUES = Set.of("0", "1");
    static final Set<String> CHOICES = Set.of("first", "second", "tie", "both_bad");

    private static final Set<String> DIMENSIONS =
            Arrays.stream(Dimension.values()).map(Dimension::word).collect(Collectors.toUnmodifiableSet());
    private static final Set<String> FLAGS =
            Arrays.stream(TurnFlag.values()).map(TurnFlag::word).collect(Collectors.toUnmodifiableSet());

    private AnswerRules() {}

    /** Tells whether a study asks for a field. */
    static boolean isField(StudyKind kind, String field) {
        return switch (kind) {
            case RATING -> DIMENSIONS.contains(field) || field.equals(COMMENT);
            case TURN_ERRORS -> FLAGS.contains(field) || isEvidence(field) || field.equals(COMMENT);
            case PAIRWISE -> field.equals(BETTER) || field.equals(REASON);
        };
    }

    private static boolean isEvidence(String field) {
        return field.startsWith(EVIDENCE) && FLAGS.contains(field.substring(EVIDENCE.length()));
    }

    /** Tells whether a field can have a value; taking it back is always possible. */
    static boolean isValue(String field, Optional<String> value) {
        if (value.isEmpty()) {
            return true;
        }
        if (DIMENSIONS.contains(field)) {
            return SCORES.contains(value.get());
        }
        if (FLAGS.contains(field)) {
            return FLAG_VALUES.contains(value.get());
        }
        if (field.equals(BETTER)) {
            return CHOICES.contains(value.get());
        }
        return value.get().length() <= LONGEST;
    }
}
