package org.charactermirror.store;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.charactermirror.scenario.AnnotatorRules.GoldItem;
import org.charactermirror.scenario.Study;
import org.charactermirror.scenario.StudyKind;

/**
 * What of a study decides who judges which dialogues.
 *
 * @param kind what is judged
 * @param live whether people play the user themselves; otherwise finished dialogues are judged
 * @param seed from which work is drawn unless the studio has a seed of its own
 * @param gold what is known to be right: everybody gets these dialogues
 */
public record StudioRules(StudyKind kind, boolean live, long seed, List<GoldItem> gold) {

    public StudioRules {
        Objects.requireNonNull(kind, "kind");
        gold = List.copyOf(gold);
        if (seed < 0) {
            throw new IllegalArgumentException("the seed " + seed + " is below 0");
        }
    }

    /** Takes them from a study. */
    public static StudioRules of(Study study, boolean live) {
        return new StudioRules(study.kind(), live, study.seed(), study.rules().gold());
    }

    /** Tells whether two models speak in each dialogue. */
    boolean pairs() {
        return kind == StudyKind.PAIRWISE;
    }

    /** Returns the names of the gold dialogues; none where people play, since nobody knows what they will say. */
    Set<String> goldSessions() {
        return live ? Set.of() : gold.stream().map(GoldItem::session).collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the number from which work is drawn. */
    long seed(StudioSettings settings) {
        return settings.seed().orElse(seed);
    }

    /** Returns how many people judge each dialogue: whoever plays one judges it, and nobody else. */
    int perItem(StudioSettings settings) {
        return live ? 1 : settings.perItem();
    }
}
