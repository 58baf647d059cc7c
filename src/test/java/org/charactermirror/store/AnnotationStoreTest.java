package org.charactermirror.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.charactermirror.analysis.Rows;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.AnnotationFiles;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Scale;
import org.charactermirror.annotation.TurnError;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.problem.Problem;
import org.charactermirror.problem.Problems;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnotationStoreTest {

    private static final String RATINGS = """
            study,session,annotator,model,character,category,topic,overall,safety,comment,origin,weather
            s,m.c.t-1.1,p1,m,c,k,t,3.5,,"x, y",synthetic,rain
            ,,p2,m,,,,,5,"two
            lines",,
            """;
    private static final String FLAGS = """
            annotator,model,session,turn,ooc,proactivity,evidence,origin
            p1,m,m.c.t-1.1,1,1,,"he said, no",judge
            p1,m,m.c.t-1.1,2,0,1,,automatic
            """;
    private static final String PAIRS = """
            annotator,model_a,model_b,outcome,shown_first,turn,reason
            p1,x,y,both_bad,b,3,dull
            p2,y,x,win,,,
            """;

    @TempDir
    private Path folder;

    private StudyDatabase database;
    private AnnotationStore store;

    @BeforeEach
    void open() {
        database = StudyDatabase.open(folder.resolve("study.db"));
        store = new AnnotationStore(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void rows_come_back_as_they_went_in_with_their_places() {
        Annotations rows = Rows.of(RATINGS, FLAGS, PAIRS);
        store.add(rows.stream().toList());
        assertThat(store.annotations()).isEqualTo(rows);
    }

    @Test
    void merging_skips_what_is_there_and_stops_at_contradictions() {
        assertThat(store.merge(Rows.of(RATINGS, PAIRS).stream().toList())).isEqualTo(4);
        assertThat(store.merge(Rows.of(RATINGS, FLAGS).stream().toList())).isEqualTo(2);
        List<Annotation> other = Rows.of(PAIRS.replace("win", "lose")).stream().toList();
        assertThatThrownBy(() -> store.merge(other))
                .isInstanceOf(BadInputException.class)
                .hasMessage("rows.csv:3: contradicts rows.csv:3, which has the same annotator p2, models x and y and"
                        + " other values (outcome \"lose\", here \"win\"); remove one of the two rows or, if they judge different dialogues, name these"
                        + " in a column session");
        assertThat(store.annotations().size()).isEqualTo(6);
    }

    @Test
    void a_completed_row_keeps_its_number_and_changes_no_other() {
        store.merge(Rows.of(RATINGS, FLAGS).stream().toList());
        assertThat(store.merge(
                        Rows.of(RATINGS.replace("3.5,,", "3.5,2,"), FLAGS.replace("2,0,1,,", "2,0,1,here,")).stream()
                                .toList()))
                .isZero();
        assertThat(store.annotations().ratings())
                .extracting(rating -> rating.scores().get(Dimension.SAFETY))
                .containsExactly(new BigDecimal("2"), new BigDecimal("5"));
        assertThat(store.annotations().turnErrors())
                .extracting(TurnError::evidence)
                .containsExactly("he said, no", "here");
    }

    @Test
    void a_row_that_cannot_be_kept_keeps_all_others_out() {
        List<Annotation> twice = Rows.of(RATINGS).stream()
                .flatMap(row -> List.of(row, row).stream())
                .toList();
        assertThatThrownBy(() -> store.add(twice)).isInstanceOf(JdbiException.class);
        assertThat(store.annotations().size()).isZero();
    }

    @Test
    void exports_hold_all_columns_and_read_back() throws IOException {
        store.add(Rows.of(RATINGS, PAIRS).stream().toList());
        List<Path> files = AnnotationExport.write(folder, store.annotations());
        assertThat(files)
                .containsExactly(
                        folder.resolve("annotations/ratings.csv"), folder.resolve("annotations/preferences.csv"));
        assertThat(Rows.of(Files.readString(files.get(0))).ratings())
                .usingRecursiveComparison()
                .ignoringFields("place")
                .isEqualTo(Rows.of(RATINGS).ratings());
    }

    @Test
    void ids_are_those_of_the_plan() {
        database.write(handle -> handle.execute(
                "INSERT INTO session (session, position, model, character, category, scenario, topic, repetition,"
                        + " rounds, bot_name, user_name, greeting, state) VALUES ('tiny.li-bai.chat-1.1', 0, 'tiny',"
                        + " 'li-bai', 'celebrities', 'chat-1', 'chat', 1, 20, '李白', '你', '', 'done')"));
        PlannedIds ids = PlannedIds.of(database);
        Problems problems = new Problems();
        List<Annotation> rows = AnnotationFiles.parse("""
                annotator,model,session,turn,character,topic,ooc
                p,tiny,tiny.li-bai.chat-1.1,20,li-bai,chat,0
                p,tiny,tiny.li-bai.chat-1.1,21,li-bai,,0
                p,tinny,tiny.li-bai.chat-1.2,1,du-fu,chat,0
                p,tiny,tiny.li-bai.chat-1.1,3,li-bai,love,0
                """, "f.csv", Scale.ofDefaults(), problems)
                .orElseThrow()
                .rows();
        rows.forEach(row -> ids.check(row, problems));
        assertThat(problems.all())
                .extracting(Problem::toString)
                .containsExactly(
                        "f.csv:3: turn is 21; the session has 20 turns",
                        "f.csv:4: character is \"du-fu\", which the study does not have; the study's plan has li-bai",
                        "f.csv:4: model is \"tinny\", which the study does not have; did you mean \"tiny\"?",
                        "f.csv:4: session is \"tiny.li-bai.chat-1.2\", which the study does not have; did you mean"
                                + " \"tiny.li-bai.chat-1.1\"?",
                        "f.csv:5: topic is \"love\"; the session tiny.li-bai.chat-1.1 has \"chat\"");
        Problems none = new Problems();
        rows.forEach(row -> PlannedIds.none().check(row, none));
        assertThat(none.all()).isEmpty();
    }

    @Test
    void preferences_name_dialogues_of_two_models_and_all_else_those_of_one() {
        database.write(handle -> {
            for (String model : List.of("tiny", "tiny~tinier")) {
                handle.execute(
                        "INSERT INTO session (session, position, model, character, category, scenario, topic,"
                                + " repetition, rounds, bot_name, user_name, greeting, state) VALUES (?, ?, ?, 'li-bai',"
                                + " 'celebrities', 'chat-1', 'chat', 1, 20, '李白', '你', '', 'done')",
                        model + ".li-bai.chat-1.1",
                        model.length(),
                        model);
            }
            handle.execute(
                    "INSERT INTO pair_session VALUES ('tiny~tinier.li-bai.chat-1.1', 'tiny', 'tinier', 'random')");
        });
        PlannedIds ids = PlannedIds.of(database);
        Problems problems = new Problems();
        AnnotationFiles.parse("""
                annotator,model_a,model_b,session,turn,outcome
                p,tiny,tinier,tiny~tinier.li-bai.chat-1.1,20,win
                p,tinier,tiny,tiny~tinier.li-bai.chat-1.1,21,win
                p,tiny,tiny~tinier,tiny~tinier.li-bai.chat-1.1,1,win
                p,tiny,tinier,tiny.li-bai.chat-1.1,1,win
                """, "p.csv", Scale.ofDefaults(), problems)
                .orElseThrow()
                .rows()
                .forEach(row -> ids.check(row, problems));
        AnnotationFiles.parse("""
                annotator,model,session,overall
                p,tinier,tiny.li-bai.chat-1.1,3
                p,tiny,tiny~tinier.li-bai.chat-1.1,3
                """, "r.csv", Scale.ofDefaults(), problems)
                .orElseThrow()
                .rows()
                .forEach(row -> ids.check(row, problems));
        assertThat(problems.all())
                .extracting(Problem::toString)
                .containsExactly(
                        "p.csv:3: turn is 21; the session has 20 turns",
                        "p.csv:4: model_b is \"tiny~tinier\", which the study does not have; the study's plan has tiny,"
                                + " tinier",
                        "p.csv:4: models are \"tiny\" and \"tiny~tinier\"; the session tiny~tinier.li-bai.chat-1.1 has"
                                + " \"tiny\" and \"tinier\"",
                        "p.csv:5: session is \"tiny.li-bai.chat-1.1\", a dialogue of one model; name one in which two"
                                + " models answer",
                        "r.csv:2: model is \"tinier\"; the session tiny.li-bai.chat-1.1 has \"tiny\"",
                        "r.csv:3: session is \"tiny~tinier.li-bai.chat-1.1\", a dialogue of two models, whose replies are"
                                + " compared and not judged one by one; name a dialogue of one model");
    }
}
