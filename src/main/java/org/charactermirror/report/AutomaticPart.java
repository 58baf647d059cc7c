package org.charactermirror.report;

import java.util.List;
import java.util.Map;
import org.charactermirror.analysis.MetricTable;

/**
 * What programs say of the replies of one study.
 *
 * @param name of the folder inside; empty for the study itself
 * @param study its id
 * @param table means and intervals
 * @param notPlayed replies that were planned and are not there, since their dialogues failed or were not finished
 * @param withoutProfile ids of characters whose profiles are not at hand as they were played
 * @param ingredients SHA-256 of the lists and models that scores depend on, by name
 */
public record AutomaticPart(
        String name,
        String study,
        MetricTable table,
        int notPlayed,
        List<String> withoutProfile,
        Map<String, String> ingredients) {

    public AutomaticPart {
        withoutProfile = List.copyOf(withoutProfile);
        ingredients = Map.copyOf(ingredients);
    }
}
