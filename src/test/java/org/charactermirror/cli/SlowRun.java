package org.charactermirror.cli;

import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.charactermirror.batch.RunListener;
import org.charactermirror.batch.RunSummary;
import org.charactermirror.chat.ScriptedChatModel;
import org.charactermirror.session.SessionId;

/** A process that runs the sample study slowly and says every turn that it completes: to be killed by a test. */
final class SlowRun {

    private SlowRun() {}

    public static void main(String[] arguments) {
        System.out.println("begin");
        Interrupts interrupts = Interrupts.listen(() -> System.out.println("stopping"));
        LoadedStudy study = SampleStudy.load(Path.of(arguments[0]));
        RunSummary summary = new StudyRun(study, spec -> new ScriptedChatModel("weights"), 3)
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
                                LockSupport.parkNanos(2_000_000);
                            }
                        },
                        interrupts::requested);
        System.out.println("end");
        System.exit(RunCommand.exitCode(summary));
    }
}
