package org.charactermirror.web.admin;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.charactermirror.analysis.AgreementSoFar;
import org.charactermirror.annotation.AnnotatorGuide;
import org.charactermirror.stats.Estimate;
import org.charactermirror.store.SqliteRunStore;
import org.charactermirror.store.StudioAdmin;
import org.charactermirror.store.StudioLeaks;
import org.charactermirror.store.StudioParticipant;
import org.charactermirror.store.StudioParticipants;
import org.charactermirror.store.StudioPlanner;
import org.charactermirror.store.StudioProgress;
import org.charactermirror.store.StudioRules;
import org.charactermirror.store.StudioSettings;
import org.charactermirror.store.StudyDatabase;
import org.charactermirror.web.Words;
import org.jspecify.annotations.Nullable;

/** What the owner's page shows of a study. */
final class AdminOverview {

    private final StudyDatabase reading;
    private final StudioRules rules;
    private final StudioPlanner planner;
    private final SoFar soFar;

    AdminOverview(StudyDatabase reading, StudioPlanner planner, SoFar soFar) {
        this.reading = reading;
        this.rules = planner.rules();
        this.planner = planner;
        this.soFar = soFar;
    }

    /** Returns all of it but for what belongs to the browser. */
    Map<String, Object> overview() {
        AgreementSoFar agreement = soFar.recent();
        StudioProgress progress = StudioProgress.of(reading);
        StudioSettings settings = StudioSettings.of(reading);
        Map<String, Object> overview = new LinkedHashMap<>();
        overview.put("study", study());
        overview.put("mode", rules.live() ? "live" : "recorded");
        overview.put("settings", AdminSettings.all(reading));
        overview.put("consent", consent(settings));
        overview.put("paused", settings.paused());
        overview.put("participants", participants(settings, progress, agreement));
        overview.put("progress", progress(progress));
        overview.put(
                "agreement",
                agreement.columns().stream().map(AdminOverview::column).toList());
        overview.put("leaks", leaks());
        overview.put("design", planner.check().toMap());
        return overview;
    }

    /** Returns what people agree to where the settings have no text, by language. */
    private Map<String, String> consent(StudioSettings settings) {
        Map<String, String> texts = new TreeMap<>();
        for (String language : Words.LANGUAGES) {
            texts.put(language, AnnotatorGuide.ofLanguage(language).consent(rules.live(), !settings.namesAsGiven()));
        }
        return texts;
    }

    private Map<String, Object> study() {
        Map<String, Object> study = new LinkedHashMap<>();
        study.put("id", new SqliteRunStore(reading).ingredients().getOrDefault("study", ""));
        study.put("kind", rules.kind().word());
        study.put("gold", rules.gold().size());
        return study;
    }

    private List<Map<String, Object>> participants(
            StudioSettings settings, StudioProgress progress, AgreementSoFar agreement) {
        Map<String, String> used = new StudioAdmin(reading).lastUsed();
        List<Map<String, Object>> people = new ArrayList<>();
        for (StudioParticipant person : everybody()) {
            StudioProgress.@Nullable OfOne own = progress.byParticipant().get(person.id());
            StudioProgress.Part part = own == null ? new StudioProgress.Part(0, 0) : own.part();
            AgreementSoFar.@Nullable Checked checked = agreement.checks().get(person.annotator());
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("participant", person.id());
            one.put("name", person.name());
            one.put("annotator", person.annotator());
            one.put("language", person.language());
            one.put("state", state(person, settings, part));
            one.put("done", part.done());
            one.put("begun", own == null ? 0 : own.begun());
            one.put("total", part.all());
            one.put("last_used", used.get(person.id()));
            one.put("attention", checked);
            one.put("median_seconds", own == null ? null : rounded(own.medianSeconds(), 1));
            one.put("invited", person.invited());
            one.put("revoked", person.tokenHash().isEmpty());
            one.put("paused", person.paused().isPresent());
            one.put("dropped", person.dropped().isPresent());
            people.add(one);
        }
        return people;
    }

    /** Those who were invited together come by their names. */
    private List<StudioParticipant> everybody() {
        return new StudioParticipants(reading)
                .all().stream()
                        .sorted(Comparator.comparing(StudioParticipant::invited)
                                .thenComparing(StudioParticipant::name)
                                .thenComparing(StudioParticipant::annotator))
                        .toList();
    }

    private static String state(StudioParticipant person, StudioSettings settings, StudioProgress.Part part) {
        if (person.withdrawn().isPresent()) {
            return "withdrawn";
        }
        if (person.dropped().isPresent()) {
            return "dropped";
        }
        if (person.paused().isPresent()) {
            return "paused";
        }
        if (person.consented().isEmpty()) {
            return "consent";
        }
        if (person.instructed().isEmpty()) {
            return "instructions";
        }
        if (settings.qualifies() && person.qualified().isEmpty()) {
            return "qualification";
        }
        return part.all() > 0 && part.done() == part.all() ? "done" : "work";
    }

    private static Map<String, Object> progress(StudioProgress progress) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("items", progress.judgements().all());
        all.put("judged", progress.judgements().done());
        all.put("dialogues", progress.dialogues());
        all.put("per_model", progress.byModel());
        all.put("per_character", progress.byCharacter());
        return all;
    }

    private static Map<String, Object> column(AgreementSoFar.Column column) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("field", column.column());
        one.put("alpha", rounded(column.alpha().value(), 3));
        one.put("reason", column.alpha() instanceof Estimate.NotEstimable none ? none.reason() : null);
        one.put("units", column.units());
        return one;
    }

    private static @Nullable BigDecimal rounded(OptionalDouble value, int places) {
        return value.isPresent()
                ? BigDecimal.valueOf(value.getAsDouble()).setScale(places, RoundingMode.HALF_UP)
                : null;
    }

    private Map<String, Object> leaks() {
        Map<String, Integer> byModel = new TreeMap<>();
        List<StudioLeaks.Leak> leaks = new StudioLeaks(reading).all();
        leaks.stream()
                .map(leak -> List.of(leak.session(), String.valueOf(leak.turn()), leak.model()))
                .distinct()
                .forEach(reply -> byModel.merge(reply.get(2), 1, Integer::sum));
        int replies = byModel.values().stream().mapToInt(Integer::intValue).sum();
        return Map.of("replies", replies, "by_model", byModel);
    }
}
