package org.charactermirror.chat.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** What a request shows as its bearer: the key itself, or a token made from it (HS256) that soon runs out. */
final class Credentials {

    /** How long a token holds. */
    static final Duration LIFETIME = Duration.ofMinutes(10);

    /** A token is made anew when it holds no longer than this: a request may wait on its way. */
    static final Duration RENEWAL = Duration.ofMinutes(3);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ALGORITHM = "HmacSHA256";

    private final Optional<ApiKey> key;
    private final boolean signed;
    private final Supplier<Instant> clock;

    private @Nullable String token;
    private Instant end = Instant.MIN;

    /**
     * Makes credentials of a key, or of none.
     *
     * @param signed whether tokens are made of a key that has an identity and a secret
     */
    Credentials(Optional<ApiKey> key, boolean signed, Supplier<Instant> clock) {
        this.key = key;
        this.signed = signed;
        this.clock = clock;
    }

    /** Returns the value of the Authorization header; nothing without a key. */
    Optional<String> header() {
        return key.map(known -> "Bearer " + (signed && known.signs() ? token(known) : known.word()));
    }

    /** Returns a text with the key and its token crossed out. */
    synchronized String hiddenIn(String text) {
        String hidden = token == null ? text : text.replace(token, "[key]");
        return key.map(known -> known.hiddenIn(hidden)).orElse(hidden);
    }

    private synchronized String token(ApiKey known) {
        Instant now = clock.get();
        String current = token;
        if (current == null || !now.plus(RENEWAL).isBefore(end)) {
            end = now.plus(LIFETIME);
            current = sign(known, now);
            token = current;
        }
        return current;
    }

    private String sign(ApiKey known, Instant now) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("alg", "HS256");
        header.put("sign_type", "SIGN");
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("api_key", known.identity());
        payload.put("exp", end.toEpochMilli());
        payload.put("timestamp", now.toEpochMilli());
        try {
            String signed = encoded(JSON.writeValueAsBytes(header)) + "." + encoded(JSON.writeValueAsBytes(payload));
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(known.secret(), ALGORITHM));
            return signed + "." + encoded(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
        } catch (JsonProcessingException | GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
