package org.charactermirror.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.charactermirror.report.ReportInput;

/** Hashes of the files that a report rests on, which {@code sha256sum} shows, too. */
final class InputFiles {

    private InputFiles() {}

    /**
     * Returns the annotation files of a folder or, of a study and those inside it, what was played and with which settings.
     *
     * @throws IOException if a file cannot be read
     */
    static List<ReportInput.InputFile> of(Path folder) throws IOException {
        List<ReportInput.InputFile> files = new ArrayList<>(named(folder, ""));
        if (ReportSource.isStudy(folder)) {
            for (Path inside : ReportSource.studiesIn(folder)) {
                files.addAll(named(inside, ReportTarget.nameOf(inside) + "/"));
            }
        }
        return files;
    }

    private static List<ReportInput.InputFile> named(Path folder, String before) throws IOException {
        String wanted = ReportSource.isStudy(folder) ? "study\\.yaml|run\\.json|transcripts\\.jsonl" : "(?i).*\\.csv";
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().matches(wanted))
                    .sorted()
                    .map(file -> new ReportInput.InputFile(before + file.getFileName(), sha256(file)))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String sha256(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
