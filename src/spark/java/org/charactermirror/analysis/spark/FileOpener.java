package org.charactermirror.analysis.spark;

import java.io.Serializable;
import java.util.List;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.problem.Problem;

/** Reads a file of judgements on whatever machine it is called; every machine sees the files under the same path. */
public interface FileOpener extends Serializable {

    /** Reads the file with everything that is wrong with it. */
    Opened open(String file);

    /**
     * Returns the SHA-256 of a file, 64 hexadecimal digits.
     *
     * @throws java.io.UncheckedIOException if it cannot be read on this machine
     */
    String sha256(String file);

    /**
     * A file that was read.
     *
     * @param rows the good ones in their order, those that say the same as others among them
     * @param repeated how many rows of the long form say again what an earlier one says
     * @param sha256 64 hexadecimal digits, or nothing where there are errors
     */
    record Opened(List<Annotation> rows, List<Problem> problems, int repeated, String sha256) {

        public Opened {
            rows = List.copyOf(rows);
            problems = List.copyOf(problems);
        }
    }
}
