package org.charactermirror.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.charactermirror.scenario.SampleFiles;

/** A study of one model, two characters, two scenarios and 20 rounds: 80 turns. */
final class SampleStudy {

    static final int TURNS = 80;

    private static final String TEXT = """
            id: small
            kind: rating
            models:
              - {id: tiny, provider: local, path: "embedded:tiny"}
            characters: all
            scenarios: all
            rounds: 20
            seed: 7
            """;

    private SampleStudy() {}

    /** Writes characters, scenarios and {@code small.yaml}. */
    static void write(Path folder) throws IOException {
        SampleFiles.write(folder);
        write(folder, TEXT);
    }

    /** Writes the same with a scenario in which a model plays the user, and a study of it. */
    static void writeInterview(Path folder) throws IOException {
        write(folder);
        Files.writeString(folder.resolve("scenarios").resolve("visit.yaml"), """
                id: visit
                title: 来访
                topic: chat
                language: zh
                situation: 傍晚，门口。
                interviewer:
                  persona: 一个好奇的客人
                  goals: ["弄清{bot_name}的来历"]
                  opening: 有人吗？
                  probe: [memory]
                probes:
                  - {turn: 3, dimension: consistency, say: "{bot_name}，你是谁？"}
                source: 原创
                license: Apache-2.0
                """);
        replace(
                folder,
                "small.yaml",
                "characters: all",
                "interviewer: {id: guest, provider: local, path: g}\ncharacters: all");
    }

    static void write(Path folder, String study) throws IOException {
        Files.writeString(folder.resolve("small.yaml"), study);
    }

    /** Writes an installation in which the demonstration can be played; its folders of samples are empty. */
    static void writeDemo(Path folder) throws IOException {
        write(folder);
        Path studies = Files.createDirectories(folder.resolve("scenarios").resolve("studies"));
        Files.move(folder.resolve("small.yaml"), studies.resolve("demo.yaml"));
        replace(studies, "demo.yaml", "id: small", "id: demo");
        Files.writeString(studies.resolve("demo-pairwise.yaml"), """
                id: demo-pairwise
                kind: pairwise
                models:
                  - {id: tiny, provider: local, path: "embedded:tiny"}
                  - {id: tinier, provider: local, path: "embedded:tinier"}
                baseline: tiny
                characters: all
                scenarios: all
                rounds: 20
                seed: 7
                """);
        for (String study : List.of("demo", "demo-pairwise")) {
            Files.createDirectories(folder.resolve("annotations").resolve(study));
        }
    }

    static void replace(Path folder, String file, String from, String to) throws IOException {
        Path path = folder.resolve(file);
        Files.writeString(path, Files.readString(path).replace(from, to));
    }

    static LoadedStudy load(Path folder) {
        return LoadedStudy.load(
                new Installation(folder, Optional.empty()),
                folder.resolve("small.yaml").toString());
    }
}
