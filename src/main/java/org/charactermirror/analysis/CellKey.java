package org.charactermirror.analysis;

import java.io.IOException;
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
 * @param cluster the dialogue or the annotator's row, where these are drawn anew; otherwise empty; never names annotators
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
        implements Comparable<CellKey> {

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
                ? new Identity(
                                identity.kind(),
                                identity.subject().withAnnotator("-"),
                                identity.models(),
                                identity.turn())
                        .toString()
                : String.join("\n", RowClusters.session(identity.subject(), String.join("~", identity.models())));
    }

    CellKey withAnnotator(String other) {
        return new CellKey(origin, modelA, modelB, other, character, category, topic, cluster);
    }

    /** Hashes all but the annotator. */
    long hashWithoutAnnotator() {
        long hash = ContentHash.of(modelA, modelB, character, category, topic);
        return cluster.isEmpty() ? hash : ContentHash.mixed(hash + ContentHash.of(cluster));
    }

    ModelPair pair() {
        return new ModelPair(modelA, modelB);
    }

    void write(NameWriter names) throws IOException {
        names.write(modelA);
        names.write(modelB);
        names.write(annotator);
        names.write(character);
        names.write(category);
        names.write(topic);
        names.write(cluster);
    }

    static CellKey read(Origin origin, NameReader names) throws IOException {
        return new CellKey(
                origin,
                names.read(),
                names.read(),
                names.read(),
                names.readOrMissing(),
                names.readOrMissing(),
                names.readOrMissing(),
                names.read());
    }

    /** Compares part by part; millions are put in order, for which comparators of parts are too slow. */
    @Override
    public int compareTo(CellKey other) {
        int order = origin.compareTo(other.origin);
        order = order == 0 ? modelA.compareTo(other.modelA) : order;
        order = order == 0 ? modelB.compareTo(other.modelB) : order;
        order = order == 0 ? annotator.compareTo(other.annotator) : order;
        order = order == 0 ? compare(character, other.character) : order;
        order = order == 0 ? compare(category, other.category) : order;
        order = order == 0 ? compare(topic, other.topic) : order;
        return order == 0 ? cluster.compareTo(other.cluster) : order;
    }

    /** What is missing comes first. */
    private static int compare(@Nullable String one, @Nullable String other) {
        return one == null || other == null ? Boolean.compare(one != null, other != null) : one.compareTo(other);
    }

    @Override
    public int hashCode() {
        // The parts that differ most often; records made by a compiler call a method for each of all parts.
        return ((annotator.hashCode() * 31 + Objects.hashCode(character)) * 31 + modelA.hashCode()) * 31
                + (modelB.hashCode() * 31 + Objects.hashCode(topic)) * 31
                + cluster.hashCode();
    }
}
