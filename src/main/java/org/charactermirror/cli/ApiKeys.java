package org.charactermirror.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import org.charactermirror.chat.ModelUnavailableException;
import org.charactermirror.chat.remote.ApiKey;
import org.charactermirror.scenario.Endpoint;
import org.charactermirror.scenario.ModelSpec;

/** Reads keys from where a study says that they are. No message has any part of one. */
final class ApiKeys {

    private final InputStream standardInput;

    ApiKeys(InputStream standardInput) {
        this.standardInput = standardInput;
    }

    /**
     * Returns a model's key, if it has one.
     *
     * @throws ModelUnavailableException if it is not where it should be, or is no key
     */
    Optional<ApiKey> of(ModelSpec.Remote model) {
        return model.endpoint().apiKeyFile().map(file -> {
            boolean input = file.equals(Endpoint.STANDARD_INPUT);
            String source = input ? "standard input" : file;
            String text = input ? firstLine(source) : text(model, file);
            try {
                return new ApiKey(text.strip());
            } catch (IllegalArgumentException e) {
                throw new ModelUnavailableException(model.id() + ": " + source + " holds no key; " + e.getMessage());
            }
        });
    }

    private static String text(ModelSpec model, String file) {
        Path path = Path.of(file);
        if (!Files.exists(path)) {
            throw new ModelUnavailableException(
                    model.id() + ": there is no file " + file + " (api_key_file); write the key into it");
        }
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new ModelUnavailableException(
                    model.id() + ": " + file + " (api_key_file) cannot be read; check the rights on it", e);
        }
    }

    private String firstLine(String source) {
        try {
            // Not closed: standard input is not ours.
            String line = new BufferedReader(new InputStreamReader(standardInput, StandardCharsets.UTF_8)).readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new ModelUnavailableException(source + " cannot be read", e);
        }
    }

    /** Tells what is wrong with a model's file without reading it; nothing if it has none, or nothing is wrong. */
    static Optional<String> warning(ModelSpec.Remote model) {
        Optional<String> file = model.endpoint().apiKeyFile().filter(name -> !name.equals(Endpoint.STANDARD_INPUT));
        if (file.isEmpty()) {
            return Optional.empty();
        }
        Path path = Path.of(file.get());
        if (!Files.exists(path)) {
            return Optional.of("there is no file " + file.get() + "; the model " + model.id() + " cannot be asked");
        }
        return open(path)
                ? Optional.of(
                        file.get() + " can be read by everybody on this machine; chmod 600 " + Shell.quoted(file.get()))
                : Optional.empty();
    }

    private static boolean open(Path path) {
        try {
            return Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException e) {
            // The system has other rights than these: nothing is known.
            return false;
        }
    }
}
