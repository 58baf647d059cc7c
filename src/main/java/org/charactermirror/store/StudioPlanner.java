package org.charactermirror.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.charactermirror.annotation.assignment.AssignmentDesign;
import org.charactermirror.annotation.assignment.DesignCheck;
import org.charactermirror.annotation.assignment.Work;
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

    private final StudyDatabase database;
    private final StudioRules rules;

    /** Guarded by this object: of the work as it was given last. */
    private @Nullable DesignCheck last;

    public StudioPlanner(StudyDatabase database, StudioRules rules) {
        this.database = database;
        this.rules = rules;
    }

    /** What there is to plan with, as it was at one moment. */
    private record Present(
            List<PlannedDialogue> dialogues,
            Map<String, String> players,
            List<StudioParticipant> people,
            Map<String, List<StudioAssignment>> work,
            Set<String> pinned) {}

    /** Gives the work, and returns how even it is. */
    public synchronized DesignCheck plan() {
        StudioSettings settings = StudioSettings.of(database);
        Present present = present();
        Design design = design(settings, present);
        Map<String, List<Given>> wanted = new LinkedHashMap<>();
        List<String> spare = rules.live()
                ? List.of()
                : design.items().stream().map(PlannedDialogue::session).toList();
        for (StudioParticipant person : present.people()) {
            List<StudioAssignment> own = present.work().getOrDefault(person.id(), List.of());
            StudioQueue queue = new StudioQueue(own, rules.seed(settings) + "\n" + person.annotator());
            wanted.put(
                    person.id(),
                    stays(person)
                            ? queue.of(
                                    design.made().work().getOrDefault(person.annotator(), List.of()),
                                    gold(present),
                                    rules.live() ? 0 : settings.attentionEvery(),
                                    spare)
                            : List.of());
        }
        new StudioAssignments(database).arrange(wanted);
        DesignCheck check = design.made().check();
        last = check;
        return check;
    }

    /** Returns how even the work is that was given last; gives it first if this has not been asked to. */
    public synchronized DesignCheck check() {
        @Nullable DesignCheck known = last;
        return known == null ? plan() : known;
    }

    /** Returns what of the study decides. */
    public StudioRules rules() {
        return rules;
    }

    private record Design(List<PlannedDialogue> items, AssignmentDesign made) {}

    private Design design(StudioSettings settings, Present present) {
        List<PlannedDialogue> items = items(present);
        Set<String> known = items.stream().map(PlannedDialogue::session).collect(Collectors.toSet());
        List<Work> works = new ArrayList<>();
        for (StudioParticipant person : present.people()) {
            List<String> kept = present.work().getOrDefault(person.id(), List.of()).stream()
                    .filter(one -> one.purpose() == Purpose.JUDGE && known.contains(one.session()))
                    .filter(one -> one.state() != State.OPEN
                            || (stays(person) && present.pinned().contains(one.code())))
                    .map(StudioAssignment::session)
                    .toList();
            works.add(new Work(person.annotator(), kept, stays(person)));
        }
        return new Design(
                items,
                AssignmentDesign.of(
                        items.stream().map(one -> one.item(rules.live())).toList(),
                        works,
                        rules.perItem(settings),
                        settings.mostItems(),
                        rules.seed(settings)));
    }

    /** Somebody whose invitation was taken back keeps the place, since a new link can be made; who was dropped does not. */
    private static boolean stays(StudioParticipant person) {
        return person.withdrawn().isEmpty() && person.dropped().isEmpty();
    }

    /** Returns what is to be judged: what is finished, or where people play what nobody else has begun. */
    private List<PlannedDialogue> items(Present present) {
        if (!rules.live()) {
            return present.dialogues().stream()
                    .filter(one -> one.finished() && !rules.goldSessions().contains(one.session()))
                    .toList();
        }
        Set<String> ours =
                present.people().stream().map(StudioParticipant::annotator).collect(Collectors.toSet());
        Set<String> elsewhere = new HashSet<>();
        for (PlannedDialogue dialogue : present.dialogues()) {
            String player = present.players().get(dialogue.session());
            if (player != null && !ours.contains(player)) {
                elsewhere.add(dialogue.block());
            }
        }
        return present.dialogues().stream()
                .filter(one -> !elsewhere.contains(one.block()))
                .toList();
    }

    private Set<String> gold(Present present) {
        return present.dialogues().stream()
                .filter(one -> one.finished() && rules.goldSessions().contains(one.session()))
                .map(PlannedDialogue::session)
                .collect(Collectors.toSet());
    }

    private Present present() {
        Map<String, String> players = new TypedSessions(database).owners();
        List<StudioParticipant> people = new StudioParticipants(database).all();
        Map<String, List<StudioAssignment>> work = new HashMap<>();
        new StudioAssignments(database)
                .all()
                .forEach(one -> work.computeIfAbsent(one.participant(), unused -> new ArrayList<>())
                        .add(one));
        return database.read(handle -> new Present(
                PlannedDialogue.all(handle, rules.pairs()),
                players,
                people,
                work,
                new HashSet<>(handle.createQuery("SELECT code FROM assignment WHERE pinned = 1 AND state = 'open'")
                        .mapTo(String.class)
                        .list())));
    }
}
