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
 * @param magnitude number of parameters in words
 * @param layers number of decoder layers
 * @param hidden width
 * @param heads query heads
 * @param feedForward width of the feed-forward part
 * @param context the most tokens of a dialogue
 * @param threads of the training; sums are split among them, so that another number would end in other bits
 * @param stages of the training, in order
 */
public record ModelRecipe(
        String name,
        String magnitude,
        int layers,
        int hidden,
        int heads,
        int feedForward,
        int context,
        int threads,
        List<TrainingStage> stages) {

    /** Many short dialogues, all that is said in them: the language. */
    private static final WindowKind SHORT = new WindowKind(8, 256, 0, false);

    /** Dialogues as a study has them, with the whole profile; only the replies count. */
    private static final WindowKind LONG = new WindowKind(3, 768, 0.9, true);

    private static final ModelRecipe TINY = new ModelRecipe(
            "tiny",
            "a few million",
            4,
            192,
            6,
            512,
            768,
            2,
            List.of(
                    new TrainingStage(List.of(
                            new TrainingPhase("language", 2600, 3e-3, 100, 0.3, SHORT),
                            new TrainingPhase("script", 1800, 2e-3, 50, 0.01, LONG))),
                    new TrainingStage(List.of(new TrainingPhase("rehearsal", 2000, 2e-3, 100, 0.01, LONG)))));

    /** Weaker than tiny, so that a comparison of the two has something to find: less of everything, nothing spoilt. */
    private static final ModelRecipe TINIER = new ModelRecipe(
            "tinier",
            "less than a million",
            2,
            96,
            4,
            256,
            768,
            1,
            List.of(
                    new TrainingStage(List.of(new TrainingPhase("language", 2600, 4e-3, 100, 0.3, SHORT))),
                    new TrainingStage(List.of(new TrainingPhase("script", 1400, 3e-3, 50, 0.01, LONG)))));

    private static final List<ModelRecipe> ALL = List.of(TINY, TINIER);

    public ModelRecipe {
        stages = List.copyOf(stages);
    }

    /** Finds a recipe by the model's name. */
    public static Optional<ModelRecipe> named(String name) {
        return ALL.stream().filter(recipe -> recipe.name().equals(name)).findFirst();
    }

    /** Returns the names of all recipes. */
    public static List<String> names() {
        return ALL.stream().map(ModelRecipe::name).toList();
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
                "A demonstration model of " + magnitude
                        + " parameters, trained on lines that the project wrote. It shows that the harness works; its scores"
                        + " say nothing about character dialogue models.");
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
