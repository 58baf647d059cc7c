package org.charactermirror.batch.spark;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a study is made of on the driver with what executors found.
 *
 * @param ingredients what the plan is made of, the program included, but for the models' files
 * @param models by id, the {@link #decisive} facts of those that have any
 */
public record Checks(Map<String, String> ingredients, Map<String, Map<String, String>> models) {

    public Checks {
        ingredients = Map.copyOf(ingredients);
        models = Map.copyOf(models);
    }

    /**
     * Returns those of a model's facts that decide whether two processes say the same: what the files are, and in which
     * precision the processor can compute.
     */
    public static Map<String, String> decisive(Map<String, String> facts) {
        Map<String, String> decisive = new TreeMap<>(facts);
        decisive.keySet().removeIf(name -> !name.contains("sha256") && !name.equals("precision"));
        return decisive;
    }

    List<String> differences(Map<String, String> found) {
        return differences("", ingredients, found);
    }

    List<String> differences(String model, Map<String, String> facts) {
        return differences("model " + model + " ", Objects.requireNonNull(models.get(model), model), decisive(facts));
    }

    private static List<String> differences(String prefix, Map<String, String> driver, Map<String, String> found) {
        TreeSet<String> names = new TreeSet<>(driver.keySet());
        names.addAll(found.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(driver.get(name), found.get(name)))
                .map(name -> prefix + name + " is " + words(found.get(name)) + " there, and " + words(driver.get(name))
                        + " on the driver")
                .toList();
    }

    /** Returns a value as messages have it; of a hash its beginning is enough. */
    private static String words(@Nullable String value) {
        if (value == null) {
            return "missing";
        }
        return value.matches("[0-9a-f]{64}") ? value.substring(0, 12) + "… (SHA-256)" : value;
    }

    /** Returns the refusal of executors as bad input, a problem for every difference. */
    BadInputException refused(Map<String, List<String>> refusals) {
        Problems problems = new Problems();
        refusals.forEach(
                (executor, differences) -> differences.forEach(difference -> problems.error(executor, difference)));
        problems.error(
                "cluster",
                "no executor has what the driver has; give all of them the same program and the same files, and run the"
                        + " same command again");
        return new BadInputException(problems.all());
    }
}
