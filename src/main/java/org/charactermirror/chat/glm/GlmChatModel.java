package org.charactermirror.chat.glm;

import ai.djl.engine.Engine;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.charactermirror.chat.CacheUse;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ChatReply;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.GenerationSettings;
import org.charactermirror.chat.ModelDescription;
import org.charactermirror.chat.ModelUnavailableException;
import org.charactermirror.chat.TextListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A model of ChatGLM2's architecture that runs in this process, and writes replies asked for at the same time side by side. */
public final class GlmChatModel implements ChatModel {

    private static final Logger LOG = LoggerFactory.getLogger(GlmChatModel.class);

    private final Path directory;
    private final ModelFolder folder;
    private final Checkpoint checkpoint;
    private final GlmTokenizer tokenizer;
    private final Decoder decoder;
    private final DialogueCaches caches;
    private final GenerationLoop loop;
    private final GlmOptions options;
    private final int contextLimit;
    private @Nullable ModelDescription description;

    /** Held to read by every reply, and to write by what frees the native parts. */
    private final ReadWriteLock inUse = new ReentrantReadWriteLock();

    /** Guarded by the lock. */
    private boolean closed;

    private GlmChatModel(
            Path directory,
            Checkpoint checkpoint,
            GlmTokenizer tokenizer,
            Decoder decoder,
            GlmOptions options,
            @Nullable Speculation speculation,
            int limit) {
        this.directory = directory;
        this.folder = ModelFolder.read(directory);
        this.checkpoint = checkpoint;
        this.tokenizer = tokenizer;
        this.decoder = decoder;
        this.options = options;
        this.contextLimit = limit;
        this.caches = new DialogueCaches(decoder, options.batch(), options.cacheMemory());
        this.loop = new GenerationLoop(decoder, caches, options.batch(), speculation);
    }

    /**
     * Opens a model's folder: {@code config.json}, {@code tokenizer.model} and the weights.
     *
     * @throws ModelUnavailableException if anything of it is missing, damaged or does not fit, or libtorch cannot be used
     */
    public static GlmChatModel open(Path directory, GlmOptions options) {
        return open(directory, options, options.speculation() ? new Speculation() : null);
    }

    /** Opens a model's folder with a given way of guessing, or none. */
    static GlmChatModel open(Path directory, GlmOptions options, @Nullable Speculation speculation) {
        ModelConfiguration sizes = ModelConfiguration.read(directory);
        int limit = limit(sizes, options);
        Precision precision = nearest(options.precision(), options.device());
        Checkpoint checkpoint = Checkpoint.open(directory, sizes);
        GlmTokenizer tokenizer = GlmTokenizer.open(directory);
        @Nullable Decoder decoder = null;
        try {
            tokenizer.checkFits(sizes);
            decoder = Decoder.of(
                    sizes,
                    precision,
                    options.device(),
                    limit,
                    options.threads(),
                    Weights.of(checkpoint, precision, EmbeddedModels.cacheFolder()));
            return new GlmChatModel(directory, checkpoint, tokenizer, decoder, options, speculation, limit);
        } catch (RuntimeException e) {
            tokenizer.close();
            if (decoder != null) {
                decoder.close();
            }
            throw e;
        }
    }

    /** Returns the precision in which a model runs here that is to run in this one, and warns if it is another. */
    public static Precision nearest(Precision asked) {
        return nearest(asked, ComputeDevice.CPU);
    }

    private static Precision nearest(Precision asked, ComputeDevice device) {
        Precision nearest = device.nearest(asked);
        if (nearest != asked && device == ComputeDevice.GPU) {
            LOG.warn("There are no products of 8-bit integers for a GPU; bf16 is taken in place of int8.");
        } else if (nearest != asked) {
            LOG.warn(
                    "This processor has no fast exact products of 8-bit integers (AVX-512 VNNI, AVX-VNNI or AMX are known); {} is"
                            + " taken in place of {}.",
                    nearest.word(),
                    asked.word());
        }
        return nearest;
    }

    /** Describes the model. Files that were not seen before are read once, for their SHA-256. */
    @Override
    public synchronized ModelDescription description() {
        ModelDescription known = description;
        if (known == null) {
            known = new ModelDescription(
                    folder.name(),
                    "local",
                    folder.licence(),
                    folder.notes(),
                    contextLimit,
                    facts(directory, decoder.sizes(), checkpoint, options, decoder.threads()));
            description = known;
        }
        return known;
    }

