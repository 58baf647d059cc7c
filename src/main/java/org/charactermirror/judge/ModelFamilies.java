package org.charactermirror.judge;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.charactermirror.scenario.JudgeSpec;
import org.charactermirror.scenario.ModelSpec;

/** Tells families of models by their names: a guess, which a judge's own {@code family} overrules. */
public final class ModelFamilies {

    private static final String LIST = "model-families.txt";

    private final Map<String, String> familyOfWord = new LinkedHashMap<>();

    private ModelFamilies() {}

    /** Returns the families that come with the program. */
    public static ModelFamilies shipped() {
        ModelFamilies families = new ModelFamilies();
        try (InputStream in = Objects.requireNonNull(ModelFamilies.class.getResourceAsStream(LIST), LIST);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .forEach(line -> {
                        String[] parts = line.split(":", 2);
                        for (String word : parts[1].strip().split("\\s+")) {
                            families.familyOfWord.put(word, parts[0].strip());
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return families;
    }

    /** Returns the family that a name tells of, if it tells of one and no more. */
    public Optional<String> of(String name) {
        String folded = name.toLowerCase(Locale.ROOT);
        Set<String> words = Set.copyOf(List.of(folded.split("[^\\p{L}]+")));
        List<String> found = familyOfWord.entrySet().stream()
                .filter(entry -> entry.getKey().charAt(0) < 0x80
                        ? words.contains(entry.getKey())
                        : folded.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .distinct()
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** Returns the family of a model, by what it is called where it runs, or else by its id. */
    public Optional<String> of(ModelSpec model) {
        String inner = "";
        if (model instanceof ModelSpec.Local local) {
            inner = local.path();
        } else if (model instanceof ModelSpec.Remote remote) {
            inner = remote.endpoint().model();
        } else if (model instanceof ModelSpec.Replay replay) {
            inner = replay.model().orElse("");
        }
        return of(inner).or(() -> of(model.id()));
    }

    /** Returns the family that a judge declares, or that of its model. */
    public Optional<String> of(JudgeSpec judge) {
        return judge.family().or(() -> of(judge.model()));
    }

    /** Tells how a judge is related to the one or two models that it judges. */
    static Kinship kinship(Optional<String> judge, List<Optional<String>> models) {
        if (judge.isEmpty()) {
            return Kinship.UNKNOWN;
        }
        boolean a = models.get(0).equals(judge);
        boolean b = models.get(models.size() - 1).equals(judge);
        if (a && b) {
            return Kinship.SAME;
        }
        if (a || b) {
            return a ? Kinship.A : Kinship.B;
        }
        return models.contains(Optional.<String>empty()) ? Kinship.UNKNOWN : Kinship.NONE;
    }
}
