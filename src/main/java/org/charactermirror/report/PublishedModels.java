package org.charactermirror.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.problem.Problems;
import org.charactermirror.table.CsvReader;
import org.charactermirror.table.CsvTable;

/** What the CharacterGLM paper (arXiv 2311.16832) tells of the models that it compares. */
final class PublishedModels {

    private static final Map<String, List<StudyPart.Setting>> MODELS = read("paper_models.csv");

    private PublishedModels() {}

    /** Finds the facts of a model by its name in the paper's tables. */
    static Optional<List<StudyPart.Setting>> of(String model) {
        return Optional.ofNullable(MODELS.get(model));
    }

    private static Map<String, List<StudyPart.Setting>> read(String name) {
        Problems problems = new Problems();
        CsvTable table =
                CsvReader.parse(HtmlReport.resource(name), name, problems).orElseThrow();
        problems.throwIfErrors();
        Map<String, List<StudyPart.Setting>> models = new LinkedHashMap<>();
        table.rows().forEach(row -> {
            List<StudyPart.Setting> facts = new ArrayList<>();
            for (int i = 1; i < table.header().size(); i++) {
                if (!row.cells().get(i).isEmpty()) {
                    facts.add(new StudyPart.Setting(
                            table.header().get(i), row.cells().get(i)));
                }
            }
            models.put(row.cells().get(0), List.copyOf(facts));
        });
        return models;
    }
}
