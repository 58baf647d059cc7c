package org.charactermirror.training;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.charactermirror.character.CharacterProfile;
import org.charactermirror.chat.glm.SafetensorsWriter;
import org.charactermirror.chat.glm.SentencePieceWriter;
import org.charactermirror.chat.glm.TensorType;

/** Trains an embedded model from the hand-written lines and writes it as a checkpoint in ChatGLM2's layout. */
public final class EmbeddedModelTrainer {

    private static final int LOG_EVERY = 100;

    private final ModelRecipe recipe;
    private final List<Speaker> speakers;
    private final Phrasings phrasings;
    private final CharacterVocabulary vocabulary;
    private final NetworkShape shape;

    /**
     * Prepares a training.
     *
     * @param recipe name, sizes and phases
     * @param profiles the shipped characters, in Chinese; each must have hand-written lines
     * @throws org.charactermirror.problem.BadInputException with everything that is wrong with the lines
     */
    public EmbeddedModelTrainer(ModelRecipe recipe, List<CharacterProfile> profiles) {
        this.recipe = recipe;
        WrittenLines lines =
                WrittenLines.shipped(profiles.stream().map(CharacterProfile::id).toList());
        this.speakers = Speaker.of(profiles, lines);
        this.phrasings = lines.phrasings();
        this.vocabulary = CharacterVocabulary.of(texts());
        this.shape = recipe.shape(vocabulary.padded());
    }

    /**
     * Trains and writes {@code config.json}, {@code tokenizer.model}, {@code model.safetensors} and {@code
     * charmirror-model.json}. The same recipe, seed, text and kind of processor give the same bytes.
     *
     * @param folder is made if it does not exist; files of an earlier training are replaced
     * @param log hears a line every hundred steps
     * @throws IOException if the folder cannot be written
     */
    public void train(Path folder, long seed, Consumer<String> log) throws IOException {
        Files.createDirectories(folder);
        log.accept(String.format(
                Locale.ROOT,
                "%s: %d parameters, %d characters, %d pieces",
                recipe.name(),
                shape.parameters(),
                speakers.size(),
                vocabulary.pieces()));
        TrainingNetwork.useThreads(recipe.threads());
        SplittableRandom random = new SplittableRandom(seed);
        try (TrainingNetwork network = new TrainingNetwork(shape, random.split())) {
            for (int stage = 0; stage < recipe.stages().size(); stage++) {
                if (stage > 0) {
                    network.beginAnew();
                }
                run(stage, network, stage == 0 ? random : new SplittableRandom(seed + stage), folder, log);
            }
        }
    }

    /** Runs one stage; each of its phases ends with a checkpoint, so that it can be tried before the next one ends. */
    void run(int stage, TrainingNetwork network, SplittableRandom random, Path folder, Consumer<String> log)
            throws IOException {
        BatchComposer batches = new BatchComposer(speakers, new DialogueComposer(phrasings), vocabulary);
        for (TrainingPhase phase : recipe.stages().get(stage).phases()) {
            run(phase, network, batches, random.split(), log);
            write(network, folder);
        }
    }

    private void write(TrainingNetwork network, Path folder) throws IOException {
        writeWeights(network, folder);
        describe(folder);
    }

    /** Writes all files but the weights: what follows from the recipe and the text. */
    void describe(Path folder) throws IOException {
        Files.write(folder.resolve("tokenizer.model"), SentencePieceWriter.characterModel(vocabulary.characters()));
        Files.writeString(folder.resolve("config.json"), shape.configuration(), StandardCharsets.UTF_8);
        Files.writeString(folder.resolve("charmirror-model.json"), recipe.card(), StandardCharsets.UTF_8);
    }

    private static void run(
            TrainingPhase phase,
            TrainingNetwork network,
            BatchComposer batches,
            SplittableRandom random,
            Consumer<String> log) {
        long start = System.nanoTime();
        WindowKind kind = phase.kind();
        double sum = 0;
        long tokens = 0;
        for (int step = 0; step < phase.steps(); step++) {
            tokens += (long) kind.rows() * kind.length();
            sum += network.step(batches.compose(kind, random), (float) phase.rate(step));
            if ((step + 1) % LOG_EVERY == 0) {
                double seconds = (System.nanoTime() - start) / 1e9;
                log.accept(String.format(
                        Locale.ROOT,
                        "%s %d/%d  loss %.3f  %.0f tokens/s  %.0f s left",
                        phase.name(),
                        step + 1,
                        phase.steps(),
                        sum / LOG_EVERY,
                        tokens / seconds,
                        seconds / (step + 1) * (phase.steps() - step - 1)));
                sum = 0;
            }
        }
    }

    private static void writeWeights(TrainingNetwork network, Path folder) throws IOException {
        SafetensorsWriter writer = new SafetensorsWriter();
        for (Map.Entry<String, NDArray> weight : network.weights().entrySet()) {
            writer.add(
                    weight.getKey(),
                    TensorType.F16,
                    weight.getValue().toFloatArray(),
                    weight.getValue().getShape().getShape());
        }
        writer.write(folder.resolve("model.safetensors"));
    }

    /** All text that the model may see; the shipped scenarios are not among it. */
    private List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (Speaker speaker : speakers) {
            texts.add(speaker.persona().botName());
            texts.add(speaker.persona().botInfo());
            texts.add(speaker.persona().userName());
            texts.add(speaker.persona().userInfo());
            texts.add(speaker.greeting());
            texts.addAll(speaker.voice().openers());
            texts.addAll(speaker.voice().closers());
            speaker.voice().answers().values().forEach(texts::addAll);
            speaker.voice().more().values().forEach(texts::addAll);
        }
        phrasings.intents().values().forEach(texts::addAll);
        phrasings.moreNamed().values().forEach(texts::addAll);
        texts.addAll(phrasings.more());
        texts.addAll(phrasings.prefixes());
        texts.addAll(phrasings.suffixes());
        texts.addAll(phrasings.reactions());
        texts.addAll(BatchComposer.OTHER_USER_NAMES);
        texts.add("以下是一段和之间的对话。关于的信息：");
        return texts;
    }
}
