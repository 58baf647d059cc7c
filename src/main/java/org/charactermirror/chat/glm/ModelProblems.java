package org.charactermirror.chat.glm;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.charactermirror.chat.ModelUnavailableException;
import org.charactermirror.problem.Problem;
import org.charactermirror.problem.Problems;

/** Turns collected problems of a model's files into the error that says that the model cannot be used. */
final class ModelProblems {

    /** A damaged checkpoint can have a problem with every tensor; more than this helps nobody. */
    private static final int SHOWN = 100;

    private ModelProblems() {}

    /**
     * Stops if there is an error.
     *
     * @throws ModelUnavailableException with a line for each problem
     */
    static void throwIfErrors(Path place, Problems problems) {
        if (!problems.hasErrors()) {
            return;
        }
        List<Problem> all = problems.all();
        String lines =
                all.stream().limit(SHOWN).map(problem -> "\n  " + problem).collect(Collectors.joining());
        String more = all.size() > SHOWN ? "\n  and " + (all.size() - SHOWN) + " more" : "";
        throw new ModelUnavailableException(place + ": this model cannot be used:" + lines + more);
    }
}
