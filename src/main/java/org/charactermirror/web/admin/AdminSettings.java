package org.charactermirror.web.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.charactermirror.store.StudioAudit;
import org.charactermirror.store.StudioPlanner;
import org.charactermirror.store.StudioSetting;
import org.charactermirror.store.StudioSettings;
import org.charactermirror.store.StudyDatabase;
import org.charactermirror.web.WebError;

/** Sets how the studio works. */
final class AdminSettings {

    private final StudyDatabase database;
    private final StudioPlanner planner;
    private final StudioAudit audit;

    AdminSettings(StudyDatabase database, StudioPlanner planner) {
        this.database = database;
        this.planner = planner;
        this.audit = new StudioAudit(database);
    }

    /** Returns all settings by name. */
    static Map<String, String> all(StudyDatabase database) {
        StudioSettings settings = StudioSettings.of(database);
        Map<String, String> all = new TreeMap<>();
        settings.values().forEach((setting, value) -> all.put(setting.word(), value));
        return all;
    }

    /**
     * Sets some, all or none, and gives work anew.
     *
     * @throws WebError with everything that is wrong
     */
    Map<String, Object> set(JsonNode body) {
        List<String> problems = new ArrayList<>();
        Map<StudioSetting, String> values = new EnumMap<>(StudioSetting.class);
        body.properties().forEach(entry -> {
            Optional<StudioSetting> setting = StudioSetting.ofWord(entry.getKey());
            if (setting.isEmpty()) {
                problems.add("there is no setting "
                        + entry.getKey()
                                .substring(0, Math.min(40, entry.getKey().length()))
                        + "; there are " + String.join(", ", StudioSetting.words()));
            } else if (!entry.getValue().isTextual()) {
                problems.add(entry.getKey() + " must be a text");
            } else {
                String value = entry.getValue().textValue();
                setting.get().problem(value).ifPresentOrElse(problems::add, () -> values.put(setting.get(), value));
            }
        });
        if (!problems.isEmpty()) {
            throw new WebError(400, "bad_setting", String.join("; ", problems) + ".", Map.of("problems", problems));
        }
        StudioSettings.set(database, values);
        values.forEach((setting, value) -> audit.note(StudioAudit.OWNER, "set", said(setting, value)));
        planner.plan();
        return Map.of("settings", all(database));
    }

    /** A text that people agree to is long, and stands in the settings. */
    private static String said(StudioSetting setting, String value) {
        return setting == StudioSetting.CONSENT_EN || setting == StudioSetting.CONSENT_ZH
                ? setting.word()
                : setting.word() + "=" + value;
    }

    /** Lets everybody rest, or go on. */
    Map<String, Object> pause(boolean paused) {
        StudioSettings.set(database, Map.of(StudioSetting.PAUSED, paused ? "yes" : "no"));
        audit.note(StudioAudit.OWNER, paused ? "paused everybody" : "resumed everybody", "");
        return Map.of("paused", paused);
    }
}
