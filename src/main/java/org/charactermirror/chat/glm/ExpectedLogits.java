package org.charactermirror.chat.glm;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * What another implementation computed for one prompt.
 *
 * @param inputIds the prompt
 * @param promptLogits the logits after each of its tokens
 * @param greedy the likeliest tokens, each fed back
 * @param stepLogitsMaxIndexValue for each fed token: the likeliest next one, its logit, its lead over the second
 * @param finalStepLogits the logits after the last fed token
 */
record ExpectedLogits(
        int[] inputIds,
        double[][] promptLogits,
        int[] greedy,
        double[][] stepLogitsMaxIndexValue,
        double[] finalStepLogits) {

    /**
     * Reads a file of expected numbers, in the layout of a JSON list of prompts.
     *
     * @throws BadInputException if it cannot be read or does not fit the model, with all that is wrong
     */
    static List<ExpectedLogits> read(Path file, ModelConfiguration sizes) {
        @Nullable ExpectedLogits[] prompts;
        try {
            prompts = JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .build()
                    .readValue(Files.readAllBytes(file), ExpectedLogits[].class);
        } catch (JacksonException e) {
            var place = e.getLocation();
            Problems problems = new Problems();
            problems.error(
                    file.toString(),
                    Math.max(place == null ? 0 : place.getLineNr(), 0),
                    0,
                    "not a list of expected prompts: " + e.getOriginalMessage());
            throw new BadInputException(problems.all());
        } catch (IOException e) {
            throw BadInputException.of(file.toString(), "cannot be read: " + e);
        }
        Problems problems = new Problems();
        if (prompts.length == 0) {
            problems.error(file.toString(), "holds no prompt");
        }
        List<ExpectedLogits> checked = new ArrayList<>();
        for (int index = 0; index < prompts.length; index++) {
            String place = "prompt " + (index + 1) + ": ";
            ExpectedLogits prompt = prompts[index];
            if (prompt == null) {
                problems.error(file.toString(), place + "is null");
                continue;
            }
            prompt.faults(sizes).forEach(fault -> problems.error(file.toString(), place + fault));
            checked.add(prompt);
        }
        problems.throwIfErrors();
        return checked;
    }

    private List<String> faults(ModelConfiguration sizes) {
        List<String> faults = new ArrayList<>();
        int vocabulary = sizes.vocabulary();
        if (inputIds.length == 0) {
            faults.add("input_ids is empty");
        }
        checkIds("input_ids", inputIds, vocabulary, faults);
        checkIds("greedy", greedy, vocabulary, faults);
        if (inputIds.length + greedy.length > sizes.contextLength()) {
            faults.add((inputIds.length + greedy.length) + " tokens are more than the model's context of "
                    + sizes.contextLength());
        }
        if (promptLogits.length != inputIds.length) {
            faults.add("prompt_logits has " + promptLogits.length + " rows for " + inputIds.length + " tokens");
        }
        if (Arrays.stream(promptLogits).anyMatch(row -> row == null || row.length != vocabulary)) {
            faults.add("a row of prompt_logits has not " + vocabulary + " numbers, the model's vocabulary");
        }
        if (stepLogitsMaxIndexValue.length != greedy.length) {
            faults.add("step_logits_max_index_value has " + stepLogitsMaxIndexValue.length + " rows for "
                    + greedy.length + " greedy tokens");
        }
        if (Arrays.stream(stepLogitsMaxIndexValue)
                .anyMatch(row -> row == null || row.length != 3 || !(row[0] >= 0 && row[0] < vocabulary))) {
            faults.add("a row of step_logits_max_index_value is not [token, logit, margin]");
        }
        if (greedy.length > 0 && finalStepLogits.length != vocabulary) {
            faults.add("final_step_logits has " + finalStepLogits.length + " numbers instead of " + vocabulary
                    + ", the model's vocabulary");
        }
        return faults;
    }

    private static void checkIds(String name, int[] ids, int vocabulary, List<String> faults) {
        Arrays.stream(ids)
                .filter(id -> id < 0 || id >= vocabulary)
                .forEach(
                        id -> faults.add(name + " holds " + id + ", but the model's ids are 0 to " + (vocabulary - 1)));
    }

    /** Returns by how much the expected greedy token of a step leads over the second. */
    double margin(int step) {
        if (step > 0) {
            return stepLogitsMaxIndexValue[step - 1][2];
        }
        double[] sorted = promptLogits[promptLogits.length - 1].clone();
        Arrays.sort(sorted);
        return sorted.length < 2 ? Double.POSITIVE_INFINITY : sorted[sorted.length - 1] - sorted[sorted.length - 2];
    }
}
