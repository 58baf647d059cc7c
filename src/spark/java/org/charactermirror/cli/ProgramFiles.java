package org.charactermirror.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import org.charactermirror.document.Sha256;
import org.jspecify.annotations.Nullable;

/** The files of the program itself, as this process has them. */
final class ProgramFiles {

    private ProgramFiles() {}

    /**
     * Returns the SHA-256 of the names and the checksums of all files in the program's jar; {@code development} where the
     * classes do not come from a jar.
     */
    static String sha256() {
        @Nullable CodeSource source = ProgramFiles.class.getProtectionDomain().getCodeSource();
        try {
            Path jar =
                    source == null ? Path.of("") : Path.of(source.getLocation().toURI());
            return Files.isRegularFile(jar) ? sha256(jar) : "development";
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the program's jar has no path: " + source, e);
        } catch (IOException e) {
            throw new UncheckedIOException("the program's jar cannot be read", e);
        }
    }

    static String sha256(Path jar) throws IOException {
        try (ZipFile files = new ZipFile(jar.toFile())) {
            return Sha256.hex(files.stream()
                    .map(file -> file.getName() + " " + file.getSize() + " " + file.getCrc())
                    .sorted()
                    .collect(Collectors.joining("\n")));
        }
    }
}
