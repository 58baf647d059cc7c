package org.charactermirror.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.TurnFlag;
import org.charactermirror.dataset.DatasetSummary.KindCounts;
import org.charactermirror.dataset.RecordFiles.RecordFile;

/** Tells people what is in a folder of records, how it was made, and what is not in it. */
final class DataCard {

    private final DatasetExport export;
    private final CardWords words;
    private final List<String> lines = new ArrayList<>();

    DataCard(DatasetExport export, String language) {
        this.export = export;
        this.words = CardWords.of(language);
    }

    String text() {
        addFrontMatter();
        lines.add("# " + words.text("title", export.title()));
        lines.add("");
        lines.add(words.text("intro", String.join(", ", export.studies()), export.version()));
        addOrigins();
        addRecords();
        addRecipe();
        addLeftOut();
        addRows();
        addShares();
        addShared();
        addFiles();
        addLoading();
        addLimits();
        return String.join("\n", lines) + "\n";
    }

    private void addFrontMatter() {
        lines.add("---");
        lines.add("language: [" + export.language() + "]");
        lines.add("configs:");
        for (Layout layout : Layout.values()) {
            List<RecordFile> own = export.files().stream()
                    .filter(file -> file.layout() == layout)
                    .toList();
            if (!own.isEmpty()) {
                lines.add("  - config_name: " + layout.word());
                lines.add("    data_files:");
                own.forEach(file -> lines.add("      - {split: " + file.split() + ", path: " + file.name() + "}"));
            }
        }
        lines.add("---");
        lines.add("");
    }

    private void heading(String key) {
        lines.add("");
        lines.add("## " + words.text(key));
        lines.add("");
    }

    private void table(List<String> head, List<List<Object>> rows) {
        lines.add(CardWords.row(head.toArray()));
        lines.add(CardWords.row(head.stream().map(unused -> "---").toArray()));
        rows.forEach(row -> lines.add(CardWords.row(row.toArray())));
    }

    private List<String> head(String first, Stream<String> others) {
        return Stream.concat(Stream.of(words.text(first)), others).toList();
    }

    /** Says before all figures where judgements were not given by people. */
    private void addOrigins() {
        for (Origin origin : export.recipe().origins()) {
            if (origin != Origin.HUMAN) {
                lines.add("");
                lines.add("**" + words.text("origin." + origin.word()) + "**");
            }
        }
    }

    private void addRecords() {
        heading("records");
        List<List<Object>> rows = new ArrayList<>();
        export.summary().kinds().forEach((kind, counts) -> {
            List<Object> row = new ArrayList<>(List.of(words.of(kind)));
            counts.splits()
                    .values()
                    .forEach(split -> row.add(words.text("split.cell", split.records(), split.dialogues())));
            rows.add(row);
        });
        table(head("column.kind", export.recipe().splits().names().stream()), rows);
        lines.add("");
        lines.add(words.text("records.note"));
    }

    private void addRecipe() {
        heading("recipe");
        Recipe recipe = export.recipe();
        item("recipe.origins", recipe.origins().stream().map(Origin::word).collect(Collectors.joining(", ")));
        item("recipe.majority");
        item("recipe.scores." + recipe.aggregate().word());
        item("recipe.agreement", recipe.minimumAgreement().toPlainString());
        item("recipe.annotators", recipe.minimumAnnotators());
        if (!recipe.minimumScores().isEmpty()) {
            item(
                    "recipe.minimum_scores",
                    recipe.minimumScores().entrySet().stream()
                            .map(one ->
                                    one.getKey().word() + " " + one.getValue().toPlainString())
                            .collect(Collectors.joining(", ")));
        }
        if (!recipe.withoutFlags().isEmpty()) {
            item(
                    "recipe.without_flags",
                    recipe.withoutFlags().stream().map(TurnFlag::word).collect(Collectors.joining(", ")));
        }
        item("recipe.usable");
        item("recipe.label");
        item(
                recipe.licences().allowed().isEmpty() ? "recipe.licences.stated" : "recipe.licences.allowed",
                String.join(", ", recipe.licences().allowed()));
        if (!export.rows().rules().isEmpty()) {
            item("recipe.exclusions", "`" + export.rows().rules() + "`");
        }
        item(recipe.typed() ? "recipe.typed" : "recipe.not_typed");
        item(
                "recipe.splits",
                recipe.splits().shares().entrySet().stream()
                        .map(split -> split.getKey() + " " + split.getValue().toPlainString())
                        .collect(Collectors.joining(", ")),
                recipe.splits().seed());
    }

    private void item(String key, Object... values) {
        lines.add("- " + words.text(key, values));
    }

