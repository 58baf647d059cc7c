package org.charactermirror.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code completion}: a script that teaches the user's shell the commands and options. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = "Prints a script that completes commands and options in bash or zsh.",
        footer = {"  source <(charmirror completion bash)", "  charmirror completion zsh > ~/.charmirror-completion"})
final class CompletionCommand implements Callable<Integer> {

    /** The shells that have completion. */
    enum ShellKind {
        BASH("bash", "~/.bashrc"),
        ZSH("zsh", "~/.zshrc");

        private final String word;
        private final String startFile;

        ShellKind(String word, String startFile) {
            this.word = word;
            this.startFile = startFile;
        }

        /** Returns a comment that tells how the script is used. */
        String comment() {
            return "# To have it in every " + word + ", put this line into " + startFile
                    + ":  source <(charmirror completion " + word + ")\n";
        }
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            defaultValue = "bash",
            paramLabel = "SHELL",
            description = "bash (default) or zsh; the same script serves both.")
    private ShellKind shell = ShellKind.BASH;

    @Override
    public Integer call() {
        spec.commandLine()
                .getOut()
                .print(shell.comment()
                        + AutoComplete.bash(spec.root().name(), spec.root().commandLine()));
        spec.commandLine().getOut().flush();
        return ExitCode.DONE;
    }
}
