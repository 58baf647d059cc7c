package org.charactermirror.dataset;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What became of something that could be a record. */
sealed interface Made {

    /** None, and why. */
    record LeftOut(Reason reason) implements Made {}

    /**
     * A record in all its layouts.
     *
     * @param models whose replies it holds
     * @param turn the last one of which it says anything
     */
    record Whole(List<String> models, int turn, Map<Layout, Map<String, Object>> forms) implements Made {

        public Whole {
            models = List.copyOf(models);
            forms = Collections.unmodifiableMap(new LinkedHashMap<>(forms));
        }
    }

    static Made leftOut(Reason reason) {
        return new LeftOut(reason);
    }
}
