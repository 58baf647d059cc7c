package org.charactermirror.analysis.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.charactermirror.analysis.AnalysisSettings;
import org.charactermirror.analysis.AnnotatorKey;
import org.charactermirror.analysis.ClusterKind;
import org.charactermirror.analysis.SummarySettings;
import org.charactermirror.scenario.AnnotatorRules;
import org.charactermirror.scenario.AnnotatorRules.GoldItem;
import org.jspecify.annotations.Nullable;

/** What executors need to know to add rows up, in a form that can be sent to them. */
final class SentSettings implements Serializable {

    private static final long serialVersionUID = 1;

    private final ArrayList<String> models;
    private final @Nullable String baseline;
    private final @Nullable ClusterKind drawn;
    private final ArrayList<Gold> gold = new ArrayList<>();
    private final ArrayList<AnnotatorKey> out;
    private transient @Nullable SummarySettings made;

    /**
     * A gold item.
     *
     * @param turn 0 for a whole dialogue
     */
    private record Gold(String session, @Nullable String model, int turn, LinkedHashMap<String, String> expect)
            implements Serializable {

        GoldItem item() {
            return new GoldItem(
                    session,
                    Optional.ofNullable(model),
                    turn == 0 ? OptionalInt.empty() : OptionalInt.of(turn),
                    expect);
        }
    }

    SentSettings(AnalysisSettings settings, Set<AnnotatorKey> out) {
        this.models = new ArrayList<>(settings.models());
        this.baseline = settings.baseline();
        this.drawn = settings.clusters().orElse(null);
        for (GoldItem item : settings.rules().gold()) {
            gold.add(new Gold(
                    item.session(),
                    item.model().orElse(null),
                    item.turn().orElse(0),
                    new LinkedHashMap<>(item.expect())));
        }
        this.out = new ArrayList<>(out);
    }

    /** Returns the rules of which only the gold items are known here. */
    AnnotatorRules rules() {
        List<GoldItem> items = gold.stream().map(Gold::item).toList();
        return new AnnotatorRules(Map.of(), List.of(), items);
    }

    SummarySettings settings() {
        SummarySettings known = made;
        if (known == null) {
            AnalysisSettings settings = new AnalysisSettings(models, baseline)
                    .withClusters(Optional.ofNullable(drawn))
                    .withRules(rules());
            known = SummarySettings.of(settings, Set.copyOf(out));
            made = known;
        }
        return known;
    }
}
