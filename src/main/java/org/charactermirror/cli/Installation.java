package org.charactermirror.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.charactermirror.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * Where characters, scenarios and studies are looked for: the working directory first, then the program's own folder.
 *
 * @param working the working directory; empty so that messages name files as the user does
 * @param home the program's folder, if it is known
 */
record Installation(Path working, Optional<Path> home) {

    private static final Path STUDIES = Path.of("scenarios", "studies");

    /** Returns where this process looks. */
    static Installation current() {
        @Nullable String home = System.getProperty("charmirror.home");
        return new Installation(Path.of(""), Optional.ofNullable(home).map(Path::of));
    }

    /** Returns the same installation without the working directory's own characters and scenarios. */
    Installation shippedOnly() {
        return home.map(folder -> new Installation(folder, home)).orElse(this);
    }

    /** Returns the folders of a name that exist, the working directory's first; none is a problem. */
    List<Path> folders(String name, Problems problems) {
        List<Path> found = existing(Path.of(name));
        if (found.isEmpty()) {
            problems.error(
                    name,
                    "no such folder, neither in the working directory nor in the program's; run charmirror from a"
                            + " folder that has one");
        }
        return found;
    }

    /** Finds a study: a file's path, or the name of one in {@code scenarios/studies}. */
    Path study(String nameOrPath, Problems problems) {
        Path path = Path.of(nameOrPath);
        if (Files.isRegularFile(path)) {
            return path;
        }
        for (Path folder : existing(STUDIES)) {
            Path preset = folder.resolve(nameOrPath + ".yaml");
            if (Files.isRegularFile(preset)) {
                return preset;
            }
        }
        problems.error(
                nameOrPath, "is neither a file nor a study of the program; there are: " + String.join(", ", presets()));
        return path;
    }

    /** Returns the names of the studies in {@code scenarios/studies}, sorted. */
    List<String> presets() {
        return existing(STUDIES).stream()
                .flatMap(folder ->
                        Stream.of(Optional.ofNullable(folder.toFile().list()).orElse(new String[0])))
                .filter(name -> name.endsWith(".yaml"))
                .map(name -> name.substring(0, name.length() - ".yaml".length()))
                .distinct()
                .sorted()
                .toList();
    }

    private List<Path> existing(Path name) {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(working.resolve(name))) {
            found.add(working.resolve(name));
        }
        home.map(folder -> folder.resolve(name))
                .filter(Files::isDirectory)
                .filter(folder -> found.stream().noneMatch(other -> same(folder, other)))
                .ifPresent(found::add);
        return found;
    }

    private static boolean same(Path a, Path b) {
        return a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize());
    }
}
