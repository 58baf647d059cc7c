package org.charactermirror.cli;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.charactermirror.judge.Judgement;
import org.charactermirror.judge.JudgementState;

/** Shows how judging goes on: a line every so many items, and one for each that failed. */
final class JudgeProgress implements JudgeRun.Progress {

    private static final int LINES = 10;

    /** How many failures of a judge are told one by one. */
    private static final int MOST_FAILURES = 10;

    private final PrintWriter err;

    /** Guarded by this object, as everything below. */
    private final Map<String, Integer> open = new HashMap<>();

    private final Map<String, Integer> done = new HashMap<>();
    private final Map<String, Integer> scored = new HashMap<>();
    private final Map<String, Integer> failed = new HashMap<>();

    JudgeProgress(PrintWriter err) {
        this.err = err;
    }

    @Override
    public synchronized void started(String judge, int items) {
        open.put(judge, items);
        err.println(String.format(Locale.ROOT, "judge %s: %,d items to judge", judge, items));
    }

    @Override
    public synchronized void judged(Judgement judgement) {
        String judge = judgement.judge();
        int now = done.merge(judge, 1, Integer::sum);
        scored.merge(judge, judgement.state() == JudgementState.SCORED ? 1 : 0, Integer::sum);
        if (judgement.state() == JudgementState.FAILED) {
            int count = failed.merge(judge, 1, Integer::sum);
            if (count <= MOST_FAILURES) {
                err.println("judge " + judge + ", " + judgement.key() + " failed: " + judgement.reason()
                        + (count == MOST_FAILURES ? " (further ones are only counted)" : ""));
            }
        }
        int all = open.getOrDefault(judge, now);
        if (now == all || now % Math.max(1, all / LINES) == 0) {
            err.println(String.format(
                    Locale.ROOT,
                    "judge %s: %,d of %,d items, %,d of them scored",
                    judge,
                    now,
                    all,
                    scored.getOrDefault(judge, 0)));
        }
    }
}
