package org.charactermirror.web.studio;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Rubric;
import org.charactermirror.annotation.Side;
import org.charactermirror.annotation.TurnFlag;
import org.charactermirror.document.Sha256;
import org.charactermirror.scenario.StudyKind;
import org.charactermirror.store.StudioDialogue;
import org.charactermirror.web.Words;

/**
 * An instruction in an item that looks like others: whoever reads it answers what it says, whatever the dialogue is like.
 *
 * @param kind of the study
 * @param answer a score from 1 to 5, a flag's word, or {@code first}, {@code second} or {@code tie}
 */
record Attention(StudyKind kind, String answer) {

    private static final List<String> FLAGS =
            Arrays.stream(TurnFlag.values()).map(TurnFlag::word).toList();
    private static final List<String> CHOICES = List.of("first", "second", "tie");

    /** Draws what an item asks for; the same item always asks for the same. */
    static Attention of(StudyKind kind, String code) {
        int drawn = Sha256.digest(("attention\n" + code).getBytes(StandardCharsets.UTF_8))[0] & 0xFF;
        return new Attention(
                kind,
                switch (kind) {
                    case RATING -> Integer.toString(1 + drawn % 5);
                    case TURN_ERRORS -> FLAGS.get(drawn % FLAGS.size());
                    case PAIRWISE -> CHOICES.get(drawn % CHOICES.size());
                });
    }

    /** Returns what an annotator reads. */
    String instruction(String language, Rubric rubric) {
        Words words = Words.of("attention", language);
        return switch (kind) {
            case RATING -> words.word("rating").replace("{score}", answer);
            case TURN_ERRORS -> {
                TurnFlag flag = TurnFlag.valueOf(answer.toUpperCase(Locale.ROOT));
                yield words.word("turn_errors").replace("{flag}", rubric.name(flag));
            }
            case PAIRWISE -> words.word("pairwise." + answer);
        };
    }

    /**
     * Returns the right answer as a row's cell has it.
     *
     * @param first whose reply the annotator sees first; of no concern where there is one model
     */
    String check(StudioDialogue.Plan plan, Side first) {
        List<String> parts = new ArrayList<>();
        switch (kind) {
            case RATING -> Arrays.stream(Dimension.values()).forEach(each -> parts.add(each.word() + "=" + answer));
            case TURN_ERRORS ->
                Arrays.stream(TurnFlag.values())
                        .forEach(each ->
                                parts.add(each.word() + "=" + (each.word().equals(answer) ? "1" : "0")));
            case PAIRWISE -> parts.add("better=" + (answer.equals("tie") ? answer : model(plan, first)));
        }
        return String.join("; ", parts);
    }

    private String model(StudioDialogue.Plan plan, Side first) {
        return plan.models().get((first == Side.A) == answer.equals("first") ? 0 : 1);
    }
}
