package org.charactermirror.chat.glm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What this process has in memory at present, in bytes.
 *
 * @param anonymous its own
 * @param file pages of files that are mapped; the system can drop them at any time
 */
public record ProcessMemory(long anonymous, long file) {

    /** Returns it; nothing where the system does not tell as Linux does. */
    public static Optional<ProcessMemory> now() {
        try {
            return of(Files.readAllLines(Path.of("/proc/self/status")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static Optional<ProcessMemory> of(List<String> status) {
        long anonymous = bytes(status, "RssAnon") + bytes(status, "RssShmem");
        return anonymous <= 0 ? Optional.empty() : Optional.of(new ProcessMemory(anonymous, bytes(status, "RssFile")));
    }

    private static long bytes(List<String> status, String name) {
        return status.stream()
                .filter(line -> line.matches(name + ":\\s+[0-9]+ kB"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                .findFirst()
                .orElse(0);
    }
}
