package org.charactermirror.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** The program's version, as its jar says it. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"charmirror " + current()};
    }

    /** Returns the version, or {@code development} where the classes do not come from a jar. */
    static String current() {
        @Nullable String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
