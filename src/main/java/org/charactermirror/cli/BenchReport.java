package org.charactermirror.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import org.charactermirror.chat.glm.Benchmark;
import org.charactermirror.chat.glm.Benchmark.Measured;
import org.charactermirror.chat.glm.CheckpointLayout;
import org.charactermirror.chat.glm.ModelConfiguration;
import org.charactermirror.chat.glm.ProcessMemory;
import org.charactermirror.chat.glm.Repeated;
import org.charactermirror.chat.glm.Roofline;
import org.charactermirror.chat.glm.StudyBenchmark;
import org.jspecify.annotations.Nullable;

/**
 * What {@code bench} tells.
 *
 * @param subject the shape, the file or the folder that was asked about
 * @param layers of the networks that were measured
 * @param measured of the whole model, extrapolated where not all of its layers were measured
 */
record BenchReport(
        String subject, Benchmark.Settings settings, Roofline roofline, List<Integer> layers, Measured measured) {

    private static final double GIGA = 1e9;
    private static final double GIBI = 1 << 30;
    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

    private boolean extrapolated() {
        return layers.size() > 1;
    }

    private ModelConfiguration sizes() {
        return settings.sizes();
    }

    Map<String, Object> asMap() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("format", "charmirror.bench/1");
        all.put("subject", subject);
        all.put("parameters", CheckpointLayout.parameters(sizes()));
        all.put("layers", sizes().layers());
        all.put("precision", settings.precision().word());
        all.put("context", settings.context());
        all.put("extrapolated", extrapolated());
        all.put("layers_measured", layers);
        all.put("bandwidth_gb_s", roofline.machine().bandwidth() / GIGA);
        all.put("matrix_peak_gop_s", roofline.machine().matrixPeak() / GIGA);
        all.put("prefill_tokens_per_s", rates(measured.prompts()));
        all.put("generation_tokens_per_s", rates(measured.steps()));
        all.put("resident_gib", gibibytes(ProcessMemory::anonymous));
        all.put("resident_file_gib", gibibytes(ProcessMemory::file));
        all.put("load_seconds", measured.load());
        all.put("first_load_seconds", measured.firstLoad());
        all.put("prefill", figures(measured.prompts(), roofline::prompt));
        all.put("generation", figures(measured.steps(), roofline::step));
        settings.study().ifPresent(part -> all.put("study", study(part)));
        all.put("not_measured", notMeasured());
        all.put("threads", measured.threads());
        all.put("seed", Benchmark.SEED);
        all.put("processor", MachineChecks.processor(PROCESSOR));
        all.put("instructions", MachineChecks.features(PROCESSOR));
        all.put("java", System.getProperty("java.version"));
        all.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        all.put("charmirror", Version.current());
        all.putAll(new TreeMap<>(Benchmark.libraries()));
        return all;
    }

    /** Returns the best rates in tokens per second. */
    private static Map<String, Double> rates(Map<Integer, Repeated> times) {
        Map<String, Double> rates = new LinkedHashMap<>();
        times.forEach((key, time) -> rates.put(String.valueOf(key), key / time.best()));
        return rates;
    }

    private static Map<String, Object> figures(Map<Integer, Repeated> times, IntToDoubleFunction bound) {
        Map<String, Object> all = new LinkedHashMap<>();
        times.forEach((tokens, time) -> {
            Map<String, Object> figure = new LinkedHashMap<>();
            figure.put("best_tokens_per_s", tokens / time.best());
            figure.put("median_tokens_per_s", tokens / time.median());
            figure.put("worst_tokens_per_s", tokens / time.worst());
            figure.put("repetitions", time.repetitions());
            figure.put("roofline_tokens_per_s", tokens / bound.applyAsDouble(tokens));
            figure.put("roofline_share", bound.applyAsDouble(tokens) / time.best());
            all.put(String.valueOf(tokens), figure);
        });
        return all;
    }

    private @Nullable Double gibibytes(ToDoubleFunction<ProcessMemory> part) {
        Optional<ProcessMemory> resident = measured.resident();
        return resident.isPresent() ? part.applyAsDouble(resident.get()) / GIBI : null;
    }

    private List<String> notMeasured() {
        List<String> reasons = new ArrayList<>();
        Benchmark.PROMPTS.stream()
                .filter(length -> !settings.prompts().contains(length))
                .forEach(length -> reasons.add(
                        "a prompt of " + length + " tokens: the model's context is " + sizes().contextLength()));
        if (measured.resident().isEmpty()) {
            reasons.add("resident memory: this system does not tell it as Linux does");
        }
        return reasons;
    }

    private Map<String, Object> study(StudyBenchmark.Part part) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("sessions", part.sessions());
        all.put("rounds", part.rounds());
        all.put("batch", part.batch());
        all.put("profile_tokens", StudyBenchmark.PROFILE);
        all.put("message_tokens", StudyBenchmark.MESSAGE);
        all.put("reply_tokens", StudyBenchmark.REPLY);
        all.put("generated_tokens", part.generated());
        all.put(
                "runs",
                measured.studies().stream()
                        .map(run -> {
                            Map<String, Object> figure = new LinkedHashMap<>();
                            figure.put("prefix_sharing", run.shared());
                            figure.put("speculation", run.speculating());
                            figure.put("seconds", run.seconds());
                            figure.put("generated_tokens_per_s", part.generated() / run.seconds());
                            figure.put("prompt_tokens", run.promptTokens());
                            figure.put("cached_tokens", run.cachedTokens());
                            return figure;
                        })
                        .toList());
        return all;
    }

    /** Returns the same for people. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(format(
                "%s: %,d parameters, %d layers, %s, %d threads",
                subject,
                CheckpointLayout.parameters(sizes()),
                sizes().layers(),
                settings.precision().word(),
                measured.threads()));
        lines.add(MachineChecks.processor(PROCESSOR) + "; " + MachineChecks.features(PROCESSOR));
        if (extrapolated()) {
            lines.add(format(
                    "Extrapolated: networks of %d and %d layers were measured; each further layer of the model is taken to"
                            + " cost what those between them cost.",
                    layers.get(0), layers.get(1)));
        }
        lines.add("");
        lines.add(format("memory bandwidth   %8.1f GB/s", roofline.machine().bandwidth() / GIGA));
        lines.add(format(
                "matrix products    %8.0f Gop/s at most", roofline.machine().matrixPeak() / GIGA));
        lines.add(format("load               %8.2f s, the first time %.2f s", measured.load(), measured.firstLoad()));
        lines.add(resident());
        lines.add("");
        lines.add("                        best    median     worst   roofline   share  bound by");
        measured.prompts()
                .forEach((tokens, time) -> lines.add(row("prompt", tokens, time, roofline.prompt(tokens), "")));
        measured.steps()
                .forEach((tokens, time) -> lines.add(row(
                        "at once",
                        tokens,
                        time,
                        roofline.step(tokens),
                        "  " + roofline.limit(tokens).name().toLowerCase(Locale.ROOT))));
        lines.add(format(
                "Tokens/s: prompts of so many tokens; so many dialogues at once behind %,d tokens each, with choosing.",
                settings.context()));
        lines.add("Roofline: weights read once in a step, or two operations for each weight and token.");
        settings.study().ifPresent(part -> addStudy(part, lines));
        notMeasured().forEach(reason -> lines.add("Not measured: " + reason));
        return lines;
    }

    private String resident() {
        return measured.resident()
                .map(memory -> format(
                        "resident memory    %8.2f GiB with %d dialogues of %,d tokens, besides %.2f GiB of mapped files",
                        memory.anonymous() / GIBI,
                        Benchmark.BATCHES.get(Benchmark.BATCHES.size() - 1),
                        settings.context(),
                        memory.file() / GIBI))
                .orElse("resident memory    not measured");
    }

    private static String row(String what, int tokens, Repeated time, double bound, String limit) {
        return format(
                "%-10s %6d %11s %9s %9s %10s %6.0f%%%s",
                what,
                tokens,
                rate(tokens / time.best()),
                rate(tokens / time.median()),
                rate(tokens / time.worst()),
                rate(tokens / bound),
                100 * bound / time.best(),
                limit);
    }

    private void addStudy(StudyBenchmark.Part part, List<String> lines) {
        lines.add("");
        lines.add(format(
                "Study: %d of %d sessions of %d rounds, %d at once; profile %d tokens, messages %d, replies forced to %d,"
                        + " random tokens",
                part.sessions(),
                StudyBenchmark.CHARACTERS * StudyBenchmark.TOPICS,
                part.rounds(),
                part.batch(),
                StudyBenchmark.PROFILE,
                StudyBenchmark.MESSAGE,
                StudyBenchmark.REPLY));
        for (StudyBenchmark.Run run : measured.studies()) {
            lines.add(format(
                    "profiles %-10s speculation %-3s %9.1f s %9s generated tokens/s; %,d of %,d prompt tokens were cached",
                    run.shared() ? "shared," : "all apart,",
                    run.speculating() ? "on" : "off",
                    run.seconds(),
                    rate(part.generated() / run.seconds()),
                    run.cachedTokens(),
                    run.promptTokens()));
        }
    }

    private static String rate(double rate) {
        return format(rate < 100 ? "%.2f" : "%,.0f", rate);
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
