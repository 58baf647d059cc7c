package org.charactermirror.web.studio;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.charactermirror.document.Sha256;
import org.charactermirror.store.StudioAssignment;
import org.charactermirror.store.StudioParticipant;
import org.charactermirror.store.StudioSettings;
import org.charactermirror.web.WebError;
import org.jspecify.annotations.Nullable;

/** What concerns a participant beside the items: where they are, the steps before, and what is kept of them. */
final class Own {

    private final Studio studio;
    private final StudioStores stores;
    private final StudioTexts texts;

    Own(Studio studio) {
        this.studio = studio;
        this.stores = studio.stores();
        this.texts = StudioTexts.of(studio.study(), studio.isLive());
    }

    /** Returns where a participant is. */
    Map<String, Object> me(StudioParticipant person, String csrf) {
        StudioSettings settings = StudioSettings.of(stores.database());
        if (Steps.of(person, settings, List.of()) == Steps.DONE) {
            studio.assigner().arrangeFor(person);
        }
        List<StudioAssignment> assignments = stores.assignments().of(person.id());
        Steps step = Steps.of(person, settings, assignments);
        Map<String, @Nullable Object> me = new LinkedHashMap<>();
        me.put("csrf", csrf);
        me.put("annotator", person.annotator());
        me.put("language", person.language());
        me.put("state", step.word());
        StudioStudy study = studio.study();
        me.put(
                "study",
                Map.of(
                        "id", study.id(),
                        "kind", study.kind().word(),
                        "live", studio.isLive(),
                        "rounds", study.rounds()));
        me.put("consent", step == Steps.CONSENT ? consentText(person, settings) : null);
        me.put("progress", progress(person, assignments));
        me.put("settings", Map.of("qualification", settings.qualifies()));
        me.put("rubric", texts.rubric(person.language()));
        return me;
    }

    private Map<String, Object> progress(StudioParticipant person, List<StudioAssignment> assignments) {
        int done = (int) assignments.stream()
                .filter(each -> each.state() == StudioAssignment.State.DONE)
                .count();
        Map<String, @Nullable Object> progress = new LinkedHashMap<>();
        progress.put("done", done);
        progress.put("total", assignments.size());
        progress.put("open", assignments.size() - done);
        List<Double> seconds = stores.assignments().seconds(person.id());
        progress.put(
                "seconds_left",
                seconds.isEmpty()
                        ? null
                        : Math.round(median(seconds) * studio.items().open(person)));
        return progress;
    }

    /** Returns the middle of numbers in order. */
    static double median(List<Double> sorted) {
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private Map<String, Object> consentText(StudioParticipant person, StudioSettings settings) {
        String text = texts.consent(person, settings);
        return Map.of("text", text, "sha256", Sha256.hex(text));
    }

    /** Keeps that a participant agrees to the text that they were shown. */
    void consent(StudioParticipant person, String sha256) {
        StudioSettings settings = StudioSettings.of(stores.database());
        if (!sha256.equals(Sha256.hex(texts.consent(person, settings)))) {
            throw new WebError(409, "changed", "The text has changed meanwhile; please read it again.");
        }
        stores.participants().consent(person.id(), sha256);
        stores.audit().note(person.annotator(), "consented", sha256);
    }

    /** Returns what is to be read before the work. */
    Map<String, Object> instructions(StudioParticipant person) {
        return texts.instructions(person.language());
    }

    /** Returns the questions that are to be answered before the work. */
    Map<String, Object> qualification(StudioParticipant person) {
        return texts.questions(person.language());
    }

    /** Looks at answers to these questions. */
    Map<String, Object> qualify(StudioParticipant person, JsonNode answers) {
        List<Map<String, Object>> wrong = texts.wrong(person.language(), answers);
        boolean passed = wrong.isEmpty();
        stores.participants().attempt(person.id(), passed);
        int attempts = stores.participants()
                .find(person.id())
                .map(StudioParticipant::attempts)
                .orElse(0);
        stores.audit().note(person.annotator(), passed ? "qualified" : "failed to qualify", "attempt " + attempts);
        Map<String, Object> outcome = new LinkedHashMap<>();
        outcome.put("passed", passed);
        outcome.put("attempts", attempts);
        outcome.put("wrong", wrong);
        return outcome;
    }

    /** Returns all that is kept of a participant; without what would tell the models, as long as they judge. */
    Map<String, Object> data(StudioParticipant person) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("study", studio.study().id());
        data.put("name", person.name());
        data.put("annotator", person.annotator());
        data.put("language", person.language());
        data.put("invited", person.invited());
        data.put("consented", person.consented().orElse(null));
        data.put("consent_sha256", person.consent().orElse(null));
        data.put("instructed", person.instructed().orElse(null));
        data.put("qualified", person.qualified().orElse(null));
        data.put("attempts", person.attempts());
        data.put(
                "dialogues",
                stores.assignments().of(person.id()).stream()
                        .map(each -> Map.of(
                                "code", each.code(), "state", each.state().word()))
                        .toList());
        data.put("clicks", stores.answers().all(person.id()));
        data.put("handed_in", stores.submissions().all(person.id()));
        data.put(
                "log",
                stores.audit().all().stream()
                        .filter(entry -> Objects.equals(entry.who(), person.annotator()))
                        .map(entry -> Map.of("at", entry.at(), "action", entry.action()))
                        .toList());
        return data;
    }
}
