package org.charactermirror.metric;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.charactermirror.document.Sha256;

/** The metrics of this program, in the order of their columns. */
public final class Metrics {

    private Metrics() {}

    /** Returns the metrics that need nothing but the text. */
    public static List<Metric> ofText() {
        return List.of(
                new RepetitionMetrics.Overlap(),
                new RepetitionMetrics.Span(),
                new DiversityMetrics.SelfBleu(),
                new DiversityMetrics.Distinct(1),
                new DiversityMetrics.Distinct(2),
                new DiversityMetrics.Distinct(3),
                new ProfileMetrics.Overlap(),
                new ProfileMetrics.Span(),
                new LengthMetrics.Characters(),
                new LengthMetrics.WordCount(),
                new LengthMetrics.Drift(),
                new PhraseMetrics.Refusal(),
                new PhraseMetrics.AiDisclosure(),
                new NameMetrics.Confusion(),
                new NameMetrics.SpeakingForUser(),
                new LanguageMetrics.OtherScript(),
                new PhraseMetrics.SafetyWords(),
                new InitiativeMetrics.Questions(),
                new InitiativeMetrics.NewContent());
    }

    /** Returns the metrics that need a sentence model. */
    public static List<Metric> ofMeaning(SentenceEncoder encoder) {
        return List.of(new SimilarityMetrics.Profile(encoder), new SimilarityMetrics.History(encoder));
    }

    /** Returns the metrics that need a language model. */
    public static List<Metric> ofLikelihood(ReplyLikelihood model) {
        return List.of(new PerplexityMetric(model));
    }

    /** Returns the SHA-256 of each list of phrases that scores depend on, by its name. */
    public static Map<String, String> lists() {
        Map<String, String> hashes = new TreeMap<>();
        PhraseList.NAMES.forEach(name -> hashes.put(name, Sha256.hex(PhraseList.text(name))));
        return hashes;
    }

    /** Returns all descriptions, in the order of the columns. */
    public static List<MetricDescription> descriptions() {
        SentenceEncoder noEncoder = text -> {
            throw new IllegalStateException("only described");
        };
        ReplyLikelihood noModel = (conversation, turn, reply) -> {
            throw new IllegalStateException("only described");
        };
        return Stream.of(ofText(), ofMeaning(noEncoder), ofLikelihood(noModel))
                .flatMap(List::stream)
                .map(Metric::description)
                .toList();
    }
}