    private void addLeftOut() {
        heading("left_out");
        Map<DatasetKind, KindCounts> kinds = export.summary().kinds();
        List<List<Object>> rows = new ArrayList<>();
        for (Reason reason : Reason.values()) {
            if (kinds.values().stream().anyMatch(counts -> counts.leftOut().containsKey(reason))) {
                rows.add(counted(words.of(reason), counts -> counts.leftOut().getOrDefault(reason, 0)));
            }
        }
        rows.add(counted(words.text("left_out.all"), KindCounts::out));
        rows.add(counted(words.text("records.all"), KindCounts::records));
        table(kindHead("column.reason"), rows);
    }

    private List<String> kindHead(String first) {
        return head(first, export.summary().kinds().keySet().stream().map(words::of));
    }

    private List<Object> counted(String name, Function<KindCounts, Object> count) {
        List<Object> row = new ArrayList<>(List.of(name));
        export.summary().kinds().values().forEach(counts -> row.add(count.apply(counts)));
        return row;
    }

    private void addRows() {
        heading("rows");
        List<List<Object>> rows = new ArrayList<>();
        rows.add(List.of(words.text("row.read"), export.rows().read()));
        rows.add(List.of(words.text("row.checks"), export.rows().checks()));
        rows.add(List.of(words.text("row.excluded"), export.rows().excluded()));
        export.summary().fates().forEach((fate, count) -> rows.add(List.of(words.of(fate), count)));
        table(List.of(words.text("column.rows"), words.text("column.count")), rows);
    }

    /** Says of which characters, models and licences records are. */
    private void addShares() {
        heading("characters");
        List<List<Object>> rows = new ArrayList<>();
        export.recipe()
                .splits()
                .names()
                .forEach(split -> export.characters()
                        .getOrDefault(split, List.of())
                        .forEach(character -> {
                            List<Object> row = counted(
                                    character, counts -> counts.characters().getOrDefault(character, 0));
                            row.add(1, split);
                            rows.add(row);
                        }));
        List<String> head = new ArrayList<>(kindHead("column.character"));
        head.add(1, words.text("column.split"));
        table(head, rows);
        if (!export.sameProfiles().isEmpty()) {
            lines.add("");
            export.sameProfiles()
                    .forEach(same -> lines.add("- " + words.text("characters.same", String.join(", ", same))));
        }
        heading("models");
        addCounts("column.model", KindCounts::models);
        lines.add("");
        lines.add(words.text("models.note"));
        heading("licences");
        addCounts("column.licence", KindCounts::licences);
        lines.add("");
        lines.add(words.text("licences.note"));
    }

    private void addCounts(String first, Function<KindCounts, SortedMap<String, Integer>> of) {
        TreeSet<String> names = new TreeSet<>();
        export.summary()
                .kinds()
                .values()
                .forEach(counts -> names.addAll(of.apply(counts).keySet()));
        table(
                kindHead(first),
                names.stream()
                        .map(name -> counted(name, counts -> of.apply(counts).getOrDefault(name, 0)))
                        .toList());
    }

    private void addShared() {
        heading("shared");
        lines.add(words.text(export.summary().overlaps().isEmpty() ? "shared.none" : "shared.note"));
        if (!export.summary().overlaps().isEmpty()) {
            lines.add("");
            export.summary().overlaps().forEach(overlap -> lines.add("- " + words.of(overlap)));
        }
    }

    private void addFiles() {
        heading("files");
        table(
                List.of(words.text("column.file"), words.text("column.records"), words.text("column.bytes"), "SHA-256"),
                export.files().stream()
                        .map(file -> List.<Object>of(
                                "`" + file.name() + "`", file.records(), file.bytes(), "`" + file.sha256() + "`"))
                        .toList());
        lines.add("");
        lines.add(words.text("files.note"));
    }

    private void addLoading() {
        heading("loading");
        lines.add(words.text("loading.datasets"));
        lines.add("");
        lines.add("```python");
        lines.add("from datasets import load_dataset");
        Arrays.stream(Layout.values())
                .filter(layout -> !layout.isLlamaFactory())
                .filter(layout -> export.files().stream().anyMatch(file -> file.layout() == layout))
                .forEach(layout -> lines.add(layout.word() + " = load_dataset(\"OUT\", \"" + layout.word() + "\")"));
        lines.add("```");
        lines.add("");
        lines.add(words.text(
                "loading.llama_factory", String.join(", ", export.datasetInfo().keySet())));
    }

    private void addLimits() {
        heading("limits");
        Stream.of("limits.models", "limits.scores", "limits.names", "limits.withdrawn")
                .forEach(this::item);
        if (export.sealed()) {
            item("limits.sealed");
        }
        if (export.reworded()) {
            item("limits.reworded");
        }
    }
}
