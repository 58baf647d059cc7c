package org.charactermirror.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.AnnotationFile;
import org.charactermirror.annotation.AnnotationFiles;
import org.charactermirror.annotation.Origin;
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
        for (Path file : AnnotationFiles.in(HOME.resolve("annotations/demo"))) {
            checkedIn.put(file.getFileName().toString(), Files.readString(file));
        }
        assertThat(DemoAnnotations.files(HOME.resolve("characters"))).isEqualTo(checkedIn);
    }

    @Test
    void every_session_of_the_demo_is_rated_by_three_and_checked_turn_by_turn() {
        Map<String, Integer> ratings = new TreeMap<>();
        Map<String, Integer> turns = new TreeMap<>();
        for (Annotation row : rows("ratings.csv").rows()) {
            ratings.merge(String.valueOf(row.subject().session()), 1, Integer::sum);
            assertThat(((Rating) row).comment()).isEqualTo(DemoAnnotations.COMMENT);
        }
        for (Annotation row : rows("turn_errors.csv").rows()) {
            turns.merge(String.valueOf(row.subject().session()), 1, Integer::sum);
            assertThat(((TurnError) row).comment()).isEqualTo(DemoAnnotations.COMMENT);
        }
        assertThat(ratings).hasSize(24 * 3).containsKey("tiny.xiang-yu.chat-1.1");
        assertThat(ratings.values()).containsOnly(3);
        assertThat(turns.keySet()).isEqualTo(ratings.keySet());
        assertThat(turns.values()).containsOnly(DemoAnnotations.TURNS);
    }

    @Test
    void every_row_is_synthetic() {
        for (String name : new String[] {"ratings.csv", "turn_errors.csv"}) {
            assertThat(rows(name).rows()).isNotEmpty().allMatch(row -> row.origin() == Origin.SYNTHETIC);
        }
    }

    private static AnnotationFile rows(String name) {
        Problems problems = new Problems();
        AnnotationFile file = AnnotationFiles.read(
                        HOME.resolve("annotations/demo").resolve(name), name, Scale.ofDefaults(), problems)
                .orElseThrow();
        assertThat(file.badRows()).isEmpty();
        return file;
    }
}
