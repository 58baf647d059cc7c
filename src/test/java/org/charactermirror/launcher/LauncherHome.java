package org.charactermirror.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A place where the launcher is installed: the real script, with fakes of all that it calls.
 *
 * <p>The fake Java prints every argument in angle brackets on a line of its own, then the locale, and ends with the code
 * in {@code EXIT}. The fake build notes that it was called; a file {@code broken} beside it lets it fail, and a file
 * {@code hold} lets it wait for a file {@code go}.
 */
final class LauncherHome {

    static final String MAIN = "<org.charactermirror.cli.Main>";

    private static final List<String> TOOLS = List.of(
            "sh",
            "cat",
            "cksum",
            "dirname",
            "find",
            "flock",
            "grep",
            "head",
            "mkdir",
            "readlink",
            "rm",
            "rmdir",
            "sed",
            "sleep",
            "sort",
            "tail");

    private final Path place;
    private final Path home;
    private final Map<String, String> environment = new LinkedHashMap<>();

    private LauncherHome(Path place, Path home) {
        this.place = place;
        this.home = home;
    }

    /** What a call of the launcher led to. */
    record Outcome(int exitCode, List<String> out, List<String> err) {

        /** Returns the arguments that the program got, each in angle brackets. */
        List<String> arguments() {
            List<String> bracketed =
                    out.stream().filter(line -> line.startsWith("<")).toList();
            return bracketed.subList(bracketed.indexOf(MAIN) + 1, bracketed.size());
        }
    }

    /** A checkout that is not built yet. */
    static LauncherHome checkout(Path place, String name) throws IOException {
        LauncherHome checkout = installed(place, name);
        Path sources = Files.createDirectories(checkout.home.resolve("src/main/java"));
        Files.writeString(checkout.home.resolve("pom.xml"), "<project/>");
        Files.writeString(sources.resolve("App.java"), "class App {}");
        script(checkout.home.resolve("mvnw"), """
                printf '%s\\n' "$*" >>builds
                [ ! -f hold ] || until [ -f go ]; do sleep 0.02; done
                if [ -f broken ]; then
                    echo 'App.java:1: not a statement'
                    exit 1
                fi
                mkdir -p target/lib target/classes
                : >target/charactermirror.jar
                """);
        return checkout;
    }

    /** An unpacked archive. */
    static LauncherHome archive(Path place, String name) throws IOException {
        LauncherHome archive = installed(place, name);
        Files.createDirectories(archive.home.resolve("lib"));
        Files.writeString(archive.home.resolve("lib/charactermirror.jar"), "");
        return archive;
    }

    private static LauncherHome installed(Path place, String name) throws IOException {
        Path real = Files.createDirectories(place).toRealPath();
        LauncherHome installed = new LauncherHome(real, Files.createDirectories(real.resolve(name)));
        Files.copy(Path.of(System.getProperty("charmirror.home"), "charmirror"), installed.home.resolve("charmirror"));
        Path tools = Files.createDirectories(real.resolve("tools"));
        for (String tool : TOOLS) {
            Path path = Stream.of("/usr/bin", "/bin")
                    .map(folder -> Path.of(folder, tool))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("this machine has no " + tool));
            Files.createSymbolicLink(tools.resolve(tool), path);
        }
        installed.environment.put("PATH", tools.toString());
        return installed;
    }

    /** Makes a fake Java of a version with a compiler in it. */
    Path jdk(String name, String version) throws IOException {
        Path jdk = runtime(name, version);
        script(jdk.resolve("bin/javac"), "exit 1\n");
        return jdk;
    }

    /** Makes a fake Java without a compiler. */
    Path runtime(String name, String version) throws IOException {
        Path runtime = place.resolve(name);
        Files.createDirectories(runtime.resolve("bin"));
        Files.writeString(
                runtime.resolve("release"), "IMPLEMENTOR=\"Fake\"\nJAVA_VERSION=\"" + version + "\"\nOS_NAME=\"X\"\n");
        script(runtime.resolve("bin/java"), """
                printf '<%s>\\n' "$@"
                printf 'LC_ALL=%s\\n' "${LC_ALL-}"
                exit "${EXIT:-0}"
                """);
        return runtime;
    }

    static void script(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    Path path() {
        return home;
    }

    Path file(String name) {
        return home.resolve(name);
    }

    /** The command line of every build so far. */
    List<String> builds() throws IOException {
        return Files.exists(file("builds")) ? Files.readAllLines(file("builds")) : List.of();
    }

    LauncherHome with(String variable, Object value) {
        environment.put(variable, value.toString());
        return this;
    }

    LauncherHome onPath(Path folder) {
        return with("PATH", folder + ":" + environment.get("PATH"));
    }

    LauncherHome withoutTool(String tool) throws IOException {
        Files.delete(place.resolve("tools").resolve(tool));
        return this;
    }

    Outcome call(String... arguments) throws IOException, InterruptedException {
        return callAs(file("charmirror"), home, arguments);
    }

    /** Calls the launcher by a path of its own, from a folder. */
    Outcome callAs(Path command, Path from, String... arguments) throws IOException, InterruptedException {
        return finish(start(command, from, arguments));
    }

    Process start() throws IOException {
        return start(file("charmirror"), home);
    }

    private Process start(Path command, Path from, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of(command.toString()));
        words.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(words).directory(from.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    static Outcome finish(Process process) throws IOException, InterruptedException {
        // What the launcher says on the one stream is far less than a pipe holds while the other is read.
        List<String> out = lines(process.getInputStream().readAllBytes());
        List<String> err = lines(process.getErrorStream().readAllBytes());
        return new Outcome(process.waitFor(), out, err);
    }

    private static List<String> lines(byte[] text) {
        return new String(text, StandardCharsets.UTF_8).lines().toList();
    }

    /** Waits until the build has begun. */
    void awaitBuild(int number) throws IOException {
        while (builds().size() < number) {
            Thread.onSpinWait();
        }
    }

    void write(String name, String text) {
        try {
            Files.writeString(file(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A start that must go well. */
    Outcome callWell(String... arguments) throws IOException, InterruptedException {
        Outcome outcome = call(arguments);
        assertThat(outcome.exitCode()).as(String.join("\n", outcome.err())).isZero();
        return outcome;
    }
}
