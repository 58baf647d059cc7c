package org.charactermirror.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.AnnotationFile;
import org.charactermirror.annotation.AnnotationFiles;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.Scale;
import org.charactermirror.annotation.TurnError;
import org.charactermirror.problem.Problems;
import org.junit.jupiter.api.Test;

/** The checked-in samples are those of the generator, fit the demo study, and say what they are. */
class DemoAnnotationsTest {

    private static final Path HOME = Path.of(System.getProperty("charmirror.home"));

    @Test
    void the_generator_makes_the_files_that_are_checked_in() throws IOException {
        Map<String, String> checkedIn = new TreeMap<>();
        for (String folder : List.of("demo", "demo-pairwise")) {
            for (Path file : AnnotationFiles.in(HOME.resolve("annotations").resolve(folder))) {
                checkedIn.put(folder + "/" + file.getFileName(), Files.readString(file));
            }
        }
        assertThat(DemoAnnotations.files(HOME.resolve("characters"))).isEqualTo(checkedIn);
    }

    @Test
    void every_session_of_the_demo_is_rated_by_three_and_checked_turn_by_turn() {
        Map<String, Integer> ratings = new TreeMap<>();
        Map<String, Integer> turns = new TreeMap<>();
        for (Annotation row : rows("demo/ratings.csv").rows()) {
            ratings.merge(String.valueOf(row.subject().session()), 1, Integer::sum);
            assertThat(((Rating) row).comment()).isEqualTo(DemoAnnotations.COMMENT);
        }
        for (Annotation row : rows("demo/turn_errors.csv").rows()) {
            turns.merge(String.valueOf(row.subject().session()), 1, Integer::sum);
            assertThat(((TurnError) row).comment()).isEqualTo(DemoAnnotations.COMMENT);
        }
        assertThat(ratings).hasSize(2 * 24 * 3).containsKeys("tiny.xiang-yu.chat-1.1", "tinier.xiang-yu.chat-1.1");
        assertThat(ratings.values()).containsOnly(3);
        assertThat(turns.keySet()).isEqualTo(ratings.keySet());
        assertThat(turns.values()).containsOnly(DemoAnnotations.TURNS);
    }

    @Test
    void every_turn_of_the_demos_pairs_is_judged_once() {
        Map<String, Integer> turns = new TreeMap<>();
        for (Annotation row : rows("demo-pairwise/preferences.csv").rows()) {
            turns.merge(String.valueOf(row.subject().session()), 1, Integer::sum);
            assertThat(((Preference) row).reason()).isEqualTo(DemoAnnotations.COMMENT);
        }
        assertThat(turns).hasSize(24 * 3).containsKey("tiny~tinier.xiang-yu.chat-1.1");
        assertThat(turns.values()).containsOnly(DemoAnnotations.TURNS);
    }

    @Test
    void every_row_is_synthetic() {
        for (String name : List.of("demo/ratings.csv", "demo/turn_errors.csv", "demo-pairwise/preferences.csv")) {
            assertThat(rows(name).rows()).isNotEmpty().allMatch(row -> row.origin() == Origin.SYNTHETIC);
        }
    }

    private static AnnotationFile rows(String name) {
        Problems problems = new Problems();
        AnnotationFile file = AnnotationFiles.read(
                        HOME.resolve("annotations").resolve(name), name, Scale.ofDefaults(), problems)
                .orElseThrow();
        assertThat(file.badRows()).isEmpty();
        return file;
    }
}
