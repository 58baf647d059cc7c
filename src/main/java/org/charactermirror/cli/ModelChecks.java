package org.charactermirror.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.charactermirror.chat.ModelUnavailableException;
import org.charactermirror.chat.glm.CheckpointLayout;
import org.charactermirror.chat.glm.EmbeddedModels;
import org.charactermirror.chat.glm.GlmTokenizer;
import org.charactermirror.chat.glm.MemoryNeeds;
import org.charactermirror.chat.glm.ModelConfiguration;
import org.charactermirror.chat.glm.Precision;
import org.charactermirror.chat.glm.SpeedTest;
import org.charactermirror.chat.glm.WeightFiles;
import org.jspecify.annotations.Nullable;

/** What {@code doctor} says of a local model before it is tried: what it needs here, and how long it takes. */
final class ModelChecks {

    /** The name of the check without which nothing can be said of a model. */
    static final String MODEL = "model";

    private static final String TOKENIZER = "tokenizer";
    private static final String WEIGHTS = "weights";
    private static final double GIGABYTE = 1e9;
    private static final long MEGABYTE = 1_000_000;

    private final List<Check> checks = new ArrayList<>();
    private final Map<String, Object> facts = new LinkedHashMap<>();
    private final int batch;
    private final long cacheMemory;
    private final LongSupplier freeMemory;

    private ModelChecks(int batch, long cacheMemory, LongSupplier freeMemory) {
        this.batch = batch;
        this.cacheMemory = cacheMemory;
        this.freeMemory = freeMemory;
    }

    /**
     * Looks at a model, and measures at each precision for some seconds.
     *
     * @param path a folder with at least {@code config.json}, or {@code embedded:NAME}
     * @param precision the one that is meant; all if there is none
     * @param cacheMemory the bound on the caches of all dialogues, in bytes
     * @param freeMemory in bytes
     */
    static ModelChecks of(
            String path, @Nullable Precision precision, int batch, long cacheMemory, LongSupplier freeMemory) {
        ModelChecks model = new ModelChecks(batch, cacheMemory, freeMemory);
        model.facts.put("path", path);
        model.facts.put("batch", batch);
        model.facts.put("cache_memory_bytes", cacheMemory);
        try {
            Path folder = EmbeddedModels.resolve(path);
            model.look(folder, ModelConfiguration.read(folder), precision);
        } catch (ModelUnavailableException e) {
            model.checks.add(Check.problem(MODEL, String.valueOf(e.getMessage()), ""));
        }
        return model;
    }

    List<Check> checks() {
        return List.copyOf(checks);
    }

    /** Returns the numbers of which the checks tell, for programs. */
    Map<String, Object> facts() {
        return new LinkedHashMap<>(facts);
    }

    private void look(Path folder, ModelConfiguration sizes, @Nullable Precision precision) {
        long parameters = CheckpointLayout.parameters(sizes);
        facts.put("parameters", parameters);
        checks.add(Check.ok(
                MODEL,
                String.format(
                        Locale.ROOT,
                        "%,d parameters, %d layers, context of %,d tokens",
                        parameters,
                        sizes.layers(),
                        sizes.contextLength())));
        checks.add(tokenizer(folder, sizes));
        checks.add(weights(WeightFiles.in(folder, sizes)));
        List<Precision> asked = precision == null ? Precision.ofThisMachine() : List.of(precision);
        long free = freeMemory.getAsLong();
        facts.put("free_memory_bytes", free);
        boolean another = asked.stream().anyMatch(one -> new MemoryNeeds(sizes, one).longestDialogue(free, batch) > 0);
        for (Precision one : asked) {
            MemoryNeeds needs = new MemoryNeeds(sizes, one);
            Map<String, Object> numbers = new LinkedHashMap<>();
            facts.put(word(one), numbers);
            checks.add(memory(needs, batch, cacheMemory, free, asked.size() > 1 && another));
            put(numbers, needs);
            measure(sizes, one, free, numbers);
        }
    }

    private static Check tokenizer(Path folder, ModelConfiguration sizes) {
        Path file = folder.resolve("tokenizer.model");
        if (!file.toFile().isFile()) {
            return Check.warning(TOKENIZER, "tokenizer.model is not there", "put it beside config.json");
        }
        try (GlmTokenizer tokenizer = GlmTokenizer.open(folder)) {
            tokenizer.checkFits(sizes);
            return Check.ok(TOKENIZER, "fits config.json");
        } catch (ModelUnavailableException e) {
            return Check.problem(TOKENIZER, String.valueOf(e.getMessage()), "get this file again");
        }
    }

    static Check weights(WeightFiles files) {
        String whole = files.bytes().isPresent()
                ? gigabytes(files.bytes().getAsLong()) + " as they are published"
                : "of unknown size, since config.json has no torch_dtype";
        if (!files.damage().isEmpty()) {
            return Check.problem(WEIGHTS, String.join("; ", files.damage()), "get these files again");
        }
        if (files.present() == 0 && files.missing().isEmpty()) {
            return Check.warning(WEIGHTS, "none are there; they are " + whole, "put them beside config.json");
        }
        String present = AnnotationInput.counted(files.present(), "file") + ", " + gigabytes(files.presentBytes());
        if (files.missing().isEmpty()) {
            return Check.ok(WEIGHTS, "complete: " + present);
        }
        List<String> missing = files.missing().stream()
                .map(file -> file.name() + size(file.bytes()))
                .toList();
        return Check.warning(
                WEIGHTS,
                "there: " + present + "; all of them are " + whole + "; missing: " + String.join(", ", missing),
                "put these files beside config.json");
    }

