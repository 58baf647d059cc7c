package org.charactermirror.chat.glm;

import ai.djl.engine.Engine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.charactermirror.chat.ModelUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * Measures how fast a model runs here, with its weights or with random ones that are loaded in the same way.
 *
 * <p>Where only some of its layers are measured, a network of one layer is measured as well. What a layer costs is the
 * difference, and the other layers of the model cost as much each.
 */
public final class Benchmark {

    /** Lengths of the prompts that are measured. */
    public static final List<Integer> PROMPTS = List.of(512, 2048);

    /** Numbers of dialogues that are measured side by side. */
    public static final List<Integer> BATCHES = List.of(1, 4, 8, 16, 32, 64);

    /** Makes the random weights and tokens. */
    public static final long SEED = 20_231_128;

    /** For how long a figure is measured at least, unless somebody asks for less or more. */
    public static final double SECONDS = 1;

    /** Below as many seconds a figure is rough in any case, and one measurement will do. */
    private static final double ROUGH = 0.5;

    private static final int FEWEST = 3;

    /**
     * What is to be measured.
     *
     * @param context tokens before those of a step
     * @param study the part of a study that is played too
     * @param seconds for how long each figure of the network is measured at least
     */
    public record Settings(
            ModelConfiguration sizes,
            Precision precision,
            int context,
            Optional<StudyBenchmark.Part> study,
            double seconds) {

        public Settings {
            int longest =
                    Math.max(context + 1, study.map(StudyBenchmark.Part::tokens).orElse(0));
            if (context < 1 || longest > sizes.contextLength()) {
                throw new IllegalArgumentException(
                        longest + " tokens are not from 2 to the model's context of " + sizes.contextLength());
            }
        }

        private int fewest(int usual) {
            return seconds < ROUGH ? 1 : usual;
        }

        /** Returns the prompts' lengths that the model's context has room for. */
        public List<Integer> prompts() {
            return PROMPTS.stream()
                    .filter(length -> length <= sizes.contextLength())
                    .toList();
        }

        private int contextLimit() {
            int longest = Math.max(context + 1, prompts().stream().reduce(0, Math::max));
            return Math.max(longest, study.map(StudyBenchmark.Part::tokens).orElse(0));
        }
    }

    /**
     * What was measured with one network.
     *
     * @param layers that it has
     * @param firstLoad seconds from the files to the network, the first time
     * @param load the same the second time
     * @param resident with the caches of all dialogues that were measured; nothing where the system does not tell
     * @param prompts by their length
     * @param steps of dialogues side by side, by their number
     * @param studies the study's runs
     * @param threads of the network
     */
    public record Measured(
            int layers,
            double firstLoad,
            double load,
            Optional<ProcessMemory> resident,
            Map<Integer, Repeated> prompts,
            Map<Integer, Repeated> steps,
            List<StudyBenchmark.Run> studies,
            int threads) {}

    private final Settings settings;
    private final Consumer<String> progress;

