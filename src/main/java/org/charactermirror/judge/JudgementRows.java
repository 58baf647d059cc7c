package org.charactermirror.judge;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Outcome;
import org.charactermirror.annotation.PairNotes;
import org.charactermirror.annotation.Place;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.SheetDialogue;
import org.charactermirror.annotation.Side;
import org.charactermirror.annotation.Subject;
import org.charactermirror.annotation.TurnError;
import org.charactermirror.annotation.TurnFlag;
import org.charactermirror.scenario.JudgeSpec;
import org.jspecify.annotations.Nullable;

/** Makes judgements the rows that people's are, with the origin {@code judge} and the judge as the annotator. */
public final class JudgementRows {

    /** What rows give as the file that they come from. */
    public static final String SOURCE = "judge";

    private JudgementRows() {}

    /**
     * Returns the row of a judgement; nothing unless it is scored.
     *
     * @param rule of the judge: where pairs that it judged differently have no rows, those of others do not say what it said in each
     *     order, since taken alone they would show a judge without any leaning
     */
    public static Optional<Annotation> of(Judgement judgement, SheetDialogue dialogue, JudgeSpec.OrderRule rule) {
        if (judgement.state() != JudgementState.SCORED) {
            return Optional.empty();
        }
        Place place = place(judgement);
        Subject subject = subject(judgement, dialogue);
        Map<String, String> extra = extra(judgement);
        if (rule != JudgeSpec.OrderRule.DROP) {
            putOrders(judgement, extra);
        }
        return Optional.of(
                switch (judgement.kind()) {
                    case RATINGS ->
                        new Rating(
                                place,
                                subject,
                                dialogue.models().get(0),
                                scores(judgement),
                                reasons(judgement, key -> true),
                                Origin.JUDGE,
                                extra);
                    case TURN_ERRORS ->
                        new TurnError(
                                place,
                                subject,
                                dialogue.models().get(0),
                                judgement.turn(),
                                flags(judgement),
                                quotations(judgement),
                                reasons(judgement, key -> isRaised(judgement, key)),
                                Origin.JUDGE,
                                extra);
                    case PREFERENCES ->
                        preference(
                                judgement,
                                dialogue,
                                Outcome.valueOf(
                                        value(judgement, Judgement.OUTCOME).toUpperCase(Locale.ROOT)),
                                judgement.consistent().isPresent()
                                        ? null
                                        : judgement.asked().get(0).first(),
                                extra);
                });
    }

    /**
     * Returns the row of what a judge said with one reply first, whatever it said in the other order; nothing unless it answered in both.
     */
    public static Optional<Preference> inOrder(Judgement judgement, SheetDialogue dialogue, Side first) {
        return judgement.consistent().isEmpty()
                ? Optional.empty()
                : judgement
                        .outcome(first)
                        .map(outcome -> preference(judgement, dialogue, outcome, first, extra(judgement)));
    }

    private static Preference preference(
            Judgement judgement,
            SheetDialogue dialogue,
            Outcome outcome,
            @Nullable Side first,
            Map<String, String> extra) {
        return new Preference(
                place(judgement),
                subject(judgement, dialogue),
                dialogue.models().get(0),
                dialogue.models().get(1),
                judgement.turn(),
                outcome,
                first,
                reasons(judgement, key -> true),
                Origin.JUDGE,
                extra);
    }

    private static Place place(Judgement judgement) {
        return new Place(SOURCE, Math.max(1, judgement.turn()));
    }

    private static Subject subject(Judgement judgement, SheetDialogue dialogue) {
        return new Subject(
                dialogue.study().isEmpty() ? null : dialogue.study(),
                dialogue.session(),
                judgement.judge(),
                dialogue.character(),
                dialogue.category(),
                dialogue.topic());
    }

    private static Map<Dimension, BigDecimal> scores(Judgement judgement) {
        Map<Dimension, BigDecimal> scores = new EnumMap<>(Dimension.class);
        for (Dimension dimension : Dimension.values()) {
            if (judgement.values().containsKey(dimension.word())) {
                scores.put(dimension, new BigDecimal(value(judgement, dimension.word())));
            }
        }
        return scores;
    }

    private static Map<TurnFlag, Boolean> flags(Judgement judgement) {
        Map<TurnFlag, Boolean> flags = new EnumMap<>(TurnFlag.class);
        for (TurnFlag flag : TurnFlag.values()) {
            if (judgement.values().containsKey(flag.word())) {
                flags.put(flag, isRaised(judgement, flag.word()));
            }
        }
        return flags;
    }

    private static boolean isRaised(Judgement judgement, String key) {
        return "1".equals(judgement.values().get(key));
    }

    private static String value(Judgement judgement, String key) {
        return Objects.requireNonNull(judgement.values().get(key), key);
    }

    /** Returns what was quoted for the flags that are raised, each quotation once. */
    private static @Nullable String quotations(Judgement judgement) {
        String quoted = judgement.asked().get(0).findings().stream()
                .filter(finding -> isRaised(judgement, finding.key()))
                .flatMap(finding -> finding.evidence().stream())
                .filter(evidence -> evidence.found() == Evidence.Found.YES)
                .map(evidence -> evidence.text().strip())
                .distinct()
                .collect(Collectors.joining(" | "));
        return quoted.isEmpty() ? null : quoted;
    }

    /** Returns the reasons of the first answer, which of several samples need not be the one that counts. */
    private static @Nullable String reasons(Judgement judgement, Predicate<String> wanted) {
        List<String> reasons = new ArrayList<>();
        for (Finding finding : judgement.asked().get(0).findings()) {
            String reason = finding.explanation().strip();
            if (wanted.test(finding.key()) && !reason.isEmpty()) {
                reasons.add(finding.key().equals(Finding.CHOICE) ? reason : finding.key() + ": " + reason);
            }
        }
        return reasons.isEmpty() ? null : String.join("\n", reasons);
    }

    private static Map<String, String> extra(Judgement judgement) {
        Map<String, String> extra = new LinkedHashMap<>();
        extra.put(PairNotes.SELF_FAMILY, judgement.kin().word());
        long found = judgement.evidence(Evidence.Found.YES);
        long all = found + judgement.evidence(Evidence.Found.NO);
        extra.put("evidence_found", found + " of " + all);
        extra.put("reasks", Integer.toString(judgement.reasks()));
        return extra;
    }

    private static void putOrders(Judgement judgement, Map<String, String> extra) {
        judgement.consistent().ifPresent(same -> {
            extra.put(PairNotes.CONSISTENT, same ? "yes" : "no");
            for (Side first : Side.values()) {
                judgement.outcome(first).ifPresent(said -> extra.put(PairNotes.inOrder(first), said.word()));
            }
        });
    }
}
