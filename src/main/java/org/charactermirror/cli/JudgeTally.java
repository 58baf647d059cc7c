package org.charactermirror.cli;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Outcome;
import org.charactermirror.annotation.Side;
import org.charactermirror.annotation.TurnFlag;
import org.charactermirror.batch.ModelAccount;
import org.charactermirror.judge.Evidence;
import org.charactermirror.judge.JudgeItem;
import org.charactermirror.judge.Judgement;
import org.charactermirror.judge.JudgementState;
import org.charactermirror.judge.Kinship;
import org.charactermirror.report.Language;
import org.charactermirror.store.JudgementStore;

/**
 * What came of a judge's work in a folder, of one kind.
 *
 * @param partsMissing dimensions or flags of scored items that the judge could not tell
 * @param reasked items for which it was asked again
 * @param reasks how often in all
 * @param bothOrders items that were shown in both orders and answered in both
 * @param inconsistent those of them that were judged differently
 * @param decided how often one of two replies was chosen, each order by itself, whatever the pair counts as
 * @param firstChosen how often that was the reply that stood first
 * @param kin items of which the judge is of a model's family, and of which that is not known
 */
record JudgeTally(
        String judge,
        Kind kind,
        Map<JudgementState, Integer> states,
        int partsMissing,
        int reasked,
        int reasks,
        Map<Evidence.Found, Long> evidence,
        int bothOrders,
        int inconsistent,
        int decided,
        int firstChosen,
        Map<Kinship, Integer> kin) {

    /** Counts the judgements of every judge and kind, in their order. */
    static List<JudgeTally> of(List<Judgement> judgements) {
        Map<List<Object>, List<Judgement>> groups = new LinkedHashMap<>();
        judgements.forEach(one -> groups.computeIfAbsent(List.of(one.judge(), one.kind()), key -> new ArrayList<>())
                .add(one));
        return groups.values().stream().map(JudgeTally::ofOne).toList();
    }

    private static JudgeTally ofOne(List<Judgement> all) {
        Map<JudgementState, Integer> states = new EnumMap<>(JudgementState.class);
        for (JudgementState state : JudgementState.values()) {
            states.put(state, 0);
        }
        Map<Evidence.Found, Long> evidence = new EnumMap<>(Evidence.Found.class);
        Map<Kinship, Integer> kin = new EnumMap<>(Kinship.class);
        int partsMissing = 0;
        int reasked = 0;
        int reasks = 0;
        int both = 0;
        int inconsistent = 0;
        int decided = 0;
        int firstChosen = 0;
        for (Judgement one : all) {
            for (Side first : Side.values()) {
                Optional<Outcome> said = one.outcome(first).filter(outcome -> outcome != outcome.swapped());
                decided += said.isPresent() ? 1 : 0;
                firstChosen += said.equals(Optional.of(first == Side.A ? Outcome.WIN : Outcome.LOSE)) ? 1 : 0;
            }
            states.merge(one.state(), 1, Integer::sum);
            kin.merge(one.kin(), 1, Integer::sum);
            if (one.state() == JudgementState.SCORED) {
                partsMissing += parts(one.kind()) - one.values().size();
            }
            reasked += one.reasks() > 0 ? 1 : 0;
            reasks += one.reasks();
            both += one.consistent().isPresent() ? 1 : 0;
            inconsistent += one.consistent().equals(Optional.of(false)) ? 1 : 0;
            for (Evidence.Found found : Evidence.Found.values()) {
                evidence.merge(found, one.evidence(found), Long::sum);
            }
        }
        Judgement first = all.get(0);
        return new JudgeTally(
                first.judge(),
                first.kind(),
                states,
                partsMissing,
                reasked,
                reasks,
                evidence,
                both,
                inconsistent,
                decided,
                firstChosen,
                kin);
    }

    private static int parts(Kind kind) {
        return switch (kind) {
            case RATINGS -> Dimension.values().length;
            case TURN_ERRORS -> TurnFlag.values().length;
            case PREFERENCES -> 1;
        };
    }

    private int count(JudgementState state) {
        return states.getOrDefault(state, 0);
    }

    int all() {
        return states.values().stream().mapToInt(Integer::intValue).sum();
    }

    int failed() {
        return count(JudgementState.FAILED);
    }

    /** Returns lines in English, as records keep them. */
    List<String> lines() {
        return lines(TerminalWords.of(Language.EN));
    }

    /** Returns lines for people. */
    List<String> lines(TerminalWords words) {
        List<String> lines = new ArrayList<>();
        List<String> each = states.entrySet().stream()
                .filter(state -> state.getValue() > 0 || state.getKey() == JudgementState.SCORED)
                .map(state -> words.get("state." + state.getKey().word(), state.getValue()))
                .toList();
        lines.add(words.get("tally", judge, words.get("kind." + JudgeItem.word(kind)), all(), words.list(each)));
        List<String> notes = new ArrayList<>();
        if (partsMissing > 0) {
            notes.add(words.get("tally.parts", partsMissing));
        }
        if (reasks > 0) {
            notes.add(words.get("tally.reasks", reasks, reasked));
        }
        long found = evidence.getOrDefault(Evidence.Found.YES, 0L);
        long quoted = found + evidence.getOrDefault(Evidence.Found.NO, 0L);
        if (quoted > 0) {
            notes.add(words.get("tally.quotations", found, quoted));
        }
        if (bothOrders > 0) {
            notes.add(words.get("tally.orders", inconsistent, bothOrders));
        }
        if (decided > 0) {
            notes.add(words.get("tally.first", firstChosen, decided));
        }
        int own = all() - kin.getOrDefault(Kinship.NONE, 0) - kin.getOrDefault(Kinship.UNKNOWN, 0);
        if (own > 0) {
            notes.add(words.get("tally.own", own));
        }
        notes.forEach(note -> lines.add("  " + note));
        return lines;
    }

    /** Returns the same for programs. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("judge", judge);
        map.put("kind", JudgeItem.word(kind));
        states.forEach((state, count) -> map.put(state.word(), count));
        map.put("parts_missing", partsMissing);
        map.put("reasked_items", reasked);
        map.put("reasks", reasks);
        evidence.forEach((found, count) -> map.put("evidence_" + found.word(), count));
        map.put("both_orders", bothOrders);
        map.put("order_inconsistent", inconsistent);
        map.put("decided", decided);
        map.put("decided_first", firstChosen);
        for (Kinship one : Kinship.values()) {
            map.put("self_family_" + one.word(), kin.getOrDefault(one, 0));
        }
        return map;
    }

    /** Returns what a judge took, for people. */
    static String line(String judge, JudgementStore.Usage usage, TerminalWords words) {
        StringBuilder line = new StringBuilder(
                words.get("usage", judge, usage.answers(), usage.promptTokens(), usage.replyTokens()));
        if (usage.uncounted() > 0) {
            line.append(words.get("usage.uncounted", usage.uncounted()));
        }
        usage.cost()
                .forEach((currency, sum) -> line.append(words.get("usage.cost", ModelAccount.written(sum), currency)));
        if (usage.unpriced() > 0) {
            line.append(words.get("usage.unpriced", usage.unpriced()));
        }
        return line.toString();
    }

    /** Returns the same for programs. */
    static Map<String, Object> toMap(JudgementStore.Usage usage) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("answers", usage.answers());
        map.put("refused", usage.refused());
        map.put("answers_without_usage", usage.uncounted());
        map.put("answers_without_price", usage.unpriced());
        map.put("prompt_tokens", usage.promptTokens());
        map.put("cached_tokens", usage.cachedTokens());
        map.put("reply_tokens", usage.replyTokens());
        map.put("seconds", usage.seconds());
        Map<String, String> cost = new LinkedHashMap<>();
        usage.cost().forEach((currency, sum) -> cost.put(currency, ModelAccount.written(sum)));
        map.put("cost", cost);
        return map;
    }
}
