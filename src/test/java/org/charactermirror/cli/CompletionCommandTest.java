package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionCommandTest {

    @TempDir
    private Path folder;

    private final Terminal terminal = new Terminal();

    @BeforeEach
    void requireBash() throws InterruptedException {
        try {
            new ProcessBuilder("bash", "--version").start().waitFor();
        } catch (IOException e) {
            Assumptions.abort("this system has no bash");
        }
    }

    @Test
    void bash_completes_commands() throws Exception {
        assertThat(completed("charmirror", ""))
                .contains("demo", "run", "annotate", "report", "chat", "models", "validate", "config", "doctor");
        assertThat(completed("charmirror", "va")).containsExactly("validate");
        assertThat(completed("charmirror", "models", "ver")).containsExactly("verify");
    }

    @Test
    void bash_completes_options_and_their_values() throws Exception {
        assertThat(completed("charmirror", "run", "--dr")).containsExactly("--dry-run");
        assertThat(completed("charmirror", "run", "--pl")).containsExactly("--plain");
    }

    @Test
    void the_script_is_read_by_bash_without_a_word() throws Exception {
        terminal.run("completion");
        Path script = Files.writeString(folder.resolve("completion.sh"), terminal.out());
        Process bash = new ProcessBuilder("bash", "--norc", "-eu", script.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(bash.getInputStream().readAllBytes()).isEmpty();
        assertThat(bash.waitFor()).isZero();
    }

    @Test
    void the_script_of_zsh_is_the_same_and_loads_what_zsh_needs() {
        assertThat(terminal.run("completion", "zsh")).isEqualTo(ExitCode.DONE);
        String script = terminal.out();
        assertThat(script)
                .startsWith(
                        "# To have it in every zsh, put this line into ~/.zshrc:  source <(charmirror completion zsh)\n")
                .contains("autoload -U +X bashcompinit && bashcompinit");
        terminal.run("completion");
        assertThat(terminal.out().lines().skip(1))
                .containsExactlyElementsOf(script.lines().skip(1).toList());
    }

    @Test
    void another_shell_is_wrong_usage() {
        assertThat(terminal.run("completion", "fish")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("'fish'").endsWith("See: charmirror completion --help\n");
    }

    /** Asks a real bash what it would offer for the last of the words. */
    private String[] completed(String... words) throws Exception {
        assertThat(terminal.run("completion", "bash")).isEqualTo(ExitCode.DONE);
        Path script = Files.writeString(folder.resolve("completion.sh"), terminal.out());
        String quoted = "'" + String.join("' '", words) + "'";
        String commands = "set -e; source " + script + "; COMP_WORDS=(" + quoted + "); COMP_CWORD=" + (words.length - 1)
                + "; COMP_TYPE=9; _complete_charmirror || true; printf '%s\\n' \"${COMPREPLY[@]}\"";
        // Bash complains that nobody pressed the tab key.
        Process bash = new ProcessBuilder("bash", "--norc", "-c", commands)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(said).isZero();
        return said.lines().map(String::strip).toArray(String[]::new);
    }
}
