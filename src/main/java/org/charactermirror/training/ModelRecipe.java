package org.charactermirror.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How an embedded model is made.
 *
 * @param name of the model
 * @param layers number of decoder layers
 * @param hidden width
 * @param heads query heads
 * @param feedForward width of the feed-forward part
 * @param context the most tokens of a dialogue
 * @param stages of the training, in order
 */
public record ModelRecipe(
        String name, int layers, int hidden, int heads, int feedForward, int context, List<TrainingStage> stages) {

    /** Many short dialogues, all that is said in them: the language. */
    private static final WindowKind SHORT = new WindowKind(8, 256, 0, false);

    /** Dialogues as a study has them, with the whole profile; only the replies count. */
    private static final WindowKind LONG = new WindowKind(3, 768, 0.9, true);

    private static final ModelRecipe TINY = new ModelRecipe(
            "tiny",
            4,
            192,
            6,
            512,
            768,
            List.of(
                    new TrainingStage(List.of(
                            new TrainingPhase("language", 2600, 3e-3, 100, 0.3, SHORT),
                            new TrainingPhase("script", 1800, 2e-3, 50, 0.01, LONG))),
                    new TrainingStage(List.of(new TrainingPhase("rehearsal", 2000, 2e-3, 100, 0.01, LONG)))));

    public ModelRecipe {
        stages = List.copyOf(stages);
    }

    /** Finds a recipe by the model's name. */
    public static Optional<ModelRecipe> named(String name) {
        return Optional.of(TINY).filter(recipe -> recipe.name().equals(name));
    }

    /** Returns the names of all recipes. */
    public static List<String> names() {
        return List.of(TINY.name());
    }

    NetworkShape shape(int vocabulary) {
        return new NetworkShape(layers, hidden, heads, feedForward, vocabulary, context);
    }

    /** Returns the text of {@code charmirror-model.json}. */
    String card() {
        Map<String, Object> card = new LinkedHashMap<>();
        card.put("name", name);
        card.put("licence", "Apache-2.0");
        card.put(
                "notes",
                "A demonstration model of a few million parameters, trained on lines that the project wrote. It shows that the"
                        + " harness works; its scores say nothing about character dialogue models.");
        try {
            return JsonMapper.builder()
                            .enable(SerializationFeature.INDENT_OUTPUT)
                            .build()
                            .writeValueAsString(card)
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
