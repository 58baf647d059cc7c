package org.charactermirror.web;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where and how the server is reached.
 *
 * @param host the address to listen on
 * @param port to listen on, 0 for any that is free
 * @param basePath below which everything stands, such as {@code /} or {@code /mirror/}
 * @param publicUrl what people type where that is not the address listened on: behind a proxy, or under a name
 * @param tls how to encrypt, if the server does so itself
 * @param plainHttp whether to serve others without encrypting, which whoever starts the server has asked for
 */
public record WebSettings(
        String host, int port, String basePath, Optional<URI> publicUrl, Optional<Tls> tls, boolean plainHttp) {

    /**
     * A key to encrypt with.
     *
     * @param keystore a PKCS 12 file
     * @param password of the file
     */
    public record Tls(Path keystore, String password) {}

    public WebSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is not from 0 to 65535");
        }
        if (!basePath.matches("/|(/[A-Za-z0-9._~-]+)+/") || basePath.contains("/../") || basePath.contains("/./")) {
            throw new IllegalArgumentException(
                    "the base path " + basePath
                            + " must begin and end with a slash and have letters, digits, dots, hyphens and underscores between");
        }
        publicUrl.ifPresent(WebSettings::check);
        boolean encrypted = tls.isPresent()
                || publicUrl.map(url -> "https".equals(url.getScheme())).orElse(false);
        if (!isLoopback(host) && !encrypted && !plainHttp) {
            throw new IllegalArgumentException("other machines can reach " + host
                    + ", and nothing would be encrypted: give --tls-keystore, or --public-url https://... where a proxy"
                    + " encrypts, or say --plain-http if that is what you want");
        }
    }

    /** Serves this machine alone. */
    public static WebSettings loopback(int port) {
        return new WebSettings("127.0.0.1", port, "/", Optional.empty(), Optional.empty(), false);
    }

    private static void check(URI url) {
        boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        boolean bare = url.getRawQuery() == null && url.getRawFragment() == null && url.getRawUserInfo() == null;
        if (!web || url.getHost() == null || !bare) {
            throw new IllegalArgumentException("the public URL " + url + " must be such as https://mirror.example.org");
        }
        if (!List.of("", "/").contains(url.getPath())) {
            throw new IllegalArgumentException(
                    "the public URL " + url + " has a path; give that as --base-path " + url.getPath());
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("the host " + host + " is no address of this machine", e);
        }
    }

    /** Tells whether only this machine can reach the server: no other address, and no proxy in front. */
    public boolean isPrivate() {
        return isLoopback(host) && publicUrl.isEmpty();
    }

    /** Tells whether a proxy passes on what people call: they see another address, and nothing here encrypts. */
    boolean isBehindProxy() {
        return publicUrl.isPresent() && tls.isEmpty() && !plainHttp;
    }

    /** Tells whether people see an encrypted page. */
    public boolean isEncrypted() {
        return tls.isPresent()
                || publicUrl.map(url -> "https".equals(url.getScheme())).orElse(false);
    }

    /** Returns what the server is called, with scheme and without a path, the first one for people. */
    List<String> origins(int actualPort) {
        List<String> origins = new ArrayList<>();
        publicUrl.ifPresent(url -> origins.add(url.getScheme() + "://" + authority(url)));
        String scheme = tls.isPresent() ? "https://" : "http://";
        boolean usual = actualPort == (tls.isPresent() ? 443 : 80);
        List<String> names = isLoopback(host)
                ? List.of("127.0.0.1", "localhost", "[::1]")
                : List.of(host.contains(":") ? "[" + host + "]" : host, "127.0.0.1", "localhost", "[::1]");
        for (String name : names) {
            origins.add(scheme + name + (usual ? "" : ":" + actualPort));
        }
        return origins;
    }

    private static String authority(URI url) {
        int usual = "https".equals(url.getScheme()) ? 443 : 80;
        return url.getHost().toLowerCase(Locale.ROOT)
                + (url.getPort() == -1 || url.getPort() == usual ? "" : ":" + url.getPort());
    }
}
