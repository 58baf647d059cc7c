package org.charactermirror.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.charactermirror.analysis.Analysis;
import org.charactermirror.analysis.ErrorTable;
import org.charactermirror.analysis.RatingTable;

/**
 * What is known of every model that a report compares: as it was run here, else as the paper tells of a model of that name, else
 * nothing.
 */
final class ModelCards {

    /** Facts of the paper that are words of ours and not names or numbers. */
    private static final Set<String> WORDS = Set.of("open_weights", "specialized", "parameters");

    private final Labels labels;
    private final Map<String, Card> cards = new LinkedHashMap<>();

    private ModelCards(Labels labels) {
        this.labels = labels;
    }

    /**
     * A model's card.
     *
     * @param facts with the keys of files
     */
    private record Card(String model, Source source, List<StudyPart.Setting> facts) {}

    /** Where facts come from. */
    private enum Source {
        RUN,
        PUBLISHED,
        NONE
    }

    private static ModelCards of(ReportInput input, Labels labels) {
        ModelCards made = new ModelCards(labels);
        for (StudyPart part : input.parts()) {
            part.models().forEach(model -> made.add(model, part.name()));
        }
        for (String name : judged(input.analysis())) {
            made.cards.computeIfAbsent(
                    name,
                    unused -> PublishedModels.of(name)
                            .map(facts -> new Card(name, Source.PUBLISHED, facts))
                            .orElseGet(() -> new Card(name, Source.NONE, List.of())));
        }
        return made;
    }

    /** Adds a model that was run; where it was run otherwise in another part, it has a card for each. */
    private void add(StudyPart.Model model, String part) {
        List<StudyPart.Setting> facts = new ArrayList<>(List.of(new StudyPart.Setting("licence", model.licence())));
        facts.addAll(model.settings());
        Card card = new Card(model.id(), Source.RUN, List.copyOf(facts));
        Card before = cards.putIfAbsent(model.id(), card);
        if (before != null && !before.equals(card)) {
            cards.put(labels.get("table.note", model.id(), part), card);
        }
    }

    private static Set<String> judged(Analysis analysis) {
        Set<String> models = new LinkedHashSet<>();
        analysis.ratings()
                .forEach(table ->
                        table.rows().stream().map(RatingTable.Row::model).forEach(models::add));
        analysis.errors()
                .forEach(table ->
                        table.rows().stream().map(ErrorTable.Row::model).forEach(models::add));
        analysis.byTopic()
                .forEach(table -> table.rows().forEach(row -> {
                    models.add(row.modelA());
                    models.add(row.modelB());
                }));
        return models;
    }

    /** Returns the section with the cards; nothing where no model is compared. */
    static Optional<Page.Section> section(ReportInput input, Labels labels) {
        return of(input, labels).section();
    }

    private Optional<Page.Section> section() {
        if (cards.isEmpty()) {
            return Optional.empty();
        }
        List<String> paragraphs = new ArrayList<>();
        if (cards.values().stream().anyMatch(card -> card.source() == Source.PUBLISHED)) {
            paragraphs.add(labels.get("models.published"));
        }
        Map<String, List<Page.Row>> groups = new LinkedHashMap<>();
        cards.forEach((title, card) -> groups.put(title, rows(card)));
        return Optional.of(new Page.Section(
                "models",
                labels.get("section.models"),
                paragraphs,
                List.of(new Page.TableView(
                        labels.get("models.cards"),
                        List.of(labels.get("head.setting"), labels.get("head.value")),
                        labels.get("head.model"),
                        Page.RowGroup.of(groups),
                        Page.Style.CARDS))));
    }

    private List<Page.Row> rows(Card card) {
        if (card.facts().isEmpty()) {
            return List.of(Page.Row.of(labels.get("models.source"), labels.get("models.unknown")));
        }
        List<Page.Row> rows = new ArrayList<>();
        for (StudyPart.Setting fact : card.facts()) {
            // An English report with no Chinese of its own stays one that every engine of LaTeX sets.
            if (fact.name().equals("chinese_name") && labels.language() == Language.EN) {
                continue;
            }
            rows.add(Page.Row.of(labels.setting(fact.name()), value(card.source(), fact)));
        }
        return rows;
    }

    private String value(Source source, StudyPart.Setting fact) {
        if (fact.name().equals("licence") && fact.value().isEmpty()) {
            return labels.get("run.licence.unknown");
        }
        if (source == Source.PUBLISHED && fact.name().equals("language")) {
            return labels.list(
                    Arrays.stream(fact.value().split("/")).map(labels::word).toList());
        }
        return source == Source.PUBLISHED && WORDS.contains(fact.name()) ? labels.known(fact.value()) : fact.value();
    }

    /** Returns the cards for programs. */
    static List<Map<String, Object>> json(ReportInput input, Labels labels) {
        List<Map<String, Object>> cards = new ArrayList<>();
        of(input, labels).cards.values().forEach(card -> {
            Map<String, Object> entry = new TreeMap<>();
            entry.put("id", card.model());
            entry.put("source", card.source().name().toLowerCase(Locale.ROOT));
            entry.put("facts", card.facts());
            cards.add(entry);
        });
        return cards;
    }
}