    /**
     * Makes a benchmark.
     *
     * @param progress hears what is being done
     */
    public Benchmark(Settings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /** Returns the versions of the libraries that compute. */
    public static Map<String, String> libraries() {
        return Map.of(
                "djl",
                Engine.getDjlVersion(),
                "libtorch",
                Engine.getEngine("PyTorch").getVersion());
    }

    /**
     * Measures the machine.
     *
     * @param free bytes of memory that can be taken
     */
    public MachineSpeed machine(long free) {
        progress.accept("measuring the memory's bandwidth and the largest rate of matrix products");
        return MachineSpeed.measure(
                settings.sizes(),
                settings.precision(),
                Decoder.threadsFor(settings.sizes()),
                free,
                settings.fewest(MachineSpeed.FEWEST),
                settings.seconds() / 2);
    }

    /**
     * Returns the most bytes of memory that measuring takes.
     *
     * @param layers of the network
     */
    public long memory(int layers) {
        MemoryNeeds needs = new MemoryNeeds(settings.sizes().withLayers(layers), settings.precision());
        int batch = BATCHES.get(BATCHES.size() - 1);
        long steps = batch * needs.cache(settings.context() + 1)
                + needs.step(batch, Math.max(settings.context() + 1, settings.contextLimit()));
        long studies = settings.study()
                .map(part -> needs.total(part.batch(), part.tokens(), StudyBenchmark.cacheMemory(part, needs))
                        - needs.weights())
                .orElse(0L);
        return needs.weights() + Math.max(steps, studies);
    }

    /**
     * Writes a checkpoint of random weights.
     *
     * @param layers of the network
     * @throws ModelUnavailableException if the disk has too little room or cannot be written
     */
    public void writeRandom(Path folder, int layers) {
        ModelConfiguration sizes = settings.sizes().withLayers(layers);
        long bytes = RandomCheckpoint.bytes(sizes);
        progress.accept(String.format(
                Locale.ROOT, "writing random weights of %s, %.2f GB, to %s", layers(layers), bytes / 1e9, folder));
        writeRandom(folder, sizes);
    }

    /** Writes a checkpoint of random weights, likewise. */
    public static void writeRandom(Path folder, ModelConfiguration sizes) {
        RandomCheckpoint.write(folder, sizes, SEED);
    }

    /**
     * Loads a model twice and measures it.
     *
     * @param cache where weights are kept that take long to make
     * @param free bytes of memory that can be taken
     * @throws ModelUnavailableException if it cannot be loaded, the memory does not suffice, or libtorch fails
     */
    public Measured measure(Path folder, Path cache, long free) {
        ModelConfiguration sizes = ModelConfiguration.read(folder);
        requireMemory(sizes.layers(), free);
        progress.accept("loading " + layers(sizes.layers()) + " from " + folder);
        long start = System.nanoTime();
        load(folder, sizes, cache).close();
        double firstLoad = (System.nanoTime() - start) / 1e9;
        start = System.nanoTime();
        try (Decoder decoder = load(folder, sizes, cache)) {
            return measured(decoder, firstLoad, (System.nanoTime() - start) / 1e9);
        }
    }

    private Decoder load(Path folder, ModelConfiguration sizes, Path cache) {
        Weights.Source weights = Weights.of(Checkpoint.open(folder, sizes), settings.precision(), cache);
        return Decoder.of(sizes, settings.precision(), settings.contextLimit(), 0, weights);
    }

    private Measured measured(Decoder decoder, double firstLoad, double load) {
        NetworkTimer timer = new NetworkTimer(decoder, SEED, settings.fewest(FEWEST), settings.seconds());
        Map<Integer, Repeated> steps = new TreeMap<>();
        for (int batch : BATCHES) {
            progress.accept(
                    String.format(Locale.ROOT, "generating, %d at once behind %,d tokens", batch, settings.context()));
            steps.put(batch, timer.step(batch, settings.context(), 1));
        }
        Map<Integer, Repeated> prompts = new TreeMap<>();
        for (int length : settings.prompts()) {
            progress.accept(String.format(Locale.ROOT, "a prompt of %,d tokens", length));
            prompts.put(length, timer.prompt(length));
        }
        List<StudyBenchmark.Run> studies = new ArrayList<>();
        settings.study().ifPresent(part -> {
            StudyBenchmark study = new StudyBenchmark(decoder, part, SEED);
            play(study, part, true, true, studies);
            play(study, part, true, false, studies);
            play(study, part, false, false, studies);
        });
        return new Measured(
                decoder.sizes().layers(),
                firstLoad,
                load,
                timer.resident(BATCHES.get(BATCHES.size() - 1), settings.context()),
                prompts,
                steps,
                studies,
                decoder.threads());
    }

    private void play(
            StudyBenchmark study,
            StudyBenchmark.Part part,
            boolean shared,
            boolean speculating,
            List<StudyBenchmark.Run> studies) {
        progress.accept(part.sessions() + " sessions of a study " + (shared ? "with" : "without") + " shared profiles, "
                + (speculating ? "with" : "without") + " speculation");
        studies.add(study.run(shared, speculating));
    }

    private void requireMemory(int layers, long free) {
        long needed = memory(layers);
        if (needed > free) {
            throw new ModelUnavailableException(String.format(
                    Locale.ROOT,
                    "measuring %s at %s takes %.1f GB of memory, and %.1f GB are free; measure a part with --layers, or"
                            + " take a narrower --precision, a shorter --context or a smaller --batch, or end other"
                            + " programs",
                    layers(layers),
                    settings.precision().word(),
                    needed / 1e9,
                    free / 1e9));
        }
    }

    private static String layers(int count) {
        return count == 1 ? "1 layer" : count + " layers";
    }

    /** Returns what the whole model takes, from what a network of one layer and one of some layers took. */
    public static Measured extrapolated(Measured one, Measured some, int layers) {
        int most = some.layers();
        List<StudyBenchmark.Run> studies = new ArrayList<>();
        for (int index = 0; index < some.studies().size(); index++) {
            StudyBenchmark.Run run = some.studies().get(index);
            double small = one.studies().get(index).seconds();
            studies.add(run.withSeconds(SpeedTest.whole(small, run.seconds(), most, layers)));
        }
        return new Measured(
                layers,
                SpeedTest.whole(one.firstLoad(), some.firstLoad(), most, layers),
                SpeedTest.whole(one.load(), some.load(), most, layers),
                one.resident()
                        .flatMap(small -> some.resident()
                                .map(large -> new ProcessMemory(
                                        (long) SpeedTest.whole(
                                                (double) small.anonymous(), (double) large.anonymous(), most, layers),
                                        large.file()))),
                extrapolated(one.prompts(), some.prompts(), most, layers),
                extrapolated(one.steps(), some.steps(), most, layers),
                studies,
                some.threads());
    }

    private static Map<Integer, Repeated> extrapolated(
            Map<Integer, Repeated> one, Map<Integer, Repeated> some, int most, int layers) {
        Map<Integer, Repeated> whole = new TreeMap<>();
        some.forEach((key, time) -> {
            @Nullable Repeated small = one.get(key);
            if (small != null) {
                whole.put(key, time.extrapolated(small, most, layers));
            }
        });
        return whole;
    }
}
