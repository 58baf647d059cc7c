package org.charactermirror.web.studio;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.charactermirror.annotation.IdentityMask;
import org.charactermirror.annotation.Rubric;
import org.charactermirror.annotation.Side;
import org.charactermirror.session.PairReplies;
import org.charactermirror.session.PairSide;
import org.charactermirror.session.PairTurn;
import org.charactermirror.session.Turn;
import org.charactermirror.store.StudioAssignment.State;
import org.charactermirror.store.StudioDialogue;
import org.jspecify.annotations.Nullable;

/**
 * An item as its annotator may see it: nothing in it tells a model, or a dialogue's name, which has the model's in it.
 *
 * @param answers that hold, by turn and field
 * @param submitted turns that are handed in and were not changed since
 * @param seen which reply of a turn the annotator sees first
 */
record ItemView(
        StudioStudy study,
        ItemTask task,
        StudioDialogue dialogue,
        Map<Integer, Map<String, String>> answers,
        Set<Integer> submitted,
        Blinded blinded,
        ShownFirst seen) {

    /** Tells which reply an annotator sees first. */
    @FunctionalInterface
    interface ShownFirst {

        /** Returns its side. */
        Side of(int turn);
    }

    /**
     * Returns the item for the page.
     *
     * @param number its place among the annotator's
     * @param of how many these are
     */
    Map<String, Object> toMap(int number, int of, boolean live, String language) {
        StudioDialogue.Plan plan = task.plan();
        Map<String, @Nullable Object> item = new LinkedHashMap<>();
        item.put("code", task.assignment().code());
        item.put("number", number);
        item.put("of", of);
        item.put("kind", study.kind().word());
        item.put("live", live);
        item.put("done", task.assignment().state() == State.DONE);
        Map<String, @Nullable Object> character = new LinkedHashMap<>();
        character.put("name", plan.botName());
        character.put("profile", study.profiles().get(plan.id().character()));
        item.put("character", character);
        item.put("user_name", plan.userName());
        item.put("situation", study.situations().get(plan.id().scenario()));
        item.put("greeting", blinded.greeting(plan));
        item.put("rounds", task.shown());
        item.put("finished_talking", dialogue.isFinished());
        item.put(
                "attention",
                task.attention()
                        .map(attention ->
                                Map.of("instruction", attention.instruction(language, Rubric.ofLanguage(language))))
                        .orElse(null));
        item.put("turns", turns());
        item.put("answers", answers.getOrDefault(0, Map.of()));
        item.put("submitted", submitted.contains(0));
        item.put("waiting", dialogue.waiting().map(this::waiting).orElse(null));
        return item;
    }

    private List<Map<String, Object>> turns() {
        List<Map<String, Object>> turns = new ArrayList<>();
        for (int turn = 1; turn <= task.shownOf(dialogue.played()); turn++) {
            turns.add(turn(turn));
        }
        return turns;
    }

    /** Returns a turn that is played. */
    Map<String, Object> turn(int number) {
        Map<String, @Nullable Object> turn = new LinkedHashMap<>();
        turn.put("turn", number);
        if (task.plan().isPair()) {
            PairTurn pair = dialogue.pairs().get(number - 1);
            turn.put("user", pair.user());
            turn.put("reply", null);
            Replies replies = replies(pair.a(), pair.b());
            turn.put("replies", replies.texts());
            turn.put("continued", (seen.of(number) == Side.A) == (pair.continued() == PairSide.A) ? "first" : "second");
            turn.put("masked", replies.masked());
        } else {
            Turn said = dialogue.turns().get(number - 1);
            IdentityMask.Masked reply =
                    blinded.reply(task.plan(), number, task.plan().models().get(0), said.reply());
            turn.put("user", said.user());
            turn.put("reply", reply.text());
            turn.put("replies", null);
            turn.put("continued", null);
            turn.put("masked", !reply.words().isEmpty());
        }
        turn.put("answers", answers.getOrDefault(number, Map.of()));
        // What is only there to be read needs nothing more.
        boolean context = !task.asked().contains(number) && !task.asked().contains(0);
        turn.put("context", context);
        turn.put("submitted", context || submitted.contains(number));
        return turn;
    }

    /** Returns what waits for a choice. */
    Map<String, Object> waiting(PairReplies waiting) {
        Replies replies = replies(waiting.a(), waiting.b());
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("turn", waiting.number());
        map.put("user", waiting.user());
        map.put("replies", replies.texts());
        map.put("masked", replies.masked());
        map.put("answers", answers.getOrDefault(waiting.number(), Map.of()));
        return map;
    }

    private record Replies(List<String> texts, boolean masked) {}

    private Replies replies(Turn a, Turn b) {
        List<String> models = task.plan().models();
        IdentityMask.Masked one = blinded.reply(task.plan(), a.number(), models.get(0), a.reply());
        IdentityMask.Masked other = blinded.reply(task.plan(), b.number(), models.get(1), b.reply());
        boolean masked = !one.words().isEmpty() || !other.words().isEmpty();
        return new Replies(
                seen.of(a.number()) == Side.A ? List.of(one.text(), other.text()) : List.of(other.text(), one.text()),
                masked);
    }

    /** Returns what waits for a choice in this dialogue. */
    Optional<Map<String, Object>> waiting() {
        return dialogue.waiting().map(this::waiting);
    }
}
