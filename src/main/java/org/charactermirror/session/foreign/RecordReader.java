package org.charactermirror.session.foreign;

import java.util.Optional;
import org.charactermirror.document.JsonRecord;
import org.charactermirror.problem.Problems;

/** Makes a dialogue of one record of a format. */
@FunctionalInterface
interface RecordReader {

    /** What a character without a name of the user's is said to talk to: the word of the records themselves. */
    String USER = "user";

    /**
     * Reads a record.
     *
     * @param number of the record in its file, 1-based
     * @param problems get all that is wrong with it, and then there is no dialogue
     */
    Optional<ForeignDialogue> read(JsonRecord record, int number, Tally tally, Problems problems);
}
