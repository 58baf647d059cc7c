package org.charactermirror.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.charactermirror.session.RecordedDialogue;

/** Tells what was run and how it ended. */
final class RunSection {

    /** Settings whose values are words of ours and not names or numbers. */
    private static final Set<String> WORDS = Set.of("kind", "language");

    private final StudyPart part;
    private final Labels labels;

    private RunSection(StudyPart part, Labels labels) {
        this.part = part;
        this.labels = labels;
    }

    static Page.Section of(StudyPart part, Labels labels) {
        String title = part.name().isEmpty() ? labels.get("section.run") : labels.get("section.run.part", part.name());
        String id = part.name().isEmpty() ? "run" : "run-" + part.name();
        RunSection section = new RunSection(part, labels);
        return part.dialogues().isEmpty()
                ? new Page.Section(id, title, List.of(labels.get("run.not_run")), List.of())
                : new Page.Section(id, title, section.paragraphs(), section.tables());
    }

    private List<String> paragraphs() {
        int models = (int) part.dialogues().stream()
                .flatMap(dialogue -> dialogue.models().stream())
                .distinct()
                .count();
        String counts = labels.list(List.of(
                labels.count(models, "model"),
                labels.count(part.characters(), "character"),
                labels.count(part.scenarios(), "scenario")));
        return List.of(labels.get("run.intro", part.study(), counts), labels.get("run.meaning"));
    }

    private List<Page.TableView> tables() {
        List<Page.TableView> tables = new ArrayList<>();
        Map<String, DialogueCounts> ofModels = DialogueCounts.ofModels(part.dialogues());
        if (!ofModels.isEmpty()) {
            tables.add(counts("run.sessions", "head.model", ofModels));
        }
        Map<String, DialogueCounts> ofPairs = DialogueCounts.ofPairs(part.dialogues(), " · ");
        if (!ofPairs.isEmpty()) {
            tables.add(counts("run.pairs", "head.pair", ofPairs));
        }
        failures().ifPresent(tables::add);
        tables.add(Page.TableView.words(labels.get("run.study"), settingsHead(), rows(part.settings())));
        if (!part.events().isEmpty()) {
            tables.add(events());
        }
        return tables;
    }

    private Page.TableView counts(String caption, String first, Map<String, DialogueCounts> counts) {
        List<Page.Row> rows = new ArrayList<>();
        counts.forEach((name, count) -> rows.add(new Page.Row(
                name,
                Stream.of(
                                count.planned(),
                                count.complete(),
                                count.failed() - count.refused(),
                                count.refused(),
                                count.missing(),
                                count.replies(),
                                count.empty(),
                                count.cutOff(),
                                count.contextFull())
                        .map(figure -> Page.Cell.of(Labels.grouped(figure)))
                        .toList())));
        List<String> head = Stream.of(
                        first,
                        "head.planned",
                        "head.complete",
                        "head.failed",
                        "head.refused",
                        "head.missing",
                        "head.replies",
                        "head.empty",
                        "head.cut_off",
                        "head.context_full")
                .map(labels::get)
                .toList();
        return Page.TableView.figures(labels.get(caption), head, rows);
    }

    private Optional<Page.TableView> failures() {
        List<Page.Row> rows = part.dialogues().stream()
                .filter(dialogue -> dialogue.state() == RecordedDialogue.State.FAILED)
                .map(dialogue -> Page.Row.of(dialogue.session(), dialogue.reason()))
                .toList();
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(Page.TableView.words(
                        labels.get("run.failures"),
                        List.of(labels.get("head.session"), labels.get("head.reason")),
                        rows));
    }

    private Page.TableView events() {
        return Page.TableView.words(
                labels.get("run.events"),
                List.of(labels.get("head.time"), labels.get("head.event"), labels.get("head.detail")),
                part.events().stream()
                        .map(event -> Page.Row.of(event.time(), labels.event(event.kind()), event.detail()))
                        .toList());
    }

    private List<String> settingsHead() {
        return List.of(labels.get("head.setting"), labels.get("head.value"));
    }

    private List<Page.Row> rows(List<StudyPart.Setting> settings) {
        return settings.stream()
                .map(setting -> Page.Row.of(
                        labels.setting(setting.name()),
                        WORDS.contains(setting.name()) ? labels.word(setting.value()) : setting.value()))
                .toList();
    }
}
