package org.charactermirror.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.charactermirror.annotation.AnnotationFiles;
import org.charactermirror.report.ReportInput;

/** Hashes of the files that a report rests on, which {@code sha256sum} shows, too. */
final class InputFiles {

    private InputFiles() {}

    /** What a report on a study rests on, apart from the database, whose bytes say nothing. */
    private static final List<String> OF_STUDY = List.of("run.json", "study.yaml", "transcripts.jsonl");

    /**
     * Returns the annotation files of a folder or, of a study and those inside it, what was played and with which settings; then
     * the rules that leave annotators out, where they are in a file of their own.
     *
     * @param rules a file that is named in place of those that the folder declares
     * @throws IOException if a file cannot be read
     */
    static List<ReportInput.InputFile> of(Path folder, Optional<Path> rules) throws IOException {
        List<ReportInput.InputFile> files = new ArrayList<>();
        if (ReportSource.isStudy(folder)) {
            addStudy(folder, "", files);
            for (Path inside : ReportSource.studiesIn(folder)) {
                addStudy(inside, ReportTarget.nameOf(inside) + "/", files);
            }
        } else {
            for (Path file : AnnotationFiles.in(folder)) {
                files.add(hashed(file, ""));
            }
        }
        Optional<Path> own = rules.or(() -> DeclaredRules.fileBeside(folder));
        if (own.isPresent()) {
            files.add(hashed(own.get(), ""));
        }
        return files;
    }

    /** Returns one file by its name. */
    static ReportInput.InputFile of(Path file) throws IOException {
        return hashed(file, "");
    }

    private static void addStudy(Path folder, String before, List<ReportInput.InputFile> files) throws IOException {
        for (String name : OF_STUDY) {
            if (Files.isRegularFile(folder.resolve(name))) {
                files.add(hashed(folder.resolve(name), before));
            }
        }
    }

    private static ReportInput.InputFile hashed(Path file, String before) throws IOException {
        return new ReportInput.InputFile(before + file.getFileName(), sha256(file));
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
