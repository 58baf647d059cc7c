package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private Path project;
    private Path user;
    private Terminal terminal;

    @BeforeEach
    void nameTheFiles() {
        project = folder.resolve("charmirror.yaml");
        user = folder.resolve("config.yaml");
        terminal = new Terminal(List.of(new ConfigurationFile(project), new ConfigurationFile(user)), environment);
    }

    @Test
    void the_command_line_goes_before_the_environment_before_the_project_before_the_user_before_the_default()
            throws IOException {
        assertThat(shown("color")).isEqualTo("auto default");
        Files.writeString(user, "# mine\ncolor: never\nchat-character: li-bai\n");
        assertThat(shown("color")).isEqualTo("never " + user + ":2");
        Files.writeString(project, "color: always\n");
        assertThat(shown("color")).isEqualTo("always " + project + ":1");
        environment.put("CHARMIRROR_COLOR", "auto");
        assertThat(shown("color")).isEqualTo("auto environment CHARMIRROR_COLOR");
        assertThat(shown("color", "--color", "never")).isEqualTo("never command line");
        assertThat(shown("chat-character")).isEqualTo("li-bai " + user + ":3");
    }

    @Test
    void a_setting_changes_what_its_option_does_and_the_option_still_goes_before_it() throws IOException {
        Files.writeString(project, "color: always\n");
        terminal.run("run", "--help");
        assertThat(terminal.out()).contains("\u001B[");
        terminal.run("run", "--help", "--color=never");
        assertThat(terminal.out()).doesNotContain("\u001B[");
        Files.writeString(project, "color: always\nplain: true\n");
        terminal.run("run", "--help");
        assertThat(terminal.out()).doesNotContain("\u001B[");
        terminal.run("run", "--help", "--plain");
        assertThat(terminal.out()).doesNotContain("\u001B[");
        terminal.run("run", "--help", "--no-plain");
        assertThat(terminal.out()).contains("\u001B[");
        terminal.run("--no-plain", "run", "--help");
        assertThat(terminal.out()).contains("\u001B[");
    }

    @Test
    void the_character_of_a_chat_can_be_set() throws IOException {
        Files.writeString(project, "chat-character: nobody\n");
        assertThat(terminal.run("chat")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err()).startsWith("characters: there is no character 'nobody'; there are: ");
    }

    @Test
    void everything_that_is_wrong_is_told_at_once_with_its_place() throws IOException {
        Files.writeString(project, "plain: maybe\ncolour: never\nxyzzy: 1\nchat-model:\nchat-character: [li-bai]\n");
        Files.writeString(user, "color: 'pink'\n");
        environment.put("CHARMIRROR_PLAIN", "yes");
        environment.put("CHARMIRROR_COLR", "auto");
        environment.put("CHARMIRROR_JAVA_OPTIONS", "-Xmx1g");
        assertThat(terminal.run("config", "show")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err().replace(folder + "/", "")).isEqualTo("""
                        environment: CHARMIRROR_COLR is no setting; did you mean CHARMIRROR_COLOR?
                        environment: CHARMIRROR_PLAIN is "yes"; expected true or false
                        charmirror.yaml:1:8: plain is "maybe"; expected true or false
                        charmirror.yaml:2:1: unknown key "colour"; did you mean "color"?
                        charmirror.yaml:3:1: unknown key "xyzzy"; known are: plain, color, cache, batch, speculation, \
                        device, cache-memory, chat-character, chat-model, chat-precision, port, host, base-path, \
                        public-url
                        charmirror.yaml:4:12: chat-model is empty; expected a text
                        charmirror.yaml:5:17: chat-character is not one value; expected a text
                        config.yaml:1:8: color is "pink"; expected one of auto, always, never
                        """);
        assertThat(terminal.out()).isEmpty();
    }

    @Test
    void a_broken_file_stops_every_command_but_help_version_and_doctor() throws IOException {
        Files.writeString(project, "plain: {\n");
        String message = project + ":2:1: not valid YAML: ";
        assertThat(terminal.run("run", "demo", "--dry-run")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err()).startsWith(message);
        assertThat(terminal.run("run", "--help")).isEqualTo(ExitCode.DONE);
        assertThat(terminal.run("--version")).isEqualTo(ExitCode.DONE);
        assertThat(terminal.run("doctor")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.out()).contains("problem  configuration: " + message);
    }

    @Test
    void a_file_of_comments_only_is_as_good_as_none() throws IOException {
        Files.writeString(project, "# plain: true\n\n  # color: never\n");
        assertThat(shown("plain")).isEqualTo("false default");
    }

    @Test
    void a_list_is_no_configuration() throws IOException {
        Files.writeString(project, "- plain\n");
        assertThat(terminal.run("config", "show")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err()).isEqualTo(project + ":1:1: expected settings, such as \"plain: true\"\n");
    }

    @Test
    void the_users_file_lies_where_the_system_keeps_such_files() {
        Path home = Path.of(System.getProperty("user.home"));
        assertThat(ConfigurationFile.folder(Map.of(), "Linux"))
                .isEqualTo(home.resolve(".config").resolve("charmirror"));
        assertThat(ConfigurationFile.folder(Map.of("XDG_CONFIG_HOME", "x", "APPDATA", "y"), "Linux"))
                .isEqualTo(Path.of("x", "charmirror"));
        assertThat(ConfigurationFile.folder(Map.of("XDG_CONFIG_HOME", "x", "APPDATA", "y"), "Windows 11"))
                .isEqualTo(Path.of("y", "charmirror"));
    }

    /** Returns what config show prints of a setting, with single spaces. */
    private String shown(String key, String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "config";
        arguments[1] = "show";
        System.arraycopy(options, 0, arguments, 2, options.length);
        assertThat(terminal.run(arguments)).as(terminal.err()).isEqualTo(ExitCode.DONE);
        return terminal.out()
                .lines()
                .filter(line -> line.startsWith(key + " "))
                .map(line -> line.substring(key.length()).strip().replaceAll(" +", " "))
                .findFirst()
                .orElseThrow();
    }
}
