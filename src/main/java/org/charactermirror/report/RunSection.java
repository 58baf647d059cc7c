package org.charactermirror.report;

import java.util.ArrayList;
import java.util.List;

/** Tells what was run and how it ended. */
final class RunSection {

    private RunSection() {}

    static Page.Section of(RunSummary run) {
        List<String> paragraphs = new ArrayList<>();
        paragraphs.add("Study " + run.study() + ": " + Labels.count(run.models().size(), "model", "models") + ", "
                + Labels.count(run.characters(), "character", "characters") + ", "
                + Labels.count(run.scenarios(), "scenario", "scenarios") + ".");
        for (RunSummary.Model model : run.models()) {
            String licence = model.licence().isEmpty() ? "licence not stated" : "licence " + model.licence();
            paragraphs.add(model.id() + ": " + model.description() + "; " + licence + ".");
        }
        run.facts().forEach(fact -> paragraphs.add(fact.name() + ": " + fact.value() + "."));
        run.failures().forEach(failure -> paragraphs.add("Failed: " + failure));
        List<Page.Row> rows = run.models().stream()
                .map(model -> new Page.Row(
                        model.id(),
                        List.of(
                                Page.Cell.of(Labels.grouped(model.planned())),
                                Page.Cell.of(Labels.grouped(model.complete())),
                                Page.Cell.of(Labels.grouped(model.failed())),
                                Page.Cell.of(Labels.grouped(model.missing())),
                                Page.Cell.of(Labels.grouped(model.replies()))),
                        null))
                .toList();
        Page.TableView sessions = new Page.TableView(
                "Sessions",
                List.of("Model", "Planned", "Complete", "Failed", "Missing", "Replies"),
                List.of(new Page.RowGroup("", rows)),
                false);
        return new Page.Section("run", "What was run", paragraphs, List.of(sessions));
    }
}
