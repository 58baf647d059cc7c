package org.charactermirror.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.charactermirror.batch.RunListener;
import org.charactermirror.batch.RunSummary;
import org.charactermirror.chat.ScriptedChatModel;
import org.charactermirror.session.SessionId;

/**
 * A process that runs the sample study, says every turn that it completes and then waits for a byte on its standard
 * input, until that is closed: however slow a machine is, a test meets it at work.
 */
final class SteppedRun {

    /** How many sessions are played at once. */
    static final int BATCH = 3;

    private SteppedRun() {}

    public static void main(String[] arguments) {
        System.out.println("begin");
        Interrupts interrupts = Interrupts.listen(() -> System.out.println("stopping"));
        LoadedStudy study = SampleStudy.load(Path.of(arguments[0]));
        RunSummary summary = new StudyRun(study, spec -> new ScriptedChatModel("weights"), BATCH)
                .run(
                        Path.of(arguments[1]),
                        new RunListener() {
                            @Override
                            public void started(int turns, RunSummary before) {
                                System.out.println("started after " + before.turns());
                            }

                            @Override
                            public void turnCompleted(SessionId session, int turn) {
                                System.out.println("turn");
                                awaitStep();
                            }
                        },
                        interrupts::requested);
        System.out.println("end");
        System.exit(RunCommand.exitCode(summary));
    }

    private static void awaitStep() {
        try {
            System.in.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
