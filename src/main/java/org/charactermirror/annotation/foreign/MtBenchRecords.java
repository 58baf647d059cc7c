package org.charactermirror.annotation.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.charactermirror.annotation.Scale;
import org.charactermirror.document.JsonRecord;
import org.charactermirror.problem.Problems;

/**
 * Reads MT-Bench's judgements by models: of pairs ({@code model_1}, {@code model_2}, {@code g1_winner}, {@code g2_winner}),
 * and of single answers ({@code model}, {@code score} from 1 to 10).
 *
 * <p>The first game shows the first model's answer first, the second game the other's: they become two rows, of the
 * annotators {@code JUDGE/order-1} and {@code JUDGE/order-2}. A verdict that the program could not read
 * ({@code error}, a score of -1) is counted as unparsable, and one that the judge did not give ({@code $ERROR$}) as failed.
 */
final class MtBenchRecords implements RecordReader {

    static final String FIRST_ORDER = "/order-1";
    static final String SECOND_ORDER = "/order-2";

    private static final int LOWEST = 1;
    private static final int HIGHEST = 10;
    private static final String NOT_GIVEN = "$ERROR$";
    private static final Set<String> OWN = Set.of(
            "question_id",
            "model_1",
            "model_2",
            "g1_winner",
            "g2_winner",
            "judge",
            "turn",
            "score",
            "m1_score",
            "m2_score",
            "model");
    private static final Set<String> TEXTS =
            Set.of("user_prompt", "judgment", "g1_user_prompt", "g1_judgment", "g2_user_prompt", "g2_judgment");

    private final Mapping mapping;
    private final Scale scale;
    private final Problems problems;
    private boolean scaleTold;

    /**
     * Makes a reader.
     *
     * @param scale of the study's scores
     * @param problems get an error where scores of single answers do not fit that scale
     */
    MtBenchRecords(Mapping mapping, Scale scale, Problems problems) {
        this.mapping = mapping;
        this.scale = scale;
        this.problems = problems;
    }

    /** Returns a judge's name: the model and its prompt, as in {@code gpt-4/pair-v2}. */
    static String judge(JsonNode judge) {
        if (!judge.isArray()) {
            return ForeignRow.text(judge);
        }
        List<String> words = new ArrayList<>();
        judge.forEach(word -> words.add(ForeignRow.text(word)));
        return String.join("/", words);
    }

    @Override
    public void read(JsonRecord record, ForeignRows rows) {
        JsonNode node = record.node();
        ForeignRow row = new ForeignRow(mapping, record.line(), "");
        if (!node.path("origin").isTextual()) {
            row.putColumn("origin", "origin", "judge");
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (TEXTS.contains(field.getKey())) {
                rows.count("texts of judgements left out");
            } else if (!OWN.contains(field.getKey())) {
                row.putOfItem("judgment", field.getKey(), field.getValue(), rows);
            }
        }
        if (node.has("g1_winner")) {
            pair(node, row, rows);
        } else {
            checkScale(record);
            single(node, row, rows);
        }
    }

    /** A 4 of 10 is no 4 of 5, whether the scale of 5 has a 4 or not. */
    private void checkScale(JsonRecord record) {
        if (!scaleTold && (scale.lowest() != LOWEST || scale.highest() != HIGHEST)) {
            scaleTold = true;
            record.error(
                    problems,
                    "scores of MT-Bench lie on a scale from 1 to 10, and " + scale.description()
                            + " is expected; import them with --scale 1-10 (or 1-10,halves), and into a study whose"
                            + " other scores lie on that scale");
        }
    }

    private void pair(JsonNode node, ForeignRow row, ForeignRows rows) {
        session(node, row, "");
        row.putColumn("turn", "turn", ForeignRow.text(node.path("turn")));
        row.putColumn("model_a", "model_1", ForeignRow.text(node.path("model_1")));
        row.putColumn("model_b", "model_2", ForeignRow.text(node.path("model_2")));
        String judge = judge(node.path("judge"));
        if (node.has("m1_score")) {
            // Each answer was scored alone, and the winner follows from the scores: there was no order.
            row.putColumn("annotator", "judge", judge);
            if (isNotGiven(node, "g1_judgment") || isNotGiven(node, "g2_judgment")) {
                rows.count("verdicts failed");
            } else if (isUnreadable(node.path("m1_score")) || isUnreadable(node.path("m2_score"))) {
                rows.count("verdicts unparsable");
            } else {
                game(node, "g1", "", row, rows);
            }
            return;
        }
        ForeignRow second = row.copy("");
        row.putColumn("annotator", "judge", judge.isEmpty() ? "" : judge + FIRST_ORDER);
        second.putColumn("annotator", "judge", judge.isEmpty() ? "" : judge + SECOND_ORDER);
        game(node, "g1", "a", row, rows);
        game(node, "g2", "b", second, rows);
    }

    private static void game(JsonNode node, String game, String shownFirst, ForeignRow row, ForeignRows rows) {
        String winner = ForeignRow.text(node.path(game + "_winner"));
        if (isNotGiven(node, game + "_judgment")) {
            rows.count("verdicts failed");
            return;
        }
        if (winner.equals("error")) {
            rows.count("verdicts unparsable");
            return;
        }
        row.putColumn("shown_first", game, shownFirst);
        if (winner.isEmpty()) {
            row.problem(game + "_winner is missing; expected is model_1, model_2, tie or error");
        } else {
            row.putColumn("outcome", game + "_winner", winner);
        }
        rows.add(row);
    }

    private static void single(JsonNode node, ForeignRow row, ForeignRows rows) {
        JsonNode score = node.path("score");
        if (isNotGiven(node, "judgment")) {
            rows.count("verdicts failed");
            return;
        }
        if (isUnreadable(score)) {
            rows.count("verdicts unparsable");
            return;
        }
        // A score of the second answer is another judgement of the same question.
        String turn = ForeignRow.text(node.path("turn"));
        session(node, row, turn.isEmpty() ? "" : "/turn-" + turn);
        row.putColumn("annotator", "judge", judge(node.path("judge")));
        row.putColumn("model", "model", ForeignRow.text(node.path("model")));
        if (score.isNumber() || score.isTextual()) {
            row.putColumn("overall", "score", ForeignRow.text(score));
        } else {
            row.problem("score is " + JsonRecord.shown(score) + "; expected a number, or -1 where it was not readable");
        }
        rows.add(row);
    }

    private static boolean isNotGiven(JsonNode node, String judgment) {
        return ForeignRow.text(node.path(judgment)).equals(NOT_GIVEN);
    }

    /** Tells whether a score is the -1 that stands where the program found none in the judge's words. */
    private static boolean isUnreadable(JsonNode score) {
        return score.isNumber() && score.decimalValue().signum() < 0;
    }

    private static void session(JsonNode node, ForeignRow row, String ending) {
        String question = ForeignRow.text(node.path("question_id"));
        if (!row.has("session") && !question.isEmpty()) {
            row.putColumn("session", "question_id", question + ending);
        }
    }
}
