package org.charactermirror.analysis;

import java.io.Serializable;
import java.util.Comparator;
import java.util.Objects;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Identity;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.Subject;
import org.jspecify.annotations.Nullable;

/**
 * What rows have in common that are counted together.
 *
 * @param category of comparisons only, likewise the topic
 * @param modelA the only model, or the one from whose side outcomes are seen
 * @param modelB empty where there is one model
 * @param cluster the dialogue or the row, where these are drawn anew; otherwise empty
 */
record CellKey(
        Origin origin,
        String modelA,
        String modelB,
        String annotator,
        @Nullable String character,
        @Nullable String category,
        @Nullable String topic,
        String cluster)
        implements Comparable<CellKey>, Serializable {

    private static final Comparator<@Nullable String> NAMES = Comparator.nullsFirst(Comparator.naturalOrder());

    private static final Comparator<CellKey> ORDER = Comparator.comparing(CellKey::origin)
            .thenComparing(CellKey::modelA)
            .thenComparing(CellKey::modelB)
            .thenComparing(CellKey::annotator)
            .thenComparing(CellKey::character, NAMES)
            .thenComparing(CellKey::category, NAMES)
            .thenComparing(CellKey::topic, NAMES)
            .thenComparing(CellKey::cluster);

    /** Returns the key of a row; of a comparison, as it stands. */
    static CellKey of(Annotation row, @Nullable ClusterKind drawn) {
        Subject subject = row.subject();
        if (row instanceof Preference preference) {
            return new CellKey(
                    row.origin(),
                    preference.modelA(),
                    preference.modelB(),
                    subject.annotator(),
                    subject.character(),
                    subject.category(),
                    subject.topic(),
                    clusterOf(row, drawn));
        }
        return new CellKey(
                row.origin(),
                row instanceof Rating rating
                        ? rating.model()
                        : row.identity().models().get(0),
                "",
                subject.annotator(),
                subject.character(),
                null,
                null,
                clusterOf(row, drawn));
    }

    private static String clusterOf(Annotation row, @Nullable ClusterKind drawn) {
        if (drawn != ClusterKind.NONE && drawn != ClusterKind.SESSION) {
            return "";
        }
        Identity identity = row.identity();
        return drawn == ClusterKind.NONE
                ? identity.toString()
                : String.join("\n", RowClusters.session(identity.subject(), String.join("~", identity.models())));
    }

    CellKey withAnnotator(String other) {
        return new CellKey(origin, modelA, modelB, other, character, category, topic, cluster);
    }

    /** Hashes all but the annotator, and the cluster, which may name them. */
    long hashWithoutAnnotator() {
        return ContentHash.of(modelA, modelB, character, category, topic);
    }

    ModelPair pair() {
        return new ModelPair(modelA, modelB);
    }

    @Override
    public int compareTo(CellKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public int hashCode() {
        // The parts that differ most often; records made by a compiler call a method for each of all parts.
        return ((annotator.hashCode() * 31 + Objects.hashCode(character)) * 31 + modelA.hashCode()) * 31
                + (modelB.hashCode() * 31 + Objects.hashCode(topic)) * 31
                + cluster.hashCode();
    }
}
