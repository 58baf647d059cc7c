package org.charactermirror.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.charactermirror.character.CharacterShelf;
import org.charactermirror.problem.Problems;
import org.charactermirror.web.Browsers;
import org.charactermirror.web.SignIns;
import org.charactermirror.web.WebModule;
import org.charactermirror.web.WebServer;
import org.charactermirror.web.WebSettings;
import org.charactermirror.web.admin.AdminModule;
import org.charactermirror.web.chat.ChatModule;
import org.charactermirror.web.studio.StudioPage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Serves the chat demo and the annotation studio. */
@Command(
        name = "serve",
        footer = {"  charmirror serve", "  charmirror serve my-run --port 8090", "  charmirror serve talks --study demo"
        },
        exitCodeList = {
            "3:a folder, study or character has problems",
            "5:a model cannot be used",
            "130:stopped by Ctrl-C"
        },
        mixinStandardHelpOptions = true,
        description = {
            "Serves the chat demo and, with a study's folder, the annotation studio, in a browser.",
            "Invitations to annotators are made on the owner's page, whose link is printed. Ctrl-C ends it."
        })
final class ServeCommand implements Callable<Integer> {

    /** How long what is under way may take when the program is told to end. */
    private static final int LAST_SECONDS = 20;

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description =
                    "A study's folder. The dialogues of one that was played are judged; with a new one and --study"
                            + " people talk with the models themselves, and judge. The chat demo alone if not given.")
    private @Nullable Path folder;

    @Option(
            names = "--study",
            paramLabel = "STUDY",
            description = "The study for a new DIR: a file, or a name in scenarios/studies.")
    private @Nullable String study;

    @Mixin
    private WebOptions web = new WebOptions();

    @Mixin
    private ServedModels models = new ServedModels();

    @Option(names = "--json", description = "Prints where the server is reached as JSON.")
    private boolean json;

    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    @Override
    public Integer call() {
        WebSettings settings = settings();
        Path asked = folder;
        if (asked == null && study != null) {
            throw new ParameterException(spec.commandLine(), "--study needs a folder DIR, in which the study is kept");
        }
        Optional<StudioFolder> served = Optional.ofNullable(asked).map(dir -> StudioFolder.of(dir, study));
        ChatModule chat = chat();
        // A system that ends the program, as it does when it shuts down, lets it write its files first.
        Thread last = new Thread(this::end, "end");
        Runtime.getRuntime().addShutdownHook(last);
        try (Interrupts interrupts = Interrupts.listen(stop::countDown)) {
            if (served.isEmpty()) {
                serve(settings, chat, Optional.empty());
            } else {
                PrintWriter err = spec.commandLine().getErr();
                served.get()
                        .serve(
                                models.ofStudy(served.get().language(), err::println, System.in),
                                err::println,
                                () -> stop.getCount() == 0,
                                open -> serve(settings, chat, Optional.of(open)));
            }
            return interrupts.requested() ? ExitCode.INTERRUPTED : ExitCode.DONE;
        } finally {
            ended.countDown();
        }
    }

    private void end() {
        stop.countDown();
        try {
            if (!ended.await(LAST_SECONDS, TimeUnit.SECONDS)) {
                spec.commandLine()
                        .getErr()
                        .println("The server did not end in time; every click is kept all the same.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(WebSettings settings, ChatModule chat, Optional<StudioFolder.Open> open) {
        Browsers browsers = open.map(one -> one.studio().browsers()).orElseGet(Browsers::inMemory);
        try (WebServer server = WebServer.start(settings, browsers, signIns -> parts(chat, open, signIns))) {
            tell(server, open.isPresent());
            stop.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<WebModule> parts(ChatModule chat, Optional<StudioFolder.Open> open, SignIns signIns) {
        List<WebModule> parts = new ArrayList<>(List.of(chat));
        open.ifPresent(one -> {
            parts.add(one.studio().module(signIns));
            parts.add(new StudioPage());
            parts.add(new AdminModule(
                    one.database(), one.studio().planner(), one.studio().study(), signIns));
        });
        return parts;
    }

    private void tell(WebServer server, boolean studio) {
        PrintWriter out = spec.commandLine().getOut();
        String owner = server.ownerLink(studio ? "admin" : "");
        if (json) {
            Map<String, Object> places = new LinkedHashMap<>();
            places.put("format", "charmirror.serve/1");
            places.put("url", server.url());
            places.put("owner_link", owner);
            places.put("studio", studio);
            out.print(Json.write(places));
        } else {
            out.println("Talk with characters:  " + server.url());
            out.println((studio ? "Run the study:         " : "You, as the owner:     ") + owner);
            out.println("Ctrl-C ends it.");
        }
        out.flush();
    }

    private ChatModule chat() {
        Problems problems = new Problems();
        List<Path> folders = Installation.current().folders("characters", problems);
        problems.throwIfErrors();
        PrintWriter err = spec.commandLine().getErr();
        return new ChatModule(models.open(err::println, System.in), new CharacterShelf(Path.of("characters"), folders));
    }

    private WebSettings settings() {
        try {
            return web.settings();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
