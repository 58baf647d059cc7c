package org.charactermirror.chat.glm;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.charactermirror.chat.ModelUnavailableException;

/**
 * What a model's folder says of itself, besides its weights.
 *
 * @param name the model's name: that of {@code charmirror-model.json}, or else the folder's
 * @param licence its licence, or that it is unknown
 * @param notes what every report with it must say; empty if there is nothing
 */
record ModelFolder(String name, String licence, String notes) {

    private static final String UNKNOWN = "unknown: ask its authors";

    /**
     * Reads {@code charmirror-model.json} (name, licence, notes), or else the front matter of a model card.
     *
     * @throws ModelUnavailableException if {@code charmirror-model.json} is there and cannot be read
     */
    static ModelFolder read(Path directory) {
        Path absolute = directory.toAbsolutePath().normalize();
        String folderName =
                Optional.ofNullable(absolute.getFileName()).orElse(absolute).toString();
        Path file = directory.resolve("charmirror-model.json");
        if (!Files.isRegularFile(file)) {
            return new ModelFolder(folderName, licenceOfCard(directory), "");
        }
        try {
            JsonNode root = JsonMapper.builder().build().readTree(Files.readAllBytes(file));
            return new ModelFolder(
                    root.path("name").asText(folderName),
                    root.path("licence").asText(licenceOfCard(directory)),
                    root.path("notes").asText(""));
        } catch (JacksonException e) {
            throw new ModelUnavailableException(file + ": not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new ModelUnavailableException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** Returns the licence that a model card's front matter names, or which file holds its text. */
    private static String licenceOfCard(Path directory) {
        for (String card : List.of("MODEL_CARD.md", "README.md")) {
            Optional<String> licence = licenceLine(directory.resolve(card));
            if (licence.isPresent()) {
                return licence.get();
            }
        }
        for (String text : List.of("LICENSE", "MODEL_LICENSE", "LICENSE.txt")) {
            if (Files.isRegularFile(directory.resolve(text))) {
                return "see " + text + " in the model's folder";
            }
        }
        return UNKNOWN;
    }

    private static Optional<String> licenceLine(Path card) {
        if (!Files.isRegularFile(card)) {
            return Optional.empty();
        }
        try {
            return Files.readAllLines(card).stream()
                    .limit(50)
                    .filter(line -> line.matches("(?i)(licen[cs]e|license_name)\\s*:\\s*\\S.*"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty(); // a card that is not text says nothing
        }
    }

    /**
     * Returns the SHA-256 of files, one after the other, in hexadecimal.
     *
     * @throws ModelUnavailableException if one of them cannot be read
     */
    static String sha256(List<Path> files) {
        MessageDigest digest = digest();
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file)) {
                update(digest, in);
            } catch (IOException e) {
                throw new ModelUnavailableException(file + ": cannot be read: " + e.getMessage(), e);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Returns the SHA-256 of bytes, in hexadecimal. */
    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    /** Returns the SHA-256 of what a stream has left, in hexadecimal. */
    static String sha256(InputStream in) throws IOException {
        MessageDigest digest = digest();
        update(digest, in);
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void update(MessageDigest digest, InputStream in) throws IOException {
        new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
