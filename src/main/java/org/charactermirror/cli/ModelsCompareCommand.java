package org.charactermirror.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.charactermirror.chat.glm.EmbeddedModels;
import org.charactermirror.chat.glm.GlmChatModel;
import org.charactermirror.chat.glm.Precision;
import org.charactermirror.chat.glm.PrecisionComparison;
import org.charactermirror.chat.glm.PrecisionComparison.Result;
import org.charactermirror.chat.glm.PrecisionComparison.Settings;
import org.charactermirror.chat.glm.PrecisionComparison.Text;
import org.charactermirror.document.Utf8;
import org.charactermirror.problem.Problems;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells how much worse a model predicts texts at a narrower precision. */
@Command(
        name = "compare",
        footer = {
            "  charmirror models compare --model models/characterglm-6b --precision int8 dialogues.txt",
            "  charmirror models compare --model embedded:tiny --precision int8 --json a.txt b.txt"
        },
        exitCodeList = {
            "3:a text cannot be used",
            "5:the model cannot be used, or memory or disk do not suffice",
            "130:interrupted; nothing is left behind"
        },
        mixinStandardHelpOptions = true,
        description = {
            "Compares what a model predicts at two precisions, token by token of your texts.",
            "A file is one text in UTF-8. One longer than the context is cut, and each window begins anew, behind [gMASK]"
                    + " sop. Both precisions run one after the other; the first one's logits are kept in the cache folder"
                    + " meanwhile (0.26 MB for each token of a 6B model)."
        })
final class ModelsCompareCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "DIR",
            description = "The model's folder, with its tokenizer, or embedded:NAME.")
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private String model;

    @Option(
            names = "--precision",
            required = true,
            paramLabel = "P",
            description = "The precision that is examined: ${COMPLETION-CANDIDATES}.")
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private Precision precision;

    @Option(
            names = "--against",
            defaultValue = "f32",
            paramLabel = "P",
            description = "The precision that it is compared with; ${DEFAULT-VALUE} if not given.")
    private Precision against = Precision.F32;

    @Option(
            names = "--context",
            defaultValue = "2048",
            paramLabel = "N",
            description =
                    "The most tokens of a window; ${DEFAULT-VALUE} if not given, never more than the model's context.")
    private int context;

    @Option(names = "--json", description = "Print the figures as JSON.")
    private boolean json;

    @Parameters(arity = "1..*", paramLabel = "TEXTFILE", description = "Texts in UTF-8, such as dialogues of your own.")
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private List<Path> files;

    @Override
    public Integer call() {
        precision = GlmChatModel.nearest(precision);
        if (precision == against) {
            throw new ParameterException(spec.commandLine(), "--precision and --against are both " + precision.word());
        }
        if (context < 16) {
            throw new ParameterException(spec.commandLine(), "--context is " + context + "; it must be 16 or more");
        }
        List<Text> texts = texts();
        Path folder = EmbeddedModels.resolve(model);
        PrintWriter err = spec.commandLine().getErr();
        Result result;
        try (ScratchFolder scratch = ScratchFolder.beneath(EmbeddedModels.cacheFolder());
                Interrupts interrupts = Interrupts.listen(() -> ScratchFolder.interrupted(err, scratch))) {
            result = PrecisionComparison.compare(
                    folder,
                    texts,
                    new Settings(precision, against, context),
                    scratch.path(),
                    MachineChecks.freeMemory(),
                    line -> err.println("compare: " + line));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(Json.write(asMap(result)));
            out.flush();
        } else {
            print(result, out);
        }
        return ExitCode.DONE;
    }

    private List<Text> texts() {
        Problems problems = new Problems();
        List<Text> texts = new ArrayList<>();
        for (Path file : files) {
            try {
                Utf8.decode(file.toString(), Files.readAllBytes(file), problems)
                        .ifPresent(content -> texts.add(new Text(file.toString(), content)));
            } catch (IOException e) {
                problems.error(file.toString(), "cannot be read: " + (Files.exists(file) ? e : "no such file"));
            }
        }
        problems.throwIfErrors();
        return texts;
    }

    private void print(Result result, PrintWriter out) {
        String own = precision.word();
        String other = against.word();
        out.printf(
                Locale.ROOT,
                "%s at %s against %s: %,d tokens of %s in %s%n",
                model,
                own,
                other,
                result.tokens(),
                AnnotationInput.counted(files.size(), "text"),
                AnnotationInput.counted(result.windows(), "window"));
        out.printf(Locale.ROOT, "mean absolute logit error     %10.6f%n", result.meanError());
        out.printf(
                Locale.ROOT,
                "largest absolute logit error  %10.6f  (%s)%n",
                result.largestError(),
                result.largestErrorAt());
        out.printf(
                Locale.ROOT,
                "same likeliest token          %9.2f%%  (%,d of %,d)%n",
                100.0 * result.agreeing() / result.tokens(),
                result.agreeing(),
                result.tokens());
        out.printf(Locale.ROOT, "perplexity at %-15s %10.4f%n", own, result.perplexity());
        out.printf(Locale.ROOT, "perplexity at %-15s %10.4f%n", other, result.perplexityAgainst());
        double difference = result.perplexity() - result.perplexityAgainst();
        out.printf(
                Locale.ROOT,
                "difference                    %+10.4f  (%+.3f%%)%n",
                difference,
                100 * difference / result.perplexityAgainst());
    }

    private Map<String, Object> asMap(Result result) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("format", "charmirror.compare/1");
        all.put("model", model);
        all.put("precision", precision.word());
        all.put("against", against.word());
        all.put("texts", files.size());
        all.put("windows", result.windows());
        all.put("longest_window", result.context());
        all.put("tokens", result.tokens());
        all.put("largest_logit_error", result.largestError());
        all.put("largest_logit_error_at", result.largestErrorAt());
        all.put("mean_logit_error", result.meanError());
        all.put("top1_agreeing", result.agreeing());
        all.put("top1_agreement", (double) result.agreeing() / result.tokens());
        all.put("perplexity", result.perplexity());
        all.put("perplexity_against", result.perplexityAgainst());
        all.put("perplexity_difference", result.perplexity() - result.perplexityAgainst());
        return all;
    }
}
