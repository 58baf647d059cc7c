package org.charactermirror.web.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The Chromium that is installed on this machine, if there is one; none is ever downloaded. */
final class InstalledChromium {

    static final String MISSING =
            "no Chromium is installed: install one (Debian: apt-get install chromium-headless-shell),"
                    + " or say where it is with -Dcharmirror.chromium=FILE or CHARMIRROR_CHROMIUM";

    /** The one without windows first: it is quicker. */
    private static final List<String> USUAL = List.of(
            "/usr/bin/chromium-headless-shell",
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe");

    private InstalledChromium() {}

    /**
     * Finds it.
     *
     * @throws IllegalStateException if it is not where the property or the environment says: whoever says that wants the
     *     tests to run
     */
    static Optional<Path> find() {
        @Nullable String said = System.getProperty("charmirror.chromium", System.getenv("CHARMIRROR_CHROMIUM"));
        if (said != null && !said.isBlank()) {
            Path path = Path.of(said);
            if (!Files.isExecutable(path)) {
                throw new IllegalStateException("there is no Chromium at " + path);
            }
            return Optional.of(path);
        }
        return USUAL.stream().map(Path::of).filter(Files::isExecutable).findFirst();
    }
}
