package org.charactermirror.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
        // In one pass, so that no name is looked for in a pseudonym, and the longest first: one may begin with another.
        List<String> names = byName.keySet().stream()
                .filter(one -> one.codePoints().anyMatch(Character::isLetterOrDigit))
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
        if (names.isEmpty()) {
            return name;
        }
        String any = names.stream().map(one -> "(" + lettersOf(one) + ")").collect(Collectors.joining("|"));
        return Pattern.compile("(?<![\\p{L}\\p{N}])(?:" + any + ")(?![\\p{L}\\p{N}])")
                .matcher(name)
                .replaceAll(found -> pseudonym(found, names));
    }

    /** However a name was made fit for a file, its letters and digits are left. */
    private static String lettersOf(String name) {
        return name.replaceAll("[^\\p{L}\\p{N}]+", "[^\\\\p{L}\\\\p{N}]+");
    }

    private String pseudonym(MatchResult found, List<String> names) {
        int group = 1;
        while (found.group(group) == null) {
            group++;
        }
        return of(names.get(group - 1));
    }

    /** Returns what stands for a name: itself where it needs no pseudonym. */
    String of(String name) {
        return byName.getOrDefault(name, name);
    }
}
