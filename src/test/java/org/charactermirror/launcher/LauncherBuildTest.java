package org.charactermirror.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.charactermirror.launcher.LauncherHome.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the launcher builds in a checkout, and what it says if that is not possible; the build itself is a fake. */
@DisabledOnOs(OS.WINDOWS)
class LauncherBuildTest {

    private static final String FIRST =
            "First start: building CharacterMirror (a few minutes where libraries must be downloaded) ...";
    private static final String CHANGED = "The sources have changed: building CharacterMirror ...";
    private static final String BUILD = "-B -Dmaven.test.skip=true -Dspotless.check.skip=true package";
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2001-02-03T04:05:06Z"));

    @TempDir
    Path place;

    private LauncherHome checkout;

    @BeforeEach
    void checkOut() throws IOException {
        checkout = LauncherHome.checkout(place, "a checkout 源码");
        checkout.with("JAVA_HOME", checkout.jdk("jdk", "17.0.1"));
    }

    @Test
    void the_first_start_builds_and_the_second_does_not() throws Exception {
        Outcome first = checkout.callWell("demo", "--out", "x y");
        assertThat(first.err()).containsExactly(FIRST);
        assertThat(first.arguments()).containsExactly("<demo>", "<--out>", "<x y>");
        assertThat(first.out())
                .contains("<" + checkout.path() + "/target/charactermirror.jar:" + checkout.path() + "/target/lib/*>");
        assertThat(checkout.callWell("demo").err()).isEmpty();
        assertThat(checkout.builds()).containsExactly(BUILD);
    }

    @Test
    void contents_count_and_dates_do_not() throws Exception {
        checkout.callWell();
        Path source = checkout.file("src/main/java/App.java");
        Files.setLastModifiedTime(source, FileTime.from(Instant.parse("2100-01-01T00:00:00Z")));
        assertThat(checkout.callWell().err()).as("a newer date").isEmpty();

        // As after taking files out of an archive, or git with dates of commits: other contents, an older date.
        Files.writeString(source, "class APP {}");
        Files.setLastModifiedTime(source, LONG_AGO);
        Files.setLastModifiedTime(source.getParent(), LONG_AGO);
        assertThat(checkout.callWell().err()).as("other contents").containsExactly(CHANGED);
        assertThat(checkout.callWell().err()).isEmpty();

        Path added = Files.writeString(checkout.file("src/main/java/B 类.java"), "");
        assertThat(checkout.callWell().err()).as("a new file").containsExactly(CHANGED);
        Files.delete(added);
        assertThat(checkout.callWell().err()).as("a file less").containsExactly(CHANGED);
        assertThat(checkout.callWell().err()).isEmpty();
        assertThat(checkout.builds()).hasSize(4);
    }

    @Test
    void a_build_starts_without_old_classes_and_with_another_pom_without_old_libraries() throws Exception {
        checkout.callWell();
        checkout.write("target/classes/Old.class", "");
        checkout.write("target/lib/old.jar", "");
        checkout.write("src/main/java/App.java", "class C {}");
        assertThat(checkout.callWell().err()).containsExactly(CHANGED);
        assertThat(checkout.file("target/classes/Old.class")).doesNotExist();
        assertThat(checkout.file("target/lib/old.jar")).exists();

        checkout.write("pom.xml", "<project></project>");
        assertThat(checkout.callWell().err()).containsExactly(CHANGED);
        assertThat(checkout.file("target/lib/old.jar")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"target/charactermirror.jar", "target/lib", "target/launcher-built"})
    void what_is_missing_is_built_again(String missing) throws Exception {
        checkout.callWell();
        Files.delete(checkout.file(missing));
        assertThat(checkout.callWell().err()).containsExactly(FIRST);
        assertThat(checkout.builds()).hasSize(2);
    }

    @Test
    void a_build_that_fails_shows_its_end_says_where_the_log_is_and_is_tried_again() throws Exception {
        checkout.write("broken", "");
        for (int start = 1; start <= 2; start++) {
            Outcome outcome = checkout.call("demo");
            assertThat(outcome.exitCode()).isEqualTo(1);
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.err())
                    .containsExactly(
                            FIRST,
                            "App.java:1: not a statement",
                            "The build failed; all of its output is in " + checkout.path()
                                    + "/target/launcher-build.log.");
            assertThat(checkout.builds()).hasSize(start);
        }
        assertThat(checkout.file("target/launcher-build.log")).hasContent("App.java:1: not a statement");
        Files.delete(checkout.file("broken"));
        assertThat(checkout.callWell().err()).containsExactly(FIRST);
    }

    @Test
    void a_runtime_without_a_compiler_starts_what_is_built_and_says_so_where_something_must_be_built()
            throws Exception {
        checkout.callWell();
        Path runtime = checkout.runtime("runtime", "17");
        checkout.with("JAVA_HOME", runtime);
        assertThat(checkout.callWell("demo").arguments()).containsExactly("<demo>");

        checkout.write("src/main/java/App.java", "class C {}");
        Outcome outcome = checkout.call("demo");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .containsExactly(
                        "CharacterMirror must be built, and the Java in " + runtime + " has no compiler.",
                        "CharacterMirror needs a JDK of version 17 or newer: install one (Debian and Ubuntu: apt install"
                                + " openjdk-17-jdk-headless, macOS: brew install openjdk@17) or set JAVA_HOME to it.");
    }

    @Test
    void two_at_the_same_time_build_once() throws Exception {
        startTwo("Another charmirror is building CharacterMirror: waiting for it ...");
    }

    @Test
    void two_at_the_same_time_build_once_on_a_machine_without_flock() throws Exception {
        checkout.withoutTool("flock");
        Path lock = checkout.file("target/launcher.lock.d");
        startTwo(
                "Another charmirror is building CharacterMirror: waiting for it (if none is, remove " + lock + ") ...");
        assertThat(lock).doesNotExist();
        checkout.write("broken", "");
        checkout.write("pom.xml", "");
        assertThat(checkout.call().exitCode()).isEqualTo(1);
        assertThat(lock).as("the lock after a build that failed").doesNotExist();
    }

    private void startTwo(String waiting) throws Exception {
        checkout.write("hold", "");
        Process first = checkout.start();
        checkout.awaitBuild(1);
        Process second = checkout.start();
        // Its first line can only come while the first one builds: that one is held until then.
        BufferedReader said =
                new BufferedReader(new InputStreamReader(second.getErrorStream(), StandardCharsets.UTF_8));
        assertThat(said.readLine()).isEqualTo(waiting);
        checkout.write("go", "");

        assertThat(LauncherHome.finish(first).exitCode()).isZero();
        assertThat(said.readLine()).isNull();
        assertThat(second.waitFor()).isZero();
        assertThat(checkout.builds()).hasSize(1);
    }

    @Test
    void a_build_that_was_killed_does_not_lock_the_next_one_out() throws Exception {
        checkout.write("hold", "");
        Process killed = checkout.start();
        checkout.awaitBuild(1);
        killed.descendants().toList().forEach(ProcessHandle::destroyForcibly);
        killed.destroyForcibly().waitFor();
        checkout.write("go", "");
        assertThat(checkout.callWell().err()).endsWith(FIRST);
        assertThat(checkout.builds()).hasSize(2);
    }
}
