package org.charactermirror.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** The program's version, as its jar says it, and those of what it runs on. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        return new String[] {
            "charmirror " + current(),
            "Java " + System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")",
            System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                    + System.getProperty("os.arch"),
            libtorch()
        };
    }

    /** Returns the version, or {@code development} where the classes do not come from a jar. */
    static String current() {
        @Nullable String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** Reads what DJL's jar says of itself: loading the library would take a second. */
    private static String libtorch() throws IOException {
        Properties engine = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("/pytorch-engine.properties")) {
            if (in != null) {
                engine.load(in);
            }
        }
        return "libtorch " + engine.getProperty("pytorch_version", "unknown") + " (DJL "
                + engine.getProperty("djl_version", "unknown") + ")";
    }
}
