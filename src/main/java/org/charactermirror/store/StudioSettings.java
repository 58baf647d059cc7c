package org.charactermirror.store;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How a study's studio works at one moment.
 *
 * @param values of every setting; those that were never set have what is usual
 */
public record StudioSettings(Map<StudioSetting, String> values) {

    public StudioSettings {
        Map<StudioSetting, String> all = new EnumMap<>(StudioSetting.class);
        for (StudioSetting setting : StudioSetting.values()) {
            all.put(setting, setting.usual());
        }
        all.putAll(values);
        all.forEach((setting, value) -> setting.problem(value).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        }));
        values = Collections.unmodifiableMap(all);
    }

    /** Reads them. */
    public static StudioSettings of(StudyDatabase database) {
        Map<StudioSetting, String> set = new EnumMap<>(StudioSetting.class);
        database.readCommitted(statements -> statements.all(
                        "SELECT name, value FROM studio_setting", row -> Map.entry(row.getString(1), row.getString(2))))
                .forEach(entry ->
                        StudioSetting.ofWord(entry.getKey()).ifPresent(setting -> set.put(setting, entry.getValue())));
        return new StudioSettings(set);
    }

    /**
     * Sets some, all or none.
     *
     * @throws IllegalArgumentException if a value is none of its setting
     */
    public static void set(StudyDatabase database, Map<StudioSetting, String> values) {
        StudioSettings checked = new StudioSettings(values);
        database.write(handle -> values.keySet()
                .forEach(setting -> handle.execute(
                        "INSERT INTO studio_setting (name, value) VALUES (?, ?)"
                                + " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                        setting.word(),
                        checked.get(setting))));
    }

    /** Returns a setting's value. */
    public String get(StudioSetting setting) {
        return values.getOrDefault(setting, setting.usual());
    }

    /** Returns how many people judge each dialogue. */
    public int perItem() {
        return Integer.parseInt(get(StudioSetting.PER_ITEM));
    }

    /** Returns how many dialogues one person judges at most; nothing for any number. */
    public OptionalInt mostItems() {
        String value = get(StudioSetting.MOST_ITEMS);
        return value.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(value));
    }

    /** Tells whether judgements carry names as the invitations have them. */
    public boolean namesAsGiven() {
        return get(StudioSetting.NAMES).equals("as_given");
    }

    /** Tells whether annotators answer a few questions first. */
    public boolean qualifies() {
        return get(StudioSetting.QUALIFICATION).equals("on");
    }

    /** Returns after how many dialogues one with an instruction comes; 0 for none. */
    public int attentionEvery() {
        return Integer.parseInt(get(StudioSetting.ATTENTION_EVERY));
    }

    /** Tells whether nobody can work at present. */
    public boolean paused() {
        return get(StudioSetting.PAUSED).equals("yes");
    }

    /** Returns what assignments are drawn from, where that is not the study's own seed. */
    public OptionalLong seed() {
        String value = get(StudioSetting.SEED);
        return value.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(value));
    }

    /** Returns the text to agree to in a language; empty for the program's. */
    public String consent(String language) {
        return get(language.equals("zh") ? StudioSetting.CONSENT_ZH : StudioSetting.CONSENT_EN);
    }
}
