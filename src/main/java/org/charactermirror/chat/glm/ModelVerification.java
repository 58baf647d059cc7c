package org.charactermirror.chat.glm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Compares a checkpoint's logits and greedy tokens with those of another implementation. */
public final class ModelVerification {

    /** How far float32 arithmetic may be from the expected logits. */
    public static final double F32_TOLERANCE = 1e-4;

    /**
     * How one prompt compared.
     *
     * @param promptTokens tokens of the prompt
     * @param greedyTokens tokens that were compared after it
     * @param largestError the largest absolute difference of a logit; infinite if one is not a number
     * @param largestErrorAt where that was
     * @param firstDifferingToken the 0-based greedy token that differs first, if any does
     * @param expectedToken what was expected there, or -1
     * @param foundToken what was found there, or -1
     */
    public record PromptResult(
            int promptTokens,
            int greedyTokens,
            double largestError,
            String largestErrorAt,
            OptionalInt firstDifferingToken,
            int expectedToken,
            int foundToken) {

        /** Tells whether logits and tokens are as expected. */
        public boolean agrees(double tolerance) {
            return largestError <= tolerance && firstDifferingToken.isEmpty();
        }
    }

    private final Precision precision;
    private final double tolerance;
    private double largestError;
    private String largestErrorAt = "nowhere";

    private ModelVerification(Precision precision, double tolerance) {
        this.precision = precision;
        this.tolerance = tolerance;
    }

    /**
     * Runs every prompt of a file. Greedy tokens are fed as expected, so that one difference does not cause the next. At
     * bfloat16 a token is compared where its expected lead exceeds the tolerance.
     *
     * @param model the model's folder; its tokenizer is not needed
     * @param expected the file of expected numbers
     * @return a result for each prompt, in order
     * @throws org.charactermirror.chat.ModelUnavailableException if the model cannot be used
     * @throws org.charactermirror.problem.BadInputException if the file cannot be
     */
    public static List<PromptResult> verify(Path model, Path expected, Precision precision, double tolerance) {
        ModelConfiguration sizes = ModelConfiguration.read(model);
        List<ExpectedLogits> prompts = ExpectedLogits.read(expected, sizes);
        Checkpoint checkpoint = Checkpoint.open(model, sizes);
        int context = prompts.stream()
                .mapToInt(prompt -> prompt.inputIds().length + prompt.greedy().length)
                .max()
                .orElseThrow();
        List<PromptResult> results = new ArrayList<>();
        try (Decoder decoder = Decoder.load(checkpoint, sizes, precision, context, 0)) {
            for (ExpectedLogits prompt : prompts) {
                results.add(new ModelVerification(precision, tolerance).compare(decoder, prompt));
            }
        }
        return results;
    }

    private PromptResult compare(Decoder decoder, ExpectedLogits expected) {
        OptionalInt firstDiffering = OptionalInt.empty();
        int found = -1;
        try (KeyValueCache cache = decoder.newCache()) {
            List<float[]> prompt = decoder.allLogits(cache, expected.inputIds());
            for (int position = 0; position < prompt.size(); position++) {
                compare(expected.promptLogits()[position], prompt.get(position), "prompt position " + position);
            }
            float[] logits = prompt.get(prompt.size() - 1);
            for (int step = 0; step < expected.greedy().length; step++) {
                int token = expected.greedy()[step];
                int likeliest = likeliest(logits);
                boolean clear = precision == Precision.F32 || expected.margin(step) > tolerance;
                if (clear && likeliest != token && firstDiffering.isEmpty()) {
                    firstDiffering = OptionalInt.of(step);
                    found = likeliest;
                }
                logits = decoder.lastLogits(cache, new int[] {token});
                double[] next = expected.stepLogitsMaxIndexValue()[step];
                note(Math.abs(logits[(int) next[0]] - next[1]), "greedy step " + step);
            }
            if (expected.greedy().length > 0) {
                compare(expected.finalStepLogits(), logits, "final step");
            }
        }
        return new PromptResult(
                expected.inputIds().length,
                expected.greedy().length,
                largestError,
                largestErrorAt,
                firstDiffering,
                firstDiffering.isPresent() ? expected.greedy()[firstDiffering.getAsInt()] : -1,
                found);
    }

    private void compare(double[] expected, float[] found, String place) {
        for (int id = 0; id < expected.length; id++) {
            note(Math.abs(expected[id] - found[id]), place + ", id " + id);
        }
    }

    private void note(double error, String place) {
        double known = Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
        if (known > largestError) {
            largestError = known;
            largestErrorAt = place;
        }
    }

    static int likeliest(float[] logits) {
        int best = 0;
        for (int id = 1; id < logits.length; id++) {
            if (logits[id] > logits[best]) {
                best = id;
            }
        }
        return best;
    }
}
