package org.charactermirror.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.charactermirror.batch.RunListener;
import org.charactermirror.batch.RunSummary;
import org.charactermirror.chat.ModelDescription;
import org.charactermirror.session.SessionId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Shows how a run goes on: a bar with the time left on a terminal, elsewhere a line every so many turns. */
abstract class RunProgress implements RunListener, AutoCloseable {

    /** Where all of it goes. */
    protected final PrintWriter err;

    RunProgress(PrintWriter err) {
        this.err = err;
    }

    /** Returns what fits where standard error goes and what the user asked for. */
    static RunProgress of(CommandSpec command) {
        PrintWriter err = command.commandLine().getErr();
        return CharMirror.of(command).screen().animated() ? new Bar(err) : new Lines(err);
    }

    @Override
    public void opened(Map<String, ModelDescription> models) {
        models.forEach(
                (id, model) -> err.println("model " + id + ": " + model.name() + ", licence " + model.licence()));
    }

    @Override
    public void sessionFailed(SessionId session, String reason) {
        err.println(session + " failed: " + reason);
    }

    @Override
    public void close() {}

    /** A bar that is drawn anew in its line. */
    private static final class Bar extends RunProgress {

        private @Nullable ProgressBar bar;

        Bar(PrintWriter err) {
            super(err);
        }

        @Override
        public void started(int turns, RunSummary before) {
            bar = new ProgressBarBuilder()
                    .setTaskName("turns")
                    .setInitialMax(turns)
                    .startsFrom(before.turns(), Duration.ZERO)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(250)
                    .setConsumer(new ConsoleProgressBarConsumer(System.err))
                    .build();
        }

        @Override
        public void turnCompleted(SessionId session, int turn) {
            if (bar != null) {
                bar.step();
            }
        }

        @Override
        public void close() {
            if (bar != null) {
                bar.close();
            }
        }
    }

    /** A line after every twentieth part of the turns, and after every failure. */
    static final class Lines extends RunProgress {

        private int sessions;
        private int every = 1;
        private int total;
        private int atStart;
        private int played;
        private int finished;
        private long start;

        Lines(PrintWriter err) {
            super(err);
        }

        @Override
        public void started(int turns, RunSummary before) {
            total = turns;
            sessions = before.sessions();
            finished = before.done();
            every = Math.max(1, turns / 20);
            atStart = before.turns();
            played = atStart;
            start = System.nanoTime();
            if (atStart > 0) {
                err.println(String.format(Locale.ROOT, "goes on after %,d of %,d turns", atStart, turns));
            }
        }

        @Override
        public void turnCompleted(SessionId session, int turn) {
            played++;
            // The line of the last turn waits until its session is counted.
            if (played % every == 0 && played < total) {
                tell();
            }
        }

        @Override
        public void sessionDone(SessionId session) {
            finished++;
            if (played == total) {
                tell();
            }
        }

        private void tell() {
            double seconds = (System.nanoTime() - start) / 1e9;
            double left = seconds / Math.max(1, played - atStart) * (total - played);
            err.println(String.format(
                    Locale.ROOT,
                    "%,d of %,d turns, %,d of %,d sessions, %.0f s, about %.0f s left",
                    played,
                    total,
                    finished,
                    sessions,
                    seconds,
                    left));
        }
    }
}
