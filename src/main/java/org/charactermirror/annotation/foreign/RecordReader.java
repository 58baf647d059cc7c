package org.charactermirror.annotation.foreign;

import org.charactermirror.document.JsonRecord;

/** Reads the records of one tool. */
@FunctionalInterface
interface RecordReader {

    /** Adds the judgements of a record, and counts what it leaves out. */
    void read(JsonRecord record, ForeignRows rows);
}
