package org.charactermirror.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The study that benchmarks play: characters, scenarios and rounds as in the program's own folder, with one model. */
final class BenchStudy {

    private static final String STUDY = """
            id: %s
            kind: %s
            models:
              - {id: none, provider: local, path: "embedded:tiny"}
            characters: all
            scenarios: all
            rounds: 20
            repetitions: %d
            seed: 7
            """;

    private BenchStudy() {}

    /** Writes a study of so many turns or a few more to a file, as many repetitions as that takes, and loads it. */
    static LoadedStudy ofTurns(Path file, String id, String kind, int turns) {
        int ofOne = write(file, STUDY.formatted(id, kind, 1)).plan().turns();
        return write(file, STUDY.formatted(id, kind, Math.max(1, (turns + ofOne - 1) / ofOne)));
    }

    /** Writes a study's file and loads it. */
    static LoadedStudy write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return LoadedStudy.load(Installation.current(), file.toString());
    }
}