    private static String size(OptionalLong bytes) {
        return bytes.isPresent() ? " (" + gigabytes(bytes.getAsLong()) + ")" : "";
    }

    /**
     * Compares what is needed with what is free.
     *
     * @param another whether the model can be run at another precision that is told of too
     */
    static Check memory(MemoryNeeds needs, int batch, long cacheMemory, long free, boolean another) {
        String name = "memory at " + word(needs.precision());
        int context = needs.sizes().contextLength();
        long total = needs.total(batch, context, cacheMemory);
        String sum = String.format(
                Locale.ROOT,
                "%s of %s free: weights %s, caches up to %s (--cache-memory), a step %s; a dialogue of the full %,d tokens"
                        + " takes %s while a reply is written, and there is room for %d of --batch %d",
                gigabytes(total),
                gigabytes(free),
                gigabytes(needs.weights()),
                gigabytes(cacheMemory),
                gigabytes(needs.step(batch, context)),
                context,
                gigabytes(needs.cache(context)),
                Math.min(batch, cacheMemory / needs.cache(context)),
                batch);
        if (total <= free) {
            return cacheMemory >= needs.cache(context)
                    ? Check.ok(name, sum)
                    : Check.warning(name, sum, String.join(", or ", forLongDialogues(needs, cacheMemory)));
        }
        Optional<String> narrower = switch (needs.precision()) {
            case F32 -> Optional.of("use precision bf16 or int8");
            case BF16 -> Optional.of("use precision int8");
            case INT8 -> Optional.empty();
        };
        int longest = needs.longestDialogue(free, batch);
        if (longest == 0) {
            String remedy = narrower.map(use -> use + ", or a machine with more memory")
                    .orElse("use a machine with more memory");
            return another ? Check.warning(name, sum + "; it cannot be run", remedy) : Check.problem(name, sum, remedy);
        }
        String remedy = "use --cache-memory " + wholeMegabytes(free - needs.total(batch, longest, 0)) + " or less"
                + (longest == context
                        ? ""
                        : " and set max_length to " + longest
                                + " or less in the study's generation (dialogues that stay shorter fit too)");
        return Check.warning(
                name, sum, narrower.map(use -> remedy + ", or " + use).orElse(remedy));
    }

    private static List<String> forLongDialogues(MemoryNeeds needs, long cacheMemory) {
        List<String> remedies = new ArrayList<>();
        long whole = needs.cache(needs.sizes().contextLength());
        remedies.add("use --cache-memory " + wholeMegabytes(whole + MEGABYTE - 1) + " or more");
        int longest = needs.longestDialogue(cacheMemory);
        if (longest > 0) {
            remedies.add("set max_length to " + longest
                    + " or less in the study's generation (dialogues that stay shorter fit too)");
        }
        return remedies;
    }

    /** Returns the largest number of megabytes that are no more than these bytes; bytes where that is none. */
    private static MemorySize wholeMegabytes(long bytes) {
        return new MemorySize(bytes < MEGABYTE ? bytes : bytes / MEGABYTE * MEGABYTE);
    }

    private void put(Map<String, Object> numbers, MemoryNeeds needs) {
        int context = needs.sizes().contextLength();
        numbers.put("weight_bytes", needs.weights());
        numbers.put("cache_bytes_per_dialogue", needs.cache(context));
        numbers.put("dialogues", Math.min(batch, cacheMemory / needs.cache(context)));
        numbers.put("step_bytes", needs.step(batch, context));
        numbers.put("total_bytes", needs.total(batch, context, cacheMemory));
    }

    private void measure(ModelConfiguration sizes, Precision precision, long free, Map<String, Object> numbers) {
        String name = "speed at " + word(precision);
        long needed = SpeedTest.memory(sizes, precision, batch, PaperShare.MIDDLE);
        if (needed > free) {
            checks.add(Check.warning(
                    name,
                    "not measured: measuring takes " + gigabytes(needed) + " of memory, " + gigabytes(free)
                            + " are free",
                    "end other programs, or use a machine with more memory"));
            return;
        }
        ModelSpeed speed = new ModelSpeed(SpeedTest.run(sizes, precision, batch, PaperShare.MIDDLE));
        checks.add(speed(name, speed, sizes.layers()));
        checks.add(Check.ok("study at " + word(precision), PaperShare.words(speed)));
        speed.put(numbers);
        numbers.put("study_seconds", PaperShare.seconds(speed));
    }

    static Check speed(String name, ModelSpeed speed, int layers) {
        return speed.isDisturbed()
                ? Check.warning(
                        name,
                        speed.words(layers),
                        "two measurements differ much, so something else is at work: ask again when nothing is")
                : Check.ok(name, speed.words(layers));
    }

    private static String word(Precision precision) {
        return precision.word();
    }

    static String gigabytes(long bytes) {
        return bytes < GIGABYTE / 10
                ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.2f GB", bytes / GIGABYTE);
    }
}
