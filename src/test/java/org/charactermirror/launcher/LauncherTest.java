package org.charactermirror.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.charactermirror.launcher.LauncherHome.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Starts the real launcher where it may be installed, and looks at what it gives to Java. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

    private static final String NEEDS_JDK =
            "CharacterMirror needs a JDK of version 17 or newer: install one (Debian and"
                    + " Ubuntu: apt install openjdk-17-jdk-headless, macOS: brew install openjdk@17) or set JAVA_HOME to it.";
    private static final String NEEDS_RUNTIME =
            "CharacterMirror needs a Java runtime of version 17 or newer: install one"
                    + " (Debian and Ubuntu: apt install openjdk-17-jre-headless, macOS: brew install openjdk@17) or set"
                    + " JAVA_HOME to it.";
    private static final String INSTALLATION = "a folder 角色之镜 'x'";

    @TempDir
    Path place;

    @Test
    void the_program_is_found_from_any_folder_and_through_links() throws Exception {
        LauncherHome home = LauncherHome.archive(place, INSTALLATION);
        home.onPath(home.runtime("java", "17.0.2").resolve("bin"));
        Path elsewhere = Files.createDirectories(place.resolve("别处/deep"));
        Files.createSymbolicLink(elsewhere.resolve("near"), Path.of("../../" + INSTALLATION + "/charmirror"));
        Files.createSymbolicLink(place.resolve("far"), elsewhere.resolve("near"));

        for (Path command : new Path[] {home.file("charmirror"), elsewhere.resolve("near"), place.resolve("far")}) {
            Outcome outcome = home.callAs(command, elsewhere, "--version");
            assertThat(outcome.err()).isEmpty();
            assertThat(outcome.out())
                    .contains("<-Dcharmirror.home=" + home.path() + ">", "<-Dai.djl.offline=true>", LauncherHome.MAIN)
                    .containsSubsequence(
                            "<-cp>", "<" + home.path() + "/lib/charactermirror.jar:" + home.path() + "/lib/*>");
            assertThat(outcome.arguments()).containsExactly("<--version>");
        }
    }

    @Test
    void arguments_arrive_as_they_were_given() throws Exception {
        LauncherHome home = LauncherHome.archive(place, "installed").with("JAVA_HOME", place.resolve("a java"));
        home.runtime("a java", "21");
        assertThat(home.callWell("two  words", "", "it's \"so\"", "镜子 \\n *", "$HOME", "-")
                        .arguments())
                .containsExactly("<two  words>", "<>", "<it's \"so\">", "<镜子 \\n *>", "<$HOME>", "<->");
        assertThat(home.callWell().arguments()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0", "3", "4", "5", "130"})
    void the_exit_code_is_the_programs(int code) throws Exception {
        LauncherHome home = LauncherHome.archive(place, "installed").with("EXIT", code);
        home.onPath(home.runtime("java", "17").resolve("bin"));
        assertThat(home.call("run").exitCode()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "LANG, C, C.UTF-8",
        "LC_ALL, POSIX, C.UTF-8",
        "NOTHING, x, C.UTF-8",
        "LANG, zh_CN.UTF-8, ''",
        "LC_CTYPE, zh_CN.GBK, ''",
        "LC_ALL, en_US.UTF-8, en_US.UTF-8"
    })
    void the_locale_C_is_made_one_that_knows_Chinese_and_others_are_left(String variable, String value, String locale)
            throws Exception {
        LauncherHome home = LauncherHome.archive(place, "installed").with(variable, value);
        home.onPath(home.runtime("java", "17").resolve("bin"));
        assertThat(home.callWell().out()).contains("LC_ALL=" + locale);
    }

    @Test
    void the_real_program_reads_Chinese_arguments_in_a_Chinese_folder_in_the_locale_C() throws Exception {
        LauncherHome home = LauncherHome.archive(place, INSTALLATION)
                .with("LANG", "C")
                .with("JAVA_HOME", System.getProperty("java.home"));
        Files.createDirectories(home.file("scenarios/studies"));
        Files.writeString(home.file("scenarios/studies/小研究.yaml"), "id: x");
        writeJarOfThisProgram(home.file("lib/charactermirror.jar"));

        Outcome outcome = home.callAs(home.file("charmirror"), place, "run", "没有 的", "--out", "结果");
        assertThat(outcome.err()).contains("没有 的: is neither a file nor a study of the program; there are: 小研究");
        assertThat(outcome.exitCode()).isEqualTo(3);
    }

    /** A jar that holds nothing but the way to the classes under test. */
    private static void writeJarOfThisProgram(Path jar) throws Exception {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        String classes = Stream.of(System.getProperty("java.class.path").split(":"))
                .map(entry -> Path.of(entry).toUri().toASCIIString())
                .collect(Collectors.joining(" "));
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classes);
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    }

    @Test
    void without_a_Java_it_says_what_to_install() throws Exception {
        Outcome checkout = LauncherHome.checkout(place.resolve("c"), "checkout").call("demo");
        assertThat(checkout.err()).containsExactly("There is no java on the PATH and JAVA_HOME is not set.", NEEDS_JDK);
        assertThat(checkout.exitCode()).isEqualTo(1);
        Outcome archive = LauncherHome.archive(place.resolve("a"), "archive").call("demo");
        assertThat(archive.err())
                .containsExactly("There is no java on the PATH and JAVA_HOME is not set.", NEEDS_RUNTIME);
        assertThat(archive.exitCode()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"11.0.22", "1.8.0_402", "9"})
    void an_old_Java_is_refused(String version) throws Exception {
        LauncherHome home = LauncherHome.archive(place, "installed");
        Path old = home.jdk("old java", version);
        Outcome outcome = home.onPath(old.resolve("bin")).call("demo");
        assertThat(outcome.err())
                .containsExactly(
                        "The Java in " + old.toRealPath() + " has the version " + version + ".", NEEDS_RUNTIME);
        assertThat(outcome.exitCode()).isEqualTo(1);
    }

    @Test
    void a_JAVA_HOME_that_is_none_is_refused_even_where_a_java_is_on_the_path() throws Exception {
        LauncherHome home = LauncherHome.archive(place, "installed").with("JAVA_HOME", "/no/where");
        Outcome outcome = home.onPath(home.jdk("java", "17").resolve("bin")).call("demo");
        assertThat(outcome.err())
                .containsExactly("JAVA_HOME is /no/where, but there is no bin/java in it.", NEEDS_RUNTIME);
        assertThat(outcome.exitCode()).isEqualTo(1);
    }

    @Test
    void a_java_on_the_path_that_is_only_a_stub_is_asked_where_it_is() throws Exception {
        LauncherHome home = LauncherHome.archive(place, "installed");
        Path real = home.runtime("real java", "17").toRealPath();
        Path stubs = Files.createDirectories(place.resolve("stubs/bin"));
        LauncherHome.script(stubs.resolve("java"), "printf 'Settings:\\n    java.home = " + real + "\\n' >&2\n");
        home.onPath(stubs);
        assertThat(home.callWell("demo").arguments()).containsExactly("<demo>");

        LauncherHome.script(stubs.resolve("java"), "echo 'No Java here' >&2; exit 1\n");
        Outcome outcome = home.call("demo");
        assertThat(outcome.err())
                .containsExactly("The java on the PATH, " + stubs + "/java, does not start.", NEEDS_RUNTIME);
        assertThat(outcome.exitCode()).isEqualTo(1);
    }

    @Test
    void an_incomplete_archive_and_a_folder_that_Java_cannot_use_are_told() throws Exception {
        LauncherHome archive = LauncherHome.archive(place.resolve("a"), "installed");
        Files.delete(archive.file("lib/charactermirror.jar"));
        Outcome incomplete = archive.call();
        assertThat(incomplete.err())
                .containsExactly("The installation is incomplete: there is no " + archive.path()
                        + "/lib/charactermirror.jar. Unpack the archive again.");
        assertThat(incomplete.exitCode()).isEqualTo(1);

        LauncherHome colon = LauncherHome.archive(place.resolve("b"), "12:30");
        Outcome refused = colon.call();
        assertThat(refused.err())
                .containsExactly("CharacterMirror lies in " + colon.path()
                        + ", and Java cannot start from a folder with a colon in its name: move it.");
        assertThat(refused.exitCode()).isEqualTo(1);
    }
}
