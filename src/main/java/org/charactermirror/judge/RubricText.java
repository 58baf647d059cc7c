package org.charactermirror.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Rubric;
import org.charactermirror.annotation.TurnFlag;

/** A rubric as a judge reads it: all that people are told, with the words that its answer is to use. */
final class RubricText {

    private RubricText() {}

    static String of(Rubric rubric, Kind kind) {
        return switch (kind) {
            case RATINGS ->
                dimensions().stream().map(dimension -> of(rubric, dimension)).collect(Collectors.joining("\n"));
            case TURN_ERRORS ->
                List.of(TurnFlag.values()).stream()
                        .map(flag -> of(rubric, flag))
                        .collect(Collectors.joining("\n"));
            case PREFERENCES ->
                rubric.preference()
                        + ' '
                        + rubric.preferenceExplanation()
                        + '\n'
                        + rubric.choices().entrySet().stream()
                                .map(choice -> choice.getKey() + " = " + choice.getValue())
                                .collect(Collectors.joining("\n"));
        };
    }

    /** The parts before the whole: a judge that began with the whole would make the parts fit it. */
    static List<Dimension> dimensions() {
        List<Dimension> dimensions = new ArrayList<>(List.of(Dimension.values()));
        dimensions.remove(Dimension.OVERALL);
        dimensions.add(Dimension.OVERALL);
        return dimensions;
    }

    private static String of(Rubric rubric, Dimension dimension) {
        StringBuilder text = new StringBuilder(
                "- " + dimension.word() + " " + rubric.name(dimension) + ": " + rubric.question(dimension));
        int point = 1;
        for (String anchor : rubric.anchors(dimension)) {
            text.append("\n  ").append(point++).append(" = ").append(anchor);
        }
        return text.toString();
    }

    private static String of(Rubric rubric, TurnFlag flag) {
        return "- " + flag.word() + " " + rubric.name(flag) + ": " + rubric.explanation(flag) + "\n  1: "
                + rubric.example(flag) + "\n  0: " + rubric.counterexample(flag);
    }
}
