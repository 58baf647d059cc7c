package org.charactermirror.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.charactermirror.batch.ChatModelFactory;
import org.charactermirror.batch.RunListener;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ScriptedChatModel;
import org.charactermirror.chat.glm.GlmOptions;
import org.charactermirror.scenario.ModelSpec;
import org.charactermirror.store.StudioParticipant;
import org.charactermirror.store.StudioParticipants;
import org.charactermirror.store.StudioParticipants.Invitation;
import org.charactermirror.store.StudioSetting;
import org.charactermirror.store.StudioSettings;
import org.charactermirror.store.StudyFolder;
import org.charactermirror.web.Tokens;
import org.charactermirror.web.WebServer;
import org.charactermirror.web.WebSettings;
import org.charactermirror.web.studio.Studio;
import org.charactermirror.web.studio.StudioPage;
import org.charactermirror.web.studio.StudioStudy;

/** A study's studio in a process of its own, which can be killed without warning and started again at the same address. */
final class ServedStudy implements AutoCloseable {

    /** Models without weights, or the embedded ones where the study names them. */
    private static final ChatModelFactory MODELS =
            spec -> spec instanceof ModelSpec.Local local && local.path().startsWith("embedded:")
                    ? new LocalModels(GlmOptions.ofDefaults()).open(spec)
                    : new ScriptedChatModel(spec.id());

    private final Path home;
    private final Path folder;
    private final String mode;
    private int port;
    private Process process;

    private ServedStudy(Path home, Path folder, String mode) {
        this.home = home;
        this.folder = folder;
        this.mode = mode;
        process = start();
    }

    /** Plays {@code small.yaml} of a home with models, and serves it to be judged. */
    static ServedStudy recorded(Path home) {
        Path folder = home.resolve("out");
        new StudyRun(SampleStudy.load(home), MODELS, 1).run(folder, RunListener.NONE, () -> false);
        set(folder, Map.of(StudioSetting.PER_ITEM, "2", StudioSetting.ATTENTION_EVERY, "0"));
        return new ServedStudy(home, folder, "recorded");
    }

    /** Serves {@code small.yaml} of a home to be played by people. */
    static ServedStudy live(Path home) {
        return new ServedStudy(home, home.resolve("out"), "live");
    }

    private static void set(Path folder, Map<StudioSetting, String> settings) {
        try (StudyFolder open = StudyFolder.openBeside(folder)) {
            StudioSettings.set(open.database(), settings);
        }
    }

    /**
     * Somebody who is invited.
     *
     * @param annotator the pseudonym that judgements carry
     */
    record Invited(String annotator, String token) {}

    /** Invites people. */
    List<Invited> invite(String... languages) {
        List<String> tokens = new ArrayList<>();
        List<Invitation> invitations = new ArrayList<>();
        for (String language : languages) {
            tokens.add(Tokens.next());
            invitations.add(
                    new Invitation("person " + tokens.size(), language, Tokens.hash(tokens.get(tokens.size() - 1))));
        }
        try (StudyFolder open = StudyFolder.openBeside(folder)) {
            List<StudioParticipant> people = new StudioParticipants(open.database()).invite(invitations, false);
            List<Invited> invited = new ArrayList<>();
            for (int i = 0; i < tokens.size(); i++) {
                invited.add(new Invited(people.get(i).annotator(), tokens.get(i)));
            }
            return invited;
        }
    }

    String url() {
        return "http://127.0.0.1:" + port + "/";
    }

    Path folder() {
        return folder;
    }

    /** Ends the process as a power cut does. */
    void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Starts it again at the same address. */
    void startAgain() {
        process = start();
    }

    private Process start() {
        try {
            Process started = ProgramProcess.of(
                            ServedStudy.class, home.toString(), folder.toString(), Integer.toString(port), mode)
                    .redirectError(home.resolve("server.log").toFile())
                    .start();
            BufferedReader out = ProgramProcess.reader(started.getInputStream());
            String line = out.readLine();
            if (line == null || !line.startsWith("port ")) {
                throw new AssertionError("no server: " + line + "\n" + Files.readString(home.resolve("server.log")));
            }
            port = Integer.parseInt(line.substring("port ".length()));
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets the server end as it does after Ctrl-C, so that its files are up to date. */
    void stop() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        kill();
    }

    /** The process. */
    public static void main(String[] arguments) throws InterruptedException {
        LoadedStudy study = SampleStudy.load(Path.of(arguments[0]));
        Path folder = Path.of(arguments[1]);
        int port = Integer.parseInt(arguments[2]);
        if (arguments[3].equals("live")) {
            LoadedStudy typed = study.typed();
            new StudyRun(typed, MODELS, 1, Optional.empty())
                    .outcome(folder, RunListener.NONE, () -> false, (open, store, models, heard, stop) -> {
                        List<ModelSpec> specs = study.study().models();
                        List<ChatModel> opened = models.get(specs);
                        Map<String, ChatModel> byId = new HashMap<>();
                        for (int i = 0; i < specs.size(); i++) {
                            byId.put(specs.get(i).id(), opened.get(i));
                        }
                        serve(Studio.live(open, StudioStudy.of(study.study()), typed.plan(), byId::get, heard), port);
                        throw new AssertionError("the server has ended");
                    });
        } else {
            try (StudyFolder open = StudyFolder.openBeside(folder)) {
                serve(Studio.recorded(open, StudioStudy.of(study.study())), port);
            }
        }
    }

    private static void serve(Studio studio, int port) {
        CountDownLatch stopped = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stopped.countDown();
            try {
                closed.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }));
        try (studio;
                WebServer server = WebServer.start(
                        WebSettings.loopback(port),
                        studio.browsers(),
                        signIns -> List.of(new StudioPage(), studio.module(signIns)))) {
            studio.planner().plan();
            System.out.println("port " + server.port());
            System.out.flush();
            stopped.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        closed.countDown();
    }
}
