package org.charactermirror.batch.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.io.UncheckedIOException;

/**
 * Messages as bytes: what Spark itself takes apart in an executor it does with a class loader that does not know the
 * program's jar, and an answer that it cannot take apart never comes.
 */
final class Envelope {

    private Envelope() {}

    /**
     * The answer where a message could not be answered.
     *
     * @param reason in words
     */
    record Refused(String reason) implements Serializable {}

    static byte[] close(Serializable content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(content);
        } catch (IOException e) {
            throw new UncheckedIOException("a message of " + content.getClass() + " cannot be written", e);
        }
        return bytes.toByteArray();
    }

    static Object open(byte[] bytes) {
        try (ObjectInputStream in = new OwnClasses(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a message cannot be read", e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("a message has a class that this version does not know", e);
        }
    }

    /** Reads objects of the program's classes, wherever those were loaded from. */
    private static final class OwnClasses extends ObjectInputStream {

        OwnClasses(InputStream in) throws IOException {
            super(in);
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass described) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(described.getName(), false, Envelope.class.getClassLoader());
            } catch (ClassNotFoundException e) {
                return super.resolveClass(described);
            }
        }
    }
}
