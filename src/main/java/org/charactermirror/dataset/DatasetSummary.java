package org.charactermirror.dataset;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What was made, and what was not.
 *
 * @param kinds that were asked for, in order
 * @param fates of rows that are no checks and whose annotators count
 * @param overlaps what two splits share
 */
public record DatasetSummary(
        Map<DatasetKind, KindCounts> kinds, Map<RowFate, Integer> fates, List<SharedTexts.Overlap> overlaps) {

    public DatasetSummary {
        kinds = Collections.unmodifiableMap(new EnumMap<>(kinds));
        fates = Collections.unmodifiableMap(new LinkedHashMap<>(fates));
        overlaps = List.copyOf(overlaps);
    }

    /** Records of one split, and of how many dialogues they are. */
    public record SplitCounts(int records, int dialogues) {

        private Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("records", records);
            map.put("dialogues", dialogues);
            return map;
        }
    }

    /**
     * Counts of one kind; a record counts once, however many layouts it has.
     *
     * @param models a record of two models counts for both
     * @param licences a record counts under each that it stands under
     */
    public record KindCounts(
            Map<String, SplitCounts> splits,
            SortedMap<String, Integer> characters,
            SortedMap<String, Integer> models,
            SortedMap<String, Integer> licences,
            Map<Reason, Integer> leftOut) {

        /** Returns how many records there are. */
        public int records() {
            return splits.values().stream().mapToInt(SplitCounts::records).sum();
        }

        /** Returns how many could have been records and are none. */
        public int out() {
            return leftOut.values().stream().mapToInt(count -> count).sum();
        }

        Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("records", records());
            Map<String, Object> bySplit = new LinkedHashMap<>();
            splits.forEach((split, counts) -> bySplit.put(split, counts.toMap()));
            map.put("splits", bySplit);
            map.put("characters", characters);
            map.put("models", models);
            map.put("licences", licences);
            Map<String, Object> reasons = new LinkedHashMap<>();
            leftOut.forEach((reason, count) -> reasons.put(reason.word(), count));
            map.put("left_out", reasons);
            return map;
        }
    }

    /** Returns how many records there are of all kinds. */
    public int records() {
        return kinds.values().stream().mapToInt(KindCounts::records).sum();
    }
}
