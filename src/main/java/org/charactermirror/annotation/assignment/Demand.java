package org.charactermirror.annotation.assignment;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.charactermirror.document.Sha256;

/** What is to be given to whom: the people who can take more, with what they keep, and the pieces that need somebody. */
final class Demand {

    private final List<List<AssignmentItem>> blocks = new ArrayList<>();
    private final Map<String, Integer> blockOfItem = new HashMap<>();
    private final Map<String, Integer> traits = new HashMap<>();
    private final List<Person> people = new ArrayList<>();
    private final List<Piece> pieces = new ArrayList<>();
    private final String seed;

    /**
     * Reads what there is.
     *
     * @throws IllegalArgumentException if an item or a person is there twice, or somebody has begun what is no item
     */
    Demand(List<AssignmentItem> items, List<Work> works, int perItem, OptionalInt mostItems, long seed) {
        this.seed = Long.toString(seed);
        group(drawn(items, AssignmentItem::id, "item"));
        List<Work> drawn = drawn(works, Work::annotator, "person");
        List<int[]> ofBlock = new ArrayList<>();
        for (int block = 0; block < blocks.size(); block++) {
            ofBlock.add(traitsOf(blocks.get(block)));
        }
        for (Work work : drawn) {
            if (work.stays()) {
                people.add(person(work, mostItems, ofBlock));
            }
        }
        List<Map<Integer, Set<String>>> left = drawn.stream()
                .filter(work -> !work.stays())
                .map(work -> begun(work))
                .toList();
        for (int block = 0; block < blocks.size(); block++) {
            addPieces(block, ofBlock.get(block), left, perItem);
        }
    }

    /** Returns those who can take more, in an order that the seed draws. */
    List<Person> people() {
        return people;
    }

    /** Returns what needs somebody, in an order that the seed draws. */
    List<Piece> pieces() {
        return pieces;
    }

    /** Returns a number from 0 to 999 that the seed draws for a person and a block. */
    int draw(Person person, Piece piece) {
        byte[] digest = Sha256.digest((seed + "\ndraw\n" + person.name() + "\n"
                        + blocks.get(piece.block()).get(0).id())
                .getBytes(StandardCharsets.UTF_8));
        return (((digest[0] & 0xFF) << 8) | (digest[1] & 0xFF)) % 1000;
    }

    int traits() {
        return traits.size();
    }

    private <T> List<T> drawn(List<T> things, Function<T, String> name, String what) {
        Map<String, T> byDraw = new TreeMap<>();
        for (T thing : things) {
            if (byDraw.put(Sha256.hex(seed + "\n" + what + "\n" + name.apply(thing)), thing) != null) {
                throw new IllegalArgumentException("the " + what + " " + name.apply(thing) + " is there twice");
            }
        }
        return new ArrayList<>(byDraw.values());
    }

    private void group(List<AssignmentItem> items) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        for (AssignmentItem item : items) {
            int block = numbers.computeIfAbsent(item.block(), key -> {
                blocks.add(new ArrayList<>());
                return blocks.size() - 1;
            });
            blocks.get(block).add(item);
            blockOfItem.put(item.id(), block);
        }
    }

    private Person person(Work work, OptionalInt mostItems, List<int[]> ofBlock) {
        Person person = new Person(work.annotator(), work.begun(), mostItems.orElse(Integer.MAX_VALUE));
        for (int block : begun(work).keySet()) {
            person.keep(new Piece(block, blocks.get(block), ofBlock.get(block), 0));
        }
        return person;
    }

    /** Returns the begun items by block, in the order in which the blocks were begun. */
    private Map<Integer, Set<String>> begun(Work work) {
        Map<Integer, Set<String>> begun = new LinkedHashMap<>();
        for (String item : work.begun()) {
            Integer block = blockOfItem.get(item);
            if (block == null) {
                throw new IllegalArgumentException(work.annotator() + " has begun " + item + ", which is no item");
            }
            begun.computeIfAbsent(block, key -> new HashSet<>()).add(item);
        }
        return begun;
    }

    private void addPieces(int block, int[] ofBlock, List<Map<Integer, Set<String>>> left, int perItem) {
        List<AssignmentItem> items = blocks.get(block);
        long open =
                perItem - people.stream().filter(person -> person.holds(block)).count();
        List<List<AssignmentItem>> rests = new ArrayList<>();
        for (Map<Integer, Set<String>> done : left) {
            Set<String> ofThis = done.get(block);
            if (ofThis == null) {
                continue;
            }
            List<AssignmentItem> rest =
                    items.stream().filter(item -> !ofThis.contains(item.id())).toList();
            if (rest.isEmpty()) {
                open--;
            } else {
                rests.add(rest);
            }
        }
        rests.sort(Comparator.comparing(List::size));
        long takers = people.stream()
                .filter(person -> !person.holds(block) && person.roomFor(items.size()) > 0)
                .count();
        open = Math.min(open, takers);
        for (List<AssignmentItem> rest : rests) {
            if (open > 0) {
                pieces.add(new Piece(block, rest, traitsOf(rest), 1));
                open--;
            }
        }
        if (open > 0) {
            pieces.add(new Piece(block, items, ofBlock, Math.toIntExact(open)));
        }
    }

    private int[] traitsOf(List<AssignmentItem> items) {
        String models = String.join(
                "\n\n", items.stream().map(AssignmentItem::modelKey).sorted().toList());
        String character = items.get(0).character();
        return new int[] {
            number("models", models),
            number("models in topic", models + "\n\n\n" + items.get(0).topic()),
            number("models with character", models + "\n\n\n" + character),
            number("character", character)
        };
    }

    private int number(String trait, String value) {
        return traits.computeIfAbsent(trait + "\n\n\n" + value, ignored -> traits.size());
    }
}
