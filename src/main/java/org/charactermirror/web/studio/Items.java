package org.charactermirror.web.studio;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.charactermirror.annotation.Sheet;
import org.charactermirror.annotation.Side;
import org.charactermirror.scenario.StudyKind;
import org.charactermirror.store.StudioAnswers;
import org.charactermirror.store.StudioAssignment;
import org.charactermirror.store.StudioAssignment.State;
import org.charactermirror.store.StudioDialogue;
import org.charactermirror.store.StudioParticipant;
import org.charactermirror.store.StudioSubmissions;
import org.charactermirror.store.StudioSubmissions.HandIn;
import org.charactermirror.store.StudioSubmissions.Outcome;
import org.charactermirror.web.WebError;
import org.jspecify.annotations.Nullable;

/** Annotators' items: what they see of them, and what they say about them. Nobody reaches another's. */
final class Items {

    private final StudioStudy study;
    private final StudioStores stores;
    private final String secret;
    private final Blinded blinded;
    private final Optional<LivePlay> live;

    /**
     * Makes the service.
     *
     * @param secret the study's, from which it is drawn which reply is seen first
     * @param live who plays, where annotators talk with the models themselves
     */
    Items(StudioStudy study, StudioStores stores, String secret, Blinded blinded, Optional<LivePlay> live) {
        this.study = study;
        this.stores = stores;
        this.secret = secret;
        this.blinded = blinded;
        this.live = live;
    }

    /** Returns a participant's items for the page, in order. */
    List<Map<String, Object>> list(StudioParticipant person) {
        List<Map<String, Object>> items = new ArrayList<>();
        Map<String, Integer> handedIn = stores.assignments().handedIn(person.id());
        Map<String, Integer> played = live.isPresent() ? stores.runs().turnCounts() : Map.of();
        for (StudioAssignment assignment : stores.assignments().of(person.id())) {
            ItemTask task = task(person, assignment);
            boolean talks = live.isPresent() && study.kind() == StudyKind.RATING;
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("code", assignment.code());
            item.put("number", items.size() + 1);
            item.put("state", assignment.state().word());
            item.put("character", task.plan().botName());
            item.put(
                    "turns_done",
                    talks ? played.getOrDefault(assignment.session(), 0) : handedIn.getOrDefault(assignment.code(), 0));
            item.put("turns", talks ? task.plan().rounds() : task.asked().size());
            items.add(item);
        }
        return items;
    }

    /** Returns an item for the page. */
    Map<String, Object> item(StudioParticipant person, String code) {
        List<StudioAssignment> all = stores.assignments().of(person.id());
        for (int index = 0; index < all.size(); index++) {
            if (all.get(index).code().equals(code)) {
                return view(person, all.get(index)).toMap(index + 1, all.size(), live.isPresent(), person.language());
            }
        }
        throw WebError.notFound();
    }

    /** Keeps an answer and returns its number. */
    long answer(StudioParticipant person, StudioAnswers.Click click) {
        ItemTask task = task(person, assignment(person, click.code()));
        if (!task.asked().contains(click.turn())
                || !AnswerRules.isField(study.kind(), click.field())
                || !AnswerRules.isValue(click.field(), click.value())) {
            throw new WebError(400, "no_answer", "This dialogue has no such question, or the question no such answer.");
        }
        if (live.isPresent() && click.turn() > 0) {
            requireChangeable(task, click);
        }
        OptionalLong number = stores.answers().keep(person.id(), click);
        return number.orElseThrow(WebError::notFound);
    }

    /**
     * Checks that words that show an error are the reply's, as the person was shown it.
     *
     * @throws WebError if they are not
     */
    void requireShown(StudioParticipant person, StudioAnswers.Click click) {
        if (click.value().isEmpty() || !click.field().startsWith(AnswerRules.EVIDENCE)) {
            return;
        }
        StudioDialogue.Plan plan =
                stores.dialogues().plan(assignment(person, click.code()).session());
        boolean shown = stores.dialogues().read(plan.session()).turns().stream()
                .filter(turn -> turn.number() == click.turn())
                .map(turn -> blinded.reply(plan, turn.number(), plan.models().get(0), turn.reply()))
                .anyMatch(
                        reply -> bare(reply.text()).contains(bare(click.value().get())));
        if (!shown) {
            throw new WebError(400, "not_in_reply", "These words are not in the reply.");
        }
    }

    /** Browsers tell blanks and ends of lines of a selection in their own ways. */
    private static String bare(String text) {
        return text.replaceAll("[\\s\\p{Z}\\p{Cc}]+", "");
    }

    /** A dialogue has gone on from a choice; what a person thinks of a reply that nobody has written, there is not. */
    private void requireChangeable(ItemTask task, StudioAnswers.Click click) {
        StudioDialogue dialogue = stores.dialogues().read(task.plan().session());
        boolean played = click.turn() <= dialogue.played();
        boolean waits = dialogue.waiting().isPresent() && click.turn() == dialogue.played() + 1;
        if (!played && !waits) {
            throw new WebError(400, "no_answer", "This reply is not written yet.");
        }
        if (played && click.field().equals(AnswerRules.BETTER)) {
            throw new WebError(409, "decided", "The dialogue has gone on from this choice; it cannot be changed.");
        }
    }

