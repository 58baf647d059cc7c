package org.charactermirror.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names that stand for annotators: always the same ones for a study, and not to be traced back without the secret in its
 * database.
 */
final class Pseudonyms {

    private static final int FEWEST_DIGITS = 8;

    private final Map<String, String> byName = new HashMap<>();

    private Pseudonyms() {}

    /** Leaves all names as they are. */
    static Pseudonyms none() {
        return new Pseudonyms();
    }

    /**
     * Makes a pseudonym for each name.
     *
     * @param secret which is never written with them
     * @param names of people
     * @param others names that stay and must not be taken
     */
    static Pseudonyms of(String secret, Collection<String> names, Collection<String> others) {
        Pseudonyms pseudonyms = new Pseudonyms();
        Set<String> taken = new HashSet<>(others);
        for (String name : new TreeSet<>(names)) {
            String digits = digits(secret, name);
            int length = FEWEST_DIGITS;
            while (taken.contains("annotator-" + digits.substring(0, length))) {
                length++;
            }
            String pseudonym = "annotator-" + digits.substring(0, length);
            taken.add(pseudonym);
            pseudonyms.byName.put(name, pseudonym);
        }
        return pseudonyms;
    }

    private static String digits(String secret, String name) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(("annotator " + name).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HmacSHA256", e);
        }
    }

    /** Returns what stands for a file's name: where a sheet is named by its annotator, by the pseudonym instead. */
    String ofFile(String name) {
        String found = name;
        for (Map.Entry<String, String> one : byName.entrySet()) {
            // However a name was made fit for a file, its letters and digits are left.
            String letters = one.getKey().replaceAll("[^\\p{L}\\p{N}]+", "[^\\\\p{L}\\\\p{N}]+");
            found = found.replaceAll("(?<![\\p{L}\\p{N}])" + letters + "(?![\\p{L}\\p{N}])", one.getValue());
        }
        return found;
    }

    /** Returns what stands for a name: itself where it needs no pseudonym. */
    String of(String name) {
        return byName.getOrDefault(name, name);
    }
}
