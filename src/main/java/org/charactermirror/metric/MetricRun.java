package org.charactermirror.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Computes metrics of dialogues, on all processors unless a metric wants them one after the other. */
public final class MetricRun {

    private final List<Metric> metrics;

    /** Makes a run of metrics, whose order is that of the scores. */
    public MetricRun(List<Metric> metrics) {
        this.metrics = List.copyOf(metrics);
    }

    /** Returns the metrics. */
    public List<Metric> metrics() {
        return metrics;
    }

    /**
     * Returns the scores of all replies: in the order of the dialogues, then of turns, then of a dialogue's models.
     *
     * @param progress hears of every dialogue how many replies it had, perhaps from several threads
     */
    public List<ReplyScores> of(List<Conversation> conversations, IntConsumer progress) {
        boolean sideBySide = metrics.stream().noneMatch(Metric::oneAfterTheOther);
        return (sideBySide ? conversations.parallelStream() : conversations.stream())
                .flatMap(conversation -> {
                    List<ReplyScores> found = scores(conversation);
                    progress.accept(found.size());
                    return found.stream();
                })
                .toList();
    }

    private List<ReplyScores> scores(Conversation conversation) {
        List<ReplyScores> found = new ArrayList<>();
        int rounds = conversation.dialogue().played().size();
        ReplyContext.walk(conversation, reply -> {
            List<Score> scores =
                    metrics.stream().map(metric -> metric.of(reply)).toList();
            found.add(new ReplyScores(
                    conversation.dialogue().session(),
                    reply.model(),
                    conversation.dialogue().character(),
                    conversation.dialogue().topic(),
                    reply.turn(),
                    reply.turn() == rounds,
                    scores));
        });
        return found;
    }
}
