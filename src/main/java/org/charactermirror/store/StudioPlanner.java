package org.charactermirror.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.charactermirror.annotation.assignment.AssignmentDesign;
import org.charactermirror.annotation.assignment.AssignmentItem;
import org.charactermirror.annotation.assignment.DesignCheck;
import org.charactermirror.annotation.assignment.Work;
import org.charactermirror.session.SessionId;
import org.charactermirror.store.StudioAssignment.Purpose;
import org.charactermirror.store.StudioAssignment.State;
import org.charactermirror.store.StudioAssignments.Given;
import org.jspecify.annotations.Nullable;

/**
 * Gives people their dialogues: a balanced design, with dialogues that check the people mixed in.
 *
 * <p>To be asked again whenever somebody was invited, left, or came back, and when dialogues or settings have changed: what
 * anybody has begun stays, and the rest is given anew. Asked again without a change, it changes nothing. One for all who give
 * work: it knows how even the work is that it gave last.
 */
public final class StudioPlanner {

    /** How often work is thought out anew because somebody began some meanwhile; after that it is given all the same. */
    private static final int ATTEMPTS = 4;

    private final StudyDatabase database;
    private final StudioRules rules;
    private final StudioDialogues dialogues;

    /** Guarded by this object: what was given last. */
    private @Nullable Made last;

    public StudioPlanner(StudyDatabase database, StudioRules rules) {
        this.database = database;
        this.rules = rules;
        this.dialogues = new StudioDialogues(database);
    }

    private record Made(List<StudioDialogue.Plan> items, Set<String> gold, AssignmentDesign design) {}

    /** Returns what of the study decides. */
    public StudioRules rules() {
        return rules;
    }

    /** Gives the work, and returns how even it is. */
    public synchronized DesignCheck plan() {
        // People go on clicking meanwhile; whoever has begun a dialogue keeps it, and it is thought out anew for whom
        // the others are.
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            Optional<DesignCheck> check = plan(false);
            if (check.isPresent()) {
                return check.get();
            }
        }
        return plan(true).orElseThrow();
    }

    private Optional<DesignCheck> plan(boolean inAnyCase) {
        StudioSettings settings = StudioSettings.of(database);
        List<StudioParticipant> people = new StudioParticipants(database).all();
        Map<String, List<StudioAssignment>> work = work();
        Made made = make(settings, people, work);
        List<String> spare =
                made.items().stream().map(StudioDialogue.Plan::session).toList();
        Map<String, List<Given>> wanted = new LinkedHashMap<>();
        for (StudioParticipant person : people) {
            if (stays(person)) {
                StudioQueue queue = new StudioQueue(
                        work.getOrDefault(person.id(), List.of()), rules.seed(settings) + "\n" + person.annotator());
                wanted.put(
                        person.id(),
                        queue.of(
                                made.design().workOf(person.annotator()),
                                made.gold(),
                                rules.live() ? 0 : settings.attentionEvery(),
                                spare));
            }
        }
        StudioAssignments assignments = new StudioAssignments(database);
        if (inAnyCase) {
            assignments.arrange(wanted);
        } else if (!assignments.arrange(wanted, begun(work))) {
            return Optional.empty();
        }
        last = made;
        return Optional.of(made.design().check());
    }

    private static Set<String> begun(Map<String, List<StudioAssignment>> work) {
        return work.values().stream()
                .flatMap(List::stream)
                .filter(one -> one.state() != State.OPEN)
                .map(StudioAssignment::code)
                .collect(Collectors.toSet());
    }

    /** Returns how even the work is that was given last; gives it first where that was not done, or more was played since. */
    public synchronized DesignCheck check() {
        @Nullable Made made = last;
        boolean same = made != null
                && (rules.live() || items(Set.of()).size() == made.items().size());
        return made != null && same ? made.design().check() : plan();
    }

    private Map<String, List<StudioAssignment>> work() {
        Map<String, List<StudioAssignment>> work = new HashMap<>();
        new StudioAssignments(database)
                .all()
                .forEach(one -> work.computeIfAbsent(one.participant(), unused -> new ArrayList<>())
                        .add(one));
        return work;
    }

    private Made make(
            StudioSettings settings, List<StudioParticipant> people, Map<String, List<StudioAssignment>> work) {
        List<StudioDialogue.Plan> items = items(blocksPlayedElsewhere(people));
        Set<String> known = items.stream().map(StudioDialogue.Plan::session).collect(Collectors.toSet());
        Set<String> pinned = database.read(handle ->
                new HashSet<>(handle.createQuery("SELECT code FROM assignment WHERE pinned = 1 AND state = 'open'")
                        .mapTo(String.class)
                        .list()));
        List<Work> works = new ArrayList<>();
        for (StudioParticipant person : people) {
            List<String> kept = work.getOrDefault(person.id(), List.of()).stream()
                    .filter(one -> one.purpose() == Purpose.JUDGE && known.contains(one.session()))
                    .filter(one -> one.state() != State.OPEN || (stays(person) && pinned.contains(one.code())))
                    .map(StudioAssignment::session)
                    .toList();
            works.add(new Work(person.annotator(), kept, stays(person)));
        }
        return new Made(
                items,
                gold(),
                AssignmentDesign.of(
                        items.stream().map(this::item).toList(),
                        works,
                        rules.perItem(settings),
                        settings.mostItems(),
                        rules.seed(settings)));
    }

    /** Whoever talks with a character in a scenario talks there with all models. */
    private AssignmentItem item(StudioDialogue.Plan plan) {
        return new AssignmentItem(
                plan.session(),
                plan.models(),
                plan.id().character(),
                plan.topic(),
                rules.live() ? block(plan.id()) : plan.session());
    }

    private static String block(SessionId id) {
        return id.character() + "." + id.scenario() + "." + id.repetition();
    }

    /** Somebody whose invitation was taken back keeps the place, since a new link can be made; who was dropped does not. */
    private static boolean stays(StudioParticipant person) {
        return person.withdrawn().isEmpty() && person.dropped().isEmpty();
    }

    /** Returns what is to be judged: what is finished, or where people play what nobody else has begun. */
    private List<StudioDialogue.Plan> items(Set<String> playedElsewhere) {
        Set<String> finished = rules.live() ? Set.of() : dialogues.finished();
        return dialogues.plans().values().stream()
                .filter(plan -> plan.isPair() == rules.pairs())
                .filter(plan -> rules.live()
                        ? !playedElsewhere.contains(block(plan.id()))
                        : finished.contains(plan.session())
                                && !rules.goldSessions().contains(plan.session()))
                .toList();
    }

    /** What somebody has begun to play at a terminal stays theirs. */
    private Set<String> blocksPlayedElsewhere(List<StudioParticipant> people) {
        Set<String> blocks = new HashSet<>();
        if (rules.live()) {
            Set<String> ours = people.stream().map(StudioParticipant::annotator).collect(Collectors.toSet());
            new TypedSessions(database).owners().forEach((session, player) -> {
                if (!ours.contains(player)) {
                    blocks.add(block(dialogues.plan(session).id()));
                }
            });
        }
        return blocks;
    }

    private Set<String> gold() {
        Set<String> gold = new TreeSet<>(rules.goldSessions());
        gold.retainAll(dialogues.finished());
        gold.removeIf(session -> dialogues.plan(session).isPair() != rules.pairs());
        return gold;
    }
}
