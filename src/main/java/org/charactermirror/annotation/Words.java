package org.charactermirror.annotation;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.charactermirror.table.Blank;
import org.jspecify.annotations.Nullable;

/** The words and figures that cells may hold, in English and Chinese, in half or full width. */
final class Words {

    private static final Map<String, Boolean> FLAGS = Map.of(
            "1", true, "0", false, "true", true, "false", false, "yes", true, "no", false, "是", true, "否", false);
    private static final Map<String, Outcome> OUTCOMES = Map.of(
            "win",
            Outcome.WIN,
            "tie",
            Outcome.TIE,
            "lose",
            Outcome.LOSE,
            "both_bad",
            Outcome.BOTH_BAD,
            "胜",
            Outcome.WIN,
            "平",
            Outcome.TIE,
            "负",
            Outcome.LOSE,
            "都不好",
            Outcome.BOTH_BAD);
    /** What a sheet's column {@code better} may hold, from the side of the reply that was shown first. */
    private static final Map<String, Outcome> BETTER = Map.of(
            "first",
            Outcome.WIN,
            "second",
            Outcome.LOSE,
            "1",
            Outcome.WIN,
            "2",
            Outcome.LOSE,
            "回复一",
            Outcome.WIN,
            "回复二",
            Outcome.LOSE,
            "tie",
            Outcome.TIE,
            "平",
            Outcome.TIE,
            "both_bad",
            Outcome.BOTH_BAD,
            "都不好",
            Outcome.BOTH_BAD);

    private static final Map<String, Origin> ORIGINS =
            Arrays.stream(Origin.values()).collect(Collectors.toMap(Origin::word, origin -> origin));

    private Words() {}

    /** Returns a cell without the spaces around it, in half width and lower case. */
    static String normal(String cell) {
        return halfWidth(cell).toLowerCase(Locale.ROOT);
    }

    /** Returns a cell without the spaces around it, and with full-width letters, figures and signs in half width. */
    static String halfWidth(String cell) {
        String stripped = Blank.strip(cell);
        for (int i = 0; i < stripped.length(); i++) {
            if (stripped.charAt(i) >= 0x80) {
                return Blank.strip(Normalizer.normalize(stripped, Normalizer.Form.NFKC));
            }
        }
        return stripped;
    }

    static Optional<Boolean> flag(String word) {
        return Optional.ofNullable(FLAGS.get(normal(word)));
    }

    static Optional<Outcome> outcome(String word) {
        return Optional.ofNullable(OUTCOMES.get(normal(word)));
    }

    static Optional<Outcome> better(String word) {
        return Optional.ofNullable(BETTER.get(normal(word)));
    }

    static Optional<Origin> origin(String word) {
        return Optional.ofNullable(ORIGINS.get(normal(word)));
    }

    static Optional<Side> side(String word) {
        @Nullable
        Side side = switch (normal(word)) {
            case "a" -> Side.A;
            case "b" -> Side.B;
            default -> null;
        };
        return Optional.ofNullable(side);
    }

    static Optional<Dimension> dimension(String word) {
        return Field.named(word).filter(Field.scores()::contains).map(field -> Dimension.valueOf(field.name()));
    }

    static Optional<TurnFlag> turnFlag(String word) {
        return Field.named(word).filter(Field.flags()::contains).map(field -> TurnFlag.valueOf(field.name()));
    }
}
