package org.charactermirror.web.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.charactermirror.annotation.IdentityMask;
import org.charactermirror.scenario.StudyKind;
import org.charactermirror.store.PlayedStudy;
import org.charactermirror.store.StudioAdjudications;
import org.charactermirror.store.StudyDatabase;
import org.charactermirror.web.WebError;
import org.charactermirror.web.studio.StudioStudy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminDecisionsTest {

    @TempDir
    private Path folder;

    @Test
    void whoever_decides_reads_what_annotators_read_with_models_names_covered() {
        try (StudyDatabase database = study("alpha")) {
            database.write(handle -> handle.execute("UPDATE session SET greeting = '你好，我是alpha。'"));

            Map<String, Object> dialogue = decisions(database).dialogue("alpha.c1.chat-1.1");

            assertThat(String.valueOf(dialogue.get("greeting")))
                    .startsWith("你好，我是")
                    .doesNotContain("alpha");
        }
    }

    @Test
    void a_choice_that_says_nothing_of_turns_can_be_decided_only_between_two_models() throws JsonProcessingException {
        JsonNode choice = new ObjectMapper().readTree("""
                {"session": "alpha.c1.chat-1.1", "turn": 0, "kind": "preferences", "field": "outcome", "value": "tie",
                "reason": "x"}""");
        try (StudyDatabase database = study("alpha")) {
            AdminDecisions decisions = decisions(database);
            assertThatThrownBy(() -> decisions.decide(choice)).isInstanceOf(WebError.class);

            database.write(handle -> handle.execute("INSERT INTO pair_session (session, model_a, model_b, policy)"
                    + " VALUES ('alpha.c1.chat-1.1', 'alpha', 'beta', 'annotator')"));

            decisions(database).decide(choice);
            assertThat(new StudioAdjudications(database).all()).hasSize(1);
        }
    }

    private StudyDatabase study(String model) {
        PlayedStudy.alone(folder, List.of(model), PlayedStudy.names("c", 1), "done")
                .close();
        return StudyDatabase.open(folder.resolve(StudyDatabase.FILE_NAME));
    }

    private static AdminDecisions decisions(StudyDatabase database) {
        StudioStudy study = new StudioStudy(
                "s",
                StudyKind.RATING,
                "zh",
                PlayedStudy.TURNS,
                7,
                Map.of(),
                Map.of(),
                List.of(),
                IdentityMask.of(List.of("alpha")),
                Map.of());
        return new AdminDecisions(database, study, new SoFar(database, List.of()), new StudioAdjudications(database));
    }
}
