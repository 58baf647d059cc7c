package org.charactermirror.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedsTest {

    private static final SessionId SESSION = new SessionId("tiny", "xiang-yu", "chat-1", 1);

    /** The expected number was computed with {@code printf '7 tiny.xiang-yu.chat-1.1 3' | sha256sum}. */
    @Test
    void a_seed_is_the_first_eight_bytes_of_sha_256_modulo_two_to_the_53rd() {
        assertThat(Seeds.ofTurn(7, SESSION, 3))
                .isEqualTo(Long.parseUnsignedLong("9f6f699544b913db", 16) & 0x1FFFFFFFFFFFFFL);
    }

    @Test
    void every_turn_and_session_and_study_has_a_seed_of_its_own() {
        Set<Long> seeds = new HashSet<>();
        for (long study = 0; study < 5; study++) {
            for (int repetition = 1; repetition <= 5; repetition++) {
                for (int turn = 1; turn <= 20; turn++) {
                    seeds.add(Seeds.ofTurn(study, new SessionId("tiny", "li-bai", "love-1", repetition), turn));
                }
            }
        }
        assertThat(seeds).hasSize(500).allMatch(seed -> seed >= 0 && seed < 1L << 53);
    }

    @Test
    void a_session_is_named_by_what_it_plays() {
        assertThat(new SessionId("GPT-3.5", "xiang-yu", "chat-1", 2)).hasToString("GPT-3.5.xiang-yu.chat-1.2");
        assertThatThrownBy(() -> new SessionId("tiny", "a.b", "chat-1", 1))
                .hasMessage("no session's name: tiny, a.b, chat-1, 1");
    }
}