    /**
     * Describes a model's folder as the opened model would describe itself, without loading the weights; files that were
     * not seen before are read once, for their SHA-256.
     *
     * @throws ModelUnavailableException if anything is missing, or libtorch cannot be used
     */
    public static ModelDescription describe(Path directory, GlmOptions options) {
        ModelConfiguration sizes = ModelConfiguration.read(directory);
        ModelFolder folder = ModelFolder.read(directory);
        return new ModelDescription(
                folder.name(),
                "local",
                folder.licence(),
                folder.notes(),
                limit(sizes, options),
                facts(directory, sizes, Checkpoint.open(directory, sizes), options, threads(directory, options)));
    }

    /** Returns how many native threads a model's steps take. */
    public static int threads(Path directory, GlmOptions options) {
        return options.threads() > 0 ? options.threads() : Decoder.threadsFor(ModelConfiguration.read(directory));
    }

    private static int limit(ModelConfiguration sizes, GlmOptions options) {
        return options.contextLimit() == 0
                ? sizes.contextLength()
                : Math.min(options.contextLimit(), sizes.contextLength());
    }

    private static Map<String, String> facts(
            Path directory, ModelConfiguration sizes, Checkpoint checkpoint, GlmOptions options, int threads) {
        Precision asked = options.precision();
        Precision precision = options.device().nearest(asked);
        ComputeDevice device = options.device();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("architecture", "ChatGLM2");
        facts.put("layers", String.valueOf(sizes.layers()));
        facts.put("hidden_size", String.valueOf(sizes.hiddenSize()));
        facts.put("vocabulary", String.valueOf(sizes.vocabulary()));
        facts.put("parameters", String.valueOf(CheckpointLayout.parameters(sizes)));
        facts.put("precision", precision.word());
        if (asked != precision) {
            facts.put("precision_asked", asked.word());
        }
        if (device != ComputeDevice.CPU) {
            facts.put("device", device.word());
        }
        facts.put("threads", String.valueOf(threads));
        facts.put(
                "weights_sha256",
                WeightHashes.in(EmbeddedModels.cacheFolder().resolve("weights")).of(checkpoint.files()));
        facts.put("tokenizer_sha256", ModelFolder.sha256(List.of(directory.resolve("tokenizer.model"))));
        facts.put("config_sha256", ModelFolder.sha256(List.of(directory.resolve("config.json"))));
        facts.put("djl", Engine.getDjlVersion());
        facts.put("libtorch", Engine.getEngine("PyTorch").getVersion());
        return facts;
    }

    /** Returns what drafting did for the replies so far. */
    public DraftCounts draftCounts() {
        return loop.draftCounts();
    }

    @Override
    public Optional<CacheUse> cacheUse() {
        return Optional.of(caches.use());
    }

    @Override
    public ChatReply reply(ChatRequest request, TextListener listener) {
        // Native code must not be entered after it was freed.
        inUse.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("the model is closed");
            }
            return write(request, listener);
        } finally {
            inUse.readLock().unlock();
        }
    }

    private ChatReply write(ChatRequest request, TextListener listener) {
        GenerationSettings settings = request.settings();
        int limit = settings.maxLength() == 0 ? contextLimit : Math.min(settings.maxLength(), contextLimit);
        Prompt prompt = Prompt.of(request, tokenizer, limit);
        Sampler sampler = new Sampler(settings, request.seed(), decoder.sizes().vocabulary(), tokenizer::mayBeSaid);
        List<String> tags = List.of(
                Prompt.tag(request.persona().botName()),
                Prompt.tag(request.persona().userName()));
        int most = Math.min(settings.maxNewTokens(), limit - prompt.ids().length);
        int length = prompt.ids().length + most;
        caches.refuse(prompt.ids().length, length, settings.numBeams());
        Function<TextListener, ReplyAssembler> text = heard -> new ReplyText(tokenizer, tags, heard);
        Generation generation = settings.numBeams() == 1
                ? new Generation(prompt.ids(), most, sampler, text)
                : new Generation(
                        prompt.ids(),
                        most,
                        heard -> new BeamSearch(
                                prompt.ids(),
                                most,
                                settings.numBeams(),
                                sampler,
                                () -> decoder.newCache(length),
                                text,
                                heard));
        loop.submit(generation);
        Generation.Outcome outcome = generation.await(listener);
        return new ChatReply(
                outcome.text(),
                outcome.stopReason(),
                prompt.ids().length,
                outcome.cached(),
                outcome.count(),
                prompt.droppedMessages());
    }

    @Override
    public void close() {
        // This ends the replies that are being written, so that the lock can be had.
        loop.close();
        inUse.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                caches.close();
                decoder.close();
                tokenizer.close();
            }
        } finally {
            inUse.writeLock().unlock();
        }
    }
}