    /** Takes the last answer about an item back. */
    StudioAnswers.Held undo(StudioParticipant person, String code, String request) {
        assignment(person, code);
        return stores.answers()
                .undo(person.id(), code, request)
                .orElseThrow(() -> new WebError(409, "nothing_to_undo", "There is nothing to take back."));
    }

    /** What became of handing in. */
    record Submitted(
            boolean itemDone,
            @Nullable Map<String, Object> turn,
            @Nullable String next) {}

    /** Hands in what the person says of a turn, or with turn 0 of a dialogue. */
    Submitted submit(StudioParticipant person, String code, int turn, double seconds) {
        StudioAssignment assignment = assignment(person, code);
        ItemTask task = task(person, assignment);
        if (!task.asked().contains(turn)) {
            throw new WebError(400, "no_turn", "This dialogue has no such turn to judge.");
        }
        return live.isPresent()
                ? live.get().alone(assignment.session(), () -> submit(person, task, turn, seconds))
                : submit(person, task, turn, seconds);
    }

    private Submitted submit(StudioParticipant person, ItemTask task, int turn, double seconds) {
        StudioAssignment assignment = task.assignment();
        StudioDialogue dialogue = stores.dialogues().read(assignment.session());
        boolean exists = turn == 0 ? dialogue.isFinished() : turn <= dialogue.played();
        Judgement judgement =
                new Judgement(study, task, person.annotator(), turn, shownFirst(person, task.plan(), turn));
        StudioSubmissions.Judge judge = judgement::of;
        if (!exists) {
            judge = live.filter(play -> turn == dialogue.played() + 1)
                    .flatMap(play -> play.decision(dialogue, judgement))
                    .orElseThrow(() ->
                            new WebError(409, "not_finished", "There is more to come before this can be handed in."));
        }
        boolean all = turn == 0 || task.shown() <= Math.max(dialogue.played(), turn);
        HandIn handIn = new HandIn(person.id(), assignment.code(), turn, seconds, task.asked(), all);
        Outcome outcome = stores.submissions().handIn(handIn, judge);
        if (outcome instanceof Outcome.Incomplete incomplete) {
            throw new WebError(
                    409, "incomplete", "Some questions have no answer yet.", Map.of("missing", incomplete.fields()));
        }
        if (!(outcome instanceof Outcome.HandedIn handedIn)) {
            throw WebError.notFound();
        }
        return new Submitted(
                handedIn.itemDone(),
                turn == 0 ? null : view(person, assignment).turn(turn),
                handedIn.itemDone() ? next(person, assignment.code()) : null);
    }

    /** Returns the code of the next item that is not done, after this one first. */
    private @Nullable String next(StudioParticipant person, String code) {
        @Nullable String before = null;
        boolean after = false;
        for (StudioAssignment assignment : stores.assignments().of(person.id())) {
            boolean open =
                    assignment.state() != State.DONE && !assignment.code().equals(code);
            if (open && after) {
                return assignment.code();
            }
            if (open && before == null) {
                before = assignment.code();
            }
            after |= assignment.code().equals(code);
        }
        return before;
    }

    /**
     * Lets a person say something to a character.
     *
     * @return the turn that it made, or in a dialogue of two models the replies to choose from
     */
    Map<String, Object> say(StudioParticipant person, String code, String request, String text) {
        LivePlay play = live.orElseThrow(WebError::notFound);
        StudioAssignment assignment = assignment(person, code);
        LivePlay.Said said = play.say(person, assignment, request, text);
        ItemView view = view(person, assignment);
        return said.decided()
                ? Map.of("turn", view.turn(said.turn()))
                : Map.of("waiting", view.waiting().orElseThrow(WebError::notFound));
    }

    /** Forgets what was known of dialogues that somebody has taken back. */
    void forget() {
        blinded.forget();
        stores.dialogues().forget();
    }

    /** Returns how many judgements a person has still to hand in. */
    int open(StudioParticipant person) {
        Map<String, Integer> handedIn = stores.assignments().handedIn(person.id());
        int open = 0;
        for (StudioAssignment assignment : stores.assignments().of(person.id())) {
            if (assignment.state() != State.DONE) {
                int done = handedIn.getOrDefault(assignment.code(), 0);
                open += Math.max(1, task(person, assignment).asked().size() - done);
            }
        }
        return open;
    }

    private StudioAssignment assignment(StudioParticipant person, String code) {
        return stores.assignments().find(person.id(), code).orElseThrow(WebError::notFound);
    }

    private ItemTask task(StudioParticipant person, StudioAssignment assignment) {
        StudioDialogue.Plan plan = stores.dialogues().plan(assignment.session());
        return ItemTask.of(study, assignment, plan, turn -> shownFirst(person, plan, turn));
    }

    private ItemView view(StudioParticipant person, StudioAssignment assignment) {
        ItemTask task = task(person, assignment);
        return new ItemView(
                study,
                task,
                stores.dialogues().read(assignment.session()),
                stores.answers().values(assignment.code()),
                new TreeSet<>(stores.submissions().of(assignment.code())),
                blinded,
                turn -> shownFirst(person, task.plan(), turn));
    }

    /** What is played while it is judged has an order of its own, which the turn's seed draws. */
    private Side shownFirst(StudioParticipant person, StudioDialogue.Plan plan, int turn) {
        return live.filter(play -> turn > 0 && plan.isPair())
                .map(play -> play.shownFirst(plan, turn))
                .orElseGet(() -> Sheet.shownFirst(secret, person.annotator(), plan.session(), turn));
    }
}
