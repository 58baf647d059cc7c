package org.charactermirror.cli;

import java.util.OptionalLong;
import org.charactermirror.chat.glm.GlmOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that bounds the memory for what local models keep of dialogues. */
final class CacheMemoryOption {

    /** The key in the configuration. */
    static final String KEY = "cache-memory";

    static final String NAME = "--" + KEY;

    @Option(
            names = NAME,
            paramLabel = "SIZE",
            descriptionKey = KEY,
            converter = MemorySize.Converter.class,
            description =
                    "Memory for keys and values of dialogues, of every local model that is open, such as 800m or 4g; a"
                            + " quarter of the machine's memory if not given. It changes the speed, never what is said.")
    private @Nullable MemorySize size;

    /** Returns the bound in bytes. */
    long bytes() {
        return given().orElseGet(GlmOptions::defaultCacheMemory);
    }

    /** Returns the bound in bytes, if there is one. */
    OptionalLong given() {
        MemorySize given = size;
        return given == null ? OptionalLong.empty() : OptionalLong.of(given.bytes());
    }
}
