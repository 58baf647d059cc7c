package org.charactermirror.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.charactermirror.annotation.AnnotationFiles;
import org.charactermirror.problem.BadInputException;

/** Keeps reports away from what they were made from. */
final class ReportTarget {

    private ReportTarget() {}

    /**
     * Refuses a folder that is the input, a study's, or holds judgements.
     *
     * @throws BadInputException with the reason
     */
    static void check(Path input, Path out) throws IOException {
        if (!Files.exists(out)) {
            return;
        }
        String remedy = "; name another folder with --out";
        if (!Files.isDirectory(out)) {
            throw BadInputException.of(out.toString(), "is a file, and the report needs a folder" + remedy);
        }
        if (Files.isSameFile(input, out)) {
            throw BadInputException.of(out.toString(), "is the folder that the report is made from" + remedy);
        }
        if (Files.exists(out.resolve("study.db")) || Files.exists(out.resolve("study.yaml"))) {
            throw BadInputException.of(out.toString(), "is a study's folder" + remedy);
        }
        List<Path> files = new ArrayList<>(AnnotationFiles.in(out));
        if (Files.isDirectory(out.resolve("annotations"))) {
            files.addAll(AnnotationFiles.in(out.resolve("annotations")));
        }
        for (Path file : files) {
            if (AnnotationFiles.holdsRows(file)) {
                throw BadInputException.of(out.toString(), "holds annotation rows (" + file + ")" + remedy);
            }
        }
    }

    /** Returns the name of a folder, also of one given as {@code .} */
    static String nameOf(Path folder) throws IOException {
        Path name = folder.toRealPath().getFileName();
        return name == null ? "report" : name.toString();
    }
}
