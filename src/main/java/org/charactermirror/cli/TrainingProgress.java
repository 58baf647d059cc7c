package org.charactermirror.cli;

import java.io.PrintWriter;
import java.util.Locale;

/** Says on standard error how many dialogues were looked at, at most every few seconds; nothing of what is done at once. */
final class TrainingProgress implements Runnable {

    private static final long EVERY_NANOS = 5_000_000_000L;

    private final PrintWriter err;
    private final int dialogues;
    private int seen;
    private long told = System.nanoTime();

    TrainingProgress(PrintWriter err, int dialogues) {
        this.err = err;
        this.dialogues = dialogues;
    }

    @Override
    public void run() {
        seen++;
        if (System.nanoTime() - told >= EVERY_NANOS) {
            told = System.nanoTime();
            err.println(String.format(Locale.ROOT, "export: %,d of %,d dialogues", seen, dialogues));
        }
    }
}
