package org.charactermirror.chat.glm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The random checkpoint among the test resources, in the formats in which models are published. */
final class TinyCheckpoint {

    static final Path FOLDER = Path.of("src/test/resources/chatglm2-tiny").toAbsolutePath();
    static final Path EXPECTED = FOLDER.resolve("expected.json");

    private TinyCheckpoint() {}

    static List<ExpectedLogits> expected() {
        return ExpectedLogits.read(EXPECTED, ModelConfiguration.read(FOLDER));
    }

    static Decoder load(Precision precision) {
        ModelConfiguration sizes = ModelConfiguration.read(FOLDER);
        return Decoder.load(Checkpoint.open(FOLDER, sizes), sizes, precision, sizes.contextLength(), 0);
    }

    /** Copies the checkpoint without its safetensors file. */
    static Path torchOnly(Path folder) throws IOException {
        return copy(folder, "config.json", "pytorch_model");
    }

    /** Copies the checkpoint without its PyTorch files. */
    static Path safetensorsOnly(Path folder) throws IOException {
        return copy(folder, "config.json", "model.safetensors");
    }

    private static Path copy(Path folder, String... prefixes) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            files.filter(file -> Stream.of(prefixes)
                            .anyMatch(prefix -> file.getFileName().toString().startsWith(prefix)))
                    .forEach(file -> {
                        try {
                            Files.copy(file, folder.resolve(file.getFileName()));
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        }
        return folder;
    }
}
