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
 * @param repeated rows of the long form that say again what an earlier one says
 */
record FileNote(int file, String sha256, int repeated, ArrayList<Found> problems) implements Serializable {

    /** Begins the keys of notes, and of no group of rows. */
    static final String KEY = "\0file ";

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
