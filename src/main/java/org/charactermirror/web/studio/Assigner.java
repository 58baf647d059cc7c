package org.charactermirror.web.studio;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.charactermirror.annotation.assignment.AssignmentDesign;
import org.charactermirror.annotation.assignment.AssignmentItem;
import org.charactermirror.annotation.assignment.DesignCheck;
import org.charactermirror.annotation.assignment.Work;
import org.charactermirror.document.Sha256;
import org.charactermirror.scenario.AnnotatorRules.GoldItem;
import org.charactermirror.scenario.StudyKind;
import org.charactermirror.session.SessionId;
import org.charactermirror.store.StudioAssignment;
import org.charactermirror.store.StudioAssignment.Purpose;
import org.charactermirror.store.StudioAssignment.State;
import org.charactermirror.store.StudioAssignments.Given;
import org.charactermirror.store.StudioDialogue;
import org.charactermirror.store.StudioParticipant;
import org.charactermirror.store.StudioSettings;
import org.jspecify.annotations.Nullable;

/**
 * Gives everybody their dialogues, evenly. Where annotators talk themselves, a character in a scenario belongs to one
 * person, who talks there with all models; there is nothing then whose right answer is known.
 */
public final class Assigner {

    private final StudioStudy study;
    private final StudioStores stores;
    private final boolean live;

    /** For whom there was nothing when work was given last. */
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();

    Assigner(StudioStudy study, StudioStores stores, boolean live) {
        this.study = study;
        this.stores = stores;
        this.live = live;
    }

    /**
     * Gives work anew after people have come or gone, or settings have changed: what is begun stays with whoever began it.
     *
     * @return how even it is
     */
    public synchronized DesignCheck arrange() {
        StudioSettings settings = StudioSettings.of(stores.database());
        Map<String, List<StudioAssignment>> present = present();
        List<StudioParticipant> people = stores.participants().all();
        AssignmentDesign design = design(settings, people, present);
        Map<String, List<Given>> wanted = new HashMap<>();
        for (StudioParticipant person : people) {
            if (person.takesPart()) {
                wanted.put(
                        person.id(),
                        mixed(
                                person.id(),
                                design.workOf(person.id()),
                                begunAttention(present.getOrDefault(person.id(), List.of())),
                                settings));
            }
        }
        stores.assignments().arrange(wanted);
        waiting.clear();
        return design.check();
    }

    /** Returns how even the work is as it would be given now; changes nothing. */
    public DesignCheck check() {
        return design(
                        StudioSettings.of(stores.database()),
                        stores.participants().all(),
                        present())
                .check();
    }

    private Map<String, List<StudioAssignment>> present() {
        Map<String, List<StudioAssignment>> present = new HashMap<>();
        for (StudioAssignment assignment : stores.assignments().all()) {
            present.computeIfAbsent(assignment.participant(), unused -> new ArrayList<>())
                    .add(assignment);
        }
        return present;
    }

    private AssignmentDesign design(
            StudioSettings settings, List<StudioParticipant> people, Map<String, List<StudioAssignment>> present) {
        List<AssignmentItem> items = items(people);
        Set<String> known = new HashSet<>();
        items.forEach(item -> known.add(item.id()));
        List<Work> works = new ArrayList<>();
        for (StudioParticipant person : people) {
            if (person.withdrawn().isPresent()) {
                continue;
            }
            List<String> begun = present.getOrDefault(person.id(), List.of()).stream()
                    .filter(assignment -> assignment.purpose() == Purpose.JUDGE && assignment.state() != State.OPEN)
                    .map(StudioAssignment::session)
                    .filter(known::contains)
                    .toList();
            works.add(new Work(person.id(), begun, person.takesPart()));
        }
        OptionalInt most = settings.mostItems();
        return AssignmentDesign.of(items, works, live ? 1 : settings.perItem(), most, seed(settings));
    }

    private long seed(StudioSettings settings) {
        return settings.seed().orElse(study.seed());
    }

    private List<AssignmentItem> items(List<StudioParticipant> people) {
        Set<String> finished = live ? Set.of() : stores.dialogues().finished();
        Set<String> gold = gold();
        Set<String> others = live ? othersBlocks(people) : Set.of();
        List<AssignmentItem> items = new ArrayList<>();
        for (StudioDialogue.Plan plan : stores.dialogues().plans().values()) {
            boolean fits = plan.isPair() == (study.kind() == StudyKind.PAIRWISE);
            boolean there = live ? !others.contains(block(plan.id())) : finished.contains(plan.session());
            if (fits && there && !gold.contains(plan.session())) {
                items.add(new AssignmentItem(
                        plan.session(),
                        plan.models(),
                        plan.id().character(),
                        plan.topic(),
                        live ? block(plan.id()) : plan.session()));
            }
        }
        return items;
    }

