package org.charactermirror.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.charactermirror.document.Sha256;

/**
 * Texts that lie beside this class.
 *
 * @param sha256 of the file
 */
record ProbeWords(String resource, Properties texts, String sha256) {

    static ProbeWords read(String resource) {
        try (InputStream in = ProbeWords.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its resource " + resource);
            }
            byte[] bytes = in.readAllBytes();
            Properties texts = new Properties();
            texts.load(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
            return new ProbeWords(resource, texts, Sha256.hex(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the text under a key that must be there. */
    String text(String key) {
        String text = texts.getProperty(key);
        if (text == null) {
            throw new IllegalStateException(resource + " lacks " + key);
        }
        return text;
    }
}
