package org.charactermirror.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.charactermirror.annotation.AnnotationWriter;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Place;
import org.charactermirror.annotation.Subject;

/**
 * Constructs row-level judgements that aggregate to every printed digit of the published tables. The rows behind those
 * tables were never published: these are not them, and nobody gave them.
 */
final class PaperReconstruction {

    static final String STUDY = "characterglm-paper-reconstructed";
    static final List<String> CATEGORIES = List.of("celebrities", "daily_life", "games_videos", "virtual_love");
    static final List<String> TOPICS = List.of("chat", "interview", "love");
    static final Place NOWHERE = new Place("reconstructed", 1);
    static final long SEED = 2311_16832L;

    private PaperReconstruction() {}

    /** Writes the three files into the folder that is named, {@code annotations/paper} if none is. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments.length == 0 ? "annotations/paper" : arguments[0]);
        Files.createDirectories(folder);
        for (Map.Entry<String, String> file : files().entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue(), StandardCharsets.UTF_8);
        }
    }

    /** Returns the text of the files by name; the same on every call. */
    static Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("ratings.csv", AnnotationWriter.write(Kind.RATINGS, RatingReconstruction.rows()));
        files.put("turn_errors.csv", AnnotationWriter.write(Kind.TURN_ERRORS, TurnErrorReconstruction.rows()));
        files.put("preferences.csv", AnnotationWriter.write(Kind.PREFERENCES, PreferenceReconstruction.rows()));
        return files;
    }

    /** Returns who judged one session; names say that neither annotator nor character is real. */
    static Subject subject(String model, int annotator, int character, String category, String topic, int repetition) {
        String characterId = String.format(Locale.ROOT, "reconstructed-%02d", character);
        return new Subject(
                STUDY,
                model + "." + characterId + "." + topic + "-1." + repetition,
                String.format(Locale.ROOT, "r%02d", annotator),
                characterId,
                category,
                topic);
    }
}
