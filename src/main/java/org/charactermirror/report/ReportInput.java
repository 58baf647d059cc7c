package org.charactermirror.report;

import java.util.List;
import java.util.Optional;
import org.charactermirror.analysis.Analysis;
import org.charactermirror.analysis.calibration.Calibration;
import org.charactermirror.problem.Problem;

/**
 * All that a report is made from.
 *
 * @param title what is reported on, such as a folder's name
 * @param leftOut what is wrong with the rows that were left out on request
 * @param leftOutRows how many rows that are
 * @param parts what was run: the study, then those inside its folder; none for rows that come without a study
 * @param language of the readable formats
 * @param files that were read
 * @param automatic what programs say of the replies, study by study; none where no replies are at hand
 * @param calibration of judges; nothing where no judge and no person judged the same
 */
public record ReportInput(
        String title,
        Analysis analysis,
        List<Problem> leftOut,
        int leftOutRows,
        List<StudyPart> parts,
        Stamp stamp,
        Language language,
        List<InputFile> files,
        List<AutomaticPart> automatic,
        Optional<Calibration> calibration) {

    /**
     * A file that was read.
     *
     * @param name its path within what is reported on
     * @param sha256 64 hexadecimal digits
     */
    public record InputFile(String name, String sha256) {}

    /** Makes an input of which no file is known. */
    public ReportInput(
            String title,
            Analysis analysis,
            List<Problem> leftOut,
            int leftOutRows,
            List<StudyPart> parts,
            Stamp stamp,
            Language language) {
        this(title, analysis, leftOut, leftOutRows, parts, stamp, language, List.of());
    }

    /** Makes an input without what programs say of the replies, and without judges. */
    public ReportInput(
            String title,
            Analysis analysis,
            List<Problem> leftOut,
            int leftOutRows,
            List<StudyPart> parts,
            Stamp stamp,
            Language language,
            List<InputFile> files) {
        this(title, analysis, leftOut, leftOutRows, parts, stamp, language, files, List.of(), Optional.empty());
    }

    /** Returns the same with what programs say of the replies. */
    public ReportInput withAutomatic(List<AutomaticPart> found) {
        return new ReportInput(
                title, analysis, leftOut, leftOutRows, parts, stamp, language, files, found, calibration);
    }

    /** Returns the same with judges beside people. */
    public ReportInput withCalibration(Optional<Calibration> compared) {
        return new ReportInput(
                title, analysis, leftOut, leftOutRows, parts, stamp, language, files, automatic, compared);
    }

    public ReportInput {
        parts = List.copyOf(parts);
        leftOut = List.copyOf(leftOut);
        files = List.copyOf(files);
        automatic = List.copyOf(automatic);
    }
}
