package org.charactermirror.annotation.assignment;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Who judges what, and in which order: a balanced incomplete design.
 *
 * <p>Every item gets as many different people as asked for; people get equally many items, and of each model, each
 * character, and each model with each character equally many, all rounded up or down. Where work has begun it stays, and
 * only the rest is dealt anew, to those first who have least. The same arguments give the same design, in whatever order
 * items and people come.
 */
public final class AssignmentDesign {

    private final Map<String, List<String>> work;
    private final DesignCheck check;

    private AssignmentDesign(Map<String, List<String>> work, DesignCheck check) {
        this.work = work;
        this.check = check;
    }

    /**
     * Makes a design.
     *
     * @param people who judge or have judged; those who left get nothing, but what they have done counts
     * @param perItem how many different people each item is to get, at least 1; fewer where there are not so many
     * @param mostItems how many items one person may have in all
     * @throws IllegalArgumentException if an item or a person is there twice, somebody has begun what is no item, or a number
     *     is below 1
     */
    public static AssignmentDesign of(
            List<AssignmentItem> items, List<Work> people, int perItem, OptionalInt mostItems, long seed) {
        if (perItem < 1 || mostItems.orElse(1) < 1) {
            throw new IllegalArgumentException(
                    "people per item " + perItem + ", items per person " + mostItems + ": both must be at least 1");
        }
        Demand demand = new Demand(items, people, perItem, mostItems, seed);
        Dealer.deal(demand);
        Leveller.level(demand.people(), demand.pieces());
        if (perItem > 1) {
            Mixer.mix(demand.people());
        }
        Map<String, List<String>> orders = new HashMap<>();
        WorkOrder order = new WorkOrder(seed);
        for (Person person : demand.people()) {
            orders.put(person.name(), order.of(person));
        }
        Map<String, List<String>> work = new LinkedHashMap<>();
        for (Work person : people) {
            List<String> ids = orders.get(person.annotator());
            if (ids != null) {
                work.put(person.annotator(), List.copyOf(ids));
            }
        }
        return new AssignmentDesign(work, DesignCheck.of(items, people, work, perItem, mostItems));
    }

    /** Returns the ids of everybody's items in the order of work, begun ones first; without those who left. */
    public Map<String, List<String>> work() {
        return work;
    }

    /** Returns one person's items in the order of work; none for somebody who left or is not known. */
    public List<String> workOf(String annotator) {
        return work.getOrDefault(annotator, List.of());
    }

    /** Returns how even the design is. */
    public DesignCheck check() {
        return check;
    }
}
