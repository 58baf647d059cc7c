package org.charactermirror.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.charactermirror.document.YamlDocument;
import org.charactermirror.problem.Problems;

/** Reads the keys that belong to pairwise studies alone, and checks what a schema cannot. */
final class PairwiseReader {

    private final YamlDocument document;
    private final Problems problems;
    private final boolean pairwise;

    PairwiseReader(YamlDocument document, Problems problems) {
        this.document = document;
        this.problems = problems;
        this.pairwise = document.text("/kind").equals(StudyKind.PAIRWISE.word());
    }

    /** Returns which models meet; nothing where no models do. */
    Optional<Pairing> pairing() {
        return word("pairs", Pairing.BASELINE.word()).map(Pairing::ofWord);
    }

    /** Returns whose reply the dialogues go on with; nothing where there is one reply only. */
    Optional<Continuation> continuation() {
        return word("continuation", Continuation.RANDOM.word()).map(Continuation::ofWord);
    }

    private Optional<String> word(String key, String byDefault) {
        String word = document.root().path(key).asText("");
        if (!pairwise && !word.isEmpty()) {
            document.error(problems, "/" + key, key + " belongs to pairwise studies; remove it");
        }
        return pairwise ? Optional.of(word.isEmpty() ? byDefault : word) : Optional.empty();
    }

    /** Returns the baseline if there is one, which only studies of all pairs can do without. */
    Optional<String> baseline(List<ModelSpec> models) {
        boolean all = document.root().path("pairs").asText("").equals(Pairing.ALL.word());
        JsonNode node = document.root().path("baseline");
        if (node.isMissingNode()) {
            if (pairwise && !all) {
                document.error(
                        problems, "", "baseline is missing; expected the model that is compared with the others");
            } else if (pairwise && models.size() < 2) {
                document.error(problems, "/models", "models has only one; expected another one to compare it with");
            }
            return Optional.empty();
        }
        if (!pairwise) {
            document.error(problems, "/baseline", "baseline belongs to pairwise studies; remove it");
        }
        if (models.stream().noneMatch(model -> model.id().equals(node.textValue()))) {
            document.error(
                    problems,
                    "/baseline",
                    "baseline is \"" + node.textValue() + "\"; expected the id of a model above");
        } else if (pairwise && models.size() < 2) {
            document.error(
                    problems, "/models", "models has only the baseline; expected another one to compare it with");
        }
        return Optional.of(node.textValue());
    }
}
