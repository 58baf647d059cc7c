package org.charactermirror.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.charactermirror.analysis.ClusterKind;
import org.charactermirror.analysis.MetricTable;
import org.charactermirror.metric.Metric;
import org.charactermirror.metric.MetricRun;
import org.charactermirror.metric.Metrics;
import org.charactermirror.metric.ReplyScores;
import org.charactermirror.report.AutomaticPart;
import org.charactermirror.report.StudyPart;

/** Scores the replies of a study for its report, by the metrics that need neither a model nor much time. */
final class AutomaticParts {

    private AutomaticParts() {}

    /** Returns an entry for each part that has replies, in the order of the parts. */
    static List<AutomaticPart> of(Path folder, List<StudyPart> parts, Optional<ClusterKind> clusters)
            throws IOException {
        List<Metric> metrics = Metrics.ofText();
        List<AutomaticPart> found = new ArrayList<>();
        for (MetricDialogues dialogues : MetricDialogues.of(folder, parts, Optional.empty())) {
            List<ReplyScores> replies = new MetricRun(metrics).of(dialogues.conversations(), scored -> {});
            if (!replies.isEmpty()) {
                List<String> models = dialogues.conversations().stream()
                        .flatMap(conversation -> conversation.dialogue().models().stream())
                        .distinct()
                        .toList();
                found.add(new AutomaticPart(
                        dialogues.part().name(),
                        dialogues.part().study(),
                        MetricTable.of(metrics.stream().map(Metric::description).toList(), replies, models, clusters),
                        dialogues.notPlayed(),
                        dialogues.withoutProfile(),
                        Metrics.lists()));
            }
        }
        return found;
    }
}
