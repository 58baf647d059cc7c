package org.charactermirror.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.charactermirror.character.CharacterProfile;
import org.charactermirror.document.YamlDocument;
import org.charactermirror.problem.Problems;

/** How a study's dialogues lie in the cells of category and topic, and what is weak about that. */
public final class StudyDesign {

    private static final List<String> CATEGORIES = List.of("celebrities", "daily_life", "games_videos", "virtual_love");
    private static final List<String> TOPICS = List.of("chat", "interview", "love");

    private final Study study;
    private final Map<String, Integer> characters;
    private final Map<String, Integer> scenarios;

    public StudyDesign(Study study) {
        this.study = study;
        this.characters = counts(CATEGORIES, study.characters(), CharacterProfile::category);
        this.scenarios = counts(TOPICS, study.scenarios(), Scenario::topic);
    }

    /**
     * Returns how many dialogues of every model, or of every pair of models, each cell has: by category, then by topic.
     *
     * @return the paper's categories and topics first, also where they have no dialogues, then the study's own by name
     */
    public Map<String, Map<String, Integer>> cells() {
        Map<String, Map<String, Integer>> cells = new LinkedHashMap<>();
        characters.forEach((category, ofCategory) -> {
            Map<String, Integer> row = new LinkedHashMap<>();
            scenarios.forEach((topic, ofTopic) -> row.put(topic, ofCategory * ofTopic * study.repetitions()));
            cells.put(category, row);
        });
        return cells;
    }

    /** Adds a warning for every weakness: the study can be run, but says less than it might. */
    public void warn(YamlDocument document, Problems problems) {
        warnOfEmptyCells(document, problems);
        warnOfImbalance(document, "/characters", "characters", "categories", characters, problems);
        warnOfImbalance(document, "/scenarios", "scenarios", "topics", scenarios, problems);
        if (study.rounds() < Scenario.MINIMUM_TURNS) {
            document.warning(
                    problems,
                    "/rounds",
                    "rounds is " + study.rounds() + "; the paper's dialogues have at least " + Scenario.MINIMUM_TURNS);
        }
        int dialogues = study.characters().size() * study.scenarios().size() * study.repetitions();
        study.annotators().ifPresent(annotators -> {
            if (dialogues % annotators != 0) {
                document.warning(
                        problems,
                        "/annotators",
                        "annotators is " + annotators + ", among whom the " + dialogues
                                + " dialogues of every " + (study.kind() == StudyKind.PAIRWISE ? "pair" : "model")
                                + " cannot be divided evenly: " + dialogues % annotators
                                + " of them would judge one more than the others");
            }
        });
    }

    private void warnOfEmptyCells(YamlDocument document, Problems problems) {
        List<String> empty = new ArrayList<>();
        cells().forEach((category, row) -> row.forEach((topic, dialogues) -> {
            if (dialogues == 0) {
                empty.add(category + " x " + topic);
            }
        }));
        if (!empty.isEmpty()) {
            document.warning(
                    problems,
                    characters.containsValue(0) ? "/characters" : "/scenarios",
                    "of the paper's categories and topics, " + String.join(", ", missing())
                            + (missing().size() == 1 ? " is" : " are") + " missing, so that these cells stay empty: "
                            + String.join(", ", empty));
        }
    }

    private List<String> missing() {
        List<String> missing = new ArrayList<>();
        characters.forEach((category, number) -> {
            if (number == 0) {
                missing.add(category);
            }
        });
        scenarios.forEach((topic, number) -> {
            if (number == 0) {
                missing.add(topic);
            }
        });
        return missing;
    }

    private static void warnOfImbalance(
            YamlDocument document,
            String pointer,
            String things,
            String groups,
            Map<String, Integer> counts,
            Problems problems) {
        Map<String, Integer> present = new LinkedHashMap<>(counts);
        present.values().removeIf(number -> number == 0);
        if (present.values().stream().distinct().count() > 1) {
            String numbers = present.entrySet().stream()
                    .map(entry -> entry.getKey() + " " + entry.getValue())
                    .collect(Collectors.joining(", "));
            document.warning(problems, pointer, things + " are unbalanced over the " + groups + ": " + numbers);
        }
    }

    private static <T> Map<String, Integer> counts(List<String> paper, List<T> things, Function<T, String> group) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        paper.forEach(name -> counts.put(name, 0));
        new TreeSet<>(things.stream().map(group).toList()).forEach(name -> counts.putIfAbsent(name, 0));
        things.forEach(thing -> counts.merge(group.apply(thing), 1, Integer::sum));
        return counts;
    }
}
