package org.charactermirror.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.batch.ModelAccount;
import org.charactermirror.batch.RunSummary;

/**
 * How a run ended.
 *
 * @param accounts by id, what was asked of remote models
 * @param spent why no more may be spent, if that ended the run
 */
record RunOutcome(RunSummary summary, Map<String, ModelAccount> accounts, Optional<String> spent) {

    RunOutcome {
        accounts = new LinkedHashMap<>(accounts);
    }

    /** Returns what the process tells its caller. */
    int exitCode() {
        if (spent.isPresent()) {
            return ExitCode.FAILED_SESSIONS;
        }
        return RunCommand.exitCode(summary);
    }
}
