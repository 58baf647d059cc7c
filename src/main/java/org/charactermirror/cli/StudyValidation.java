package org.charactermirror.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.character.ProfileTemplate;
import org.charactermirror.chat.ModelUnavailableException;
import org.charactermirror.chat.glm.EmbeddedModels;
import org.charactermirror.chat.glm.PromptLength;
import org.charactermirror.document.YamlDocument;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.problem.Problems;
import org.charactermirror.scenario.ContextUse;
import org.charactermirror.scenario.ModelSpec;
import org.charactermirror.scenario.Study;
import org.charactermirror.scenario.StudyDesign;

/** What {@code validate} finds out about one study that can be read. */
final class StudyValidation {

    private final Study study;
    private final YamlDocument document;
    private final StudyDesign design;
    private final Map<String, ContextUse> contexts = new LinkedHashMap<>();
    private final Map<String, String> unchecked = new LinkedHashMap<>();

    StudyValidation(Study study, YamlDocument document) {
        this.study = study;
        this.document = document;
        this.design = new StudyDesign(study);
    }

    /** Checks the design, and the profiles against the context of every local model that is there. */
    void check(Problems problems) {
        design.warn(document, problems);
        RemoteChecks.warn(study, document, problems);
        for (ModelSpec model : study.models()) {
            if (model instanceof ModelSpec.Replay replay && study.probes()) {
                unchecked.put(replay.id(), "its replies are recorded");
            } else if (model instanceof ModelSpec.Replay replay) {
                checkRecording(replay, problems);
            } else if (!(model instanceof ModelSpec.Local local)) {
                unchecked.put(model.id(), "provider " + model.provider() + ", whose context is not known here");
            } else if (!EmbeddedModels.isEmbedded(local.path()) && !Files.isDirectory(Path.of(local.path()))) {
                unchecked.put(model.id(), local.path() + " is not here");
            } else {
                try {
                    checkContext(model.id(), EmbeddedModels.resolve(local.path()), problems);
                } catch (ModelUnavailableException e) {
                    unchecked.put(model.id(), e.getMessage());
                    document.warning(
                            problems, "/models", "the model " + model.id() + " cannot be used: " + e.getMessage());
                }
            }
        }
    }

    private void checkRecording(ModelSpec.Replay replay, Problems problems) {
        unchecked.put(replay.id(), "its replies are recorded");
        try {
            new ReplayCheck(study, document, problems).check(replay);
        } catch (ModelUnavailableException e) {
            document.warning(problems, "/models", "the model " + replay.id() + " cannot be used: " + e.getMessage());
        } catch (BadInputException e) {
            problems.addAll(e.problems());
        }
    }

    /**
     * Checks the profiles against the context of a model.
     *
     * @throws ModelUnavailableException if the model has no configuration or tokenizer
     */
    void checkContext(String model, Path folder, Problems problems) {
        ProfileTemplate template = ProfileTemplate.ofLanguage(study.language()).orElseThrow();
        try (PromptLength length = PromptLength.open(folder)) {
            ContextUse use = ContextUse.of(
                    study,
                    template,
                    new ContextUse.Context(
                            length.limit(study.generation()),
                            length.room(study.generation()),
                            study.generation().maxNewTokens(),
                            length::tokens));
            contexts.put(model, use);
            use.check(model, document, problems);
        }
    }

    void print(PrintWriter out) {
        int pairs = study.opponents().size();
        out.println("Study " + study.id() + ": dialogues of "
                + (pairs == 0 ? "every model" : pairs == 1 ? "the two models" : "each of " + pairs + " pairs of models")
                + ", by category and topic");
        Map<String, Map<String, Integer>> cells = design.cells();
        List<List<String>> rows = new ArrayList<>();
        cells.forEach((category, row) -> {
            if (rows.isEmpty()) {
                rows.add(row(" ", row.keySet()));
            }
            rows.add(row(category, row.values()));
        });
        int width = rows.stream().mapToInt(row -> row.get(0).length()).max().orElse(0);
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "  %-" + width + "s", row.get(0)));
            for (int i = 1; i < row.size(); i++) {
                line.append(String.format(
                        Locale.ROOT, "  %" + Math.max(6, rows.get(0).get(i).length()) + "s", row.get(i)));
            }
            out.println(line);
        }
        assignment().ifPresent(preview -> preview.lines().forEach(line -> out.println("  " + line)));
        contexts.forEach((model, use) -> out.println("  " + model + ": " + words(use)));
        Map<String, List<String>> reasons = new LinkedHashMap<>();
        unchecked.forEach((model, reason) ->
                reasons.computeIfAbsent(reason, key -> new ArrayList<>()).add(model));
        reasons.forEach((reason, models) ->
                out.println("  " + String.join(", ", models) + ": profiles not measured, " + reason));
    }

    private Optional<AssignmentPreview> assignment() {
        return study.annotators().isPresent()
                ? Optional.of(AssignmentPreview.of(study, study.annotators().getAsInt()))
                : Optional.empty();
    }

    private String words(ContextUse use) {
        Collection<Integer> openings = use.openings().values();
        String lengths = "context of " + use.limit() + " tokens, prompts of the first round "
                + Collections.min(openings) + " to " + Collections.max(openings);
        if (use.surely() == study.rounds()) {
            return lengths + "; all " + study.rounds() + " rounds fit";
        }
        return lengths + "; the first " + use.surely() + " of " + study.rounds()
                + " rounds fit before history is dropped if replies are as long as allowed ("
                + study.generation().maxNewTokens() + " tokens), at most " + use.atBest() + " if they are short";
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("study", study.id());
        map.put("file", document.source());
        map.put("rounds", study.rounds());
        map.put("cells", design.cells());
        if (!study.opponents().isEmpty()) {
            map.put(
                    "pairs",
                    study.opponents().stream()
                            .map(pair -> List.of(pair.modelA(), pair.modelB()))
                            .toList());
        }
        assignment().ifPresent(preview -> map.put("assignment", preview.toMap()));
        List<Map<String, Object>> models = new ArrayList<>();
        contexts.forEach((model, use) -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("id", model);
            entry.put("context_length", use.limit());
            entry.put("first_prompt_tokens", use.openings());
            entry.put("rounds_that_surely_fit", use.surely());
            entry.put("rounds_that_fit_at_best", use.atBest());
            models.add(entry);
        });
        unchecked.forEach((model, reason) -> models.add(Map.of("id", model, "not_measured", reason)));
        map.put("models", models);
        return map;
    }

    private static List<String> row(String first, Collection<?> others) {
        List<String> row = new ArrayList<>(List.of(first));
        others.forEach(cell -> row.add(cell.toString()));
        return row;
    }
}
