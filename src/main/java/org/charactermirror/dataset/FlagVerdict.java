package org.charactermirror.dataset;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.annotation.TurnError;
import org.charactermirror.annotation.TurnFlag;

/**
 * What annotators together say of one flag of one reply.
 *
 * @param judged how many annotators judged it; at least one
 */
record FlagVerdict(TurnFlag flag, int judged, int flagged) {

    /** What more than half of the annotators say. */
    enum Majority {
        YES,
        NO,
        TIE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Returns the verdicts on the flags that anybody judged, in the order of the published table. */
    static List<FlagVerdict> of(Collection<TurnError> rows) {
        List<FlagVerdict> verdicts = new ArrayList<>();
        for (TurnFlag flag : TurnFlag.values()) {
            List<Boolean> answers = rows.stream()
                    .filter(row -> row.flags().containsKey(flag))
                    .map(row -> Boolean.TRUE.equals(row.flags().get(flag)))
                    .toList();
            if (!answers.isEmpty()) {
                verdicts.add(new FlagVerdict(flag, answers.size(), (int)
                        answers.stream().filter(answer -> answer).count()));
            }
        }
        return verdicts;
    }

    Majority majority() {
        int others = judged - flagged;
        return flagged > others ? Majority.YES : flagged < others ? Majority.NO : Majority.TIE;
    }

    /** Returns the share of annotators who say what most say; of a tie one half. */
    Share agreement() {
        return new Share(Math.max(flagged, judged - flagged), judged);
    }

    /** Finds the verdict on a flag. */
    static Optional<FlagVerdict> of(List<FlagVerdict> verdicts, TurnFlag flag) {
        return verdicts.stream().filter(verdict -> verdict.flag == flag).findFirst();
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("flag", flag.word());
        map.put("judged", judged);
        map.put("flagged", flagged);
        map.put("share", new Share(flagged, judged).rounded());
        map.put("majority", majority().word());
        return map;
    }
}
