package org.charactermirror.chat.glm;

import ai.djl.engine.Engine;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ChatReply;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.GenerationSettings;
import org.charactermirror.chat.ModelDescription;
import org.charactermirror.chat.ModelUnavailableException;
import org.charactermirror.chat.StopReason;
import org.charactermirror.chat.TextListener;
import org.jspecify.annotations.Nullable;

/** A model of ChatGLM2's architecture that runs in this process. Not thread-safe. */
public final class GlmChatModel implements ChatModel {

    private final Path directory;
    private final ModelFolder folder;
    private final Checkpoint checkpoint;
    private final GlmTokenizer tokenizer;
    private final Decoder decoder;
    private final DialogueCaches caches;
    private final Precision precision;
    private final int contextLimit;
    private @Nullable ModelDescription description;

    private GlmChatModel(
            Path directory,
            Checkpoint checkpoint,
            GlmTokenizer tokenizer,
            Decoder decoder,
            GlmOptions options,
            int limit) {
        this.directory = directory;
        this.folder = ModelFolder.read(directory);
        this.checkpoint = checkpoint;
        this.tokenizer = tokenizer;
        this.decoder = decoder;
        this.precision = options.precision();
        this.contextLimit = limit;
        this.caches = new DialogueCaches(options.dialogues(), decoder::newCache);
    }

    /**
     * Opens a model's folder: {@code config.json}, {@code tokenizer.model} and the weights.
     *
     * @throws ModelUnavailableException if anything of it is missing, damaged or does not fit, or libtorch cannot be used
     */
    public static GlmChatModel open(Path directory, GlmOptions options) {
        ModelConfiguration sizes = ModelConfiguration.read(directory);
        int limit = options.contextLimit() == 0
                ? sizes.contextLength()
                : Math.min(options.contextLimit(), sizes.contextLength());
        Checkpoint checkpoint = Checkpoint.open(directory, sizes);
        GlmTokenizer tokenizer = GlmTokenizer.open(directory);
        @Nullable Decoder decoder = null;
        try {
            tokenizer.checkFits(sizes);
            decoder = Decoder.load(checkpoint, sizes, options.precision(), limit, options.threads());
            return new GlmChatModel(directory, checkpoint, tokenizer, decoder, options, limit);
        } catch (RuntimeException e) {
            tokenizer.close();
            if (decoder != null) {
                decoder.close();
            }
            throw e;
        }
    }

    /** Describes the model. The first call reads all files once, for their SHA-256. */
    @Override
    public ModelDescription description() {
        ModelDescription known = description;
        if (known == null) {
            known = new ModelDescription(
                    folder.name(), "local", folder.licence(), folder.notes(), contextLimit, facts());
            description = known;
        }
        return known;
    }

    private Map<String, String> facts() {
        ModelConfiguration sizes = decoder.sizes();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("architecture", "ChatGLM2");
        facts.put("layers", String.valueOf(sizes.layers()));
        facts.put("hidden_size", String.valueOf(sizes.hiddenSize()));
        facts.put("vocabulary", String.valueOf(sizes.vocabulary()));
        facts.put("parameters", String.valueOf(CheckpointLayout.parameters(sizes)));
        facts.put("precision", precision.name().toLowerCase(Locale.ROOT));
        facts.put("threads", String.valueOf(decoder.threads()));
        facts.put("weights_sha256", ModelFolder.sha256(checkpoint.files()));
        facts.put("tokenizer_sha256", ModelFolder.sha256(List.of(directory.resolve("tokenizer.model"))));
        facts.put("config_sha256", ModelFolder.sha256(List.of(directory.resolve("config.json"))));
        facts.put("djl", Engine.getDjlVersion());
        facts.put("libtorch", Engine.getEngine("PyTorch").getVersion());
        return facts;
    }

    @Override
    public ChatReply reply(ChatRequest request, TextListener listener) {
        GenerationSettings settings = request.settings();
        int limit = settings.maxLength() == 0 ? contextLimit : Math.min(settings.maxLength(), contextLimit);
        Prompt prompt = Prompt.of(request, tokenizer, limit);
        DialogueCaches.Dialogue dialogue = caches.take(prompt.ids());
        boolean done = false;
        try {
            ChatReply reply = write(request, prompt, limit, dialogue, listener);
            done = true;
            return reply;
        } finally {
            // What a cache holds after a failure is not known.
            if (done) {
                caches.put(dialogue);
            } else {
                dialogue.cache().close();
            }
        }
    }

    private ChatReply write(
            ChatRequest request, Prompt prompt, int limit, DialogueCaches.Dialogue dialogue, TextListener listener) {
        int[] ids = prompt.ids();
        int cached = dialogue.length();
        BitSet present = new BitSet();
        for (int id : ids) {
            present.set(id);
        }
        Sampler sampler =
                new Sampler(request.settings(), request.seed(), decoder.sizes().vocabulary(), tokenizer::mayBeSaid);
        ReplyText text = new ReplyText(
                tokenizer,
                List.of(
                        Prompt.tag(request.persona().botName()),
                        Prompt.tag(request.persona().userName())),
                listener);
        int most = Math.min(request.settings().maxNewTokens(), limit - ids.length);
        int[] rest = Arrays.copyOfRange(ids, cached, ids.length);
        float[] logits = decoder.promptLogits(List.of(new Decoder.Input(dialogue.cache(), rest)))
                .get(0);
        dialogue.append(rest);
        int count = 0;
        Optional<StopReason> stop = Optional.empty();
        while (stop.isEmpty()) {
            int token = sampler.next(logits, present::get);
            count++;
            present.set(token);
            stop = text.add(token);
            if (stop.isEmpty() && count == most) {
                stop = Optional.of(StopReason.LENGTH);
            }
            if (stop.isEmpty()) {
                logits = decoder.stepLogits(List.of(new Decoder.Input(dialogue.cache(), new int[] {token})))
                        .get(0);
            }
        }
        // The next prompt runs the reply's tokens again, with a prompt's rounding, so that a reply depends on its
        // prompt
        // and not on whether an earlier one was written by this process.
        dialogue.cache().truncate(ids.length);
        return new ChatReply(text.finish(), stop.get(), ids.length, cached, count, prompt.droppedMessages());
    }

    @Override
    public void close() {
        caches.close();
        decoder.close();
        tokenizer.close();
    }
}
