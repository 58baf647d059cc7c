package org.charactermirror.report;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.charactermirror.analysis.JudgeSensitivity;
import org.charactermirror.analysis.JudgeVariant;
import org.jspecify.annotations.Nullable;

/** How what judges' rows say depends on who judged and how they were asked, for programs. */
final class JsonSensitivity {

    /** Raised when a reader of the previous form would misunderstand the new one. */
    private static final String FORMAT = "charmirror.judge-sensitivity/1";

    private JsonSensitivity() {}

    static Map<String, @Nullable Object> of(JudgeSensitivity sensitivity) {
        Map<String, @Nullable Object> cells = new TreeMap<>();
        cells.put("format", FORMAT);
        cells.put(
                "choices",
                sensitivity.variants().stream().map(JsonSensitivity::choice).toList());
        return cells;
    }

    private static Map<String, @Nullable Object> choice(JudgeSensitivity.Variant one) {
        JudgeVariant variant = one.variant();
        Map<String, @Nullable Object> cells = new TreeMap<>();
        cells.put("what", variant.what().word());
        if (!variant.judge().isEmpty()) {
            cells.put("judge", variant.judge());
            cells.put("asked", variant.settings());
        }
        cells.put(
                "rows",
                Map.of(
                        "ratings", variant.rows().ratings().size(),
                        "turn_errors", variant.rows().turnErrors().size(),
                        "preferences", variant.rows().preferences().size()));
        cells.put("conclusions_compared", one.compared().size());
        cells.put("conclusions_changed", one.changed().size());
        cells.put("columns_compared", one.columns());
        cells.put("columns_ordered_otherwise", one.reordered());
        cells.putAll(JsonAnnotators.effect(one.effect(), List.of("all_judges", "this_choice")));
        return cells;
    }
}
