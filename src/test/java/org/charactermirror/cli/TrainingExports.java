package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.charactermirror.character.CharacterLibrary;
import org.charactermirror.document.Sha256;
import org.charactermirror.problem.Problems;
import org.charactermirror.scenario.ScenarioLibrary;
import org.charactermirror.store.StudyDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A study of two models and two characters, and what {@code export training} makes of it. */
abstract class TrainingExports {

    static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    final Terminal terminal = new Terminal();
    Path study;
    Path out;

    @BeforeEach
    void writeStudy() throws IOException {
        study = folder.resolve("my-run");
        out = folder.resolve("out");
        TwoModelStudy.write(study);
        keep("language", "zh");
        keep("character li-bai", hash("characters", "li-bai"));
        keep("character xiang-yu", hash("characters", "xiang-yu"));
        keep("scenario chat-1", hash("scenarios", "chat-1"));
        Files.writeString(
                study.resolve("run.json"),
                "{\"models\": [{\"id\": \"alpha\", \"licence\": \"MIT\"}, {\"id\": \"beta\", \"licence\": \"MIT\"}]}");
    }

    static String hash(String kind, String id) {
        List<Path> folders = Installation.current().folders(kind, new Problems());
        if (kind.equals("scenarios")) {
            ScenarioLibrary library = ScenarioLibrary.load(folders, new Problems());
            return library.sha256(library.find(id, "zh").orElseThrow());
        }
        CharacterLibrary library = CharacterLibrary.load(folders, new Problems());
        return library.sha256(library.find(id, "zh").orElseThrow());
    }

    void keep(String name, String value) {
        try (StudyDatabase database = StudyDatabase.open(study.resolve("study.db"))) {
            database.write(handle ->
                    handle.execute("INSERT OR REPLACE INTO ingredient (name, value) VALUES (?, ?)", name, value));
        }
    }

    void annotate(String csv) throws IOException {
        Path file = Files.writeString(folder.resolve("rows-" + Sha256.hex(csv).substring(0, 8) + ".csv"), csv);
        assertThat(terminal.run("annotate", "import", study.toString(), file.toString()))
                .as(terminal.err())
                .isZero();
    }

    void annotateAll() throws IOException {
        annotate("""
                session,annotator,model,overall,comment
                alpha.li-bai.chat-1.1,w1,alpha,5,=HYPERLINK("x")
                alpha.li-bai.chat-1.1,w2,alpha,4,
                beta.li-bai.chat-1.1,w1,beta,2,
                alpha.xiang-yu.chat-1.1,w1,alpha,4,
                """);
        annotate("""
                session,annotator,model_a,model_b,turn,outcome
                alpha~beta.li-bai.chat-1.1,w1,beta,alpha,2,win
                alpha~beta.xiang-yu.chat-1.1,w1,alpha,beta,1,win
                """);
    }

    int run(String... more) {
        List<String> words = new ArrayList<>(List.of("export", "training", study.toString(), "--out", out.toString()));
        words.addAll(List.of(more));
        return terminal.run(words.toArray(String[]::new));
    }

    List<JsonNode> records(String name) throws IOException {
        List<JsonNode> records = new ArrayList<>();
        for (String line : Files.readAllLines(out.resolve(name))) {
            records.add(JSON.readTree(line));
        }
        return records;
    }

    Map<String, String> files() throws IOException {
        Map<String, String> files = new HashMap<>();
        try (Stream<Path> entries = Files.list(out)) {
            for (Path file : entries.toList()) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return files;
    }
}
