package org.charactermirror.chat.remote;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.charactermirror.chat.CallLimits;
import org.charactermirror.chat.Parameter;

/**
 * All that must be known of an endpoint and of how to ask it.
 *
 * @param name by which messages call the model
 * @param baseUrl requests go to this and {@code /chat/completions}
 * @param model by which the endpoint knows the model
 * @param key if the endpoint wants one
 * @param stream whether replies are streamed also where nobody listens
 * @param parameters the settings that are sent
 */
public record RemoteSettings(
        String name,
        URI baseUrl,
        String model,
        Dialect dialect,
        Optional<ApiKey> key,
        CallLimits limits,
        boolean stream,
        Set<Parameter> parameters) {

    public RemoteSettings {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(baseUrl, "baseUrl");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(dialect, "dialect");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(limits, "limits");
        parameters = Set.copyOf(parameters);
    }

    /** Returns the address that chat requests go to. */
    URI chat() {
        return address("/chat/completions");
    }

    /** Returns the address that lists models, where an endpoint has one. */
    URI models() {
        return address("/models");
    }

    private URI address(String path) {
        return URI.create(baseUrl.toString().replaceFirst("/+$", "") + path);
    }
}