    private static String block(SessionId id) {
        return id.character() + "." + id.scenario() + "." + id.repetition();
    }

    /** What somebody has begun who plays at the terminal stays theirs. */
    private Set<String> othersBlocks(List<StudioParticipant> people) {
        Set<String> annotators = new HashSet<>();
        people.forEach(person -> annotators.add(person.annotator()));
        Set<String> blocks = new HashSet<>();
        stores.typed().owners().forEach((session, annotator) -> {
            StudioDialogue.@Nullable Plan plan = stores.dialogues().plans().get(session);
            if (plan != null && !annotators.contains(annotator)) {
                blocks.add(block(plan.id()));
            }
        });
        return blocks;
    }

    /** Returns the dialogues about which right answers are known, as far as they are played. */
    private Set<String> gold() {
        Set<String> gold = new TreeSet<>();
        if (!live) {
            Set<String> finished = stores.dialogues().finished();
            study.gold().stream()
                    .map(GoldItem::session)
                    .filter(finished::contains)
                    .filter(session ->
                            stores.dialogues().plan(session).isPair() == (study.kind() == StudyKind.PAIRWISE))
                    .forEach(gold::add);
        }
        return gold;
    }

    /** Puts items with known answers among a person's own, at places that the seed draws. */
    private List<Given> mixed(
            String person, List<String> sessions, List<String> begunAttention, StudioSettings settings) {
        List<Given> all = new ArrayList<>();
        for (String session : sessions) {
            all.add(new Given(session, Purpose.JUDGE));
        }
        if (sessions.isEmpty()) {
            return all;
        }
        String draw = seed(settings) + "\n" + person + "\n";
        int attentionEvery = live ? 0 : settings.attentionEvery();
        if (attentionEvery > 0) {
            List<String> candidates = attentionCandidates(sessions, begunAttention, draw);
            int blocks = Math.min(sessions.size() / attentionEvery, candidates.size());
            // From the end, so that places counted from the start stay what they are.
            for (int block = blocks - 1; block >= 0; block--) {
                int place = block * attentionEvery + 1 + drawn(draw + "place " + block, attentionEvery);
                all.add(Math.min(place, all.size()), new Given(candidates.get(block), Purpose.ATTENTION));
            }
        }
        for (String session : gold()) {
            all.add(drawn(draw + "gold " + session, all.size() + 1), new Given(session, Purpose.GOLD));
        }
        return all;
    }

    private static List<String> begunAttention(List<StudioAssignment> present) {
        return present.stream()
                .filter(assignment -> assignment.purpose() == Purpose.ATTENTION && assignment.state() != State.OPEN)
                .map(StudioAssignment::session)
                .toList();
    }

    /** Dialogues for instructions: those that have one already, and rather some that the person does not judge anyway. */
    private List<String> attentionCandidates(List<String> own, List<String> begun, String draw) {
        Set<String> judged = new HashSet<>(own);
        Set<String> gold = gold();
        return stores.dialogues().finished().stream()
                .filter(session -> !gold.contains(session))
                .filter(session -> stores.dialogues().plan(session).isPair() == (study.kind() == StudyKind.PAIRWISE))
                .sorted(Comparator.<String, Boolean>comparing(session -> !begun.contains(session))
                        .thenComparing(judged::contains)
                        .thenComparing(session -> Sha256.hex(draw + "attention " + session)))
                .toList();
    }

    private static int drawn(String draw, int bound) {
        byte[] digest = Sha256.digest(draw.getBytes(StandardCharsets.UTF_8));
        int number = (digest[0] & 0x7F) << 24 | (digest[1] & 0xFF) << 16 | (digest[2] & 0xFF) << 8 | (digest[3] & 0xFF);
        return number % bound;
    }

    /** Gives work to somebody who has come since it was given last. */
    void arrangeFor(StudioParticipant person) {
        if (person.takesPart()
                && !waiting.contains(person.id())
                && stores.assignments().of(person.id()).isEmpty()) {
            arrange();
            if (stores.assignments().of(person.id()).isEmpty()) {
                waiting.add(person.id());
            }
        }
    }
}
