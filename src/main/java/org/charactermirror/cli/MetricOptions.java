package org.charactermirror.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.charactermirror.chat.Message;
import org.charactermirror.chat.ModelUnavailableException;
import org.charactermirror.chat.glm.EmbeddedModels;
import org.charactermirror.chat.glm.Precision;
import org.charactermirror.chat.glm.ReplyScorer;
import org.charactermirror.metric.Conversation;
import org.charactermirror.metric.Metric;
import org.charactermirror.metric.Metrics;
import org.charactermirror.metric.SentenceModel;
import org.charactermirror.session.RecordedDialogue;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say which metrics are computed. */
final class MetricOptions {

    private static final String DEFAULT_MODEL = EmbeddedModels.PREFIX + "tiny";

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec mixee;

    @Option(
            names = "--embeddings",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Has the metrics of meaning, which take about 10 ms a reply (default), or leaves them out.")
    private boolean embeddings = true;

    @Option(
            names = "--perplexity",
            description =
                    "Adds the perplexity of replies under a local model, which costs what reading them costs the model.")
    private boolean perplexity;

    @Option(
            names = "--model",
            paramLabel = "PATH",
            description = "With --perplexity: the model's folder, or embedded:NAME (default: embedded:tiny).")
    private @Nullable String model;

    @Option(names = "--precision", paramLabel = "P", description = "With --perplexity: f32 (default), bf16, or int8.")
    private @Nullable Precision precision;

    /** The metrics, with the models that some of them use. */
    record Opened(List<Metric> metrics, Optional<SentenceModel> sentences, Optional<ReplyScorer> scorer)
            implements AutoCloseable {

        @Override
        public void close() {
            sentences.ifPresent(SentenceModel::close);
            scorer.ifPresent(ReplyScorer::close);
        }
    }

    /**
     * Checks that the options go together.
     *
     * @throws ParameterException if one is given without that which it belongs to
     */
    void check() {
        if (!perplexity && (model != null || precision != null)) {
            throw new ParameterException(mixee.commandLine(), "--model and --precision need --perplexity");
        }
    }

    /**
     * Opens what is asked for.
     *
     * @throws ModelUnavailableException if a model cannot be used
     */
    Opened open() {
        Optional<ReplyScorer> scorer = perplexity
                ? Optional.of(ReplyScorer.open(
                        EmbeddedModels.resolve(model == null ? DEFAULT_MODEL : model),
                        precision == null ? Precision.F32 : precision))
                : Optional.empty();
        Optional<SentenceModel> sentences =
                embeddings ? Optional.of(SentenceModel.open(EmbeddedModels.cacheFolder())) : Optional.empty();
        List<Metric> metrics = new ArrayList<>(Metrics.ofText());
        sentences.ifPresent(found -> metrics.addAll(Metrics.ofMeaning(found)));
        scorer.ifPresent(found -> metrics.addAll(Metrics.ofLikelihood((conversation, turn, reply) ->
                found.logProbabilities(conversation.persona().orElseThrow(), messages(conversation, turn), reply))));
        return new Opened(metrics, sentences, scorer);
    }

    /** Returns a dialogue as the model that answered had it, up to the user's message of a round. */
    private static List<Message> messages(Conversation conversation, int turn) {
        List<Message> messages = new ArrayList<>(
                List.of(Message.character(conversation.dialogue().greeting())));
        for (RecordedDialogue.Round round : conversation.dialogue().played()) {
            messages.add(Message.user(round.user()));
            if (round.number() == turn) {
                return messages;
            }
            messages.add(
                    Message.character(round.replies().get(round.continued()).text()));
        }
        throw new IllegalArgumentException(conversation.dialogue().session() + " has no turn " + turn);
    }
}
