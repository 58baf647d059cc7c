package org.charactermirror.judge;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Outcome;
import org.charactermirror.annotation.Side;
import org.charactermirror.scenario.JudgeSpec;

/**
 * What a judge says of one item.
 *
 * @param turn 1-based; 0 for a whole dialogue
 * @param reason why there is no score; empty where there is one
 * @param values what counts, by dimension, flag, or {@code outcome} from the first model's side; parts that the judge could
 *     not tell are absent
 * @param asked everything that was asked for it
 * @param consistent whether both orders of two replies were judged alike; nothing where there was one order
 * @param kin whether the judge is of the family of a model that it judges
 * @param covered how many names of models were covered in the dialogue
 */
public record Judgement(
        String judge,
        Kind kind,
        String session,
        int turn,
        JudgementState state,
        String reason,
        Map<String, String> values,
        List<Asked> asked,
        Optional<Boolean> consistent,
        Kinship kin,
        int covered) {

    /** The key of a choice from the first model's side. */
    public static final String OUTCOME = "outcome";

    public Judgement {
        Objects.requireNonNull(judge, "judge");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(consistent, "consistent");
        Objects.requireNonNull(kin, "kin");
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        asked = List.copyOf(asked);
        if ((state == JudgementState.SCORED) == values.isEmpty()) {
            throw new IllegalArgumentException(state.word() + " with values " + values);
        }
    }

    /** Returns the item's name. */
    public String key() {
        return JudgeItem.key(kind, session, turn);
    }

    /** Returns the choice that was made with one reply first, from the first model's side; nothing if there is none. */
    public Optional<Outcome> outcome(Side first) {
        List<Asked> inOrder =
                asked.stream().filter(question -> question.first() == first).toList();
        if (inOrder.isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable(Verdict.of(kind, inOrder, JudgeSpec.OrderRule.TIE)
                        .values()
                        .get(OUTCOME))
                .map(word -> Outcome.valueOf(word.toUpperCase(Locale.ROOT)));
    }

    /** Returns how often the judge was asked again. */
    public int reasks() {
        return asked.stream().mapToInt(Asked::reasks).sum();
    }

    /** Returns how many quotations there are of a sort. */
    public long evidence(Evidence.Found found) {
        return asked.stream()
                .flatMap(question -> question.findings().stream())
                .filter(finding -> !(kind == Kind.TURN_ERRORS && finding.value().equals(Optional.of("0"))))
                .flatMap(finding -> finding.evidence().stream())
                .filter(quoted -> quoted.found() == found)
                .count();
    }
}
