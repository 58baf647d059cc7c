package org.charactermirror.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.charactermirror.document.YamlDocument;
import org.charactermirror.problem.Problems;

/** Reads which model of a study plays users, and checks that it has something to do and nothing is left undone. */
final class InterviewerReader {

    private static final String POINTER = "/interviewer";

    private final YamlDocument document;
    private final Problems problems;
    private final JsonNode node;

    InterviewerReader(YamlDocument document, Problems problems) {
        this.document = document;
        this.problems = problems;
        this.node = document.root().path("interviewer");
    }

    /** Returns the model: one of the study's by its id, or another one. */
    Optional<ModelSpec> model(List<ModelSpec> models, Function<JsonNode, ModelSpec> reader) {
        if (node.isTextual()) {
            Optional<ModelSpec> named = models.stream()
                    .filter(model -> model.id().equals(node.textValue()))
                    .findFirst();
            if (named.isEmpty()) {
                document.error(
                        problems,
                        POINTER,
                        "interviewer is \"" + node.textValue()
                                + "\"; expected the id of a model above, or the keys of another model");
            }
            return named;
        }
        if (!node.isObject()) {
            return Optional.empty();
        }
        ModelSpec own = reader.apply(node);
        if (models.stream().anyMatch(model -> model.id().equals(own.id()))) {
            document.error(
                    problems,
                    POINTER + "/id",
                    "the interviewer has the id of a model above, " + own.id() + "; write interviewer: " + own.id()
                            + " to let that model play the user, or choose another id");
        }
        return Optional.of(own);
    }

    /** Checks that there is an interviewer exactly where a scenario needs one. */
    void check(List<Scenario> scenarios) {
        List<String> interviews = scenarios.stream()
                .filter(Scenario::hasInterviewer)
                .map(Scenario::id)
                .toList();
        if (!interviews.isEmpty() && node.isMissingNode()) {
            document.error(
                    problems,
                    "/scenarios",
                    "a model plays the user in " + String.join(", ", interviews)
                            + "; name it with interviewer: the id of a model above, or the keys of another model");
        } else if (interviews.isEmpty() && !node.isMissingNode() && !scenarios.isEmpty()) {
            document.error(
                    problems,
                    POINTER,
                    "interviewer names a model that plays users, but the scenarios are all scripts; remove it, or choose"
                            + " scenarios with an interviewer");
        }
    }
}
