package org.charactermirror.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.charactermirror.chat.glm.ModelVerification;
import org.charactermirror.chat.glm.ModelVerification.PromptResult;
import org.charactermirror.chat.glm.Precision;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Compares a checkpoint with expected numbers. */
@Command(
        name = "verify",
        footer = "  charmirror models verify --model models/characterglm-6b --expected expected.json",
        exitCodeList = {
            "0:all agree",
            "1:not all agree",
            "3:the file of expected numbers has problems",
            "5:the model cannot be used"
        },
        mixinStandardHelpOptions = true,
        description = {"Compares a checkpoint's logits and greedy tokens with expected ones.", "Needs no tokenizer."})
final class ModelsVerifyCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Option(names = "--model", required = true, paramLabel = "DIR", description = "The model's folder.")
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private Path model;

    @Option(
            names = "--expected",
            required = true,
            paramLabel = "FILE",
            description = "JSON list of prompts with their logits and greedy tokens.")
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private Path expected;

    @Option(
            names = "--precision",
            defaultValue = "f32",
            paramLabel = "P",
            description = "f32 (default), or bf16 or int8, which need --tolerance.")
    private Precision precision = Precision.F32;

    @Option(
            names = "--tolerance",
            paramLabel = "T",
            description = "Largest absolute difference of a logit; 1e-4 for f32 if not given.")
    private @Nullable Double tolerance;

    @Override
    public Integer call() {
        double limit = limit();
        List<PromptResult> results = ModelVerification.verify(model, expected, precision, limit);
        PrintWriter out = spec.commandLine().getOut();
        for (int index = 0; index < results.size(); index++) {
            out.println("prompt " + (index + 1) + ": " + described(results.get(index), limit));
        }
        long agreeing = results.stream().filter(result -> result.agrees(limit)).count();
        boolean passed = agreeing == results.size();
        out.printf(
                Locale.ROOT,
                "%s: %d of %d prompts agree at %s with tolerance %s%n",
                passed ? "passed" : "FAILED",
                agreeing,
                results.size(),
                precision.word(),
                limit);
        return passed ? ExitCode.DONE : ExitCode.UNEXPECTED;
    }

    private double limit() {
        if (tolerance != null) {
            if (!(tolerance >= 0) || tolerance.isInfinite()) {
                throw new ParameterException(
                        spec.commandLine(), "--tolerance is " + tolerance + "; it must be 0 or more");
            }
            return tolerance;
        }
        if (precision != Precision.F32) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--precision " + precision.word()
                            + " needs --tolerance: rounding to 8 bits has no natural limit; 0.1 is a start");
        }
        return ModelVerification.F32_TOLERANCE;
    }

    private static String described(PromptResult result, double limit) {
        String tokens = result.firstDifferingToken().isEmpty()
                ? "all " + result.greedyTokens() + " greedy tokens agree"
                : "first differing token: greedy token "
                        + (result.firstDifferingToken().getAsInt() + 1) + " of "
                        + result.greedyTokens() + ", expected " + result.expectedToken() + ", found "
                        + result.foundToken();
        return String.format(
                Locale.ROOT,
                "%d tokens, largest absolute error %.3g at %s%s; %s",
                result.promptTokens(),
                result.largestError(),
                result.largestErrorAt(),
                result.largestError() <= limit ? "" : " (too large)",
                tokens);
    }
}
