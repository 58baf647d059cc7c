package org.charactermirror.chat.glm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessMemoryTest {

    @Test
    void own_and_shared_memory_count_apart_from_mapped_files() {
        assertThat(ProcessMemory.of(List.of(
                        "VmRSS:\t  700 kB",
                        "RssAnon:\t     100 kB",
                        "RssFile:\t     590 kB",
                        "RssShmem:\t      10 kB")))
                .contains(new ProcessMemory(110 * 1024, 590 * 1024));
    }

    @Test
    void a_system_that_does_not_tell_is_not_taken_for_one_without_memory() {
        assertThat(ProcessMemory.of(List.of("Name:\tjava", "VmRSS:\t  700 kB"))).isEmpty();
    }
}
