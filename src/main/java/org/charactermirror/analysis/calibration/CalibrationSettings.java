package org.charactermirror.analysis.calibration;

import java.util.Map;
import java.util.Optional;
import org.charactermirror.analysis.ClusterKind;
import org.charactermirror.analysis.ReplyLengths;
import org.charactermirror.annotation.Origin;

/**
 * How judges are compared with people.
 *
 * @param people whose rows count as people's; nothing for the first present of human, reconstructed and synthetic, kind by kind
 * @param judge the only one that is compared; nothing for all
 * @param bar the alpha that the lower end of an interval must reach
 * @param families by id of a judge or model, whose make it is
 * @param lengths of the replies that were judged
 * @param clusters what intervals draw anew; nothing for what fits the rows
 * @param metrics automatic scores of replies
 * @param facts by id of a judge, what its records say
 */
public record CalibrationSettings(
        Optional<Origin> people,
        Optional<String> judge,
        double bar,
        Map<String, String> families,
        ReplyLengths lengths,
        Optional<ClusterKind> clusters,
        MetricTable metrics,
        Map<String, JudgeFacts> facts) {

    /** The least alpha for which Krippendorff (2004) lets tentative conclusions be drawn. */
    public static final double USUAL_BAR = 0.667;

    public CalibrationSettings {
        families = Map.copyOf(families);
        facts = Map.copyOf(facts);
        if (!(bar >= -1 && bar <= 1)) {
            throw new IllegalArgumentException("a bar of " + bar);
        }
    }

    /** Compares all judges with the preferred rows, at the usual bar, and knows of nothing else. */
    public static CalibrationSettings ofDefaults() {
        return new CalibrationSettings(
                Optional.empty(),
                Optional.empty(),
                USUAL_BAR,
                Map.of(),
                ReplyLengths.NONE,
                Optional.empty(),
                MetricTable.NONE,
                Map.of());
    }

    /** Returns the same with the lengths of the replies that were judged. */
    public CalibrationSettings withLengths(ReplyLengths known) {
        return new CalibrationSettings(people, judge, bar, families, known, clusters, metrics, facts);
    }

    /** Returns the same with a choice of what intervals draw anew; nothing for what fits the rows. */
    public CalibrationSettings withClusters(Optional<ClusterKind> chosen) {
        return new CalibrationSettings(people, judge, bar, families, lengths, chosen, metrics, facts);
    }

    /** Returns the same with another bar. */
    public CalibrationSettings withBar(double declared) {
        return new CalibrationSettings(people, judge, declared, families, lengths, clusters, metrics, facts);
    }

    /** Returns the same with the makes of judges and models. */
    public CalibrationSettings withFamilies(Map<String, String> declared) {
        return new CalibrationSettings(people, judge, bar, declared, lengths, clusters, metrics, facts);
    }

    /** Returns the same with automatic scores. */
    public CalibrationSettings withMetrics(MetricTable table) {
        return new CalibrationSettings(people, judge, bar, families, lengths, clusters, table, facts);
    }
}
