package org.charactermirror.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.charactermirror.dataset.SameProfiles;
import org.charactermirror.dataset.Splits;
import org.charactermirror.document.Similar;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.problem.Problems;

/**
 * The splits of a study's characters: as they are named, as earlier training data have them, or drawn.
 *
 * @param units characters that stay together
 * @param byCharacter the split of each
 */
record TrainingSplits(List<SortedSet<String>> units, Map<String, String> byCharacter) {

    /**
     * Draws the splits of all characters that have dialogues.
     *
     * @param earlier a folder of training data whose characters stay where they are
     * @throws BadInputException with everything that is wrong with what is named
     */
    static TrainingSplits of(Path study, TrainingSource source, Splits splits, Optional<Path> earlier)
            throws IOException {
        List<SortedSet<String>> units = SameProfiles.units(
                source.characters(),
                source.parts().stream().map(TrainingSource.Part::source).toList());
        Problems problems = new Problems();
        checkEnough(study, units, splits, problems);
        splits.named().keySet().stream()
                .filter(id -> !source.characters().contains(id))
                .sorted()
                .forEach(id -> problems.error(
                        study.toString(),
                        "has no dialogue of \"" + id + "\", whom --assign names"
                                + Similar.nearest(id, source.characters())
                                        .map(near -> "; did you mean " + near + "?")
                                        .orElse("; there are " + String.join(", ", source.characters()))));
        Map<String, String> kept =
                earlier.isPresent() ? kept(earlier.get(), source.characters(), splits, problems) : Map.of();
        Splits given = splits.withNamed(kept);
        units.stream()
                .filter(unit -> given.namedFor(unit).size() > 1)
                .forEach(unit -> problems.error(
                        study.toString(),
                        String.join(" and ", unit) + " have the same profile, and are put into "
                                + String.join(" and ", given.namedFor(unit))
                                + "; name one split for them with --assign"));
        problems.throwIfErrors();
        return new TrainingSplits(units, given.draw(units));
    }

    private static void checkEnough(Path study, List<SortedSet<String>> units, Splits splits, Problems problems) {
        if (units.size() < splits.names().size()) {
            problems.error(
                    study.toString(),
                    "has " + AnnotationInput.counted(units.size(), "character") + ", too few for the "
                            + splits.names().size() + " splits " + String.join(", ", splits.names())
                            + ", which keep characters apart; name fewer, such as --split train=1");
        }
    }

    /** Reads the splits of earlier training data; what is said of characters that are not here is left aside. */
    private static Map<String, String> kept(
            Path earlier, SortedSet<String> characters, Splits splits, Problems problems) throws IOException {
        if (!Files.isRegularFile(TrainingFolder.record(earlier))) {
            problems.error(
                    earlier.toString(), "holds no training data (it has no export.json), and --splits-of names it");
            return Map.of();
        }
        JsonNode record = TrainingFolder.read(earlier);
        if (!TrainingFolder.isTrainingData(record)) {
            problems.error(
                    TrainingFolder.record(earlier).toString(),
                    "is not the record of training data, which --splits-of needs");
            return Map.of();
        }
        Map<String, String> kept = new LinkedHashMap<>();
        for (JsonNode split : record.path("splits")) {
            String name = split.path("name").asText();
            List<String> here = new ArrayList<>();
            split.path("characters").forEach(character -> here.add(character.asText()));
            here.retainAll(characters);
            if (!here.isEmpty() && !splits.names().contains(name)) {
                problems.error(
                        earlier.toString(),
                        "has the split " + name + ", which --split does not name (" + String.join(", ", splits.names())
                                + ")");
            } else {
                here.forEach(character -> kept.put(character, name));
            }
        }
        return kept;
    }

    /** Returns the characters of each split, sorted. */
    Map<String, List<String>> bySplit() {
        Map<String, List<String>> bySplit = new LinkedHashMap<>();
        byCharacter.forEach((character, split) ->
                bySplit.computeIfAbsent(split, unused -> new ArrayList<>()).add(character));
        return bySplit;
    }

    /** Returns those who are one and the same under several ids. */
    List<List<String>> sameProfiles() {
        return units.stream().filter(unit -> unit.size() > 1).map(List::copyOf).toList();
    }
}
