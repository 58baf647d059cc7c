package org.charactermirror.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.web.WebSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where and how the server is reached. */
final class WebOptions {

    @Option(
            names = "--port",
            paramLabel = "N",
            descriptionKey = "port",
            defaultValue = "8080",
            description = "The port to listen on, 0 for any that is free; ${DEFAULT-VALUE} if not given.")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            descriptionKey = "host",
            defaultValue = "127.0.0.1",
            description = {
                "The address to listen on; ${DEFAULT-VALUE}, which only this machine reaches, if not given.",
                "Another one needs --tls-keystore, or --public-url https://... with a proxy, or --plain-http."
            })
    private String host = "";

    @Option(
            names = "--base-path",
            paramLabel = "PATH",
            descriptionKey = "base-path",
            defaultValue = "/",
            description = "The path under which a proxy shows the site, such as /mirror/.")
    private String basePath = "";

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            descriptionKey = "public-url",
            description =
                    "What people type, without a path, such as https://mirror.example.org, where a proxy stands in"
                            + " front or the machine has a name.")
    private @Nullable URI publicUrl;

    @Option(
            names = "--tls-keystore",
            paramLabel = "FILE",
            description = "A PKCS 12 file with the key and certificate to encrypt with.")
    private @Nullable Path keystore;

    @Option(
            names = "--tls-password-file",
            paramLabel = "FILE",
            description = "The file whose first line is the keystore's password.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--plain-http",
            description = "Serves other machines without encrypting: what people say and judge can be read on the way.")
    private boolean plainHttp;

    /**
     * Returns the settings.
     *
     * @throws IllegalArgumentException if they contradict each other
     * @throws BadInputException if the keystore or its password cannot be read
     */
    WebSettings settings() {
        String base = basePath.endsWith("/") ? basePath : basePath + "/";
        return new WebSettings(host, port, base, Optional.ofNullable(publicUrl), tls(), plainHttp);
    }

    private Optional<WebSettings.Tls> tls() {
        Path file = keystore;
        Path password = passwordFile;
        if (file == null && password == null) {
            return Optional.empty();
        }
        if (file == null || password == null) {
            throw new IllegalArgumentException("--tls-keystore and --tls-password-file need each other");
        }
        if (!Files.isReadable(file)) {
            throw BadInputException.of(file.toString(), "cannot be read; it must be a PKCS 12 keystore");
        }
        try {
            return Optional.of(new WebSettings.Tls(
                    file, Files.readString(password).lines().findFirst().orElse("")));
        } catch (IOException e) {
            throw BadInputException.of(password.toString(), "cannot be read: " + e.getMessage());
        }
    }
}
