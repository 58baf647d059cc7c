package org.charactermirror.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.charactermirror.chat.glm.EmbeddedModels;
import org.charactermirror.metric.Metric;
import org.charactermirror.metric.Metrics;
import org.charactermirror.metric.SentenceModel;
import picocli.CommandLine.Option;

/** The options that say which metrics are computed. */
final class MetricOptions {

    @Option(
            names = "--embeddings",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Has the metrics of meaning, which take about 10 ms a reply (default), or leaves them out.")
    private boolean embeddings = true;

    /** The metrics, with the models that some of them use. */
    record Opened(List<Metric> metrics, Optional<SentenceModel> sentences) implements AutoCloseable {

        @Override
        public void close() {
            sentences.ifPresent(SentenceModel::close);
        }
    }

    /** Opens what is asked for. */
    Opened open(PrintWriter err) {
        List<Metric> metrics = new ArrayList<>(Metrics.ofText());
        Optional<SentenceModel> sentences =
                embeddings ? Optional.of(SentenceModel.open(EmbeddedModels.cacheFolder())) : Optional.empty();
        sentences.ifPresent(model -> metrics.addAll(Metrics.ofMeaning(model)));
        return new Opened(metrics, sentences);
    }
}
