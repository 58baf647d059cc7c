package org.charactermirror.judge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Outcome;
import org.charactermirror.annotation.Side;
import org.charactermirror.scenario.JudgeSpec;

/**
 * What all answers about one item come to.
 *
 * <p>Of several samples of a question the middle one counts, or of choices the one that most of all samples made, else a
 * tie; a point that one of them could not tell is not judged. One question without an answer leaves the item without a
 * score.
 */
record Verdict(JudgementState state, String reason, Map<String, String> values, Optional<Boolean> consistent) {

    /** Those without a score, the one that the next run could change first. */
    private static final List<JudgementState> WORST =
            List.of(JudgementState.FAILED, JudgementState.UNPARSABLE, JudgementState.REFUSED, JudgementState.MISSING);

    static Verdict of(Kind kind, List<Asked> asked, JudgeSpec.OrderRule rule) {
        for (JudgementState state : WORST) {
            for (Asked question : asked) {
                if (question.state() == state) {
                    return new Verdict(state, question.reason(), Map.of(), Optional.empty());
                }
            }
        }
        if (kind == Kind.PREFERENCES) {
            return choice(asked, rule);
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (Finding finding : asked.get(0).findings()) {
            middle(asked, finding.key()).ifPresent(value -> values.put(finding.key(), value));
        }
        return values.isEmpty()
                ? new Verdict(JudgementState.MISSING, "the judge cannot tell", Map.of(), Optional.empty())
                : new Verdict(JudgementState.SCORED, "", values, Optional.empty());
    }

    private static Optional<String> middle(List<Asked> asked, String key) {
        List<Integer> values = new ArrayList<>();
        for (Asked question : asked) {
            Optional<String> value = value(question, key);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(Integer.valueOf(value.get()));
        }
        // Samples are odd in number: there is one in the middle.
        return Optional.of(
                values.stream().sorted().toList().get(values.size() / 2).toString());
    }

    private static Optional<String> value(Asked question, String key) {
        return question.findings().stream()
                .filter(finding -> finding.key().equals(key))
                .findFirst()
                .flatMap(Finding::value);
    }

    private static Verdict choice(List<Asked> asked, JudgeSpec.OrderRule rule) {
        Map<Side, Outcome> byFirst = new LinkedHashMap<>();
        for (Side first : Side.values()) {
            List<Outcome> outcomes = asked.stream()
                    .filter(question -> question.first() == first)
                    .map(question ->
                            outcome(first, value(question, Finding.CHOICE).orElseThrow()))
                    .toList();
            if (!outcomes.isEmpty()) {
                byFirst.put(first, majority(outcomes));
            }
        }
        if (byFirst.size() == 1) {
            return scored(byFirst.values().iterator().next(), Optional.empty());
        }
        Outcome a = Objects.requireNonNull(byFirst.get(Side.A), "a first");
        Outcome b = Objects.requireNonNull(byFirst.get(Side.B), "b first");
        if (a == b) {
            return scored(a, Optional.of(true));
        }
        return switch (rule) {
            case TIE -> scored(Outcome.TIE, Optional.of(false));
            case A_FIRST -> scored(a, Optional.of(false));
            case B_FIRST -> scored(b, Optional.of(false));
            case DROP ->
                new Verdict(
                        JudgementState.MISSING, "the two orders are judged differently", Map.of(), Optional.of(false));
        };
    }

    private static Verdict scored(Outcome outcome, Optional<Boolean> consistent) {
        return new Verdict(JudgementState.SCORED, "", Map.of(Judgement.OUTCOME, outcome.word()), consistent);
    }

    /** Returns a choice from the first model's side. */
    static Outcome outcome(Side first, String choice) {
        Outcome seen = switch (choice) {
            case "first" -> Outcome.WIN;
            case "second" -> Outcome.LOSE;
            case "tie" -> Outcome.TIE;
            case "both_bad" -> Outcome.BOTH_BAD;
            default -> throw new IllegalArgumentException("no choice: " + choice);
        };
        return first == Side.A ? seen : seen.swapped();
    }

    private static Outcome majority(List<Outcome> outcomes) {
        for (Outcome outcome : outcomes) {
            if (2 * outcomes.stream().filter(outcome::equals).count() > outcomes.size()) {
                return outcome;
            }
        }
        return Outcome.TIE;
    }
}
