package org.charactermirror.annotation.assignment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How even a design is; what is counted is of those who go on.
 *
 * @param items how many there are
 * @param people how many go on
 * @param perItem how many people each item was to get
 * @param loads items of one person
 * @param models by model, its items of one person
 * @param characters by character, its items of one person
 * @param cells items of one model with one character of one person, where people differ most
 * @param places by model, the mean place of its items in the orders, from 0 (first) to 1 (last); those with items only
 * @param repeats how often an item follows one of the same models
 * @param shared items that two people share; none where there is one person
 * @param groups how many groups of people there are that share no item with each other; 1 is best, and 0 without people
 * @param few items that fewer people judge than were asked for, by how many do
 * @param reason why there are such; empty if there are none
 */
public record DesignCheck(
        int items,
        int people,
        int perItem,
        Spread loads,
        SortedMap<String, Spread> models,
        SortedMap<String, Spread> characters,
        Spread cells,
        SortedMap<String, Double> places,
        int repeats,
        Spread shared,
        int groups,
        SortedMap<Integer, Integer> few,
        String reason) {

    static DesignCheck of(
            List<AssignmentItem> items,
            List<Work> people,
            Map<String, List<String>> work,
            int perItem,
            OptionalInt mostItems) {
        Map<String, AssignmentItem> byId = new HashMap<>();
        items.forEach(item -> byId.put(item.id(), item));
        Counts counts = new Counts(items, work, byId);
        Places places = new Places(work, byId);
        Map<String, Set<String>> judges = new HashMap<>();
        work.forEach((name, ids) -> ids.forEach(
                id -> judges.computeIfAbsent(id, key -> new HashSet<>()).add(name)));
        Company company = Company.of(new ArrayList<>(work.keySet()), judges.values());
        people.stream()
                .filter(person -> !person.stays())
                .forEach(person -> person.begun()
                        .forEach(id -> judges.computeIfAbsent(id, key -> new HashSet<>())
                                .add(person.annotator())));
        SortedMap<Integer, Integer> few = new TreeMap<>();
        for (AssignmentItem item : items) {
            int found = judges.getOrDefault(item.id(), Set.of()).size();
            if (found < perItem) {
                few.merge(found, 1, Integer::sum);
            }
        }
        return new DesignCheck(
                items.size(),
                work.size(),
                perItem,
                Spread.of(work.values().stream().map(List::size).toList()),
                counts.models(),
                counts.characters(),
                counts.cells(),
                places.means(),
                places.repeats(),
                company.shared(),
                company.groups(),
                few,
                few.isEmpty() ? "" : reason(people, perItem, mostItems));
    }

    private static String reason(List<Work> people, int perItem, OptionalInt mostItems) {
        long staying = people.stream().filter(Work::stays).count();
        List<String> reasons = new ArrayList<>();
        if (staying < perItem) {
            reasons.add(staying == 1 ? "there is 1 annotator" : "there are " + staying + " annotators");
        }
        mostItems.ifPresent(most -> reasons.add("nobody may have more than " + most));
        return String.join(", and ", reasons);
    }

    /** Returns the check as a few lines of English. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(items + " dialogues, " + perItem + (perItem == 1 ? " annotator" : " annotators") + " for each, "
                + people + " in all: " + loads + " for one");
        lines.add("two annotators' dialogues of a model differ by at most " + differ(models) + " (one has "
                + overall(models) + "), of a character by " + differ(characters) + " (" + overall(characters)
                + "), of a model with a character by " + differ(cells));
        if (!places.isEmpty()) {
            lines.add("mean place of a model in the order "
                    + percent(places.values().stream().min(Double::compare).orElseThrow()) + " to "
                    + percent(places.values().stream().max(Double::compare).orElseThrow())
                    + " of the way; the same model twice in a row: "
                    + (repeats == 0 ? "never" : repeats == 1 ? "once" : repeats + " times"));
        }
        if (people > 1) {
            lines.add(
                    shared.most() == 0
                            ? "no dialogue has two annotators: their agreement cannot be estimated"
                            : "two annotators share " + shared + " dialogues"
                                    + (groups > 1 ? "; " + groups + " groups share none with each other" : ""));
        }
        few.forEach((found, number) -> lines.add(number + (number == 1 ? " dialogue has " : " dialogues have ")
                + (found == 0 ? "no annotator" : found == 1 ? "1 annotator" : found + " annotators")
                + " instead of " + perItem + ": " + reason));
        return lines;
    }

    /** Returns the check for JSON; its keys stay. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("items", items);
        map.put("people", people);
        map.put("per_item", perItem);
        map.put("loads", pair(loads));
        map.put("models", pairs(models));
        map.put("characters", pairs(characters));
        map.put("model_with_character", pair(cells));
        map.put("mean_places", places);
        map.put("repeats", repeats);
        map.put("shared_by_two", pair(shared));
        map.put("groups", groups);
        map.put("items_with_fewer", few);
        map.put("reason", reason);
        return map;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    private static int differ(Map<String, Spread> spreads) {
        return spreads.values().stream().mapToInt(DesignCheck::differ).max().orElse(0);
    }

    private static int differ(Spread spread) {
        return spread.most() - spread.least();
    }

    private static Spread overall(Map<String, Spread> spreads) {
        List<Integer> ends = new ArrayList<>();
        spreads.values().forEach(spread -> {
            ends.add(spread.least());
            ends.add(spread.most());
        });
        return Spread.of(ends);
    }

    private static List<Integer> pair(Spread spread) {
        return List.of(spread.least(), spread.most());
    }

    private static Map<String, List<Integer>> pairs(Map<String, Spread> spreads) {
        Map<String, List<Integer>> pairs = new LinkedHashMap<>();
        spreads.forEach((name, spread) -> pairs.put(name, pair(spread)));
        return pairs;
    }
}
