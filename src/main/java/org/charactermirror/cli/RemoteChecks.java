package org.charactermirror.cli;

import java.util.ArrayList;
import java.util.List;
import org.charactermirror.chat.GenerationSettings;
import org.charactermirror.chat.Parameter;
import org.charactermirror.document.YamlDocument;
import org.charactermirror.problem.Problems;
import org.charactermirror.scenario.ModelSpec;
import org.charactermirror.scenario.Study;

/** What can be said of a study's remote models without asking them. */
final class RemoteChecks {

    private RemoteChecks() {}

    /** Warns of keys that are not there or not kept, and of settings that a model is not told. */
    static void warn(Study study, YamlDocument document, Problems problems) {
        for (int index = 0; index < study.models().size(); index++) {
            if (study.models().get(index) instanceof ModelSpec.Remote remote) {
                String pointer = "/models/" + index;
                ApiKeys.warning(remote)
                        .ifPresent(warning -> document.warning(problems, pointer + "/api_key_file", warning));
                List<String> unsaid = unsaid(study.generation(), remote);
                if (!unsaid.isEmpty()) {
                    document.warning(
                            problems,
                            pointer,
                            "the model " + remote.id() + " is not told " + String.join(", ", unsaid)
                                    + ": its replies are made with the endpoint's own settings"
                                    + remedy(study.generation()));
                }
            }
        }
    }

    private static List<String> unsaid(GenerationSettings generation, ModelSpec.Remote remote) {
        List<String> unsaid =
                new ArrayList<>(Parameter.unsaid(generation, remote.endpoint().parameters()));
        if (generation.numBeams() > 1) {
            unsaid.add("num_beams " + generation.numBeams());
        }
        if (generation.maxLength() > 0) {
            unsaid.add("max_length " + generation.maxLength());
        }
        return unsaid;
    }

    private static String remedy(GenerationSettings generation) {
        return generation.topK() > 0 || generation.repetitionPenalty() != 1
                ? "; if it takes them, add send: [top_k, repetition_penalty]"
                : "";
    }
}
