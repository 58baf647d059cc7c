package org.charactermirror.annotation.assignment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Items and people to make designs of. */
final class Designs {

    private Designs() {}

    /** Returns items {@code m0.c0.s0} and so on: every model with every character in every scenario, of three topics in turn. */
    static List<AssignmentItem> crossed(int models, int characters, int scenarios) {
        return crossed(models, characters, scenarios, false);
    }

    /** Returns the same in blocks: who talks with a character in a scenario talks with all models. */
    static List<AssignmentItem> inBlocks(int models, int characters, int scenarios) {
        return crossed(models, characters, scenarios, true);
    }

    private static List<AssignmentItem> crossed(int models, int characters, int scenarios, boolean blocks) {
        List<AssignmentItem> items = new ArrayList<>();
        for (int model = 0; model < models; model++) {
            for (int character = 0; character < characters; character++) {
                for (int scenario = 0; scenario < scenarios; scenario++) {
                    String block = "c" + character + ".s" + scenario;
                    String id = "m" + model + "." + block;
                    items.add(new AssignmentItem(
                            id, List.of("m" + model), "c" + character, "t" + scenario % 3, blocks ? block : id));
                }
            }
        }
        return items;
    }

    static List<Work> newcomers(int people) {
        List<Work> works = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            works.add(Work.none("a" + i));
        }
        return works;
    }

    /** Returns how many of somebody's items have each value of something. */
    static Map<String, Long> counts(
            List<String> ids, List<AssignmentItem> items, Function<AssignmentItem, String> trait) {
        Map<String, AssignmentItem> byId = items.stream().collect(Collectors.toMap(AssignmentItem::id, item -> item));
        return ids.stream().map(byId::get).collect(Collectors.groupingBy(trait, Collectors.counting()));
    }

    static String model(AssignmentItem item) {
        return item.models().get(0);
    }
}
