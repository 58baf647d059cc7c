package org.charactermirror.web.admin;

import java.util.List;
import org.charactermirror.analysis.AgreementSoFar;
import org.charactermirror.scenario.AnnotatorRules.GoldItem;
import org.charactermirror.store.AnnotationStore;
import org.charactermirror.store.StudyDatabase;
import org.jspecify.annotations.Nullable;

/** What the judgements so far say, computed anew only when others were brought, and not for every page that asks. */
final class SoFar {

    private static final long FRESH_NANOSECONDS = 3_000_000_000L;

    private final AnnotationStore annotations;
    private final List<GoldItem> gold;

    /** Guarded by this object, as what follows. */
    private @Nullable AgreementSoFar known;

    private long version;
    private long at;

    SoFar(StudyDatabase reading, List<GoldItem> gold) {
        this.annotations = new AnnotationStore(reading);
        this.gold = gold;
    }

    /** Returns it, a few seconds old at most. */
    synchronized AgreementSoFar recent() {
        AgreementSoFar before = known;
        return before != null && System.nanoTime() - at < FRESH_NANOSECONDS ? before : now();
    }

    /** Returns it as of this moment. */
    synchronized AgreementSoFar now() {
        long current = annotations.version();
        AgreementSoFar before = known;
        at = System.nanoTime();
        if (before != null && current == version) {
            return before;
        }
        AgreementSoFar fresh = AgreementSoFar.of(annotations.annotations(), gold);
        known = fresh;
        version = current;
        return fresh;
    }
}
