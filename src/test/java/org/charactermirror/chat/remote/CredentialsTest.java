package org.charactermirror.chat.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CredentialsTest {

    private Instant now = Instant.ofEpochMilli(1_700_000_000_000L);

    @Test
    void a_token_is_made_of_an_identity_and_a_secret() {
        // Computed with the hmac module of Python 3.11 from the secret s3cret and the two parts below.
        assertThat(signed("id1.s3cret").header())
                .contains("Bearer eyJhbGciOiJIUzI1NiIsInNpZ25fdHlwZSI6IlNJR04ifQ"
                        + ".eyJhcGlfa2V5IjoiaWQxIiwiZXhwIjoxNzAwMDAwNjAwMDAwLCJ0aW1lc3RhbXAiOjE3MDAwMDAwMDAwMDB9"
                        + ".ZbvPvv3j-HlUbRdxcCH25B-mZA7dN8sBz9HsjfIJ-X4");
    }

    @Test
    void a_token_is_kept_as_long_as_it_holds_and_made_anew_before_it_runs_out() {
        Credentials credentials = signed("id1.s3cret");
        Optional<String> first = credentials.header();

        now = now.plus(Credentials.LIFETIME.minus(Credentials.RENEWAL)).minusMillis(1);
        assertThat(credentials.header()).isEqualTo(first);
        now = now.plusMillis(1);
        assertThat(credentials.header()).isNotEqualTo(first);
        assertThat(Credentials.RENEWAL).isGreaterThan(Duration.ofMinutes(2));
    }

    @Test
    void a_key_without_a_secret_is_shown_as_it_is_and_so_is_every_key_of_other_endpoints() {
        assertThat(signed("plain").header()).contains("Bearer plain");
        assertThat(signed("a.b.c").header()).contains("Bearer a.b.c");
        assertThat(new Credentials(Optional.of(new ApiKey("id1.s3cret")), false, () -> now).header())
                .contains("Bearer id1.s3cret");
        assertThat(new Credentials(Optional.empty(), true, () -> now).header()).isEmpty();
    }

    @Test
    void neither_key_nor_secret_nor_token_are_told() {
        Credentials credentials = signed("id1.s3cret");
        String token = credentials.header().orElseThrow().substring("Bearer ".length());

        assertThat(credentials.hiddenIn("of id1.s3cret, s3cret, " + token + "!"))
                .isEqualTo("of [key], [key], [key]!");
        assertThat(new ApiKey("id1.s3cret")).hasToString("[key]");
        assertThatThrownBy(() -> new ApiKey("two words"))
                .hasMessage("a key is one word of ASCII letters, digits and signs");
        assertThatThrownBy(() -> new ApiKey("密钥")).hasMessage("a key is one word of ASCII letters, digits and signs");
    }

    private Credentials signed(String key) {
        return new Credentials(Optional.of(new ApiKey(key)), true, () -> now);
    }
}
