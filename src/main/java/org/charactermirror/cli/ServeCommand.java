package org.charactermirror.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.charactermirror.web.Browsers;
import org.charactermirror.web.WebServer;
import org.charactermirror.web.WebSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Serves the chat demo and the annotation studio. */
@Command(
        name = "serve",
        footer = {"  charmirror serve", "  charmirror serve my-run --port 8090"},
        exitCodeList = {
            "3:a folder, study or character has problems",
            "5:a model cannot be used",
            "130:stopped by Ctrl-C"
        },
        mixinStandardHelpOptions = true,
        description = {"Serves the chat demo in a browser.", "Ctrl-C ends it."})
final class ServeCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Mixin
    private WebOptions web = new WebOptions();

    @Override
    public Integer call() throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        try (Interrupts interrupts = Interrupts.listen(stopped::countDown);
                WebServer server = WebServer.start(settings(), Browsers.inMemory(), signIns -> List.of())) {
            PrintWriter out = spec.commandLine().getOut();
            out.println("CharacterMirror:      " + server.url());
            out.println("You, as the owner:    " + server.ownerLink());
            out.println("Ctrl-C ends it.");
            out.flush();
            stopped.await();
            return interrupts.requested() ? ExitCode.INTERRUPTED : ExitCode.DONE;
        }
    }

    private WebSettings settings() {
        try {
            return web.settings();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
