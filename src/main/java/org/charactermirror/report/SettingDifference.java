package org.charactermirror.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A setting, or another fact about a run, that two runs do not share.
 *
 * @param about the study's part and model that it is of, in words; empty for the study itself
 * @param first empty where the first run does not have it
 */
record SettingDifference(String about, String name, String first, String second) {

    private record Key(String about, String name) {}

    /** Compares what two runs were made with. */
    static List<SettingDifference> of(List<StudyPart> first, List<StudyPart> second) {
        Map<Key, String> ones = settings(first);
        Map<Key, String> others = settings(second);
        Set<Key> keys = new LinkedHashSet<>(ones.keySet());
        keys.addAll(others.keySet());
        List<SettingDifference> differences = new ArrayList<>();
        for (Key key : keys) {
            String one = ones.getOrDefault(key, "");
            String other = others.getOrDefault(key, "");
            if (!one.equals(other)) {
                differences.add(new SettingDifference(key.about(), key.name(), one, other));
            }
        }
        return differences;
    }

    private static Map<Key, String> settings(List<StudyPart> parts) {
        Map<Key, String> settings = new LinkedHashMap<>();
        for (StudyPart part : parts) {
            part.settings().forEach(one -> settings.put(new Key(part.name(), one.name()), one.value()));
            for (StudyPart.Model model : part.models()) {
                String about = part.name().isEmpty() ? model.id() : part.name() + ", " + model.id();
                // A model of which nothing else is known still tells two runs apart.
                settings.put(new Key(about, "id"), model.id());
                if (!model.licence().isEmpty()) {
                    settings.put(new Key(about, "licence"), model.licence());
                }
                model.settings().forEach(one -> settings.put(new Key(about, one.name()), one.value()));
            }
        }
        return settings;
    }
}
