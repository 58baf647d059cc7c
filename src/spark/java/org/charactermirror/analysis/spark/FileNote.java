package org.charactermirror.analysis.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;

/**
 * What is to be said of a file beside its rows.
 *
 * @param file its number
 * @param sha256 64 hexadecimal digits, or nothing where another note says them
 * @param repeated rows of the long form that say again what an earlier one says
 * @param answers of the rows that were read
 */
record FileNote(int file, String sha256, int repeated, ArrayList<Found> problems, AnswerParts answers)
        implements Serializable {

    /** Says something of a file of which other rows are read elsewhere. */
    static FileNote ofPart(int file, ArrayList<Found> problems, AnswerParts answers) {
        return new FileNote(file, "", 0, problems, answers);
    }

    /** Returns the key of a note, which no group of rows has. */
    long key() {
        return -1L - file;
    }

    /** Tells whether a key is that of a note. */
    static boolean isKey(long key) {
        return key < 0;
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static FileNote of(byte[] bytes) {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return (FileNote) in.readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException("a note of a file cannot be read", e);
        }
    }
}
